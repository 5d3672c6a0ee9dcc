import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { RequestFailure } from '$lib/api/failure.ts';
import type { Requests } from '$lib/api/requests.ts';
import { KillSessionsDocument, type KillReceiptFragment } from '$lib/generated/graphql.ts';

/** What this tab knows of a kill it asked for, before and beside what the watch tells. */
export type KillOrder =
  | { readonly state: 'ASKING' }
  | { readonly state: 'ORDERED'; readonly kill: KillReceiptFragment }
  | { readonly state: 'REFUSED'; readonly message: string };

const MOST_AT_ONCE = 1_000;
const FOLLOWED_MS = 10_000;

/** The kills ordered from this tab. */
export class Kills {
  readonly #requests: Requests;
  readonly #read: () => number;
  readonly #orders = new SvelteMap<string, KillOrder>();
  readonly #askedAtMs = new SvelteMap<string, number>();

  /** @param read the exact time. */
  constructor(requests: Requests, read: () => number) {
    this.#requests = requests;
    this.#read = read;
  }

  orderOf(sessionId: string): KillOrder | undefined {
    return this.#orders.get(sessionId);
  }

  /** Whether it was killed from here a moment ago, so that its end is still worth seeing. */
  isFollowed(sessionId: string): boolean {
    const askedAtMs = this.#askedAtMs.get(sessionId);
    return askedAtMs !== undefined && this.#read() - askedAtMs < FOLLOWED_MS;
  }

  /** Orders them to end. What goes wrong is told by session, in `orderOf`; answers why, for each that was refused. */
  async request(ids: readonly string[], reason: string): Promise<readonly string[]> {
    const askedAtMs = this.#read();
    for (const id of ids) {
      this.#orders.set(id, { state: 'ASKING' });
      this.#askedAtMs.set(id, askedAtMs);
    }
    const refused: string[] = [];
    for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
      const some = ids.slice(at, at + MOST_AT_ONCE);
      const orders = await this.#order(some, reason);
      some.forEach((id, index) => {
        const order = orders[index] ?? { state: 'REFUSED', message: 'The server did not say what became of it.' };
        if (order.state === 'REFUSED') refused.push(order.message);
        this.#orders.set(id, order);
      });
    }
    return refused;
  }

  /** Forgets what was refused: it was read. */
  dismiss(sessionId: string): void {
    if (this.#orders.get(sessionId)?.state === 'REFUSED') this.#orders.delete(sessionId);
  }

  async #order(ids: readonly string[], reason: string): Promise<readonly KillOrder[]> {
    const input = { ids: [...ids], ...(reason === '' ? {} : { reason }) };
    try {
      const { killSessions } = await this.#requests.mutate(KillSessionsDocument, { input });
      if (killSessions.__typename !== 'KillSessionsSuccess') {
        const { message } = killSessions;
        return ids.map(() => ({ state: 'REFUSED', message }));
      }
      return killSessions.results.map((result) =>
        result.__typename === 'KillSessionSuccess'
          ? { state: 'ORDERED', kill: result.kill }
          : { state: 'REFUSED', message: result.message },
      );
    } catch (cause) {
      const message =
        cause instanceof RequestFailure && cause.kind !== 'UNREACHABLE'
          ? cause.message
          : 'No answer from the server, so it is not known whether the kill arrived. Killing again is safe.';
      return ids.map(() => ({ state: 'REFUSED', message }));
    }
  }
}

export const [getKills, setKills] = createContext<Kills>();
