import { createContext } from 'svelte';
import type { Api } from '$lib/api/api.svelte.ts';
import { Later } from '$lib/ui/later.svelte.ts';
import type { Notices } from '../notices/notices.svelte.ts';
import type { Inbox } from './inbox.svelte.ts';

const code = new Later(() => import('./opened.ts'));

/** The inbox of this tab, which comes after the first rows: how many wait is on every page, and no page waits for it. */
export class LateInbox {
  readonly #api: Api;
  readonly #notices: Notices;
  #inbox = $state.raw<Inbox>();
  #isClosed = false;

  constructor(api: Api, notices: Notices) {
    this.#api = api;
    this.#notices = notices;
  }

  /** Undefined before it is here. */
  get opened(): Inbox | undefined {
    return this.#inbox;
  }

  /** How many wait for the viewer; undefined before that is known. */
  get count(): number | undefined {
    return this.#inbox?.isLoaded === true ? this.#inbox.count : undefined;
  }

  /** Fetches and opens it, once; where its code could not be had, asking again tries again. */
  async open(): Promise<void> {
    if (this.#inbox !== undefined || !(await code.fetch())) return;
    if (this.#isClosed || this.opened !== undefined) return;
    this.#inbox = code.code?.openInbox(this.#api, this.#notices);
  }

  close(): void {
    this.#isClosed = true;
    this.#inbox?.close();
  }
}

export const [getLateInbox, setLateInbox] = createContext<LateInbox>();
