import { InvalidInputError } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { Look, OpenSubscription, SubscriptionSource } from '../../kernel/subscription.ts';
import type { Command, CommandCheck, CommandChecks, CommandReader } from '../commands/index.ts';
import { isRunning, type Leases, type OwnerConnection, type Session } from '../sessions/index.ts';
import type { HostConnection, HostConnections } from './connections.ts';
import { HostSupersededError } from './errors.ts';
import type { HostWork } from './host-work.ts';
import { arrivalInput } from './input.ts';
import { type HostPresence, hostIdOf } from './presence.ts';
import type { HostReader } from './store.ts';

/** As many as are read at once; the rest comes with the next message. */
const changesPerMessage = 500;

/** Of commands, and of checks, in one message, as JSON: a socket takes no message without a bound. */
const charactersPerMessage = 4_000_000;

interface HostWorkPorts {
  readonly leases: Leases;
  readonly connections: HostConnections;
  readonly presence: Pick<HostPresence, 'arrive' | 'leave'>;
  readonly reader: Pick<HostReader, 'runningOf' | 'changedOf' | 'head'>;
  readonly commands: Pick<CommandReader, 'ofHost' | 'changedOfHost'>;
  readonly checks: Pick<CommandChecks, 'of'>;
  readonly openSubscription: OpenSubscription;
  killSent(caller: Caller, killId: string): void;
  /** Stores at once what the host's coming or going changed of a session. */
  reconcileSoon(sessionId: string): void;
  /** Lets whoever waits for this host look again. */
  wake(hostId: string): void;
}

export type OpenHostWork = ReturnType<typeof createHostWork>;

export function createHostWork(ports: HostWorkPorts) {
  const { connections, presence } = ports;

  /**
   * What there is to do for a host, as it comes. As long as it is open and heard the host is here, and that is the lease of
   * all its sessions.
   * @throws {InvalidInputError} when a field is out of bounds, or it is opened without a socket
   * @throws {ForbiddenError} when the caller is no host, also later on
   * @throws {HostSupersededError} when a newer process of the host has connected, also later on
   */
  return async function openHostWork(
    caller: Caller,
    input: unknown,
    connection: OwnerConnection | null,
  ): Promise<AsyncIterableIterator<HostWork>> {
    authorize(caller.principal, 'host.work');
    const hostId = hostIdOf(caller.principal);
    const arrival = parseInput(arrivalInput, input);
    if (connection === null) throw new InvalidInputError([{ path: '', message: 'is opened on a WebSocket only' }]);
    if (connections.isSuperseded(hostId, arrival.instanceId)) throw new HostSupersededError(hostId);
    const source = new HostWorkSource(ports, { caller, hostId, instanceId: arrival.instanceId, connection });
    const subscription = ports.openSubscription<HostWork>(source);
    connections.add(source);
    try {
      await presence.arrive(caller, hostId, arrival);
    } catch (error) {
      await subscription.return?.();
      throw error;
    }
    // An older connection of the host finds out that it is none any more.
    ports.wake(hostId);
    return subscription;
  };
}

interface Opened {
  readonly caller: Caller;
  readonly hostId: string;
  readonly instanceId: string;
  readonly connection: OwnerConnection;
}

class HostWorkSource implements SubscriptionSource<HostWork>, HostConnection {
  /** It wakes by the id of its host. */
  readonly sessionId: string;
  readonly isOwner = true;
  readonly hostId: string;
  readonly instanceId: string;
  readonly #ports: HostWorkPorts;
  readonly #caller: Caller;
  readonly #connection: OwnerConnection;
  /** Of the sessions that live by this connection. */
  readonly #bindings = new Map<string, ReturnType<Leases['bind']>>();
  readonly #deliveredKillIds = new Set<string>();
  #askedIds: ReadonlySet<string> = new Set();
  /** The revision up to which the host was told; null before the first message. */
  #toldTo: number | null = null;
  /** What did not fit into the last message. */
  #rest: readonly Command[] = [];
  #isOpen = true;

  constructor(ports: HostWorkPorts, { caller, hostId, instanceId, connection }: Opened) {
    this.sessionId = hostId;
    this.hostId = hostId;
    this.instanceId = instanceId;
    this.#ports = ports;
    this.#caller = caller;
    this.#connection = connection;
  }

  lastHeardWallMs(): number {
    return this.#connection.heardWallMs;
  }

