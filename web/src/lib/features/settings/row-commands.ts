import type { Command, Section } from '../commands/commands.svelte.ts';

export interface RowCommandsOptions {
  readonly section: Section;
  readonly move: (delta: number) => void;
  /** Opens the row that has the focus, if one has. */
  readonly open: () => void;
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** Moving about in a short list, and in and out of its details. */
export function rowCommands({ section, move, open, isOpen, close }: RowCommandsOptions): readonly Command[] {
  return [
    { id: 'down', title: 'Next row', section, keys: 'j', isKeyOnly: true, run: () => move(1) },
    { id: 'up', title: 'Row before', section, keys: 'k', isKeyOnly: true, run: () => move(-1) },
    { id: 'open', title: 'Open', section, keys: 'Enter', onRows: true, isKeyOnly: true, run: open },
    { id: 'back', title: 'Close', section, keys: 'Escape', isKeyOnly: true, isAvailable: () => isOpen, run: close },
  ];
}
