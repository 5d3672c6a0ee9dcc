import type { Command } from '../commands/commands.svelte.ts';
import type { SessionsScreen } from './screen.svelte.ts';
import type { SessionRow } from './session-row.ts';
import type { Show } from './session-view.ts';
import { titleOf } from './words.ts';

export interface SessionCommandsOptions {
  readonly screen: SessionsScreen;
  /** What commands act on now. */
  readonly subject: () => readonly SessionRow[];
  readonly openId: string | undefined;
  /** Puts the cursor on the first row. */
  readonly begin: () => void;
  /** Nothing has the focus and there is a first row: keys begin there. */
  readonly canBegin: () => boolean;
  readonly move: (delta: number) => void;
  /** Selects a row or lets go of it. */
  readonly pick: (id: string) => void;
  readonly open: (id: string) => void;
  readonly close: () => void;
  readonly search: () => void;
  readonly show: (show: Show) => void;
}

/** Everything the sessions page can do, by key and by palette. */
export function sessionCommands(options: SessionCommandsOptions): readonly Command[] {
  const { screen, subject } = options;
  const { list, selection, cursor } = screen;
  const hasCursor = () => cursor.id !== undefined || options.canBegin();
  const hasSubject = () => subject().length > 0;

  /** What a key is about to act on may have changed under the finger. */
  const settled = (act: (rows: readonly SessionRow[]) => void) => () => {
    if (cursor.isSettled) act(subject());
    else screen.notices.tell('This just changed. Look again, then press once more.');
  };
  const first = (act: (row: SessionRow) => void) =>
    settled(([row]) => {
      if (row !== undefined) act(row);
    });
  const what = (rows: readonly SessionRow[]) =>
    rows.length === 1 && rows[0] !== undefined ? titleOf(rows[0]) : `${rows.length} selected sessions`;

  /** One that has ended says so when it is killed. */
  const isKillable = ({ canKill, lifecycle }: SessionRow) => canKill || lifecycle === 'ENDED';

  return [
    { id: 'search', title: 'Search sessions', section: 'Sessions', keys: '/', run: options.search },
    { id: 'down', title: 'Next row', section: 'Sessions', keys: 'j', isKeyOnly: true, run: () => options.move(1) },
    { id: 'up', title: 'Row before', section: 'Sessions', keys: 'k', isKeyOnly: true, run: () => options.move(-1) },
    {
      id: 'open',
      title: 'Open',
      section: 'Sessions',
      keys: 'Enter',
      onRows: true,
      isKeyOnly: true,
      isAvailable: hasCursor,
      run: () => {
        if (cursor.id === undefined) options.begin();
        if (cursor.id !== undefined) options.open(cursor.id);
      },
    },
    {
      id: 'select',
      title: 'Select',
      section: 'Sessions',
      keys: 'x',
      onRows: true,
      isKeyOnly: true,
      isAvailable: hasCursor,
      run: () => {
        if (cursor.id === undefined) options.begin();
        if (cursor.id !== undefined) options.pick(cursor.id);
      },
    },
    {
      id: 'kill',
      title: hasSubject() ? `Kill ${what(subject())}…` : 'Kill…',
      section: 'Sessions',
      keys: 'Delete',
      onRows: true,
      // With no row current it aims at nothing: what it would begin with was not chosen by anybody.
      isAvailable: () => subject().some(isKillable),
      run: settled((rows) => screen.askToKill(rows)),
    },
    {
      id: 'pin',
      title: 'Pin or unpin',
      section: 'Sessions',
      keys: 'p',
      onRows: true,
      isAvailable: () => subject()[0]?.canPin === true,
      run: first((row) => void screen.togglePin(row)),
    },
    {
      id: 'copy',
      title: 'Copy the id',
      section: 'Sessions',
      keys: 'c',
      onRows: true,
      isAvailable: hasSubject,
      run: first(({ id }) => void screen.copyId(id)),
    },
    {
      id: 'hold',
      title: list.isHeld ? 'Let the list move again' : 'Hold the list still',
      section: 'View',
      keys: 'h',
      run: () => (list.isHeld ? list.release() : list.hold()),
    },
    {
      id: 'back',
      title: 'Close, or let go of the selection',
      section: 'Sessions',
      keys: 'Escape',
      isKeyOnly: true,
      isAvailable: () => options.openId !== undefined || selection.size > 0,
      run: () => (options.openId === undefined ? selection.clear() : options.close()),
    },
    { id: 'go-running', title: 'Running sessions', section: 'Go to', keys: 'g r', run: () => options.show('running') },
    { id: 'go-ended', title: 'Ended sessions', section: 'Go to', keys: 'g e', run: () => options.show('ended') },
    { id: 'go-all', title: 'All sessions', section: 'Go to', keys: 'g l', run: () => options.show('all') },
  ];
}
