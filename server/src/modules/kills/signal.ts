import { authorize, isAllowed } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { OpenSubscription } from '../../kernel/subscription.ts';
import {
  isRunning,
  isSuperseded,
  type Leases,
  type OwnerConnection,
  SessionNotFoundError,
  type SessionReader,
  SessionSupersededError,
} from '../sessions/index.ts';
import type { Kill } from './kill.ts';
import type { KillReader } from './store.ts';

interface KillSignalPorts {
  readonly leases: Leases;
  readonly sessions: SessionReader;
  readonly kills: KillReader;
  readonly openSubscription: OpenSubscription;
  killSent(caller: Caller, killId: string): void;
  /** Stores at once what opening or losing the signal changed. */
  reconcileSoon(sessionId: string): void;
}

export type OpenKillSignal = ReturnType<typeof createKillSignal>;

export function createKillSignal({
  leases,
  sessions,
  kills,
  openSubscription,
  killSent,
  reconcileSoon,
}: KillSignalPorts) {
  /**
   * A session's kills as they come, the pending one first; over once the session has ended. The owner's signal is its
   * lease as long as `connection` is open and heard.
   * @throws {SessionNotFoundError} when there is none the caller may know of
   * @throws {SessionSupersededError} when a newer owner has taken the session over, also later on
   * @throws {InvalidInputError} when a hundred signals of the session are open
   */
  return async function openKillSignal(
    caller: Caller,
    sessionId: string,
    connection: OwnerConnection | null,
  ): Promise<AsyncIterableIterator<Kill>> {
    const { principal } = caller;
    authorize(principal, 'session.read');
    const session = await sessions.find(sessionId);
    if (session === null || !isAllowed(principal, 'session.read', session)) throw new SessionNotFoundError(sessionId);
    if (isSuperseded(principal, session)) throw new SessionSupersededError(sessionId);
    const isOwner = isAllowed(principal, 'session.own', session);
    const isOfOwner = isAllowed(principal, 'session.touch', session);
    const ownerId = session.ownerId;

    let deliveredId: string | null = null;

    let unbind = (): void => undefined;
    const signal = openSubscription<Kill>({
      sessionId,
      async look() {
        const now = await sessions.find(sessionId);
        if (now === null || !isRunning(now)) return { kind: 'DONE' };
        if (isOfOwner && now.ownerId !== ownerId) throw new SessionSupersededError(sessionId);
        if (now.killId === null || now.killId === deliveredId) return { kind: 'NOTHING' };
        const kill = await kills.find(now.killId);
        if (kill === null || kill.endedAtMs !== null) return { kind: 'NOTHING' };
        deliveredId = kill.id;
        if (isOwner) killSent(caller, kill.id);
        return { kind: 'MESSAGE', message: kill, hasMore: false };
      },
      onClose: () => unbind(),
    });
    if (!isOwner) return signal;
    if (connection !== null) unbind = leases.bind(session, connection, () => reconcileSoon(sessionId));
    if (leases.get(sessionId)?.liveness !== leases.livenessOf(sessionId)) reconcileSoon(sessionId);
    return signal;
  };
}
