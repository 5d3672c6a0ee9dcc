import type { Requests } from '$lib/api/requests.ts';
import { LastHeartbeatsDocument } from '$lib/generated/graphql.ts';
import type { SessionRow } from './session-row.ts';

/** Asked again before they are ten seconds old. */
const REFRESH_MS = 8_000;

/** Last-heard times of the rows in view: heartbeats are too many to be told one by one, so they are asked for. */
export class Heartbeats {
  readonly #requests: Requests;
  readonly #read: () => number;
  readonly #knownAtMs = new Map<string, number>();
  #allKnownAtMs = 0;
  #isAsking = false;

  /** @param read the exact time. */
  constructor(requests: Requests, read: () => number) {
    this.#requests = requests;
    this.#read = read;
  }

  /** Every row was just read. */
  reset(): void {
    this.#knownAtMs.clear();
    this.#allKnownAtMs = this.#read();
  }

  /** This row was just told. */
  told(id: string): void {
    const nowMs = this.#read();
    // In the order of their times: what is old is asked for like what was never told, so it need not be kept.
    this.#knownAtMs.delete(id);
    this.#knownAtMs.set(id, nowMs);
    for (const [oldest, atMs] of this.#knownAtMs) {
      if (nowMs - atMs < REFRESH_MS) break;
      this.#knownAtMs.delete(oldest);
    }
  }

  /** The times of those rows whose time is getting old; nothing while an earlier question is open. */
  async ask(visible: readonly SessionRow[]): Promise<ReadonlyMap<string, string>> {
    const nowMs = this.#read();
    const ids = visible
      .filter(({ id, lifecycle }) => lifecycle !== 'ENDED' && nowMs - this.#knownSince(id) >= REFRESH_MS)
      .map(({ id }) => id);
    if (ids.length === 0 || this.#isAsking) return new Map();
    this.#isAsking = true;
    try {
      const { sessions } = await this.#requests.query(LastHeartbeatsDocument, { ids, first: ids.length });
      for (const id of ids) this.told(id);
      const heard = [...sessions.pinned, ...sessions.edges.map(({ node }) => node)];
      return new Map(heard.map(({ id, lastHeartbeatAt }) => [id, lastHeartbeatAt]));
    } catch {
      // The mark tells that the server is away; asked again with the next second.
      return new Map();
    } finally {
      this.#isAsking = false;
    }
  }

  #knownSince(id: string): number {
    return Math.max(this.#allKnownAtMs, this.#knownAtMs.get(id) ?? 0);
  }
}
