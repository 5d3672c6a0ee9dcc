import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { chordOf } from './chord.ts';

/** In the order in which people are shown them. */
export const SECTIONS = [
  'Go to',
  'Sessions',
  'Inbox',
  'Hosts',
  'Remote access',
  'People',
  'Keys',
  'View',
  'Account',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Something a person can do, by the palette, by keys, or both. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly section: Section;
  /** A key, or two in a row: `/`, `g s`, `mod+k`. */
  readonly keys?: string;
  /** Acts on rows: its key works where rows or their detail have the focus, or nothing has. */
  readonly onRows?: boolean;
  /** Only a key: the palette would be the long way. */
  readonly isKeyOnly?: boolean;
  /** Left out while it says no. */
  readonly isAvailable?: () => boolean;
  readonly run: () => void;
}

const SECOND_KEY_WITHIN_MS = 1_200;

/** Everything that can be done now; features add what is theirs while they are on screen. */
export class Commands {
  readonly #groups = new SvelteSet<() => readonly Command[]>();
  #awaited = 0;
  #firstKey: { readonly chord: string; readonly atMs: number } | undefined;

  /** Everything that is on screen to be done, whether it can be now or not. */
  get all(): readonly Command[] {
    return [...this.#groups].flatMap((group) => group());
  }

  get available(): readonly Command[] {
    return this.all.filter(isAvailable);
  }

  /** Answers how to take them away again: made to be answered by an `$effect`. */
  add(group: () => readonly Command[]): () => void {
    this.#groups.add(group);
    return () => void this.#groups.delete(group);
  }

  /** Keys stand for nothing until this settles: they are meant for what it brings. */
  async after<Outcome>(coming: Promise<Outcome>): Promise<Outcome> {
    this.#awaited += 1;
    try {
      return await coming;
    } finally {
      this.#awaited -= 1;
    }
  }

  /** Runs what the key stands for here, if anything. */
  press(event: KeyboardEvent): void {
    const chord = chordOf(event);
    if (chord === undefined || this.#awaited > 0 || event.defaultPrevented || event.isComposing || isElsewhere(event))
      return;
    if (chord === 'Enter' && isPressable(event.target)) return;
    const first = this.#firstKey;
    this.#firstKey = undefined;
    const isSecond = first !== undefined && event.timeStamp - first.atMs < SECOND_KEY_WITHIN_MS;
    const keys = isSecond ? `${first.chord} ${chord}` : chord;
    const commands = this.available.filter(({ onRows }) => onRows !== true || isOnRows(event.target));
    const command = commands.find((candidate) => candidate.keys === keys);
    if (command !== undefined) {
      event.preventDefault();
      command.run();
    } else if (!isSecond && commands.some((candidate) => candidate.keys?.startsWith(`${chord} `))) {
      event.preventDefault();
      this.#firstKey = { chord, atMs: event.timeStamp };
    }
  }
}

export function isAvailable(command: Command): boolean {
  return command.isAvailable?.() ?? true;
}

/** Where keys have another meaning: in text, in a dialog, in a menu. */
function isElsewhere({ target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return true;
  const isText = target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select') !== null;
  return isText && !ctrlKey && !metaKey;
}

/** What an Enter presses by itself. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href], summary') !== null;
}

function isOnRows(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('[data-rows]') !== null);
}

export const [getCommands, setCommands] = createContext<Commands>();
