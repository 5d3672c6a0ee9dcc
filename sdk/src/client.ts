import type { Connection } from './connection.ts';
import { ClientClosedError, type RollcallError, SessionKilledError, SessionKilledRecentlyError } from './errors.ts';
import { Heartbeats } from './heartbeats.ts';
import { type Operations, createOperations } from './operations-client.ts';
import { createOwnedHandle } from './owned-handle.ts';
import { OwnedSession } from './owned-session.ts';
import { waitPatiently } from './patience.ts';
import type { Platform } from './platform.ts';
import type { SessionHandle } from './session-handle.ts';
import { type SessionOptions, toRegistration } from './session-options.ts';
import { createSettleable } from './settleable.ts';

/** The end of Rollcall in a process: its sessions, their one connection, and the whole API. */
export interface RollcallClient extends Operations, AsyncDisposable {
  /**
   * Registers a session. Calls with the same `app` and `externalId` give the same handle until it has ended.
   *
   * Resolves when the server knows the session, and without it when the server is away or takes longer than a second: the
   * handle works all the same, and everything is told when the server is back.
   *
   * @throws {InvalidInputError} when an option is not acceptable.
   * @throws {SessionKilledRecentlyError} when the session was killed within the last minute, or its tasks and handlers
   * still run after a kill. Where the server's refusal is heard only after this has resolved, it goes to `onError`, and the
   * handle's signal aborts with a `SessionKilledError`.
   */
  session(options: SessionOptions): Promise<SessionHandle>;
  /** Ends every session as `COMPLETED`, gives the server a second to hear of it, and closes the connection. */
  close(): Promise<void>;
}

/** For so long the server refuses a session after the end of one that was killed. */
const KILLED_RECENTLY_MS = 60_000;

/** So many sessions that ended while the server was away wait to be told; beyond, the oldest is forgotten. */
const UNTOLD_LIMIT = 1_000;

interface Entry {
  readonly session: OwnedSession;
  readonly handle: SessionHandle;
  readonly opened: Promise<SessionHandle>;
}

export function createOwner(options: {
  readonly connection: Connection;
  readonly platform: Platform;
  readonly ownerId: string;
  readonly reportProblem: (error: RollcallError) => void;
}): RollcallClient {
  const { connection, platform, ownerId } = options;
  const heartbeats = new Heartbeats(options);
  const latest = new Map<string, Entry>();
  const untold = new Set<OwnedSession>();
  let stopIdle: (() => void) | undefined;
  let isClosed = false;

  function enter(registration: ReturnType<typeof toRegistration>, key: string): Entry {
    const predecessor = latest.get(key)?.session;
    const session = new OwnedSession({ ...options, heartbeats, registration, predecessor });
    const handle = createOwnedHandle({ session, platform, canTell: () => connection.isUp });
    const entry = { session, handle, opened: open(session).then(() => handle) };
    latest.set(key, entry);
    untold.add(session);
    if (untold.size > UNTOLD_LIMIT) forgetOldest();
    void session.whenGone.then(() => {
      untold.delete(session);
      if (latest.get(key) === entry) latest.delete(key);
    });
    return entry;
  }

  /** Settles when the first attempt to register came to something, and at the latest when patience ends. */
  async function open(session: OwnedSession): Promise<void> {
    const failedAttempt = createSettleable<undefined>();
    const stop = connection.listen({ up: () => undefined, down: () => failedAttempt.resolve(undefined) });
    if (connection.isWaiting) failedAttempt.resolve(undefined);
    try {
      await waitPatiently(platform, Promise.race([session.whenRegistered, session.whenRefused, failedAttempt.promise]));
    } finally {
      stop();
      session.opened();
    }
  }

  function forgetOldest(): void {
    for (const session of untold) {
      if (!session.isEnding) continue;
      session.abandon();
      return;
    }
  }

  async function endAll(): Promise<void> {
    const ending = [...untold].filter((session) => {
      void session.end('COMPLETED', null);
      // What the server never heard of is not worth waiting for while it is away.
      return connection.isUp || session.credentials !== undefined;
    });
    await waitPatiently(platform, Promise.all(ending.map(({ whenGone }) => whenGone)));
  }

  /** Once: the wait for the server brings the process to life again, and it would run dry again and again. */
  function ranDry(): void {
    stopIdle?.();
    stopIdle = undefined;
    void endAll().then(() => {
      if (untold.size === 0) connection.rest();
    });
  }

  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    stopIdle?.();
    await endAll();
    for (const session of untold) session.abandon();
    connection.close();
  }

  return {
    async session(sessionOptions) {
      const registration = toRegistration(sessionOptions, { ownerId, createId: platform.createId });
      if (isClosed) throw new ClientClosedError('This client was closed: it takes no new session.');
      // A process that runs dry has nobody left to end its sessions; it did its work.
      stopIdle ??= platform.onIdle(ranDry);
      const key = JSON.stringify([registration.app, registration.externalId]);
      const known = latest.get(key);
      const isOpen = known !== undefined && !known.session.isGone && !known.session.isEnding;
      const reason: unknown = known?.handle.signal.reason;
      if (isOpen && reason instanceof SessionKilledError) throw stillBeingKilled(reason, platform.wallMs());
      return (isOpen ? known : enter(registration, key)).opened;
    },
    ...createOperations(connection, platform),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What the server, too, answers while a kill is carried out: were it over now, it would be the earliest time. */
function stillBeingKilled(killed: SessionKilledError, nowMs: number): SessionKilledRecentlyError {
  const { killId: id, requestedBy, reason, graceMs } = killed;
  const kill = { id, requestedBy, requestedAt: killed.requestedAt.toISOString(), reason, graceMs };
  const retryAt = new Date(nowMs + KILLED_RECENTLY_MS).toISOString();
  const message = `${requestedBy.name} killed this session, and its tasks or clean-up still run.`;
  return new SessionKilledRecentlyError(message, { kill, retryAt });
}
