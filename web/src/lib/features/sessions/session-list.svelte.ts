import type { Api } from '$lib/api/api.svelte.ts';
import type { RequestFailure } from '$lib/api/failure.ts';
import type { Watch } from '$lib/api/watch.ts';
import { SessionListChangesDocument, type SessionListChangesSubscription } from '$lib/generated/graphql.ts';
import { Counts } from './counts.svelte.ts';
import { Heartbeats } from './heartbeats.ts';
import { HeldRows } from './held-rows.ts';
import { KnownSessions, changesOf } from './known-sessions.ts';
import type { Places } from './places.ts';
import { totalOf } from './session-counts.ts';
import { FIRST_PAGE, PAGE, readByIds, readFirstPage, readNextPage } from './session-queries.ts';
import type { SessionRow } from './session-row.ts';
import { type SessionsView, WHOLE_VIEW, filterOf } from './session-view.ts';

type Message = SessionListChangesSubscription['sessionChanges'];

/** A page is asked for when this many loaded rows are left below. */
const AHEAD = 150;
const PAGE_RETRY_MS = 2_000;
const DEPARTED_STAY_MS = 10_000;
const DEPARTED_REFRESH_MS = 2_000;

const NO_ROWS: Places = { length: 0, at: () => undefined, indexOf: () => -1 };

/** The live list of sessions: read, followed, paged, held still. */
export class SessionList {
  readonly counts: Counts;
  readonly #api: Api;
  readonly #isFollowed: (id: string) => boolean;
  readonly #watch: Watch<Message>;
  readonly #heartbeats: Heartbeats;
  #view = $state.raw<SessionsView>(WHOLE_VIEW);
  #known = $state.raw<KnownSessions>();
  /** What is known changes in place: whoever reads it follows this. */
  #version = $state(0);
  #held = $state.raw<HeldRows>();
  #failure = $state.raw<RequestFailure>();
  #shownView = $state.raw<SessionsView>();
  #totalAtLoad = $state(0);
  #opening = 0;
  #pageRetryAtMs = 0;
  #departedAskedAtMs = 0;

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

  /** The rows to show, in order, as far as they are loaded. To be asked for again whenever they are looked at. */
  get rows(): Places {
    const known = this.#read();
    return this.#held ?? known ?? NO_ROWS;
  }

  /** How many rows there are to scroll through; those not loaded yet come as one gets near them. */
  get length(): number {
    if (this.isComplete) return this.rows.length;
    const matching = this.counts.matching;
    const total = matching === undefined ? this.#totalAtLoad : totalOf(matching);
    return Math.max(total, this.rows.length + 1);
  }

