import type { Clock } from '../../kernel/clock.ts';
import { contentHash } from '../../kernel/content-hash.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed, type Principal } from '../../kernel/principal.ts';
import { actedBy, actorOf, type Caller, recordOfSession } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type ApprovalTimes, storeQuestion } from '../approvals/index.ts';
import { changeKill, nameSurvivors } from '../kills/index.ts';
import {
  endSession,
  type EndingStores,
  type FollowUps,
  isRunning,
  requireOwned,
  requiresApproval,
  type Session,
  startRemote,
} from '../sessions/index.ts';
import type { HostConnections } from './connections.ts';
import { HostAwayError, HostNotFoundError, ModeNotAllowedError, SandboxMissingError } from './errors.ts';
import type { Host } from './host.ts';
import { endInput, type RemoteInput, remoteInput } from './input.ts';
import { hostIdOf } from './presence.ts';
import { subjectOf } from './subject.ts';

/** How long a person has to say whether a session may start. */
const askedForMs = 24 * 3_600_000;

interface RemotePorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly connections: HostConnections;
  readonly times: Pick<ApprovalTimes, 'grantTimes'>;
  readonly write: UnitOfWork<EndingStores>;
  readonly follow: FollowUps;
}

export type RemoteService = ReturnType<typeof createRemoteService>;

/** Sessions that hosts work for: how they start, and how their hosts say that they are over. */
export function createRemoteService({ clock, createId, connections, times, write, follow }: RemotePorts) {
  async function ask(
    stores: EndingStores,
    caller: Caller,
    { session, host }: { readonly session: Session; readonly host: Host },
    nowMs: number,
  ): Promise<void> {
    const kind = 'SESSION_START';
    const { id: sessionId, app, userId, ownerId, name: reason, metadata, remote } = session;
    const title = `Start an autonomous session on ${host.name}`;
    const { safetyMode, systemUser } = remote ?? { safetyMode: null, systemUser: null };
    const details = { safetyMode, reason, host: host.name, hostId: host.id, systemUser, userId, metadata };
    const id = createId('approval', nowMs);
    const question = {
      ...{ id, sessionId, app, userId, ownerId, title, details },
      kind,
      askKey: id,
      subjectHash: contentHash({ kind, title, details }),
      askedBy: actorOf(caller.principal),
      onExpiry: 'DENY',
      expiresInMs: askedForMs,
    } as const;
    await storeQuestion(stores, session, question, { by: actedBy(caller), nowMs, grantTimes: times.grantTimes });
  }

  return {
    /**
     * Starts remote access on a host that is connected; an autonomous session waits for a person first. With a key that was
     * used on the host by the same caller, what was started with it is given: a lost answer may be asked for again.
     * @throws {InvalidInputError} when a field is out of bounds, or the key was used for another start
     * @throws {HostNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     * @throws {HostAwayError} when it is not connected
     * @throws {ModeNotAllowedError} when its own policy does not allow this mode
     * @throws {SandboxMissingError} when it has no sandbox, for the mode that takes one
     */
    async startRemoteSession(
      caller: Caller,
      input: unknown,
    ): Promise<{ readonly session: Session; readonly requiresApproval: boolean }> {
      const { principal } = caller;
      authorize(principal, 'remote.start');
      const { hostId, safetyMode, reason, metadata, key, systemUser, ...asked } = parseInput(remoteInput, input);
      const userId = userOf(principal, asked.userId);
      const startKey = key === null ? null : startKeyOf(principal, key);
      const session = await write(async (stores) => {
        const host = requireHost(principal, await stores.hosts.find(hostId), hostId);
        const known = startKey === null ? null : await stores.sessions.findByStartKey(hostId, startKey);
        if (known !== null) return requireSame(known, { safetyMode, reason, systemUser });
        requireAble(host, { safetyMode, systemUser });
        if (!connections.isConnected(hostId)) throw new HostAwayError(host);
        const nowMs = clock.wallMs();
        const remote = { hostId, safetyMode, systemUser, startedBy: actorOf(principal), startKey };
        const id = createId('remote', nowMs);
        const { session, record } = startRemote({ id, app: host.app, userId, metadata, reason, remote }, nowMs);
        const stored = await stores.sessions.insert(session);
        await stores.records.append(recordOfSession(record, actedBy(caller), id, nowMs));
        if (requiresApproval(safetyMode)) await ask(stores, caller, { session: stored, host }, nowMs);
        // Its count of sessions is shown: those who watch hosts are told.
        await stores.hosts.update(host);
        return (await stores.sessions.find(id)) ?? stored;
      });
      return { session, requiresApproval: session.lifecycle === 'PENDING_APPROVAL' };
    },

    /**
     * The host has ended a session's processes as it was told to, and looked: those it could not end are named, and keep the
     * session from its end. Of one that is over nothing changes.
     * @throws {InvalidInputError} when a field is out of bounds, or the session is not told to end
     * @throws {SessionNotFoundError} when the host has no such session
     */
    reportSessionEnd(caller: Caller, input: unknown): Promise<Session> {
      const { principal } = caller;
      authorize(principal, 'host.work');
      hostIdOf(principal);
      const { sessionId, survivors } = parseInput(endInput, input);
      return write(async (stores) => {
        const found = await stores.sessions.find(sessionId);
        const session = requireOwned(principal, found, sessionId, 'session.own');
        const { lifecycle, killId } = session;
        if (!isRunning(session)) return session;
        if (lifecycle !== 'ENDING' || killId === null)
          throw new InvalidInputError([{ path: 'sessionId', message: 'is not told to end' }]);
        const [by, nowMs] = [actedBy(caller), clock.wallMs()];
        if (survivors.length === 0) {
          const ending = { reason: 'STOPPED', message: null, evidence: 'HOST_VERIFIED' } as const;
          return endSession(stores, follow, session, ending, by, nowMs);
        }
        await changeKill(stores, killId, (kill) => nameSurvivors(kill, survivors), by, nowMs);
        return (await stores.sessions.find(sessionId)) ?? session;
      });
    },
  };
}

