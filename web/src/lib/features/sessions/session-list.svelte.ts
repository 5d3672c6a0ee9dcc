import type { Api } from '$lib/api/api.svelte.ts';
import type { RequestFailure } from '$lib/api/failure.ts';
import type { Watch } from '$lib/api/watch.ts';
import { SessionListChangesDocument, type SessionListChangesSubscription } from '$lib/generated/graphql.ts';
import { Counts } from './counts.svelte.ts';
import { Heartbeats } from './heartbeats.ts';
import { totalOf } from './session-counts.ts';
import * as list from './session-list.ts';
import { PAGE, readByIds, readPage } from './session-queries.ts';
import type { SessionRow } from './session-row.ts';
import { type SessionsView, WHOLE_VIEW, filterOf } from './session-view.ts';

type Message = SessionListChangesSubscription['sessionChanges'];

/** A page is asked for when this many loaded rows are left below. */
const AHEAD = 150;
const PAGE_RETRY_MS = 2_000;
const DEPARTED_STAY_MS = 10_000;
const DEPARTED_REFRESH_MS = 2_000;

/** The live list of sessions: read, followed, paged, held still. */
export class SessionList {
  readonly counts: Counts;
  readonly #api: Api;
  readonly #isFollowed: (id: string) => boolean;
  readonly #watch: Watch<Message>;
  readonly #heartbeats: Heartbeats;
  #view = $state.raw<SessionsView>(WHOLE_VIEW);
  #state = $state.raw<list.SessionListState>();
  #held = $state.raw<readonly string[]>();
  #failure = $state.raw<RequestFailure>();
  #shownView = $state.raw<SessionsView>();
  #totalAtLoad = $state(0);
  #opening = 0;
  #pageRetryAtMs = 0;
  #departedAskedAtMs = 0;

