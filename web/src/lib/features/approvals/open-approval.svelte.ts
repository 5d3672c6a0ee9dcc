import type { Api } from '$lib/api/api.svelte.ts';
import { RequestFailure } from '$lib/api/failure.ts';
import type { ApprovalRow } from './approval-row.ts';
import type { Inbox } from './inbox.svelte.ts';

/** One question, open or closed, with what exactly is asked. Made while a component initialises. */
export class OpenApproval {
  readonly #inbox: Inbox;
  readonly #id: string;
  #details = $state.raw<Readonly<Record<string, unknown>>>();
  #failure = $state.raw<RequestFailure>();
  #isMissing = $state(false);

  constructor({ line }: Pick<Api, 'line'>, inbox: Inbox, id: string) {
    this.#inbox = inbox;
    this.#id = id;
    // Read now, anew with everything else, and as soon as a server that was away is back.
    $effect(() => {
      void [inbox.readings, line.state === 'offline'];
      let isWanted = true;
      void this.#read(() => isWanted);
      return () => (isWanted = false);
    });
  }

  get row(): ApprovalRow | undefined {
    return this.#isMissing ? undefined : this.#inbox.find(this.#id);
  }

  /** Never another than it was: what is asked does not change. Undefined before it is read. */
  get details(): Readonly<Record<string, unknown>> | undefined {
    return this.#details;
  }

  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  /** Why what is asked is not here, in words; undefined where it is, or comes. */
  get problem(): string | undefined {
    if (this.#details !== undefined || this.#failure === undefined) return undefined;
    return 'What exactly is asked could not be read, so it cannot be approved. Try again when the mark says live.';
  }

  /** There is no such question for the viewer. */
  get isMissing(): boolean {
    return this.#isMissing;
  }

  async #read(isWanted: () => boolean): Promise<void> {
    try {
      const approval = await this.#inbox.read(this.#id);
      if (!isWanted()) return;
      this.#failure = undefined;
      this.#isMissing = approval === null;
      if (approval === null) return;
      const { details, ...row } = approval;
      this.#details = details;
      this.#inbox.learn([row]);
    } catch (cause) {
      if (isWanted())
        this.#failure = cause instanceof RequestFailure ? cause : new RequestFailure('INTERNAL', String(cause));
    }
  }
}
