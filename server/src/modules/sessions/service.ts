import type { Clock } from '../../kernel/clock.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, type Caller } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { endSession, type EndingStores, type FollowUps } from './ending.ts';
import { PinLimitError } from './errors.ts';
import { idInput, messageInput, patchInput, requireMetadataFits } from './input.ts';
import { requireAllowed, requireOwned, requireOwnedRunning } from './owned.ts';
import { isRunning, type OwnerEndReason, type Session } from './session.ts';
import { pin, type SessionChange, unpin, update } from './transitions.ts';

/** Pins are everybody's who sees the app. */
const maxPinsOfApp = 100;

interface SessionServicePorts {
  readonly clock: Clock;
  readonly write: UnitOfWork<EndingStores>;
  readonly follow: FollowUps;
}

export type SessionService = ReturnType<typeof createSessionService>;

/** What owners and people do to one session. */
export function createSessionService({ clock, write, follow }: SessionServicePorts) {
  async function store(
    stores: EndingStores,
    caller: Caller,
    { session, record }: SessionChange,
    nowMs: number,
  ): Promise<Session> {
    const stored = await stores.sessions.update(session);
    await stores.records.append({
      ...record,
      ...actedBy(caller),
      sessionId: session.id,
      subjectId: null,
      atMs: nowMs,
    });
    return stored;
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
     * Ends the caller's session; one that has ended already is given as it is.
     * @throws {SessionNotFoundError} when the caller has no such session
     * @throws {SessionSupersededError} when a newer owner has taken it over
     */
    endSession(
      caller: Caller,
      input: { readonly id: string; readonly reason: OwnerEndReason; readonly message?: string | null | undefined },
    ): Promise<Session> {
      authorize(caller.principal, 'session.touch');
      const id = parseInput(idInput, input.id);
      const message = parseInput(messageInput.nullish(), input.message) ?? null;
      return write(async (stores) => {
        const session = requireOwned(caller.principal, await stores.sessions.find(id), id);
        if (!isRunning(session)) return session;
        // That a killed one is over is for the process behind it to say, not for a page of it.
        if (session.lifecycle === 'ENDING') authorize(caller.principal, 'session.own', session);
        return endSession(stores, follow, session, { reason: input.reason, message }, actedBy(caller), clock.wallMs());
      });
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
