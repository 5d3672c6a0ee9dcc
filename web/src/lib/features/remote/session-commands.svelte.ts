import type { Api } from '$lib/api/api.svelte.ts';
import type { RequestFailure } from '$lib/api/failure.ts';
import type { Watch } from '$lib/api/watch.ts';
import {
  type CommandRowFragment,
  SessionCommandsChangesDocument,
  type SessionCommandsChangesSubscription,
  SessionCommandsDocument,
} from '$lib/generated/graphql.ts';

/** A command, as its session shows it. */
export type CommandRow = CommandRowFragment;
type Message = SessionCommandsChangesSubscription['commandChanges'];

const PAGE = 50;

interface CommandPage {
  readonly rows: readonly CommandRow[];
  /** Undefined where there are no earlier ones. */
  readonly cursor: string | undefined;
  readonly revision: string;
}

/** The commands of one session, live, the oldest first. */
export class SessionCommands {
  readonly #api: Api;
  readonly #sessionId: string;
  readonly #watch: Watch<Message>;
  #known = $state.raw<ReadonlyMap<string, CommandRow>>(new Map());
  #earlier = $state.raw<string>();
  #isAskingEarlier = $state(false);
  #isLoaded = $state(false);
  #failure = $state.raw<RequestFailure>();
  readonly #rows = $derived([...this.#known.values()].sort(byRequest));

  constructor(api: Api, sessionId: string) {
    this.#api = api;
    this.#sessionId = sessionId;
    this.#watch = api.watch<Message>({
      load: () => this.#load(),
      subscribe: (afterRevision, sink) =>
        api.subscribe(
          SessionCommandsChangesDocument,
          { sessionId, afterRevision },
          { next: ({ commandChanges }) => sink.next(commandChanges), ended: sink.ended },
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
    return this.#isLoaded;
  }

  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  get rows(): readonly CommandRow[] {
    return this.#rows;
  }

  /** There are earlier ones than these. */
  get hasEarlier(): boolean {
    return this.#earlier !== undefined;
  }

  get isAskingEarlier(): boolean {
    return this.#isAskingEarlier;
  }

  /** Takes what the watch, or an answer, tells. */
  learn(told: readonly CommandRow[]): void {
    if (told.length === 0) return;
    const next = new Map(this.#known);
    for (const row of told) next.set(row.id, furtherOf(next.get(row.id), row));
    this.#known = next;
  }

  async earlier(): Promise<void> {
    if (this.#earlier === undefined || this.#isAskingEarlier) return;
    this.#isAskingEarlier = true;
    try {
      const { rows, cursor } = await this.#read(this.#earlier);
      this.learn(rows);
      this.#earlier = cursor;
    } catch {
      // The button is still there to be pressed again, and the mark says that the server is away.
    } finally {
      this.#isAskingEarlier = false;
    }
  }

  async #load(): Promise<string> {
    const { rows, cursor, revision } = await this.#read(null);
    this.#known = new Map(rows.map((row) => [row.id, row]));
    this.#earlier = cursor;
    this.#isLoaded = true;
    this.#failure = undefined;
    return revision;
  }

  async #read(after: string | null): Promise<CommandPage> {
    const variables = { sessionId: this.#sessionId, first: PAGE, after };
    const { commands } = await this.#api.requests.query(SessionCommandsDocument, variables);
    const { edges, pageInfo, revision } = commands;
    const cursor = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
    return { rows: edges.map(({ node }) => node), cursor, revision };
  }
}

const PROGRESS: Record<CommandRow['state'], number> = {
  PENDING_APPROVAL: 0,
  QUEUED: 1,
  RUNNING: 2,
  // What was lost may turn out to have ended otherwise, when its host is back.
  LOST: 3,
  SUCCEEDED: 4,
  FAILED: 4,
  DENIED: 4,
  EXPIRED: 4,
  CANCELLED: 4,
  TIMED_OUT: 4,
};

/** Of two words on one command, the one that is further; answers and the watch cross on their way here. */
function furtherOf(known: CommandRow | undefined, told: CommandRow): CommandRow {
  return known === undefined || PROGRESS[told.state] >= PROGRESS[known.state] ? told : known;
}

function byRequest(one: CommandRow, other: CommandRow): number {
  return Date.parse(one.requestedAt) - Date.parse(other.requestedAt) || (one.id < other.id ? -1 : 1);
}
