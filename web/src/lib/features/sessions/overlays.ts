export { default as KillDialog } from '../kills/KillDialog.svelte';
export { default as FilterMenu } from './FilterMenu.svelte';
export { default as MoreFilters } from './MoreFilters.svelte';
