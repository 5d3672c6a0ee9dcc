import type { Verdict } from '$lib/generated/graphql.ts';
import type { Command } from '../commands/commands.svelte.ts';
import { type RowCommandsOptions, rowCommands } from '../settings/row-commands.ts';

export interface InboxCommandsOptions extends Omit<RowCommandsOptions, 'section'> {
  /** Asks whether to answer so what keys act on. */
  readonly decide: (verdict: Verdict) => void;
  readonly pick: () => void;
}

/** What can be done in the inbox. */
export function inboxCommands({ decide, pick, ...rows }: InboxCommandsOptions): readonly Command[] {
  const section = 'Inbox';
  return [
    ...rowCommands({ section, ...rows }),
    { id: 'approve', title: 'Approve…', section, keys: 'a', onRows: true, run: () => decide('APPROVE') },
    { id: 'deny', title: 'Deny…', section, keys: 'd', onRows: true, run: () => decide('DENY') },
    { id: 'pick', title: 'Select', section, keys: 'x', onRows: true, isKeyOnly: true, run: pick },
  ];
}