  readonly #rows = $derived.by<readonly SessionRow[]>(() => {
    const state = this.#state;
    if (state === undefined) return [];
    if (this.#held !== undefined) {
      return this.#held.map((id) => state.byId.get(id)).filter((row) => row !== undefined);
    }
    return state.pinned.length === 0 ? state.rows : [...state.pinned, ...state.rows];
  });
  readonly #heldIds = $derived(new Set(this.#held));
  readonly #waiting = $derived.by(() => {
    const state = this.#state;
    if (state === undefined || this.#held === undefined) return { arrived: 0, gone: 0 };
    const arrived = [...state.byId.keys()].filter((id) => !this.#heldIds.has(id)).length;
    return { arrived, gone: state.departed.size };
  });

  /** @param isFollowed whether a session was killed from here a moment ago, so that it stays to be seen ending. */
  constructor(api: Api, isFollowed: (id: string) => boolean) {
    this.#api = api;
    this.#isFollowed = isFollowed;
    this.counts = new Counts(api.requests, () => this.#view);
    this.#heartbeats = new Heartbeats(api.requests, () => api.clock.read());
    this.#watch = api.watch<Message>({
      load: () => this.#load(),
      subscribe: (afterRevision, sink) =>
        api.subscribe(
          SessionListChangesDocument,
          { filter: filterOf(this.#view), afterRevision },
          { next: ({ sessionChanges }) => sink.next(sessionChanges), ended: sink.ended },
        ),
      apply: (messages) => this.#apply(messages),
      failed: (failure) => (this.#failure = failure),
    });
  }

  /** The rows to show, in order, as far as they are loaded. */
  get rows(): readonly SessionRow[] {
    return this.#rows;
  }

  /** How many rows there are to scroll through; those not loaded yet come as one gets near them. */
  get length(): number {
    if (this.isComplete) return this.#rows.length;
    const matching = this.counts.matching;
    const total = matching === undefined ? this.#totalAtLoad : totalOf(matching);
    return Math.max(total, this.#rows.length + 1);
  }

  /** How many match, as well as it is known; what is only still shown is not counted. */
  get total(): number {
    return this.length - (this.#state?.departed.size ?? 0);
  }

  /** Whether every matching row is loaded. */
  get isComplete(): boolean {
    return this.#state !== undefined && this.#state.cursor === undefined;
  }

  /** Whether anything was ever loaded. */
  get isLoaded(): boolean {
    return this.#state !== undefined;
  }

  /** The rows shown are of an earlier view, or there are none yet. */
  get isOpening(): boolean {
    return this.#shownView !== this.#view;
  }

  /** The view the rows shown are of; undefined before the first. */
  get shownView(): SessionsView | undefined {
    return this.#shownView;
  }

  /** Why the view cannot be read; gone with the next success. */
  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  get isHeld(): boolean {
    return this.#held !== undefined;
  }

  /** What waits for the release. */
  get waiting(): { readonly arrived: number; readonly gone: number } {
    return this.#waiting;
  }

  rowOf(id: string): SessionRow | undefined {
    return this.#state?.byId.get(id);
  }

  /** A row that no longer matches and is still shown. */
  hasDeparted(id: string): boolean {
    return this.#state?.departed.has(id) === true;
  }

  /** Shows another view: reads it, then follows it. What is shown stays until it is there. */
  open(view: SessionsView): void {
    this.#view = view;
    this.#held = undefined;
    this.counts.reset();
    this.#watch.start();
  }

  /** Tries again now. */
  retry(): void {
    this.#failure = undefined;
    this.#watch.start();
  }

  close(): void {
    this.#watch.stop();
    this.counts.close();
  }

  hold(): void {
    this.#held = this.#rows.map(({ id }) => id);
  }

  release(): void {
    this.#held = undefined;
    this.#leave();
  }

  /** Told which rows are seen, and every second: loads what comes next, refreshes what is seen, lets go what had its time. */
  tend(lastIndex: number, visible: readonly SessionRow[], nowMs: number): void {
    if (this.isOpening || this.#state === undefined) return;
    if (lastIndex >= this.#rows.length - AHEAD) void this.#nextPage(nowMs);
    if (this.#api.line.state === 'offline') return;
    this.#leave();
    void this.#refreshHeartbeats(visible);
    void this.#refreshDeparted(nowMs);
  }

  async #load(): Promise<string> {
    const opening = (this.#opening += 1);
    const view = this.#view;
    // After a resync the same view is read as deep as it was, so that nobody's place is lost.
    const wanted = this.isOpening ? PAGE : Math.max(PAGE, this.#state?.rows.length ?? 0);
    const { requests } = this.#api;
    const first = await readPage(requests, view);
    let state = list.listOf(view.order, first.pinned, first.page);
    while (state.cursor !== undefined && state.rows.length < wanted && this.#isCurrent(opening)) {
      state = list.pageArrived(state, (await readPage(requests, view, state.cursor)).page);
    }
    if (this.#isCurrent(opening)) {
      this.#state = state;
      this.#totalAtLoad = first.totalCount;
      this.#failure = undefined;
      this.#shownView = view;
      this.#heartbeats.reset();
      this.counts.touch();
    }
    return first.revision;
  }

  /** Whether nothing was opened since. */
  #isCurrent(opening: number): boolean {
    return opening === this.#opening;
  }

  #apply(messages: readonly Message[]): void {
    const changes = list.changesOf(messages);
    if (this.#state === undefined || changes.size === 0) return;
    const nowMs = this.#api.clock.read();
    const before = this.#state.departed;
    this.#state = list.changesArrived(this.#state, changes, (row) => this.#keeps(row), nowMs);
    for (const [id, row] of changes) if (row !== undefined) this.#heartbeats.told(id);
    this.counts.touch();
    const departed = [...this.#state.departed.keys()].filter((id) => !before.has(id));
    if (departed.length > 0) void this.#ask(departed);
  }

  #keeps(row: SessionRow): boolean {
    return this.#held !== undefined || this.#isFollowed(row.id) || row.lifecycle === 'ENDING';
  }

  #leave(): void {
    if (this.#state === undefined || this.#held !== undefined || this.#state.departed.size === 0) return;
    const nowMs = this.#api.clock.read();
    this.#state = list.departedLeft(
      this.#state,
      (row, sinceMs) => nowMs - sinceMs < DEPARTED_STAY_MS && (this.#isFollowed(row.id) || row.kill !== null),
    );
  }

  async #nextPage(nowMs: number): Promise<void> {
    const state = this.#state;
    const opening = this.#opening;
    const isAsking = state?.changedSincePageAsked !== undefined;
    if (state?.cursor === undefined || isAsking || nowMs < this.#pageRetryAtMs) return;
    this.#state = list.pageAsked(state);
    try {
      const { page } = await readPage(this.#api.requests, this.#view, state.cursor);
      if (!this.#isCurrent(opening) || this.isOpening) return;
      this.#state = list.pageArrived(this.#state, page);
      const held = this.#held;
      if (held !== undefined) {
        const known = new Set(held);
        this.#held = [...held, ...page.rows.map(({ id }) => id).filter((id) => !known.has(id))];
      }
    } catch {
      // The mark tells that the server is away; the page is asked for again while one looks at its place.
      this.#pageRetryAtMs = nowMs + PAGE_RETRY_MS;
      if (this.#isCurrent(opening)) this.#state = list.pageFailed(this.#state);
    }
  }

  async #refreshHeartbeats(visible: readonly SessionRow[]): Promise<void> {
    const heard = await this.#heartbeats.ask(visible);
    const rows = [...heard].flatMap(([id, lastHeartbeatAt]) => {
      const known = this.rowOf(id);
      return known === undefined || known.lastHeartbeatAt >= lastHeartbeatAt ? [] : [{ ...known, lastHeartbeatAt }];
    });
    this.#renewAll(rows);
  }

  /** Rows that left the list are no longer told of by the watch. */
  async #refreshDeparted(nowMs: number): Promise<void> {
    if (this.#state === undefined || nowMs - this.#departedAskedAtMs < DEPARTED_REFRESH_MS) return;
    const ids = [...this.#state.departed.keys()].filter((id) => this.#state?.byId.get(id)?.lifecycle !== 'ENDED');
    if (ids.length > 0) await this.#ask(ids);
  }

  async #ask(ids: readonly string[]): Promise<void> {
    this.#departedAskedAtMs = this.#api.clock.read();
    try {
      const rows = await readByIds(this.#api.requests, ids);
      this.#renewAll(rows.filter(({ id }) => this.hasDeparted(id)));
    } catch {
      // Asked again while they are shown.
    }
  }

  #renewAll(rows: readonly SessionRow[]): void {
    if (this.#state !== undefined && rows.length > 0) this.#state = list.valuesArrived(this.#state, rows);
  }
}
