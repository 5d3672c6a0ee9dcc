import { InvalidInputError } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/input.ts';
import type { Caller } from '../../kernel/record.ts';
import { formatRevision, parseRevision, type Revision } from '../../kernel/revision.ts';
import {
  type Look,
  type SharedMessage,
  type SharedSource,
  type ShareSubscriptions,
  SlowConsumerError,
} from '../../kernel/subscription.ts';
import type { AsSeen } from './as-seen.ts';
import { filterInput } from './filter-input.ts';
import type { SessionChanges, SessionFilter, SessionReader } from './store.ts';
import { type View, Viewing } from './viewing.ts';

/** The most changes in one message of a watch. */
const changesPerMessage = 500;

type Message = AsSeen<SessionChanges> & SharedMessage;

interface WatchingPorts {
  readonly reader: Pick<SessionReader, 'changesAfter' | 'head'>;
  readonly epoch: string;
  readonly shareSubscriptions: ShareSubscriptions;
}

export function createSessionWatch({ reader, epoch, shareSubscriptions }: WatchingPorts) {
  const openSubscription = shareSubscriptions<Message, Found>();

  /**
   * Everything that changed after a revision, then what changes from now on: in order, nothing missed, nothing twice.
   * The first message comes at once, even with nothing in it. A slow reader gets what happened meanwhile as one message.
   * Rights that change meanwhile, or have changed since that revision, are told as a resync. Watches of equal rights and
   * filters that go on from the same revision in the same turn share one look, and are told the same object.
   * @param afterRevision null starts at the head
   * @throws {InvalidInputError} when the filter is out of bounds or this is no revision
   * @throws {ForbiddenError} when the caller may list nothing, also later on
   * @throws {SlowConsumerError} later on, when the reader leaves what there is to tell
   */
  return async function watch(
    caller: Caller,
    filter: SessionFilter,
    afterRevision: string | null,
  ): Promise<AsyncIterableIterator<Message>> {
    const viewing = new Viewing(caller);
    const { fingerprint } = viewing.refresh();
    const checked = parseInput(filterInput, filter);
    const start =
      afterRevision === null ? { epoch, number: await reader.head(), fingerprint } : revisionOf(afterRevision);
    return openSubscription(new SessionWatch({ reader, epoch }, { viewing, filter: checked, start }));
  };
}

/** What equal watches are told. */
interface Found {
  readonly look: Look<Message>;
  /** Where a watch stands that has been told it. */
  readonly end: Revision;
  readonly kind: 'NOTHING' | 'CHANGES' | 'RESYNC';
}

interface Asked {
  readonly viewing: Viewing;
  readonly filter: SessionFilter;
  readonly start: Revision;
}

/** One reader's place in the order of changes. */
class SessionWatch implements SharedSource<Message, Found> {
  readonly #ports: Pick<WatchingPorts, 'reader' | 'epoch'>;
  readonly #viewing: Viewing;
  readonly #filter: SessionFilter;
  readonly #filterText: string;
  #at: Revision;
  /** Of the last message; where it began before the first. */
  #told: Revision;
  #hasBegun = false;

  constructor(ports: Pick<WatchingPorts, 'reader' | 'epoch'>, { viewing, filter, start }: Asked) {
    this.#ports = ports;
    this.#viewing = viewing;
    this.#filter = filter;
    this.#filterText = JSON.stringify(filter);
    this.#at = start;
    this.#told = start;
  }

  question(): string {
    const view = this.#viewing.refresh();
    return this.#isOn(view) ? `${this.#at.number} ${view.rights} ${this.#filterText}` : `anew ${view.rights}`;
  }

  look(): Promise<Found> {
    const { view } = this.#viewing;
    return this.#isOn(view) ? this.#lookAfter(this.#at.number, view) : this.#lookAnew(view);
  }

  take(found: Found): Look<Message> | null {
    const { look, end, kind } = found;
    // What was read with rights that are gone by now is nobody's to see.
    if (!this.#isOn(this.#viewing.refresh()) && kind !== 'RESYNC') return null;
    this.#at = end;
    if (kind === 'NOTHING' && this.#hasBegun) return { kind };
    this.#hasBegun = true;
    this.#told = end;
    return look;
  }

  giveUp({ kind, end }: Found): SlowConsumerError | null {
    if (kind !== 'NOTHING') return new SlowConsumerError(formatRevision(this.#told));
    this.#at = end;
    return null;
  }

  /** Whether what this view shows goes on where the watch stands. */
  #isOn({ fingerprint }: View): boolean {
    return this.#at.fingerprint === fingerprint && this.#at.epoch === this.#ports.epoch;
  }

  async #lookAfter(number: number, view: View): Promise<Found> {
    const { scope } = view;
    const { hasMore, ...changes } = await this.#ports.reader.changesAfter(
      number,
      this.#filter,
      scope,
      changesPerMessage,
    );
    return this.#found(changes, view, hasMore);
  }

  async #lookAnew(view: View): Promise<Found> {
    const revision = await this.#ports.reader.head();
    return this.#found({ revision, upserted: [], removed: [], resync: true }, view, false);
  }

  #found(changes: SessionChanges, { fingerprint, principal }: View, hasMore: boolean): Found {
    const { upserted, removed, resync, revision } = changes;
    const hasChanges = upserted.length > 0 || removed.length > 0;
    return {
      look: { kind: 'MESSAGE', message: { ...changes, fingerprint, readBy: principal }, hasMore },
      end: { epoch: this.#ports.epoch, number: revision, fingerprint },
      kind: resync ? 'RESYNC' : hasChanges ? 'CHANGES' : 'NOTHING',
    };
  }
}

/** @throws {InvalidInputError} */
function revisionOf(text: string): Revision {
  const revision = parseRevision(text);
  if (revision !== null) return revision;
  throw new InvalidInputError([{ path: 'afterRevision', message: 'is no revision; take it from a list or a message' }]);
}
