import { Later } from '$lib/ui/later.svelte.ts';

/** What opens over the list. */
export const overlays = new Later(() => import('./overlays.ts'));
