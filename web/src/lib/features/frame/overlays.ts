export { default as HelpDialog } from '../commands/HelpDialog.svelte';
export { default as Palette } from '../commands/Palette.svelte';
export { default as AccountMenu } from './AccountMenu.svelte';