  /** How many match, as well as it is known; what is only still shown is not counted. */
  get total(): number {
    return this.length - (this.#read()?.departed.size ?? 0);
  }

  /** Whether every matching row is loaded. */
  get isComplete(): boolean {
    const known = this.#read();
    return known !== undefined && known.cursor === undefined;
  }

  /** Whether anything was ever loaded. */
  get isLoaded(): boolean {
    return this.#known !== undefined;
  }

  /** How many of the loaded rows the viewer may do anything to. */
  get actionable(): number {
    return this.#read()?.tally.actionable ?? 0;
  }

  /** Whether a column has to hold the longest words of a life; of all that is loaded, so that it stays while one scrolls. */
  get hasLongLife(): boolean {
    return this.#read()?.tally.hasLongLife(this.#api.line.isLost) === true;
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
    const known = this.#read();
    if (known === undefined || this.#held === undefined) return { arrived: 0, gone: 0 };
    return { arrived: known.length - this.#held.length, gone: known.departed.size };
  }

  rowOf(id: string): SessionRow | undefined {
    return this.#read()?.get(id);
  }

  /** A row that no longer matches and is still shown. */
  hasDeparted(id: string): boolean {
    return this.#read()?.departed.has(id) === true;
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
    const known = this.#known;
    if (known !== undefined)
      this.#held = new HeldRows(
        known,
        [...known.pinned, ...known.rows].map(({ id }) => id),
      );
  }

  release(): void {
    this.#held = undefined;
    this.#leave();
  }

  /** Told which rows are seen, and every second: loads what comes next, refreshes what is seen, lets go what had its time. */
  tend(lastIndex: number, visible: readonly SessionRow[], nowMs: number): void {
    if (this.isOpening || this.#known === undefined) return;
    if (lastIndex >= this.rows.length - AHEAD) void this.#nextPage(nowMs);
    if (this.#api.line.state === 'offline') return;
    this.#leave();
    void this.#refreshHeartbeats(visible);
    void this.#refreshDeparted(nowMs);
  }

  async #load(): Promise<string> {
    const opening = (this.#opening += 1);
    const view = this.#view;
    // After a resync the same view is read as deep as it was, so that nobody's place is lost.
    const wanted = this.isOpening ? 0 : (this.#known?.length ?? 0);
    const { requests } = this.#api;
    const first = await readFirstPage(requests, view, wanted > FIRST_PAGE ? PAGE : FIRST_PAGE);
    const known = new KnownSessions(view.order, first.pinned, first.page);
    while (known.cursor !== undefined && known.length < wanted && this.#isCurrent(opening)) {
      known.pageArrived(await readNextPage(requests, view, known.cursor));
    }
    if (this.#isCurrent(opening)) {
      this.#known = known;
      this.#changed(known);
      this.#held = this.#held?.on(known);
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
    const changes = changesOf(messages);
    const known = this.#known;
    if (known === undefined || changes.size === 0) return;
    const departed = known.changesArrived(changes, (row) => this.#keeps(row), this.#api.clock.read());
    const held = this.#held;
    const isForgotten = (id: string) => held?.has(id) === true && known.get(id) === undefined;
    if (held !== undefined && [...changes.keys()].some(isForgotten)) this.#held = held.on(known);
    this.#changed(known);
    for (const [id, row] of changes) if (row !== undefined) this.#heartbeats.told(id);
    this.counts.touch();
    if (departed.length > 0) void this.#ask(departed);
  }

  /** What is known, for whoever follows it. */
  #read(): KnownSessions | undefined {
    return this.#version < 0 ? undefined : this.#known;
  }

  #changed(known: KnownSessions): void {
    if (known === this.#known) this.#version = known.version;
  }

  #keeps(row: SessionRow): boolean {
    return this.#held !== undefined || this.#isFollowed(row.id) || row.lifecycle === 'ENDING';
  }

  #leave(): void {
    const known = this.#known;
    if (known === undefined || this.#held !== undefined || known.departed.size === 0) return;
    const nowMs = this.#api.clock.read();
    known.departedLeft(
      (row, sinceMs) => nowMs - sinceMs < DEPARTED_STAY_MS && (this.#isFollowed(row.id) || row.kill !== null),
    );
    this.#changed(known);
  }

  async #nextPage(nowMs: number): Promise<void> {
    const known = this.#known;
    if (known?.cursor === undefined || known.isPageAsked || nowMs < this.#pageRetryAtMs) return;
    const opening = this.#opening;
    known.pageAsked();
    try {
      const page = await readNextPage(this.#api.requests, this.#view, known.cursor);
      if (!this.#isCurrent(opening) || this.isOpening) return;
      known.pageArrived(page);
      this.#held = this.#held?.followedBy(page.rows);
      this.#changed(known);
    } catch {
      // The mark tells that the server is away; the page is asked for again while one looks at its place.
      this.#pageRetryAtMs = nowMs + PAGE_RETRY_MS;
      known.pageFailed();
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
    const known = this.#known;
    if (known === undefined || nowMs - this.#departedAskedAtMs < DEPARTED_REFRESH_MS) return;
    const ids = [...known.departed.keys()].filter((id) => known.get(id)?.lifecycle !== 'ENDED');
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
    const known = this.#known;
    if (known === undefined || rows.length === 0) return;
    known.valuesArrived(rows);
    this.#changed(known);
  }
}
