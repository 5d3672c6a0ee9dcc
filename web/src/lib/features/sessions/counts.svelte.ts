import type { Requests } from '$lib/api/requests.ts';
import { SessionCountsDocument } from '$lib/generated/graphql.ts';
import { type StatusCounts, statusCounts } from './session-counts.ts';
import { RUNNING, type SessionsView, filterOf } from './session-view.ts';

const NOT_SOONER_MS = 1_000;

/** How many sessions there are: of everything running, and of what the view matches. Counted anew while things change. */
export class Counts {
  readonly #requests: Requests;
  readonly #view: () => SessionsView;
  #fleet = $state.raw<StatusCounts>();
  #matching = $state.raw<StatusCounts>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #isStale = false;

  constructor(requests: Requests, view: () => SessionsView) {
    this.#requests = requests;
    this.#view = view;
  }

  /** Everything running, by status; undefined before it was counted. */
  get fleet(): StatusCounts | undefined {
    return this.#fleet;
  }

  /** What the view matches, by status; undefined before it was counted for this view. */
  get matching(): StatusCounts | undefined {
    return this.#matching;
  }

  /** Something changed; counted soon, and not more often than once a second. */
  touch(): void {
    this.#isStale = true;
    if (this.#timer === undefined && !this.#isAsking) void this.#count();
  }

  /** The view changed: its count is not known. */
  reset(): void {
    this.#matching = undefined;
    this.close();
    this.touch();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #count(): Promise<void> {
    const view = this.#view();
    this.#isStale = false;
    this.#isAsking = true;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isStale) this.touch();
    }, NOT_SOONER_MS);
    try {
      const counts = await this.#requests.query(SessionCountsDocument, {
        fleet: { lifecycle: [...RUNNING] },
        matching: filterOf(view),
      });
      this.#fleet = statusCounts(counts.fleet);
      if (view === this.#view()) this.#matching = statusCounts(counts.matching);
    } catch {
      // The list tells that the server is away; the counts are right again with its next change.
      this.#isStale = true;
    } finally {
      this.#isAsking = false;
      if (view !== this.#view()) this.touch();
    }
  }
}
