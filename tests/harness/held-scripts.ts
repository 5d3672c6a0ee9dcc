import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';

const scriptAddress = /\/_app\/immutable\/[\w./-]+\.js/g;

/** What of the dashboard's code its first page does without: it waits until it is let through. */
export class HeldScripts {
  readonly #wanted: ReadonlySet<string>;
  #isHeld = true;
  #isBroken = false;
  #waiting: (() => void)[] = [];

  private constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  /** Holds what the page at this address does not name in its head. */
  static async of(context: BrowserContext, address: string): Promise<HeldScripts> {
    const page = await (await context.request.get(address)).text();
    const held = new HeldScripts(new Set(page.match(scriptAddress)));
    await context.route(/\/_app\/immutable\/chunks\//, async (route) => {
      if (held.#wanted.has(new URL(route.request().url()).pathname)) return route.continue();
      if (held.#isHeld) await new Promise<void>((resolve) => held.#waiting.push(resolve));
      return held.#isBroken ? route.abort() : route.continue();
    });
    return held;
  }

  /** How many requests wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** What the page names, gzipped. */
  async wantedBytes(context: BrowserContext, origin: string): Promise<number> {
    const files = [...this.#wanted].map(async (path) => (await context.request.get(`${origin}${path}`)).body());
    return (await Promise.all(files)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  }

  /** From now on nothing of it can be had. */
  break(): void {
    this.#isBroken = true;
    this.release();
  }

  /** It can be had again. */
  mend(): void {
    this.#isBroken = false;
  }

  release(): void {
    this.#isHeld = false;
    for (const go of this.#waiting) go();
    this.#waiting = [];
  }
}
