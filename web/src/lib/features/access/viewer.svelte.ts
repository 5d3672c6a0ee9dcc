import { createContext } from 'svelte';
import type { Api } from '$lib/api/api.svelte.ts';
import { RequestFailure } from '$lib/api/failure.ts';
import { type Permission, ViewerDocument, type ViewerQuery } from '$lib/generated/graphql.ts';

/** Who looks at this dashboard, and what they may do: the server's word, asked for again whenever it is in doubt. */
export class Viewer {
  readonly #api: Api;
  #known = $state.raw<ViewerQuery['viewer']>();
  #failure = $state.raw<RequestFailure>();
  #isAsking = false;
  #isDoubted = false;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Undefined before it is known. */
  get name(): string | undefined {
    return this.#known?.actor.name;
  }

  get personId(): string | undefined {
    return this.#known?.person?.id;
  }

  /** The apps they are limited to; undefined where they are not. */
  get apps(): readonly string[] | undefined {
    return this.#known?.person?.apps ?? undefined;
  }

  get isKnown(): boolean {
    return this.#known !== undefined;
  }

  /** Why the last question has no answer; undefined where it has. */
  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  /** Whether they may do this at all. Nothing is offered before it is known. */
  may(permission: Permission): boolean {
    return this.#known?.permissions.includes(permission) === true;
  }

  /** Whether they are an operator of this app: one for every session of it, not for their own alone. */
  operates(app: string): boolean {
    return this.may('PIN_SESSIONS') && (this.apps?.includes(app) ?? true);
  }

  /** Asks now, and whenever it is in doubt; answers how to stop. */
  start(): () => void {
    void this.ask();
    return this.#api.onDoubt(() => void this.ask());
  }

  async ask(): Promise<void> {
    this.#isDoubted = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#isDoubted) {
        this.#isDoubted = false;
        this.#known = (await this.#api.requests.query(ViewerDocument, {})).viewer;
        this.#failure = undefined;
      }
    } catch (cause) {
      // What was known holds until the next doubt or the line asks again; the server refuses by itself.
      this.#failure = cause instanceof RequestFailure ? cause : new RequestFailure('INTERNAL', String(cause));
    } finally {
      this.#isAsking = false;
    }
  }
}

export const [getViewer, setViewer] = createContext<Viewer>();
