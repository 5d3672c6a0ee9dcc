import { authorize, isAllowed, type Principal } from '../../kernel/principal.ts';
import { type Caller, refusalOf } from '../../kernel/record.ts';
import type { Look, OpenSubscription, SubscriptionSource } from '../../kernel/subscription.ts';
import {
  isRunning,
  isSuperseded,
  type LeaseFacts,
  type Leases,
  type OwnerConnection,
  requireAllowed,
  type Session,
  type SessionReader,
  SessionSupersededError,
} from '../sessions/index.ts';
import type { Kill } from './kill.ts';
import type { PendingKills } from './pending-kills.ts';
import type { KillReader } from './store.ts';

interface KillSignalPorts {
  readonly leases: Leases;
  readonly sessions: SessionReader;
  readonly kills: KillReader;
  readonly pendingKills: PendingKills;
  readonly openSubscription: OpenSubscription;
  killSent(caller: Caller, killId: string): void;
  /** Stores at once what opening or losing the signal changed. */
  reconcileSoon(sessionId: string): void;
}

export type OpenKillSignal = ReturnType<typeof createKillSignal>;

export function createKillSignal(ports: KillSignalPorts) {
  /**
   * A session's kills as they come, the pending one first; over once the session has ended, after the kill that ended
   * it. The owner's signal is its lease as long as `connection` is open and heard.
   * @throws {SessionNotFoundError} when there is none the caller may know of, also later on
   * @throws {ForbiddenError} when the caller may read no session at all any more
   * @throws {SessionSupersededError} when a newer owner has taken the session over, also later on
   * @throws {InvalidInputError} when its owner has a hundred signals open, or all others together have
   */
  return async function openKillSignal(
    caller: Caller,
    sessionId: string,
    connection: OwnerConnection | null,
  ): Promise<AsyncIterableIterator<Kill>> {
    const { principal } = caller;
    authorize(principal, 'session.read');
    const found = ports.leases.get(sessionId) ?? (await ports.sessions.find(sessionId));
    const session = requireAllowed(principal, 'session.read', found, sessionId);
    if (isSuperseded(principal, session)) throw new SessionSupersededError(sessionId);
    const source = new KillSignal(ports, { caller, session, connection });
    const signal = ports.openSubscription<Kill>(source);
    source.hold(source.isOwner);
    return signal;
  };
}

/** What one signal waits for. There may be tens of thousands, so it keeps little: no session, and no function of its own. */
class KillSignal implements SubscriptionSource<Kill> {
  readonly sessionId: string;
  readonly isOwner: boolean;
  readonly #ports: KillSignalPorts;
  readonly #caller: Caller;
  /** Of a session's token: whoever held it hears the last word, though the token is gone by then. */
  readonly #tokenHolder: Principal | null;
  readonly #ownerId: string;
  readonly #isOfOwner: boolean;
  readonly #connection: OwnerConnection | null;
  #deliveredId: string | null = null;
  #isOpen = true;
  #binding: ReturnType<Leases['bind']> | null = null;

  constructor(
    ports: KillSignalPorts,
    {
      caller,
      session,
      connection,
    }: { caller: Caller; session: LeaseFacts | Session; connection: OwnerConnection | null },
  ) {
    const { principal } = caller;
    // The lease's and the caller's own copies of these texts, where they have one: what was read is let go of.
    this.sessionId = ports.leases.get(session.id)?.id ?? session.id;
    this.isOwner = isAllowed(principal, 'session.own', session);
    this.#ports = ports;
    this.#caller = caller;
    this.#tokenHolder = principal.kind === 'SESSION_TOKEN' ? principal : null;
    this.#ownerId =
      'ownerId' in principal && principal.ownerId === session.ownerId ? principal.ownerId : session.ownerId;
    this.#isOfOwner = isAllowed(principal, 'session.touch', session);
    this.#connection = connection;
  }

  look(): Look<Kill> | Promise<Look<Kill>> {
    const { leases, pendingKills } = this.#ports;
    // A token ends with its session. It is asked before the session is read, so that its end is never mistaken for
    // a refusal: whoever held it until then still hears who ended the session.
    const refusal = this.#tokenHolder === null ? null : refusalOf(this.#caller);
    // Of a session that runs, what the last commit stored is known: most of its changes are of no kill.
    const lease = leases.get(this.sessionId);
    const kill = lease?.killId == null ? null : pendingKills.get(this.sessionId);
    if (lease === null || (kill?.id ?? null) !== lease.killId) return this.#read(refusal);
    if (refusal !== null) throw refusal;
    return this.#tell(lease, false, kill);
  }

  async #read(refusal: Error | null): Promise<Look<Kill>> {
    const { sessions, kills } = this.#ports;
    const now = await sessions.find(this.sessionId);
    if (now === null) return { kind: 'DONE' };
    const isOver = !isRunning(now);
    const isWanted = !isOver || now.endReason === 'KILLED';
    const kill = isWanted && now.killId !== null ? await kills.find(now.killId) : null;
    if (refusal !== null && !isOver) throw refusal;
    return this.#tell(now, isOver, kill);
  }

  onClose(): void {
    this.#isOpen = false;
    this.#release();
  }

  /** The signal is the lease as long as whoever opened it owns the session: a key may lose that right, and get it back. */
  hold(isHeld: boolean): void {
    const { leases, reconcileSoon } = this.#ports;
    if (this.#connection === null || isHeld === (this.#binding !== null)) return;
    if (!isHeld) return this.#release();
    this.#binding = leases.bind({ id: this.sessionId, ownerId: this.#ownerId }, this.#connection, reconcileSoon);
    if (leases.get(this.sessionId)?.liveness !== leases.livenessOf(this.sessionId)) reconcileSoon(this.sessionId);
  }

  /** @param kill the newest, pending or the one that ended the session */
  #tell(now: LeaseFacts | Session, isOver: boolean, kill: Kill | null): Look<Kill> {
    // Closed while it was looking: nobody hears, and there is nothing to hold any more.
    if (!this.#isOpen) return { kind: 'DONE' };
    const live = this.#tokenHolder ?? this.#caller.principal;
    requireAllowed(live, 'session.read', now, this.sessionId);
    if (this.#isOfOwner && now.ownerId !== this.#ownerId) throw new SessionSupersededError(this.sessionId);
    const isOwnerNow = !isOver && isAllowed(live, 'session.own', now);
    this.hold(isOwnerNow);
    if (kill === null || kill.id === this.#deliveredId || (kill.endedAtMs !== null && !isOver)) {
      return { kind: isOver ? 'DONE' : 'NOTHING' };
    }
    this.#deliveredId = kill.id;
    if (isOwnerNow) this.#ports.killSent(this.#caller, kill.id);
    return { kind: 'MESSAGE', message: kill, hasMore: isOver };
  }

  #release(): void {
    this.#binding?.end();
    this.#binding = null;
  }
}
