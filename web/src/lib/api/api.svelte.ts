import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { Clock } from './clock.svelte.ts';
import { Line } from './line.svelte.ts';
import { type Requests, createRequests } from './requests.ts';
import { type LiveSocket, createLiveSocket } from './socket.ts';
import { browserTiming } from './timing.ts';
import { Watch, type WatchMessage, type WatchSource } from './watch.ts';

const PING_EVERY_MS = 4_000;
const PONG_WITHIN_MS = 3_000;

/** Everything the page knows of the server: made once by the root layout and handed down by context. */
export class Api {
  readonly clock = new Clock();
  readonly line = new Line(() => this.clock.read());
  readonly requests: Requests;
  readonly #socket: LiveSocket;
  readonly #watches = new SvelteSet<{ retryNow(): void }>();
  readonly #doubters = new Set<() => void>();
  #isSignedOut = $state(false);
  #isLeaving = false;

  /** @param origin where the server listens, `http://127.0.0.1:4000`. */
  constructor(origin: string) {
    const onUnauthenticated = () => void (this.#isSignedOut = true);
    const onForbidden = () => this.#doubt();
    this.requests = createRequests({
      url: `${origin}/graphql`,
      onAnswer: (serverDateMs) => serverDateMs !== undefined && this.clock.correct(serverDateMs),
      onUnauthenticated,
      onForbidden,
    });
    this.#socket = createLiveSocket({
      url: `${origin.replace(/^http/, 'ws')}/graphql`,
      pingEveryMs: PING_EVERY_MS,
      pongWithinMs: PONG_WITHIN_MS,
      onUp: () => this.line.up(),
      onDown: () => this.line.down(),
      onHeard: () => this.line.heard(),
      onUnauthenticated,
      onForbidden,
    });
  }

  /** The server said that this browser is not signed in. */
  get isSignedOut(): boolean {
    return this.#isSignedOut;
  }

  signedIn(): void {
    this.#isSignedOut = false;
    this.#isLeaving = false;
  }

  /** Whether the viewer signs out here: what ends then, ends by their own hand. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  leaving(isLeaving: boolean): void {
    this.#isLeaving = isLeaving;
  }

  /**
   * Calls back whenever what the viewer may do could be another than it was: something was forbidden, or a watch was told
   * to read anew. Answers how to stop.
   */
  onDoubt(callback: () => void): () => void {
    this.#doubters.add(callback);
    return () => void this.#doubters.delete(callback);
  }

  get subscribe(): LiveSocket['subscribe'] {
    return this.#socket.subscribe;
  }

  /** A watch that the mark reflects and that wakes when the network does. It begins with `start`. */
  watch<Message extends WatchMessage>(source: WatchSource<Message>): Watch<Message> {
    const listener = this.line.listener(() => this.#socket.drop());
    const watch = new Watch(
      source,
      {
        ...listener,
        behind: () => {
          listener.behind();
          this.#watches.add(watch);
        },
        closed: () => {
          listener.closed();
          this.#watches.delete(watch);
        },
        resynced: () => this.#doubt(),
      },
      browserTiming,
    );
    return watch;
  }

  /** Starts the clock and listens to the browser's own news of the network; answers how to stop. */
  start(): () => void {
    const retry = () => {
      for (const watch of this.#watches) watch.retryNow();
    };
    const drop = () => this.#socket.drop();
    const wake = () => document.visibilityState === 'visible' && retry();
    const stopClock = this.clock.start();
    addEventListener('online', retry);
    addEventListener('offline', drop);
    document.addEventListener('visibilitychange', wake);
    return () => {
      stopClock();
      removeEventListener('online', retry);
      removeEventListener('offline', drop);
      document.removeEventListener('visibilitychange', wake);
      drop();
    };
  }

  #doubt(): void {
    for (const callback of this.#doubters) callback();
  }
}

export const [getApi, setApi] = createContext<Api>();