/** @throws {HostNotFoundError} @throws {ForbiddenError} */
function requireHost(principal: Principal, host: Host | null, hostId: string): Host {
  if (host === null || host.removedAtMs !== null) throw new HostNotFoundError(hostId);
  const subject = subjectOf(host);
  if (!isAllowed(principal, 'host.read', subject)) throw new HostNotFoundError(hostId);
  authorize(principal, 'remote.start', subject);
  return host;
}

/** @throws {InvalidInputError} when a person names somebody else */
function userOf(principal: Principal, userId: string | null): string | null {
  if (principal.kind !== 'PERSON') return userId;
  if (userId === null) return principal.userId;
  throw new InvalidInputError([{ path: 'userId', message: 'is for app keys: a person works for themselves' }]);
}

/** Each caller has keys of their own. */
function startKeyOf(principal: Principal, key: string): string {
  const { kind, id } = actorOf(principal);
  return JSON.stringify([kind, id, key]);
}

/** @throws {InvalidInputError} */
function requireSame(
  known: Session,
  { safetyMode, reason, systemUser }: Pick<RemoteInput, 'safetyMode' | 'reason' | 'systemUser'>,
): Session {
  const { remote, name } = known;
  if (remote?.safetyMode === safetyMode && remote.systemUser === systemUser && name === reason) return known;
  throw new InvalidInputError([{ path: 'key', message: 'was used for another start; each takes one of its own' }]);
}

/** @throws {SandboxMissingError} @throws {ModeNotAllowedError} @throws {InvalidInputError} */
function requireAble(host: Host, { safetyMode, systemUser }: Pick<RemoteInput, 'safetyMode' | 'systemUser'>): void {
  const { modes, sandbox, systemUsers } = host.abilities;
  if (safetyMode === 'READ_ONLY' && !sandbox) throw new SandboxMissingError(host);
  if (!modes.includes(safetyMode)) throw new ModeNotAllowedError(host, safetyMode);
  if (systemUser === null || systemUsers.includes(systemUser)) return;
  const named = systemUsers.length === 0 ? 'none' : systemUsers.join(', ');
  throw new InvalidInputError([{ path: 'systemUser', message: `is none that the host allows: ${named}` }]);
}
