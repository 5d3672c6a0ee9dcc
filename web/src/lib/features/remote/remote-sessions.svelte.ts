import type { Api } from '$lib/api/api.svelte.ts';
import type { RequestFailure } from '$lib/api/failure.ts';
import type { Watch } from '$lib/api/watch.ts';
import {
  type RemoteRowFragment,
  RemoteSessionsChangesDocument,
  type RemoteSessionsChangesSubscription,
  RemoteSessionsDocument,
  type SessionFilter,
} from '$lib/generated/graphql.ts';

/** A remote-access session, as its page and lists show it. */
export type RemoteRow = RemoteRowFragment;
type Message = RemoteSessionsChangesSubscription['sessionChanges'];

/** More are in the sessions' own list. */
const SHOWN_MOST = 200;

/** Remote-access sessions, running and ended, live: all of them, or one. */
export class RemoteSessions {
  readonly #api: Api;
  readonly #filter: SessionFilter;
  readonly #watch: Watch<Message>;
  #known = $state.raw<ReadonlyMap<string, RemoteRow>>();
  #failure = $state.raw<RequestFailure>();
  readonly #rows = $derived([...(this.#known?.values() ?? [])].sort(byStart).slice(0, SHOWN_MOST));

  /** @param id one of them alone; undefined for all. */
  constructor(api: Api, id?: string) {
    this.#api = api;
    this.#filter = { kinds: ['REMOTE_ACCESS'], ...(id === undefined ? {} : { ids: [id] }) };
    this.#watch = api.watch<Message>({
      load: () => this.#load(),
      subscribe: (afterRevision, sink) =>
        api.subscribe(
          RemoteSessionsChangesDocument,
          { filter: this.#filter, afterRevision },
          { next: ({ sessionChanges }) => sink.next(sessionChanges), ended: sink.ended },
        ),
      apply: (messages) => this.#apply(messages),
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
    return this.#known !== undefined;
  }

  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  /** Those that run, then those that ended, each the newest first. */
  get rows(): readonly RemoteRow[] {
    return this.#rows;
  }

  find(id: string): RemoteRow | undefined {
    return this.#known?.get(id);
  }

  /** Takes what an answer tells, before the watch does. */
  learn(row: RemoteRow): void {
    this.#known = new Map([...(this.#known ?? []), [row.id, row]]);
  }

  async #load(): Promise<string> {
    const { sessions } = await this.#api.requests.query(RemoteSessionsDocument, {
      filter: this.#filter,
      first: SHOWN_MOST,
    });
    const rows = [...sessions.pinned, ...sessions.edges.map(({ node }) => node)];
    this.#known = new Map(rows.map((row) => [row.id, row]));
    this.#failure = undefined;
    return sessions.revision;
  }

  #apply(messages: readonly Message[]): void {
    const next = new Map(this.#known);
    for (const { upserted, removed } of messages) {
      for (const row of upserted) next.set(row.id, row);
      for (const id of removed) next.delete(id);
    }
    this.#known = next;
  }
}

function byStart(one: RemoteRow, other: RemoteRow): number {
  const hasEnded = Number(one.endedAt !== null) - Number(other.endedAt !== null);
  return hasEnded || Date.parse(other.startedAt) - Date.parse(one.startedAt) || (one.id < other.id ? -1 : 1);
}
