const NO_LATER_THAN_MS = 2_000;

/** Code that the first page does without: fetched once the page has nothing better to do, or when somebody asks. */
export class Later<Code> {
  readonly #load: () => Promise<Code>;
  #code = $state.raw<Code>();

  /** @param load an `import()`. */
  constructor(load: () => Promise<Code>) {
    this.#load = load;
  }

  /** Undefined before it is here. */
  get code(): Code | undefined {
    return this.#code;
  }

  /** Fetches it now. Answers whether it is here; where it could not be had, asking again tries again. */
  async fetch(): Promise<boolean> {
    try {
      this.#code ??= await this.#load();
      return true;
    } catch {
      return false;
    }
  }

  /** Fetches it when the page is idle; answers how to stop waiting for that. */
  fetchWhenIdle(): () => void {
    const fetch = () => void this.fetch();
    // Safari knows no idle time.
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(fetch, NO_LATER_THAN_MS);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(fetch, { timeout: NO_LATER_THAN_MS });
    return () => cancelIdleCallback(handle);
  }
}
