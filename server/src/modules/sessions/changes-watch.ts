import { InvalidInputError } from '../../kernel/errors.ts';
import type { SessionScope } from '../../kernel/principal.ts';
import { actorOf, type Caller } from '../../kernel/record.ts';
import { formatRevision, parseRevision, type Revision } from '../../kernel/revision.ts';
import {
  type Look,
  type SharedMessage,
  type SharedSource,
  type ShareSubscriptions,
  SlowConsumerError,
} from '../../kernel/subscription.ts';
import type { AsSeen } from './as-seen.ts';
import { type View, Viewing, viewOf } from './viewing.ts';

/** The most changes in one message of a watch. */
const changesPerMessage = 500;

/** What a message of every watch says, whatever it tells of. */
interface Changes {
  /** Where these changes end. */
  readonly revision: number;
  /** The past after the given revision is gone. */
  readonly resync: boolean;
}

export type WatchMessage<Told extends Changes> = AsSeen<Told> & SharedMessage;

/** What a watch reads. */
export interface WatchedChanges<Filter, Told extends Changes> {
  /** The newest revision. */
  head(): Promise<number>;
  /** The changes after `afterRevision` within the scope that the filter lets through, about `limit` of them, and whether more stand behind. */
  changesAfter(
    afterRevision: number,
    filter: Filter,
    scope: SessionScope,
    limit: number,
  ): Promise<{ readonly told: Told; readonly hasMore: boolean }>;
  /** A message that tells of nothing, but where to begin anew. */
  anew(revision: number): Told;
  hasAny(changes: Told): boolean;
}

interface WatchPorts<Filter, Told extends Changes> {
  readonly changes: WatchedChanges<Filter, Told>;
  readonly epoch: string;
  /** Whether what is told depends on who reads it, beside their rights. */
  readonly isPersonal?: boolean;
}

/** Makes a way to watch changes of one kind; what every such watch promises stands at `sessionChanges`. */
export function createChangesWatch<Filter, Told extends Changes>({
  shareSubscriptions,
  ...ports
}: WatchPorts<Filter, Told> & { readonly shareSubscriptions: ShareSubscriptions }) {
  const { changes, epoch } = ports;
  const openSubscription = shareSubscriptions<WatchMessage<Told>, Found<Told>>();

  /**
   * @param filter checked
   * @param afterRevision null starts at the head
   * @throws {InvalidInputError} when this is no revision
   * @throws {ForbiddenError} when the caller may list nothing, also later on
   */
  return async function watch(
    caller: Caller,
    filter: Filter,
    afterRevision: string | null,
  ): Promise<AsyncIterableIterator<WatchMessage<Told>>> {
    const view = viewOf(caller.principal);
    const { fingerprint } = view;
    const start =
      afterRevision === null ? { epoch, number: await changes.head(), fingerprint } : revisionOf(afterRevision);
    return openSubscription(new ChangesWatch(ports, { caller, view, filter, start }));
  };
}

/** What equal watches are told. */
interface Found<Told extends Changes> {
  readonly look: Look<WatchMessage<Told>>;
  /** Where a watch stands that has been told it. */
  readonly end: Revision;
  /** What it asks then; null where not all who are told ask the same. */
  readonly next: string | null;
  readonly kind: 'NOTHING' | 'CHANGES' | 'RESYNC';
}

interface Asked<Filter> {
  readonly caller: Caller;
  readonly view: View;
  readonly filter: Filter;
  readonly start: Revision;
}

