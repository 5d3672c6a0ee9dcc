import type { Clock } from '../../kernel/clock.ts';

/** What ends with a connection. */
export interface Bound {
  end(): void;
}

/** An owner's socket as the leases see it: proof of life for all its sessions at once. */
export class OwnerConnection {
  readonly #clock: Clock;
  /** A dashboard's connection has none, most have one, and a set for it takes as much memory as four bindings. */
  #bound: Bound | null = null;
  #more: Set<Bound> | null = null;
  /** Whole: V8 keeps other numbers on its heap. */
  heardMs: number;
  heardWallMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.heardMs = Math.ceil(clock.monotonicMs());
    this.heardWallMs = clock.wallMs();
  }

  /** The owner's program sent something. */
  heard(): void {
    this.heardMs = Math.ceil(this.#clock.monotonicMs());
    this.heardWallMs = this.#clock.wallMs();
  }

  /** The socket is gone. */
  close(): void {
    this.#bound?.end();
    for (const bound of this.#more ?? []) bound.end();
    this.#bound = this.#more = null;
  }

  hold(bound: Bound): void {
    if (this.#bound === null) this.#bound = bound;
    else (this.#more ??= new Set()).add(bound);
  }

  release(bound: Bound): void {
    if (this.#bound === bound) this.#bound = null;
    else this.#more?.delete(bound);
  }
}
