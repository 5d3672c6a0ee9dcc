import type { Api } from '$lib/api/api.svelte.ts';
import type { RequestFailure } from '$lib/api/failure.ts';
import type { Watch } from '$lib/api/watch.ts';
import {
  type HostRowFragment,
  HostsChangesDocument,
  type HostsChangesSubscription,
  HostsDocument,
  HostsRevisionDocument,
} from '$lib/generated/graphql.ts';

/** A machine that does our work, as lists show it. */
export type HostRow = HostRowFragment;
type Message = HostsChangesSubscription['hostChanges'];

/** Every host the viewer sees, live. */
export class HostList {
  readonly #api: Api;
  readonly #watch: Watch<Message>;
  #known = $state.raw<ReadonlyMap<string, HostRow>>();
  #failure = $state.raw<RequestFailure>();
  readonly #rows = $derived(
    [...(this.#known?.values() ?? [])].sort((one, other) => one.name.localeCompare(other.name)),
  );

  constructor(api: Api) {
    this.#api = api;
    this.#watch = api.watch<Message>({
      load: () => this.#load(),
      subscribe: (afterRevision, sink) =>
        api.subscribe(
          HostsChangesDocument,
          { afterRevision },
          { next: ({ hostChanges }) => sink.next(hostChanges), ended: sink.ended },
        ),
      apply: (messages) => this.#apply(messages),
      failed: (failure) => (this.#failure = failure),
    });
    this.#watch.start();
  }

  close(): void {
    this.#watch.stop();
  }

  /** Reads anew, after a failure. */
  retry(): void {
    this.#watch.start();
  }

  get isLoaded(): boolean {
    return this.#known !== undefined;
  }

  get failure(): RequestFailure | undefined {
    return this.#failure;
  }

  /** By name. */
  get rows(): readonly HostRow[] {
    return this.#rows;
  }

  find(id: string | undefined): HostRow | undefined {
    return id === undefined ? undefined : this.#known?.get(id);
  }

  async #load(): Promise<string> {
    // Before the hosts: what changes while they are read is told again, and nothing is missed.
    const { sessions } = await this.#api.requests.query(HostsRevisionDocument, {});
    const { hosts } = await this.#api.requests.query(HostsDocument, {});
    this.#known = new Map(hosts.map((host) => [host.id, host]));
    this.#failure = undefined;
    return sessions.revision;
  }

  #apply(messages: readonly Message[]): void {
    const next = new Map(this.#known);
    for (const { upserted, removed } of messages) {
      for (const host of upserted) next.set(host.id, host);
      for (const id of removed) next.delete(id);
    }
    this.#known = next;
  }
}
