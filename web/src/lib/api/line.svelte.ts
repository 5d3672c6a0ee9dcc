import { SvelteMap } from 'svelte/reactivity';
import type { WatchListener } from './watch.ts';

/** How sure the screen is of what it shows. */
export type LineState = 'live' | 'catching-up' | 'offline';

/** The mark: live when everything watched is, offline while nothing answers, catching up in between. */
export class Line {
  readonly #read: () => number;
  readonly #watches = new SvelteMap<object, boolean>();
  #isDown = $state(false);
  #wasDown = $state(false);
  #seenAtMs = $state<number>();
  readonly #isLive = $derived(this.#watches.size > 0 && [...this.#watches.values()].every((isLive) => isLive));
  readonly #state = $derived<LineState>(this.#isDown ? 'offline' : this.#isLive ? 'live' : 'catching-up');

  /** @param read the exact time. */
  constructor(read: () => number) {
    this.#read = read;
  }

  get state(): LineState {
    return this.#state;
  }

  /** When what is shown was last known to be right; undefined before anything was. */
  get seenAtMs(): number | undefined {
    return this.#seenAtMs;
  }

  /**
   * The line was lost and not everything is live again: what is shown is only what was known last. A first reading, or
   * that of one more thing, is no loss.
   */
  get isLost(): boolean {
    return this.#wasDown && this.#state !== 'live';
  }

  /** What time it is for what is shown: now, or, while the line is lost, when it was last known to be right. */
  shownAtMs(nowMs: number): number {
    return this.isLost ? Math.min(nowMs, this.#seenAtMs ?? nowMs) : nowMs;
  }

  up(): void {
    this.#isDown = false;
  }

  down(): void {
    this.#isDown = true;
    this.#wasDown = true;
    for (const watch of this.#watches.keys()) this.#watches.set(watch, false);
  }

  /** Something arrived: if everything is live, what is shown is right as of now. */
  heard(): void {
    if (this.#state === 'live') this.#seenAtMs = this.#read();
  }

  /** Hears one watch. `drop` gives up a line that is suspected dead. */
  listener(drop: () => void): Omit<WatchListener, 'resynced'> {
    const watch = {};
    return {
      live: () => {
        this.#isDown = false;
        this.#watches.set(watch, true);
        this.#seenAtMs = this.#read();
        this.#settle();
      },
      behind: () => void this.#watches.set(watch, false),
      closed: () => {
        this.#watches.delete(watch);
        this.#settle();
      },
      unreachable: () => {
        this.#isDown = true;
        this.#wasDown = true;
      },
      suspect: drop,
    };
  }

  #settle(): void {
    if (this.#state === 'live') this.#wasDown = false;
  }
}
