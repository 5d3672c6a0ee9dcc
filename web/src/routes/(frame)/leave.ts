import { goto } from '$app/navigation';
import { signOut } from '$lib/features/access/sign-in.ts';
import type { Notices } from '$lib/features/notices/notices.svelte.ts';

/** Ends this browser's sign-in. */
export async function leave(notices: Notices): Promise<void> {
  if (await signOut()) await goto('/sign-in');
  else
    notices.warn('The server did not answer, so this browser is still signed in. Try again when the mark says live.');
}
