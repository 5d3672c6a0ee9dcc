import type { Requests } from '$lib/api/requests.ts';
import { AnySessionDocument } from '$lib/generated/graphql.ts';

/** Whether this registry ever had a session: an empty list means something else to a newcomer. */
export class EverAny {
  readonly #requests: Requests;
  #answer = $state<boolean>();

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /** Undefined while it is not known. */
  get answer(): boolean | undefined {
    return this.#answer;
  }

  async ask(): Promise<void> {
    this.#answer = undefined;
    try {
      const { sessions } = await this.#requests.query(AnySessionDocument, {});
      this.#answer = sessions.edges.length + sessions.pinned.length > 0;
    } catch {
      // The plain empty list says nothing wrong.
      this.#answer = true;
    }
  }
}