  async look(): Promise<Look<HostWork>> {
    const { reader, commands } = this.#ports;
    const { hostId } = this;
    const toldTo = this.#toldTo;
    // It may have changed since: then that is told after it.
    if (toldTo !== null && this.#rest.length > 0) return this.#tell([], this.#rest, { toldTo, isCut: true });
    // Read first: what changes meanwhile is told now or next.
    const head = await reader.head();
    if (toldTo === null)
      return this.#tell(await reader.runningOf(hostId), await commands.ofHost(hostId), { toldTo: head, isCut: false });
    const changed = await Promise.all([
      reader.changedOf(hostId, toldTo, changesPerMessage),
      commands.changedOfHost(hostId, toldTo, changesPerMessage),
    ]);
    // A full page says nothing of what lies behind its last row.
    const ends = changed.flatMap((rows) => (rows.length === changesPerMessage ? (rows.at(-1)?.revision ?? head) : []));
    return this.#tell(...changed, { toldTo: Math.min(head, ...ends), isCut: ends.length > 0 });
  }

  onClose(): void {
    const { connections, presence } = this.#ports;
    this.#isOpen = false;
    for (const binding of this.#bindings.values()) binding.end();
    this.#bindings.clear();
    if (connections.remove(this)) presence.leave(this);
  }

  #tell(
    sessions: readonly Session[],
    commands: readonly Command[],
    { toldTo, isCut }: { readonly toldTo: number; readonly isCut: boolean },
  ): Look<HostWork> {
    const { connections } = this.#ports;
    // Closed while it was looking: nobody hears, and there is nothing to hold any more.
    if (!this.#isOpen) return { kind: 'DONE' };
    authorize(this.#caller.principal, 'host.work');
    if (!connections.isCurrent(this)) {
      // The same process has opened another, and needs no word of it.
      if (connections.instanceOf(this.hostId) === this.instanceId) return { kind: 'DONE' };
      throw new HostSupersededError(this.hostId);
    }
    for (const session of sessions) this.#hold(session);
    const isAll = this.#toldTo === null;
    this.#toldTo = toldTo;
    const [checks, laterChecks] = this.#newChecks();
    if (!isAll && sessions.length + commands.length + checks.length === 0) return { kind: 'NOTHING' };
    const [fitting, rest] = cut(commands, ({ state, spec }) => (state === 'RUNNING' ? 0 : JSON.stringify(spec).length));
    this.#rest = rest;
    const message = { hostId: this.hostId, isAll, sessions, commands: fitting, checks };
    return { kind: 'MESSAGE', message, hasMore: isCut || rest.length + laterChecks.length > 0 };
  }

  #newChecks(): readonly [now: readonly CommandCheck[], later: readonly CommandCheck[]] {
    const waiting = this.#ports.checks.of(this.hostId);
    const asked = this.#askedIds;
    const [now, later] = cut(
      waiting.filter(({ id }) => !asked.has(id)),
      (check) => JSON.stringify(check).length,
    );
    const isLater = new Set(later);
    this.#askedIds = new Set(waiting.flatMap((check) => (isLater.has(check) ? [] : [check.id])));
    return [now, later];
  }

  #hold(session: Session): void {
    const { leases, reconcileSoon, killSent } = this.#ports;
    const { id, killId, lifecycle } = session;
    if (!isRunning(session)) {
      this.#bindings.get(id)?.end();
      this.#bindings.delete(id);
      return;
    }
    if (!this.#bindings.has(id)) {
      this.#bindings.set(id, leases.bind(session, this.#connection, reconcileSoon));
      if (leases.get(id)?.liveness !== leases.livenessOf(id)) reconcileSoon(id);
    }
    if (lifecycle !== 'ENDING' || killId === null || this.#deliveredKillIds.has(killId)) return;
    this.#deliveredKillIds.add(killId);
    killSent(this.#caller, killId);
  }
}

/** As many as fit in one message, in their order; of what takes no room all. */
function cut<T>(
  all: readonly T[],
  charactersOf: (each: T) => number,
): readonly [now: readonly T[], later: readonly T[]] {
  let left = charactersPerMessage;
  const later = new Set(
    all.filter((each) => {
      const characters = charactersOf(each);
      left -= characters;
      return characters > 0 && left < 0;
    }),
  );
  return [all.filter((each) => !later.has(each)), [...later]];
}
