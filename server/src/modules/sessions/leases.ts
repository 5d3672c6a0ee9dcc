import type { Clock } from '../../kernel/clock.ts';
import { type Few, firstOf, restOf, without, withOne } from '../../kernel/few.ts';
import { livenessOf, type LeaseLimits } from './lease.ts';
import type { Bound, OwnerConnection } from './owner-connection.ts';
import { lostWithoutHostMs, type Remote } from './remote.ts';
import { hasOpenWork, isRunning, type Session, type SessionLiveness } from './session.ts';

/** More in one turn of the event loop would hold it for longer than whoever's kill arrives should wait. */
const leasesAtOnce = 500;

/**
 * What makes an open socket a lease, until either ends. There may be tens of thousands, so it keeps no function of its own:
 * `onEnd` is the same for all.
 */
class Binding implements Bound {
  readonly lease: Lease;
  readonly connection: OwnerConnection;
  readonly onQuiet: (sessionId: string) => void;
  readonly #onEnd: (binding: Binding) => void;

  constructor(
    lease: Lease,
    connection: OwnerConnection,
    { onQuiet, onEnd }: { onQuiet: (sessionId: string) => void; onEnd: (binding: Binding) => void },
  ) {
    this.lease = lease;
    this.connection = connection;
    this.onQuiet = onQuiet;
    this.#onEnd = onEnd;
  }

  /** Twice without harm. */
  end(): void {
    this.#onEnd(this);
  }
}

const nothing: Bound = { end: () => undefined };

/** What the server keeps in memory of a running session, so that proof of life costs no disk. */
interface Lease {
  /** The session's. */
  readonly id: string;
  /** One for each open signal: a socket may carry two on the same session. */
  bindings: Few<Binding>;
  /** Whose it is, for the rights of whoever names it. */
  app: string;
  userId: string | null;
  remote: Pick<Remote, 'hostId' | 'safetyMode'> | null;
  ownerId: string;
  attempt: number;
  heartbeatIntervalMs: number;
  hasOpenWork: boolean;
  killId: string | null;
  isEnding: boolean;
  /** As stored; what the lease itself says is computed. */
  liveness: SessionLiveness;
  /** Whole: V8 keeps other numbers on its heap. */
  heardMs: number;
  heardWallMs: number;
  /** Its connection is gone, or we were, and nothing was heard since. */
  isQuiet: boolean;
}

/** On both clocks. */
export interface Moment {
  readonly ms: number;
  readonly wallMs: number;
}

export type LeaseFacts = Readonly<
  Pick<Lease, 'id' | 'app' | 'userId' | 'remote' | 'ownerId' | 'killId' | 'isEnding' | 'liveness'>
>;

/** The leases of all running sessions. */
export class Leases {
  readonly #clock: Clock;
  readonly #limits: LeaseLimits;
  readonly #leases = new Map<string, Lease>();

  readonly #unbind = (binding: Binding): void => {
    const { lease, connection, onQuiet } = binding;
    connection.release(binding);
    const others = without(lease.bindings, binding);
    if (others === lease.bindings) return;
    lease.bindings = others;
    this.#hear(lease, connection);
    if (others !== null || this.#leases.get(lease.id) !== lease) return;
    lease.isQuiet = true;
    onQuiet(lease.id);
  };

