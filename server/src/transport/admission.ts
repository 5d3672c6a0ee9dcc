import type { Clock } from '../kernel/clock.ts';
import { limits } from './limits.ts';

/** Somebody who asks to be let in. */
export interface Comer {
  /** Begins the work of having them. */
  enter(): void;
  /** Tells them to come back later. */
  refuse(): void;
  /** They have left already. */
  isGone(): boolean;
}

interface AdmissionPorts {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Calls back in the next turn of the event loop, behind all that has arrived. @default setImmediate */
  nextTurn?(run: () => void): void;
}

/**
 * Paces those who come all at once, as after a restart: so many a turn of the event loop, in their order. Whoever is in
 * is served to the end before many more are let in; if all were let in together, all would be served late, give up and
 * start over. The busier a turn, the longer it takes, and the fewer come in. A few are let in at once.
 */
export class Admission {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #nextTurn: (run: () => void) => void;
  #waiting: { readonly comer: Comer; readonly sinceMs: number }[] = [];
  #enteredThisTurn = 0;
  #isTurnAwaited = false;
  #isClosed = false;

  constructor({ clock, nextTurn = (run) => void setImmediate(run) }: AdmissionPorts) {
    this.#clock = clock;
    this.#nextTurn = nextTurn;
  }

  ask(comer: Comer): void {
    if (this.#isClosed) return comer.refuse();
    if (this.#waiting.length === 0 && this.#enteredThisTurn < limits.handshakesPerTurn) this.#let(comer);
    else this.#waiting.push({ comer, sinceMs: this.#clock.monotonicMs() });
    this.#awaitTurn();
  }

  /** Lets nobody in any more. */
  close(): void {
    this.#isClosed = true;
    for (const { comer } of this.#waiting) comer.refuse();
    this.#waiting = [];
  }

  #let(comer: Comer): void {
    this.#enteredThisTurn += 1;
    comer.enter();
  }

  #awaitTurn(): void {
    if (this.#isTurnAwaited) return;
    this.#isTurnAwaited = true;
    this.#nextTurn(() => {
      this.#isTurnAwaited = false;
      this.#enteredThisTurn = 0;
      this.#letNext();
    });
  }

  #letNext(): void {
    const nowMs = this.#clock.monotonicMs();
    let taken = 0;
    for (const { comer, sinceMs } of this.#waiting) {
      if (this.#enteredThisTurn === limits.handshakesPerTurn) break;
      taken += 1;
      if (comer.isGone()) continue;
      // By the time their turn has come they may have given up, and there are others who have not.
      if (nowMs - sinceMs > limits.admissionMs) comer.refuse();
      else this.#let(comer);
    }
    this.#waiting = this.#waiting.slice(taken);
    if (this.#enteredThisTurn > 0) this.#awaitTurn();
  }
}
