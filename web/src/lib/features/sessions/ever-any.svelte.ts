import type { Requests } from '$lib/api/requests.ts';
import { SessionListDocument } from '$lib/generated/graphql.ts';

/** Whether this registry ever had a session: an empty list means something else to a newcomer. */
export class EverAny {
  readonly #requests: Requests;
  #isNone = $state(false);

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /** True once it is known that there was none. */
  get isNone(): boolean {
    return this.#isNone;
  }

  async ask(): Promise<void> {
    try {
      const variables = { filter: null, orderBy: 'STARTED', first: 1, after: null } as const;
      const { sessions } = await this.#requests.query(SessionListDocument, variables);
      this.#isNone = sessions.totalCount === 0;
    } catch {
      // Unknown: the plain empty list is shown.
    }
  }
}
