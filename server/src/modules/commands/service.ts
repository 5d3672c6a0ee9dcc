import type { Clock } from '../../kernel/clock.ts';
import { contentHash } from '../../kernel/content-hash.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import { actedBy, actorOf, type Caller, recordOfSession } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type ApprovalTimes, type FollowApproval, storeQuestion, takeBack } from '../approvals/index.ts';
import { type Host, HostAwayError, type HostConnections, type HostReader } from '../hosts/index.ts';
import {
  type EndingStores,
  idInput,
  type Remote,
  requireAllowed,
  type Session,
  SessionEndedError,
  SessionNotActiveError,
  type SessionReader,
} from '../sessions/index.ts';
import { changeCommand } from './changing.ts';
import { type CommandChecks, inputHashOf } from './checks.ts';
import type { Command } from './command.ts';
import { CommandLimitError, CommandNotFoundError, CommandRefusedError } from './errors.ts';
import { type CommandInput, type Resolved, runInput } from './input.ts';
import { type CommandSpec, detailsOf, titleOf } from './spec.ts';
import { subjectOf } from './subject.ts';
import { type CommandRequest, requestCancel, requestCommand } from './transitions.ts';

/** More than anybody follows. */
const maxOpenOfSession = 100;

interface CommandServicePorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly checks: CommandChecks;
  readonly times: ApprovalTimes;
  readonly sessions: Pick<SessionReader, 'find'>;
  readonly write: UnitOfWork<EndingStores>;
  readonly follow: FollowApproval;
  readonly hosts: Pick<HostReader, 'find'>;
  readonly connections: Pick<HostConnections, 'isConnected'>;
}

export type CommandService = ReturnType<typeof createCommandService>;

type RemoteSession = Session & { readonly remote: Remote };

/** What people and apps ask hosts to execute. */
export function createCommandService(ports: CommandServicePorts) {
  const { clock, createId, checks, times, sessions, hosts, connections, write, follow } = ports;

  /** @throws {HostAwayError} when it is not connected */
  async function requireConnected(hostId: string): Promise<Host> {
    const host = await hosts.find(hostId);
    if (host !== null && connections.isConnected(hostId)) return host;
    throw new HostAwayError(host ?? { id: hostId, name: hostId });
  }

  /** What its host makes of it. Nothing is stored before. */
  async function resolve(session: RemoteSession, host: Host, asked: CommandInput): Promise<CommandSpec> {
    const { safetyMode, systemUser } = session.remote;
    const { argv, line, cwd, env, stdin, timeoutMs } = asked;
    const id = createId('check', clock.wallMs());
    const check = { id, hostId: host.id, sessionId: session.id, safetyMode, systemUser, argv, cwd, env };
    const answer = await checks.ask(check);
    if (answer === null) throw new HostAwayError(host, { isSilent: true });
    if ('problem' in answer) throw new CommandRefusedError(answer.problem.code, answer.problem.message);
    requireSafe(session.remote, answer);
    const { executable, executableDigest, cwd: folder, systemUser: user, sandbox } = answer;
    return { argv, line, executable, executableDigest, cwd: folder, env, stdin, timeoutMs, systemUser: user, sandbox };
  }

  /** The question whether it may run; answered already where a grant covers it. */
  function ask(
    stores: EndingStores,
    session: RemoteSession,
    { host, spec, caller }: { readonly host: Host; readonly spec: CommandSpec; readonly caller: Caller },
    nowMs: number,
  ) {
    const kind = 'COMMAND' as const;
    const title = titleOf(spec);
    const { env: environment, ...rest } = detailsOf(spec);
    const details = { ...rest, environment, host: host.name, hostId: host.id };
    const id = createId('approval', nowMs);
    const { app, userId, ownerId } = session;
    const question = {
      ...{ id, kind, sessionId: session.id, app, userId, ownerId, title, details },
      // Nobody else asks for a session of a host, so this is unique.
      askKey: id,
      subjectHash: contentHash({ kind, title, details }),
      askedBy: actorOf(caller.principal),
      onExpiry: 'WAIT',
      expiresInMs: null,
    } as const;
    return storeQuestion(stores, session, question, { by: actedBy(caller), nowMs, grantTimes: times.grantTimes });
  }

  return {
    /**
     * Asks a session's host to execute something, once a person has allowed it where the session's mode wants that. With a
     * key that was used in the session, the command that was asked with it is given: a lost answer may be asked for again.
     * @throws {InvalidInputError} when a field is out of bounds, or the key was used for another command
     * @throws {SessionNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     * @throws {SessionEndedError} when it has ended, or is told to
     * @throws {SessionNotActiveError} when nobody has allowed it to start yet
     * @throws {HostAwayError} when its host is not connected, or says nothing within ten seconds
     * @throws {CommandRefusedError} when its host cannot run it, or will not
     * @throws {CommandLimitError} when a hundred of its commands wait or run
     */
    async runCommand(caller: Caller, input: unknown): Promise<Command> {
      authorize(caller.principal, 'command.run');
      const { sessionId, key, ...asked } = parseInput(runInput, input);
      const inputHash = inputHashOf(asked);
      const session = requireReady(caller, await sessions.find(sessionId), sessionId);
      const known = await write((stores) => stores.commands.findByKey(sessionId, key));
      if (known !== null) return requireSame(known, inputHash);
      requireActive(session);
      const host = await requireConnected(session.remote.hostId);
      // Each waits in memory, and for the host: a host that does not answer must not fill it.
      if (checks.countOf(sessionId) >= maxOpenOfSession) throw new CommandLimitError(maxOpenOfSession);
      const spec = await resolve(session, host, asked);
      return write(async (stores) => {
        const session = requireReady(caller, await stores.sessions.find(sessionId), sessionId);
        const meanwhile = await stores.commands.findByKey(sessionId, key);
        if (meanwhile !== null) return requireSame(meanwhile, inputHash);
        const { safetyMode, hostId, openCommandCount } = requireActive(session);
        if (openCommandCount >= maxOpenOfSession) throw new CommandLimitError(maxOpenOfSession);
        const nowMs = clock.wallMs();
        const isSupervised = safetyMode === 'SUPERVISED';
        const approval = isSupervised ? await ask(stores, session, { host, spec, caller }, nowMs) : null;
        const request: CommandRequest = {
          ...{ id: createId('command', nowMs), sessionId, hostId, app: session.app, userId: session.userId },
          ...{ key, inputHash, safetyMode, spec },
          requestedBy: actorOf(caller.principal),
          approvalId: approval?.id ?? null,
        };
        const isApproved = approval === null || approval.state === 'APPROVED';
        const { command, record } = requestCommand(request, isApproved, nowMs);
        const stored = await stores.commands.insert(command);
        await countOpen(stores, session, nowMs);
        await stores.records.append(recordOfSession(record, actedBy(caller), sessionId, nowMs));
        return stored;
      });
    },

    /**
     * What has not begun is over at once, and so is the question whether it may; what runs is stopped by its host. Of what
     * is over nothing changes.
     * @throws {CommandNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     */
    cancelCommand(caller: Caller, input: { readonly id: string }): Promise<Command> {
      authorize(caller.principal, 'command.run');
      const id = parseInput(idInput, input.id);
      return write(async (stores) => {
        const { principal } = caller;
        const command = await stores.commands.find(id);
        const subject = command && subjectOf(command);
        const mayKnow =
          subject !== null &&
          (isAllowed(principal, 'session.read', subject) || isAllowed(principal, 'command.run', subject));
        if (command === null || subject === null || !mayKnow) throw new CommandNotFoundError(id);
        authorize(principal, 'command.run', subject);
        const [by, nowMs] = [actedBy(caller), clock.wallMs()];
        const change = requestCancel(command, nowMs);
        if (change === null) return command;
        const cancelled = await changeCommand(stores, command, change, by, nowMs);
        if (command.approvalId !== null) await takeBack(stores, command.approvalId, { follow, by, nowMs });
        return cancelled;
      });
    },
  };
}

