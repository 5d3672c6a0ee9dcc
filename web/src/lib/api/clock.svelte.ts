const TICK_MS = 1_000;
/** The server tells whole seconds, and its answer took a while: less than this is no difference. */
const TRUSTED_SKEW_MS = 2_500;

/** The one clock of this tab, and the only reader of the wall clock. It tells the server's time as well as it knows it. */
export class Clock {
  readonly #wall: () => number;
  #skewMs = 0;
  #nowMs = $state(0);

  constructor(wall: () => number = Date.now) {
    this.#wall = wall;
    this.#nowMs = wall();
  }

  /** Now, to the second; whatever is made from it changes as time passes. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Now, exactly; nothing follows it. */
  read(): number {
    return this.#wall() + this.#skewMs;
  }

  /** A computer whose clock is off by minutes would show every age wrong; the server's answers tell. */
  correct(serverDateMs: number): void {
    const skewMs = serverDateMs - this.#wall();
    if (Math.abs(skewMs - this.#skewMs) < TRUSTED_SKEW_MS) return;
    this.#skewMs = Math.abs(skewMs) < TRUSTED_SKEW_MS ? 0 : skewMs;
    this.#nowMs = this.read();
  }

  /** Lets it tick; answers how to stop. */
  start(): () => void {
    const timer = setInterval(() => (this.#nowMs = this.read()), TICK_MS);
    return () => clearInterval(timer);
  }
}
