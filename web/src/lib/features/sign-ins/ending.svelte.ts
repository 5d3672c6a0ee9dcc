import type { Requests } from '$lib/api/requests.ts';
import { type Outcome, outcomeOf } from '$lib/api/outcome.ts';
import { EndSignInDocument } from '$lib/generated/graphql.ts';
import type { Notices } from '../notices/notices.svelte.ts';

/** Ends single sign-ins, one's own or another's, and tells what became of it. */
export class SignInEnding {
  readonly #requests: Requests;
  readonly #notices: Notices;
  readonly #onended: () => Promise<void>;
  #busyId = $state<string>();

  /** @param onended reads anew what is shown. */
  constructor(requests: Requests, notices: Notices, onended: () => Promise<void>) {
    this.#requests = requests;
    this.#notices = notices;
    this.#onended = onended;
  }

  /** The one that is being ended. */
  get busyId(): string | undefined {
    return this.#busyId;
  }

  async end(id: string): Promise<void> {
    this.#busyId = id;
    const ending = this.#requests.mutate(EndSignInDocument, { input: { id } }).then(({ endSignIn }) => endSignIn);
    const outcome: Outcome<unknown> = await outcomeOf(ending, 'EndSignInSuccess');
    await this.#onended();
    this.#busyId = undefined;
    if (outcome.kind === 'DONE') this.#notices.tell('That browser is signed out.');
    else this.#notices.warn(outcome.message);
  }
}