/** @throws {SessionNotFoundError} @throws {ForbiddenError} @throws {InvalidInputError} */
function requireReady(caller: Caller, found: Session | null, sessionId: string): RemoteSession {
  const session = requireAllowed(caller.principal, 'command.run', found, sessionId);
  const { remote } = session;
  if (remote !== null) return { ...session, remote };
  throw new InvalidInputError([{ path: 'sessionId', message: 'is no remote-access session: nothing executes for it' }]);
}

/** @throws {SessionEndedError} @throws {SessionNotActiveError} */
function requireActive(session: RemoteSession): Remote {
  if (session.lifecycle === 'PENDING_APPROVAL') throw new SessionNotActiveError(session);
  if (session.lifecycle !== 'ACTIVE') throw new SessionEndedError(session);
  return session.remote;
}

/** @throws {InvalidInputError} */
function requireSame(known: Command, inputHash: string): Command {
  if (known.inputHash === inputHash) return known;
  const message = 'was used for another command; each takes one of its own';
  throw new InvalidInputError([{ path: 'key', message }]);
}

/** A host that resolves something else than the session allows is not asked to run it. @throws {CommandRefusedError} */
function requireSafe({ safetyMode, systemUser }: Remote, resolved: Resolved): void {
  if (safetyMode === 'READ_ONLY' && !resolved.sandbox) {
    throw new CommandRefusedError('SANDBOX_MISSING', 'The host would run this outside of its sandbox.');
  }
  if (systemUser !== null && resolved.systemUser !== systemUser) {
    throw new CommandRefusedError('SYSTEM_USER_NOT_ALLOWED', `The host would not run this as ${systemUser}.`);
  }
}

/** One more command of it is open. Asking may have changed its row. */
async function countOpen({ sessions }: EndingStores, { id }: Session, nowMs: number): Promise<void> {
  const session = await sessions.find(id);
  if (session?.remote == null) return;
  const remote = { ...session.remote, openCommandCount: session.remote.openCommandCount + 1 };
  await sessions.update({ ...session, remote, lastActivityAtMs: nowMs });
}