  constructor(clock: Clock, limits: LeaseLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** After a start of the server: not heard yet, but with a full period to come back. */
  restore(session: Session): void {
    const lease = this.#newLease(session);
    lease.heardWallMs = session.lastHeartbeatAtMs;
    lease.isQuiet = true;
    this.#leases.set(session.id, lease);
  }

  /**
   * Takes over what a commit made of a session. Registering, recovering and taking over are proof of life.
   * @returns whether the session's lease is over by this
   */
  observe(session: Session): boolean {
    if (!isRunning(session)) return this.#leases.delete(session.id);
    const lease = this.#leases.get(session.id);
    if (lease === undefined || lease.ownerId !== session.ownerId || lease.attempt !== session.attempt) {
      this.#leases.set(session.id, this.#newLease(session));
    } else {
      takeOver(session, lease);
    }
    return false;
  }

  get(sessionId: string): LeaseFacts | null {
    return this.#leases.get(sessionId) ?? null;
  }

  /** This moment, for all that one message renews. */
  now(): Moment {
    return { ms: Math.ceil(this.#clock.monotonicMs()), wallMs: this.#clock.wallMs() };
  }

  /** A heartbeat named the session. */
  renew(sessionId: string, { ms, wallMs }: Moment = this.now()): void {
    const lease = this.#leases.get(sessionId);
    if (lease === undefined) return;
    lease.heardMs = ms;
    lease.heardWallMs = wallMs;
    lease.isQuiet = false;
  }

  /**
   * Points the lease at the owner's connection until either ends; an owner superseded in this moment has none.
   * @param onQuiet called with the session's id when the last binding of the lease is gone
   * @returns the binding, to end it
   */
  bind(
    { id, ownerId }: Pick<Session, 'id' | 'ownerId'>,
    connection: OwnerConnection,
    onQuiet: (sessionId: string) => void,
  ): Bound {
    const lease = this.#leases.get(id);
    if (lease?.ownerId !== ownerId) return nothing;
    const binding = new Binding(lease, connection, { onQuiet, onEnd: this.#unbind });
    lease.bindings = withOne(lease.bindings, binding);
    lease.isQuiet = false;
    // One text for all leases of an owner.
    lease.ownerId = ownerId;
    connection.hold(binding);
    return binding;
  }

  /** What the lease says now, or null where there is none. @param limits never below the configured ones */
  livenessOf(sessionId: string, limits: LeaseLimits = this.#limits): SessionLiveness | null {
    const lease = this.#leases.get(sessionId);
    if (lease === undefined) return null;
    return this.#ask(lease, limits, this.#clock.monotonicMs());
  }

  /** When the owner was last heard, milliseconds UTC, or null where there is no lease. */
  lastHeardWallMs(sessionId: string): number | null {
    const lease = this.#leases.get(sessionId);
    if (lease === undefined) return null;
    this.#hearConnections(lease);
    return lease.heardWallMs;
  }

  /**
   * The sessions whose stored liveness is no longer what their lease says. Where there are more than {@link leasesAtOnce},
   * others have a turn of the event loop after every so many: what they bring is asked as well, and what they end is not.
   * @param signal ends it early, and then there are none
   */
  async changed(limits: LeaseLimits = this.#limits, signal?: AbortSignal): Promise<readonly string[]> {
    const ids: string[] = [];
    // A map's iterator goes on rightly where leases were added or removed.
    const leases = this.#leases.values();
    while (this.#askSome(leases, limits, ids)) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (signal?.aborted === true) return [];
    }
    return ids;
  }

  /** When each running session was last heard: of each as it is asked for, so that others may have a turn in between. */
  *heard(): Generator<{ readonly id: string; readonly lastHeartbeatAtMs: number }, void> {
    for (const lease of this.#leases.values()) {
      this.#hearConnections(lease);
      yield { id: lease.id, lastHeartbeatAtMs: lease.heardWallMs };
    }
  }

  /** @returns whether there may be more to ask */
  #askSome(leases: Iterator<Lease, undefined>, limits: LeaseLimits, changedIds: string[]): boolean {
    const nowMs = this.#clock.monotonicMs();
    for (let asked = 0; asked < leasesAtOnce; asked += 1) {
      const { value: lease, done } = leases.next();
      if (done === true) return false;
      if (this.#ask(lease, limits, nowMs) !== lease.liveness) changedIds.push(lease.id);
    }
    return this.#leases.size > leasesAtOnce;
  }

  #ask(lease: Lease, limits: LeaseLimits, nowMs: number): SessionLiveness {
    this.#hearConnections(lease);
    return livenessOf(lease, limits, nowMs, this.#lostAfterMs(lease, limits));
  }

  /** A host's session has a limit of its own; whoever asks for longer ones than the configured gets as much more. */
  #lostAfterMs({ remote }: Lease, { lostAfterMs }: LeaseLimits): number {
    if (remote === null) return lostAfterMs;
    return lostWithoutHostMs[remote.safetyMode] + lostAfterMs - this.#limits.lostAfterMs;
  }

  #newLease(session: Session): Lease {
    const { id, app, userId, remote, ownerId, attempt, heartbeatIntervalMs, killId, lifecycle, liveness } = session;
    // Written out: with a spread V8 gives each lease a shape of its own, which takes more memory than the lease.
    return {
      id,
      bindings: null,
      app,
      userId,
      remote,
      ownerId,
      attempt,
      heartbeatIntervalMs,
      hasOpenWork: hasOpenWork(session),
      killId,
      isEnding: lifecycle === 'ENDING',
      liveness,
      heardMs: Math.ceil(this.#clock.monotonicMs()),
      heardWallMs: this.#clock.wallMs(),
      isQuiet: false,
    };
  }

  /** Makes no list of one: every lease is asked every second. */
  #hearConnections(lease: Lease): void {
    for (let left = lease.bindings; left !== null; left = restOf(left)) {
      const binding = firstOf(left);
      if (binding !== null) this.#hear(lease, binding.connection);
    }
  }

  #hear(lease: Lease, connection: OwnerConnection): void {
    if (connection.heardMs <= lease.heardMs) return;
    lease.heardMs = connection.heardMs;
    lease.heardWallMs = connection.heardWallMs;
  }
}

/** What may become another while its owner and its attempt stay. Written out: this is for each change of a session. */
function takeOver(session: Session, lease: Lease): void {
  lease.app = session.app;
  lease.userId = session.userId;
  lease.remote = session.remote;
  lease.heartbeatIntervalMs = session.heartbeatIntervalMs;
  lease.hasOpenWork = hasOpenWork(session);
  lease.killId = session.killId;
  lease.isEnding = session.lifecycle === 'ENDING';
  lease.liveness = session.liveness;
}
