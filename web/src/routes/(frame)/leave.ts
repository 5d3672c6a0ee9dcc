import { goto } from '$app/navigation';
import { signOut } from '$lib/features/access/sign-in.ts';
import type { Api } from '$lib/api/api.svelte.ts';
import type { Notices } from '$lib/features/notices/notices.svelte.ts';

/** Ends this browser's sign-in. */
export async function leave(api: Api, notices: Notices): Promise<void> {
  api.leaving(true);
  if (await signOut()) return goto('/sign-in');
  api.leaving(false);
  notices.warn('The server did not answer, so this browser is still signed in. Try again when the mark says live.');
}
