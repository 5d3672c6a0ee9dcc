import type { Later } from '$lib/ui/later.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/** Fetches what somebody asked for; answers whether it is here, and tells them where it is not. */
export async function fetched(later: Later<unknown>, notices: Notices): Promise<boolean> {
  const isHere = await later.fetch();
  if (!isHere)
    notices.warn(
      'What this opens could not be fetched. Try again when the mark says live; if that does not help, load the page anew.',
    );
  return isHere;
}
