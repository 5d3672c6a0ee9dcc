import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { RequestFailure } from '$lib/api/failure.ts';
import type { Requests } from '$lib/api/requests.ts';
import { KillSessionsDocument, type KillReceiptFragment } from '$lib/generated/graphql.ts';

/**
 * What this tab knows of a kill it asked for, before and beside what the watch tells. `UNKNOWN`: nothing answered, so
 * it may have arrived or not.
 */
export type KillOrder =
  | { readonly state: 'ASKING' }
  | { readonly state: 'ORDERED'; readonly kill: KillReceiptFragment }
  | { readonly state: 'REFUSED'; readonly message: string; readonly isForbidden: boolean }
  | { readonly state: 'UNKNOWN' };

/** What became of an order for several. */
export interface KillAnswer {
  /** Why, for each that was refused for what it is or was: it is told beside it, too. */
  readonly refused: readonly string[];
  /** Why the viewer may not, for each that they may not end: it is told nowhere else. */
  readonly forbidden: readonly string[];
  /** Of how many it is not known whether they were killed. */
  readonly unknown: number;
}

const MOST_AT_ONCE = 1_000;
const FOLLOWED_MS = 10_000;
/** Rows tell of their kills themselves soon enough: what was ordered long before is let go. */
const KEPT_MOST = 2 * MOST_AT_ONCE;

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

  /** Orders them to end. What goes wrong is told by session, in `orderOf`. */
  async request(ids: readonly string[], reason: string): Promise<KillAnswer> {
    const askedAtMs = this.#read();
    for (const id of ids) {
      this.#orders.set(id, { state: 'ASKING' });
      this.#askedAtMs.set(id, askedAtMs);
    }
    this.#forgetOldest();
    const refused: string[] = [];
    const forbidden: string[] = [];
    let unknown = 0;
    for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
      const some = ids.slice(at, at + MOST_AT_ONCE);
      const orders = await this.#order(some, reason);
      some.forEach((id, index) => {
        const order = orders[index] ?? { state: 'UNKNOWN' };
        if (order.state === 'REFUSED') (order.isForbidden ? forbidden : refused).push(order.message);
        if (order.state === 'UNKNOWN') unknown += 1;
        if (order.state === 'REFUSED' && order.isForbidden) this.#orders.delete(id);
        else this.#orders.set(id, order);
      });
    }
    return { refused, forbidden, unknown };
  }

  /** Forgets what was refused, or is not known: it was read. */
  dismiss(sessionId: string): void {
    const state = this.#orders.get(sessionId)?.state;
    if (state === 'REFUSED' || state === 'UNKNOWN') this.#orders.delete(sessionId);
  }

  /** What is shown is right again: whether a kill arrived is now to be seen there. */
  caughtUp(): void {
    for (const [id, { state }] of this.#orders) if (state === 'UNKNOWN') this.#orders.delete(id);
  }

  #forgetOldest(): void {
    for (const id of [...this.#askedAtMs.keys()].slice(0, -KEPT_MOST)) {
      this.#orders.delete(id);
      this.#askedAtMs.delete(id);
    }
  }

  async #order(ids: readonly string[], reason: string): Promise<readonly KillOrder[]> {
    const input = { ids: [...ids], ...(reason === '' ? {} : { reason }) };
    try {
      const { killSessions } = await this.#requests.mutate(KillSessionsDocument, { input });
      if (killSessions.__typename !== 'KillSessionsSuccess') {
        return ids.map(() => refusalOf(killSessions));
      }
      return killSessions.results.map((result) =>
        result.__typename === 'KillSessionSuccess' ? { state: 'ORDERED', kill: result.kill } : refusalOf(result),
      );
    } catch (cause) {
      if (!(cause instanceof RequestFailure) || cause.kind === 'UNREACHABLE' || cause.kind === 'INTERNAL')
        return ids.map(() => ({ state: 'UNKNOWN' }));
      const { message, kind } = cause;
      return ids.map(() => ({ state: 'REFUSED', message, isForbidden: kind === 'FORBIDDEN' }));
    }
  }
}

function refusalOf(result: { readonly __typename: string; readonly message: string }): KillOrder {
  return { state: 'REFUSED', message: result.message, isForbidden: result.__typename === 'ForbiddenError' };
}

export const [getKills, setKills] = createContext<Kills>();
