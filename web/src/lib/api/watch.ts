import { backoffMs } from './backoff.ts';
import { RequestFailure } from './failure.ts';
import type { SubscriptionSink } from './socket.ts';
import type { Timing } from './timing.ts';

/** One message of a watch: what changed up to `revision`, or that the past is gone. */
export interface WatchMessage {
  readonly revision: string;
  readonly resync: boolean;
}

/** Something that can be read whole and then followed from the revision it was read at. */
export interface WatchSource<Message extends WatchMessage> {
  /** Reads everything and answers the revision it was read at. @throws {RequestFailure} */
  load(): Promise<string>;
  subscribe(afterRevision: string, sink: SubscriptionSink<Message>): () => void;
  /** Takes what arrived since the last frame, in order. */
  apply(messages: readonly Message[]): void;
  /** Told when `load` failed; it is tried again unless the failure says that is useless. */
  failed(failure: RequestFailure): void;
}

/** Whom a watch tells how sure it is. */
export interface WatchListener {
  live(): void;
  behind(): void;
  closed(): void;
  /** The server did not answer a load: nothing shown can be vouched for. */
  unreachable(): void;
  /** What is followed has been silent where it had to speak: the line may be dead. */
  suspect(): void;
  /** The server asks for everything to be read anew: the past is gone, or the reader's rights are others. */
  resynced(): void;
}

const FIRST_MESSAGE_WITHIN_MS = 8_000;

/**
 * Reads, follows, and after any interruption goes on from the last revision it got. Live only once the first message of
 * the current subscription is here. What arrives is applied once a frame.
 */
export class Watch<Message extends WatchMessage> {
  readonly #source: WatchSource<Message>;
  readonly #listener: WatchListener;
  readonly #timing: Timing;
  #revision: string | undefined;
  #messages: Message[] = [];
  #attempt = 0;
  /** Grows with every start and stop, so that an answer to an earlier one is known as such. */
  #run = 0;
  #unsubscribe: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelDeadline: (() => void) | undefined;
  #cancelFrame: (() => void) | undefined;
  #pendingRetry: (() => void) | undefined;

  constructor(source: WatchSource<Message>, listener: WatchListener, timing: Timing) {
    this.#source = source;
    this.#listener = listener;
    this.#timing = timing;
  }

  /** Reads anew and follows from there; what was followed before is dropped. */
  start(): void {
    this.#rest();
    this.#attempt = 0;
    this.#load();
  }

  stop(): void {
    this.#rest();
    this.#listener.closed();
  }

  /** Does now what waits for its next attempt; nothing otherwise. */
  retryNow(): void {
    const retry = this.#pendingRetry;
    this.#cancelRetry?.();
    this.#pendingRetry = undefined;
    retry?.();
  }

  #rest(): void {
    this.#run += 1;
    this.#unsubscribe?.();
    this.#cancelRetry?.();
    this.#cancelDeadline?.();
    this.#cancelFrame?.();
    this.#unsubscribe = this.#cancelFrame = this.#pendingRetry = undefined;
    this.#messages = [];
  }

  #load(): void {
    const run = this.#run;
    this.#listener.behind();
    this.#source.load().then(
      (revision) => {
        if (run === this.#run) this.#follow(revision);
      },
      (cause: unknown) => {
        if (run === this.#run) this.#failed(cause);
      },
    );
  }

  #failed(cause: unknown): void {
    const failure = cause instanceof RequestFailure ? cause : new RequestFailure('INTERNAL', String(cause));
    if (failure.kind === 'UNREACHABLE') this.#listener.unreachable();
    this.#source.failed(failure);
    if (failure.kind === 'UNREACHABLE' || failure.kind === 'INTERNAL') this.#retry(() => this.#load());
  }

  #follow(afterRevision: string): void {
    this.#revision = afterRevision;
    let isFirst = true;
    this.#cancelDeadline = this.#timing.wait(FIRST_MESSAGE_WITHIN_MS, () => this.#listener.suspect());
    this.#unsubscribe = this.#source.subscribe(afterRevision, {
      next: (message) => {
        this.#cancelDeadline?.();
        if (message.resync) {
          this.#rest();
          this.#listener.resynced();
          this.#load();
          return;
        }
        this.#revision = message.revision;
        this.#messages.push(message);
        if (isFirst) {
          isFirst = false;
          this.#attempt = 0;
          this.#apply();
          this.#listener.live();
        } else {
          this.#cancelFrame ??= this.#timing.frame(() => this.#apply());
        }
      },
      ended: (failure) => this.#ended(failure),
    });
  }

  #apply(): void {
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
    const messages = this.#messages;
    this.#messages = [];
    this.#source.apply(messages);
  }

  #ended(failure: RequestFailure): void {
    this.#cancelDeadline?.();
    this.#unsubscribe = undefined;
    this.#listener.behind();
    const revision = this.#revision;
    if (failure.kind === 'UNAUTHENTICATED') return;
    if (failure.kind === 'UNREACHABLE' && revision !== undefined) this.#retry(() => this.#follow(revision));
    // The server answered that it does not want this: reading anew finds out why, or mends it.
    else this.#retry(() => this.#load());
  }

  #retry(attempt: () => void): void {
    this.#pendingRetry = () => {
      this.#pendingRetry = undefined;
      attempt();
    };
    this.#cancelRetry = this.#timing.wait(backoffMs(this.#attempt, this.#timing.random()), () =>
      this.#pendingRetry?.(),
    );
    this.#attempt += 1;
  }
}
