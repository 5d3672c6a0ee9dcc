import { Later } from '$lib/ui/later.svelte.ts';

/** What draws output: large, and not needed before something is written. */
export const terminals = new Later(() => import('./terminal.ts'));
