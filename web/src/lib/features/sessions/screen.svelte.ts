import { createContext } from 'svelte';
import type { Api } from '$lib/api/api.svelte.ts';
import { RequestFailure } from '$lib/api/failure.ts';
import { PinSessionDocument, UnpinSessionDocument } from '$lib/generated/graphql.ts';
import type { Kills } from '../kills/kills.svelte.ts';
import type { Notices } from '../notices/notices.svelte.ts';
import { Cursor } from './cursor.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { SessionList } from './session-list.svelte.ts';
import type { SessionRow } from './session-row.ts';

/** What the list and the detail beside it share: one list, one selection, one place, one question whether to kill. */
export class SessionsScreen {
  readonly list: SessionList;
  readonly selection = new Selection();
  readonly cursor: Cursor;
  readonly notices: Notices;
  readonly #api: Api;
  #killing = $state.raw<readonly SessionRow[]>();
  #spared = $state(0);
  #opened = $state.raw<SessionRow>();

  constructor(api: Api, kills: Kills, notices: Notices) {
    this.#api = api;
    this.notices = notices;
    this.list = new SessionList(api, (id) => kills.isFollowed(id));
    this.cursor = new Cursor(() => api.clock.read());
  }

  /** The sessions of the open question whether to kill; undefined while none is. */
  get killing(): readonly SessionRow[] | undefined {
    return this.#killing;
  }

  /** What is known of the session that is open; undefined while none is, or nothing is. */
  get opened(): SessionRow | undefined {
    return this.#opened;
  }

  /** Tells what is known of the open session. */
  tellOpened(row: SessionRow | undefined): void {
    this.#opened = row;
  }

  /** How many were meant, too, that the viewer may not end. */
  get spared(): number {
    return this.#spared;
  }

  /** Asks whether to kill those of them that have not ended and that the viewer may end. */
  askToKill(rows: readonly SessionRow[]): void {
    const living = rows.filter(({ lifecycle }) => lifecycle !== 'ENDED');
    const killable = living.filter(({ canKill }) => canKill);
    const these = rows.length === 1 ? 'this session' : 'these sessions';
    if (killable.length > 0) {
      this.#killing = killable;
      this.#spared = living.length - killable.length;
    } else if (living.length > 0)
      this.notices.warn(`You may see ${these}, but not end ${rows.length === 1 ? 'it' : 'them'}. Ask an operator.`);
    else
      this.notices.tell(rows.length === 1 ? 'This session has ended already.' : 'These sessions have ended already.');
  }

  answered(): void {
    this.#killing = undefined;
  }

  /** Answers whether it was done. */
  async togglePin(row: SessionRow): Promise<boolean> {
    try {
      const input = { input: { id: row.id } };
      const result = row.pinned
        ? (await this.#api.requests.mutate(UnpinSessionDocument, input)).unpinSession
        : (await this.#api.requests.mutate(PinSessionDocument, input)).pinSession;
      if (!('message' in result)) return true;
      this.notices.warn(result.message);
    } catch (cause) {
      const isKnown = cause instanceof RequestFailure && cause.kind !== 'UNREACHABLE';
      this.notices.warn(
        isKnown ? cause.message : 'The server did not answer; the pin is as it was. Try again when the mark says live.',
      );
    }
    return false;
  }

  /** Pins those that are not; a refusal of the first stops the rest, which would fare the same. */
  async pinAll(rows: readonly SessionRow[]): Promise<void> {
    for (const row of rows) if (row.canPin && !row.pinned && !(await this.togglePin(row))) return;
  }

  async copyId(id: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(id);
      this.notices.tell(`Copied ${id}`);
    } catch {
      this.notices.warn(`This browser does not let a page copy here. The id is ${id}`);
    }
  }
}

export const [getScreen, setScreen] = createContext<SessionsScreen>();
