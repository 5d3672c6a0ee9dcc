import { Later } from '$lib/ui/later.svelte.ts';

/** What opens over any page. */
export const overlays = new Later(() => import('./overlays.ts'));
