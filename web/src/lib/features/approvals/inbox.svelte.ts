import type { Api } from '$lib/api/api.svelte.ts';
import type { RequestFailure } from '$lib/api/failure.ts';
import type { Watch } from '$lib/api/watch.ts';
import {
  InboxChangesDocument,
  type InboxChangesSubscription,
  InboxDocument,
  type InboxQuery,
  OpenApprovalDocument,
  type OpenApprovalQuery,
} from '$lib/generated/graphql.ts';
import type { ApprovalRow } from './approval-row.ts';
import { type KnownApprovals, learn, readAnew, shownOf, waitingOf } from './known-approvals.ts';

type Message = InboxChangesSubscription['approvalChanges'];

/** The server's most for one page. */
const PAGE = 500;
/** More are not read; they come up as these are answered. */
const MOST_PAGES = 10;

/** Everything that waits for a person, live: one for the whole tab. */
export class Inbox {
  readonly #api: Api;
  readonly #watch: Watch<Message>;
  readonly #onreminded: (row: ApprovalRow) => void;
  #known = $state.raw<KnownApprovals>(new Map());
  #left = $state.raw<ApprovalRow>();
  #failure = $state.raw<RequestFailure>();
  #readings = $state(0);
  #heard = $state(0);
  readonly #waiting = $derived(waitingOf(this.#known));

  /** @param onreminded called with a question of which people were reminded just now. */
  constructor(api: Api, onreminded: (row: ApprovalRow) => void) {
    this.#api = api;
    this.#onreminded = onreminded;
    this.#watch = api.watch<Message>({
      load: () => this.#load(),
      subscribe: (afterRevision, sink) =>
        api.subscribe(
          InboxChangesDocument,
          { afterRevision },
          { next: ({ approvalChanges }) => sink.next(approvalChanges), ended: sink.ended },
        ),
      apply: (messages) => this.learn(messages.flatMap(({ upserted }) => upserted)),
      failed: (failure) => (this.#failure = failure),
    });
    this.#watch.start();
  }

  close(): void {
    this.#watch.stop();
  }

  /** Reads anew, after a failure. */
  retry(): void {
    this.#watch.start();
  }

  get isLoaded(): boolean {
    return this.#readings > 0;
  }

  /** How often everything was read: what was closed in between is not known here. */
  get readings(): number {
    return this.#readings;
  }

  /** How often anything was told of any question. */
  get heard(): number {
    return this.#heard + this.#readings;
  }

  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  /** Those that wait, the nearest deadline first. */
  get waiting(): readonly ApprovalRow[] {
    return this.#waiting;
  }

  /** How many wait for the viewer. */
  get count(): number {
    return this.#waiting.filter(({ canDecide }) => canDecide).length;
  }

  /** The last one that was closed. */
  get left(): ApprovalRow | undefined {
    return this.#left;
  }

  /** Those that wait, and for a moment those that did. */
  shown(nowMs: number): readonly ApprovalRow[] {
    return shownOf(this.#known, nowMs);
  }

  /** Whatever is known of it, open or closed. */
  find(id: string): ApprovalRow | undefined {
    return this.#known.get(id)?.row;
  }

  /** One question with what exactly is asked; null where there is none for the viewer. @throws {RequestFailure} */
  async read(id: string): Promise<OpenApprovalQuery['approval']> {
    return (await this.#api.requests.query(OpenApprovalDocument, { id })).approval;
  }

  /** Takes what the watch, or an answer, tells. */
  learn(told: readonly ApprovalRow[]): void {
    if (told.length === 0) return;
    const { known, reminded, left } = learn(this.#known, told, this.#api.clock.read());
    this.#known = known;
    this.#heard += 1;
    if (left.length > 0) this.#left = left.at(-1);
    for (const row of reminded) if (row.canDecide) this.#onreminded(row);
  }

  async #load(): Promise<string> {
    const rows: ApprovalRow[] = [];
    let revision: string | undefined;
    let after: string | null = null;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const { approvals }: InboxQuery = await this.#api.requests.query(InboxDocument, { first: PAGE, after });
      // What changes while the pages after the first are read is told after its revision.
      revision ??= approvals.revision;
      rows.push(...approvals.edges.map(({ node }) => node));
      after = approvals.pageInfo.endCursor;
      if (!approvals.pageInfo.hasNextPage) break;
    }
    this.#known = readAnew(this.#known, rows);
    this.#failure = undefined;
    this.#readings += 1;
    return revision ?? '';
  }
}
