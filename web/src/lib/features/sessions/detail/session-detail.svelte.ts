import type { Api } from '$lib/api/api.svelte.ts';
import type { RequestFailure } from '$lib/api/failure.ts';
import type { Watch } from '$lib/api/watch.ts';
import {
  EarlierChangesDocument,
  SessionDetailChangesDocument,
  type SessionDetailChangesSubscription,
  SessionDetailDocument,
  type SessionDetailFragment,
} from '$lib/generated/graphql.ts';
import { type ChangeHistory, earlierArrived, newestArrived } from './changes.ts';

type Message = SessionDetailChangesSubscription['sessionChanges'];

/** One session, live, with what was done to it. */
export class SessionDetail {
  readonly id: string;
  readonly #api: Api;
  readonly #watch: Watch<Message>;
  #session = $state.raw<SessionDetailFragment>();
  #history = $state.raw<ChangeHistory>();
  #failure = $state.raw<RequestFailure>();
  #isMissing = $state(false);
  #isAskingEarlier = $state(false);

  constructor(api: Api, id: string) {
    this.id = id;
    this.#api = api;
    this.#watch = api.watch<Message>({
      load: () => this.#load(),
      subscribe: (afterRevision, sink) =>
        api.subscribe(
          SessionDetailChangesDocument,
          { id, afterRevision },
          { next: ({ sessionChanges }) => sink.next(sessionChanges), ended: sink.ended },
        ),
      apply: (messages) => this.#apply(messages),
      failed: (failure) => (this.#failure = failure),
    });
    this.#watch.start();
  }

  /** Undefined before it is read. */
  get session(): SessionDetailFragment | undefined {
    return this.#session;
  }

  get history(): ChangeHistory | undefined {
    return this.#history;
  }

  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  /** There is no such session, or no longer. */
  get isMissing(): boolean {
    return this.#isMissing;
  }

  get isAskingEarlier(): boolean {
    return this.#isAskingEarlier;
  }

  close(): void {
    this.#watch.stop();
  }

  async earlier(): Promise<void> {
    const known = this.#history;
    if (known?.cursor === undefined || this.#isAskingEarlier) return;
    this.#isAskingEarlier = true;
    try {
      const { session } = await this.#api.requests.query(EarlierChangesDocument, { id: this.id, after: known.cursor });
      if (session !== null && this.#history !== undefined) {
        this.#history = earlierArrived(this.#history, session.changes);
      }
    } catch {
      // The button is still there to be pressed again, and the mark says that the server is away.
    } finally {
      this.#isAskingEarlier = false;
    }
  }

  async #load(): Promise<string> {
    const { sessions } = await this.#api.requests.query(SessionDetailDocument, { id: this.id });
    const session = sessions.pinned[0] ?? sessions.edges[0]?.node;
    this.#failure = undefined;
    this.#isMissing = session === undefined;
    if (session !== undefined) this.#take(session);
    return sessions.revision;
  }

  #apply(messages: readonly Message[]): void {
    for (const { upserted, removed } of messages) {
      const [session] = upserted;
      if (session !== undefined) this.#take(session);
      if (removed.includes(this.id)) this.#isMissing = true;
    }
  }

  #take(session: SessionDetailFragment): void {
    this.#session = session;
    this.#isMissing = false;
    this.#history = newestArrived(this.#history, session.changes);
  }
}
