import type { Clock } from '../../kernel/clock.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/input.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import { actedBy, type Caller, recordOfSession } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { defaultGraceMs, type Kill, orderKill } from '../kills/index.ts';
import { endSession, type EndingStores, type FollowUps } from './ending.ts';
import { PinLimitError } from './errors.ts';
import { idInput, messageInput, patchInput, requireMetadataFits } from './input.ts';
import { requireAllowed, requireOwned, requireOwnedRunning } from './owned.ts';
import { isRunning, type OwnerEndReason, type Session } from './session.ts';
import { beginEnding, pin, type SessionChange, unpin, update } from './transitions.ts';

/** Pins are everybody's who sees the app. */
const maxPinsOfApp = 100;
const mustBeStopped = 'must be STOPPED: remote access is ended, and does not end by itself';

interface SessionServicePorts {
  readonly clock: Clock;
  readonly write: UnitOfWork<EndingStores>;
  readonly createId: CreateId;
  readonly follow: FollowUps;
  /** Calls the kill unanswered when its grace is over. */
  watchGrace(kill: Kill): void;
}

interface Ended {
  readonly session: Session;
  /** The order to its host that is new, if any. */
  readonly order: Kill | null;
}

export type SessionService = ReturnType<typeof createSessionService>;

/** What owners and people do to one session. */
export function createSessionService({ clock, write, createId, follow, watchGrace }: SessionServicePorts) {
  async function store(
    stores: EndingStores,
    caller: Caller,
    { session, record }: SessionChange,
    nowMs: number,
  ): Promise<Session> {
    await stores.records.append(recordOfSession(record, actedBy(caller), session.id, nowMs));
    return stores.sessions.update(session);
  }

  /** Where nothing has begun there is nothing to end on the host. @returns the order that is new, if any */
  async function stop(
    stores: EndingStores,
    caller: Caller,
    session: Session,
    message: string | null,
  ): Promise<Kill | null> {
    const nowMs = clock.wallMs();
    if (!isRunning(session)) return null;
    if (session.lifecycle === 'PENDING_APPROVAL') {
      await endSession(stores, follow, session, { reason: 'STOPPED', message }, actedBy(caller), nowMs);
      return null;
    }
    const terms = { reason: message || null, graceMs: defaultGraceMs, endsAs: 'STOPPED' } as const;
    const ports = { caller, createId, beginEnding, follow: follow.approvalChanged };
    const { kill, isNew } = await orderKill(stores, session, { ...terms, ...ports }, nowMs);
    return isNew ? kill : null;
  }

  return {
    /**
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {SessionNotFoundError} when the caller has no such session
     * @throws {SessionEndedError} when it has ended
     * @throws {SessionSupersededError} when a newer owner has taken it over
     */
    updateSession(caller: Caller, input: unknown): Promise<Session> {
      authorize(caller.principal, 'session.touch');
      const { id, ...patch } = parseInput(patchInput, input);
      return write(async (stores) => {
        const session = requireOwnedRunning(caller.principal, await stores.sessions.find(id), id);
        const nowMs = clock.wallMs();
        const change = update(session, patch, nowMs);
        requireMetadataFits(change.session.metadata);
        return store(stores, caller, change, nowMs);
      });
    },

    /**
     * Ends the caller's session; one that has ended already is given as it is. Remote access is ended by whoever may kill
     * it: its host is told to, and what comes of that counts as STOPPED.
     * @throws {SessionNotFoundError} when the caller has no such session
     * @throws {SessionSupersededError} when a newer owner has taken it over
     * @throws {InvalidInputError} when a field is out of bounds, or remote access is to end as something else
     */
    async endSession(
      caller: Caller,
      input: { readonly id: string; readonly reason: OwnerEndReason; readonly message?: string | null | undefined },
    ): Promise<Session> {
      const { principal } = caller;
      if (!isAllowed(principal, 'session.kill')) authorize(principal, 'session.touch');
      const id = parseInput(idInput, input.id);
      const message = parseInput(messageInput.nullish(), input.message) ?? null;
      const { session, order } = await write(async (stores): Promise<Ended> => {
        const found = await stores.sessions.find(id);
        if (found !== null && found.remote !== null && isAllowed(principal, 'session.kill', found)) {
          if (input.reason !== 'STOPPED') throw new InvalidInputError([{ path: 'reason', message: mustBeStopped }]);
          const order = await stop(stores, caller, found, message);
          return { session: (await stores.sessions.find(id)) ?? found, order };
        }
        const session = requireOwned(principal, found, id);
        if (!isRunning(session)) return { session, order: null };
        // That a killed one is over is for the process behind it to say, not for a page of it.
        if (session.lifecycle === 'ENDING') authorize(caller.principal, 'session.own', session);
        const ending = { reason: input.reason, message };
        const ended = await endSession(stores, follow, session, ending, actedBy(caller), clock.wallMs());
        return { session: ended, order: null };
      });
      if (order !== null) watchGrace(order);
      return session;
    },

    /**
     * @throws {SessionNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     * @throws {PinLimitError} when the app's pins are all in use
     */
    pinSession(caller: Caller, input: { readonly id: string }): Promise<Session> {
      authorize(caller.principal, 'session.pin');
      const id = parseInput(idInput, input.id);
      return write(async (stores) => {
        const session = requireAllowed(caller.principal, 'session.pin', await stores.sessions.find(id), id);
        if (session.pinnedAtMs !== null) return session;
        if ((await stores.sessions.countPinned(session.app)) >= maxPinsOfApp) throw new PinLimitError(maxPinsOfApp);
        const nowMs = clock.wallMs();
        return store(stores, caller, pin(session, nowMs), nowMs);
      });
    },

    /**
     * @throws {SessionNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     */
    unpinSession(caller: Caller, input: { readonly id: string }): Promise<Session> {
      authorize(caller.principal, 'session.pin');
      const id = parseInput(idInput, input.id);
      return write(async (stores) => {
        const session = requireAllowed(caller.principal, 'session.pin', await stores.sessions.find(id), id);
        return session.pinnedAtMs === null ? session : store(stores, caller, unpin(session), clock.wallMs());
      });
    },
  };
}
