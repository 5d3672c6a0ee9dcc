export { default as HelpDialog } from './HelpDialog.svelte';
export { default as Palette } from './Palette.svelte';
