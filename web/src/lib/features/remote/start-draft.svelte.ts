import { untrack } from 'svelte';
import { type Outcome, outcomeOf } from '$lib/api/outcome.ts';
import type { Requests } from '$lib/api/requests.ts';
import {
  type SafetyMode,
  StartRemoteSessionDocument,
  type StartRemoteSessionMutation,
} from '$lib/generated/graphql.ts';
import type { HostRow } from '../hosts/host-list.svelte.ts';
import { modeProblem } from '../hosts/host-words.ts';
import { MODES } from '../hosts/mode-words.ts';
import { createKey } from './key.ts';

type Started = Extract<
  StartRemoteSessionMutation['startRemoteSession'],
  { readonly __typename: 'StartRemoteSessionSuccess' }
>;

/** What somebody is about to start: where, how, and why. */
export class StartDraft {
  readonly #hosts: () => readonly HostRow[];
  /** The same for each try: an answer that was lost starts nothing twice. */
  #key = createKey();
  #hostId = $state('');
  #mode = $state<SafetyMode>('SUPERVISED');
  reason = $state('');
  systemUser = $state('');

  /** @param hosts those that there are, which change. */
  constructor(hosts: () => readonly HostRow[], hostId: string | undefined) {
    this.#hosts = hosts;
    untrack(() => (this.hostId = hostId ?? this.offered.find(({ isConnected }) => isConnected)?.id ?? ''));
  }

  /** Where the person may start anything at all. */
  get offered(): readonly HostRow[] {
    return this.#hosts().filter(({ canStart }) => canStart);
  }

  get host(): HostRow | undefined {
    return this.offered.find(({ id }) => id === this.#hostId);
  }

  get hostId(): string {
    return this.#hostId;
  }

  /** A mode that the other host does not allow is not kept. */
  set hostId(id: string) {
    this.#hostId = id;
    const { host } = this;
    this.systemUser = host?.abilities.systemUsers[0] ?? '';
    if (host !== undefined && modeProblem(host, this.#mode) !== undefined)
      this.#mode = MODES.find((mode) => modeProblem(host, mode) === undefined) ?? this.#mode;
  }

  get mode(): SafetyMode {
    return this.#mode;
  }

  set mode(mode: SafetyMode) {
    this.#mode = mode;
  }

  /** Why it cannot be started; undefined where it can. */
  get problem(): string | undefined {
    const { host } = this;
    if (host === undefined) return 'Choose a host.';
    if (!host.isConnected) return 'This host is away: remote access starts when it is connected.';
    return modeProblem(host, this.#mode);
  }

  async start(requests: Requests): Promise<Outcome<Started>> {
    const input = {
      hostId: this.#hostId,
      safetyMode: this.#mode,
      reason: this.reason.trim(),
      key: this.#key,
      ...(this.systemUser === '' ? {} : { systemUser: this.systemUser }),
    };
    const answer = requests
      .mutate(StartRemoteSessionDocument, { input })
      .then(({ startRemoteSession }) => startRemoteSession);
    const outcome = await outcomeOf(answer, 'StartRemoteSessionSuccess');
    // What the server refused was not done: the next try is another.
    if (outcome.kind === 'REFUSED' && outcome.typename !== undefined) this.#key = createKey();
    return outcome;
  }
}