/** One reader's place in the order of changes. */
class ChangesWatch<Filter, Told extends Changes>
  extends Viewing
  implements SharedSource<WatchMessage<Told>, Found<Told>>
{
  /** Spelled out once for all who have been told the same; null where it has to be, by the view as it is then. */
  #question: string | null = null;
  /** Whether it goes on where it stands, by that view. */
  #goesOn = false;
  #at: Revision;
  /** Of the last message; where it began before the first. */
  #told: Revision;
  #hasBegun = false;
  readonly #ports: WatchPorts<Filter, Told>;
  readonly #filter: Filter;
  readonly #filterText: string;

  constructor(ports: WatchPorts<Filter, Told>, { caller, view, filter, start }: Asked<Filter>) {
    super(caller, view);
    this.#at = start;
    this.#told = start;
    this.#ports = ports;
    this.#filter = filter;
    this.#filterText = JSON.stringify(filter);
  }

  override refresh(): View {
    const before = this.view;
    const view = super.refresh();
    if (view !== before) this.#question = null;
    return view;
  }

  question(): string {
    const view = this.refresh();
    if (this.#question !== null) return this.#question;
    this.#goesOn = this.#isOn(view);
    this.#question = this.#goesOn ? this.#questionAt(this.#at, view) : `anew ${this.#nameOf(view)}`;
    return this.#question;
  }

  look(): Promise<Found<Told>> {
    const { view } = this;
    return this.#isOn(view) ? this.#lookAfter(this.#at.number, view) : this.#lookAnew(view);
  }

  take(found: Found<Told>): Look<WatchMessage<Told>> | null {
    const { look, end, next, kind } = found;
    const view = this.refresh();
    // What was read with rights that are gone by now is nobody's to see.
    const isSame = this.#question !== null;
    if (!(isSame ? this.#goesOn : this.#isOn(view)) && kind !== 'RESYNC') return null;
    this.#goTo(end, isSame ? next : null);
    if (kind === 'NOTHING' && this.#hasBegun) return { kind };
    this.#hasBegun = true;
    this.#told = end;
    return look;
  }

  giveUp({ kind, end }: Found<Told>): SlowConsumerError | null {
    if (kind !== 'NOTHING') return new SlowConsumerError(formatRevision(this.#told));
    this.#goTo(end, null);
    return null;
  }

  #goTo(end: Revision, question: string | null): void {
    this.#at = end;
    this.#question = question;
  }

  #questionAt({ number }: Revision, view: View): string {
    return `${number} ${this.#nameOf(view)} ${this.#filterText}`;
  }

  /** Whose look it is. */
  #nameOf({ principal, rights }: View): string {
    return this.#ports.isPersonal === true ? `${actorOf(principal).id} ${rights}` : rights;
  }

  /** Whether what this view shows goes on where the watch stands. */
  #isOn({ fingerprint }: View): boolean {
    return this.#at.fingerprint === fingerprint && this.#at.epoch === this.#ports.epoch;
  }

  async #lookAfter(number: number, view: View): Promise<Found<Told>> {
    const { changes } = this.#ports;
    const { told, hasMore } = await changes.changesAfter(number, this.#filter, view.scope, changesPerMessage);
    return this.#found(told, view, hasMore);
  }

  async #lookAnew(view: View): Promise<Found<Told>> {
    const { changes } = this.#ports;
    return this.#found(changes.anew(await changes.head()), view, false);
  }

  #found(told: Told, view: View, hasMore: boolean): Found<Told> {
    const { epoch, changes } = this.#ports;
    const { fingerprint, principal } = view;
    const end = { epoch, number: told.revision, fingerprint };
    return {
      look: { kind: 'MESSAGE', message: { fingerprint, readBy: principal, ...told }, hasMore },
      end,
      // A look for where to begin anew serves all filters.
      next: told.resync ? null : this.#questionAt(end, view),
      kind: told.resync ? 'RESYNC' : changes.hasAny(told) ? 'CHANGES' : 'NOTHING',
    };
  }
}

/** @throws {InvalidInputError} */
function revisionOf(text: string): Revision {
  const revision = parseRevision(text);
  if (revision !== null) return revision;
  throw new InvalidInputError([{ path: 'afterRevision', message: 'is no revision; take it from a list or a message' }]);
}
