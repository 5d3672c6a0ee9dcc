import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, type Caller } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { FollowApproval } from '../approvals/index.ts';
import {
  beginEnding,
  type EndingStores,
  idInput,
  isRunning,
  messageInput,
  requireAllowed,
  requireOwned,
  SessionEndedError,
  SessionNotFoundError,
} from '../sessions/index.ts';
import { KillNotFoundError, type KillOutcome } from './errors.ts';
import { acknowledge, defaultGraceMs, type Kill, markSent } from './kill.ts';
import { changeKill, orderKill } from './ordering.ts';

const orderInput = z.object({
  reason: messageInput.nullish(),
  graceMs: z.number().int().min(0, 'not negative').max(3_600_000, 'at most an hour').nullish(),
});
const killInput = orderInput.extend({ id: idInput });
const killsInput = orderInput.extend({
  ids: z.array(idInput).min(1, 'name at least one session').max(1_000, 'at most 1,000 sessions at once'),
});

interface KillServicePorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly write: UnitOfWork<EndingStores>;
  readonly follow: FollowApproval;
  /** Calls the kill unanswered when its grace is over. */
  watchGrace(kill: Kill): void;
  onError(error: unknown): void;
}

export type KillService = ReturnType<typeof createKillService>;

/** Orders to end sessions, and what becomes of them. */
export function createKillService({ clock, createId, write, follow, watchGrace, onError }: KillServicePorts) {
  async function order(caller: Caller, sessionId: string, input: z.infer<typeof orderInput>): Promise<Kill> {
    const { reason = null, graceMs } = input;
    const { kill, isNew } = await write(async (stores) => {
      const { principal } = caller;
      const session = requireAllowed(principal, 'session.kill', await stores.sessions.find(sessionId), sessionId);
      if (!isRunning(session)) throw new SessionEndedError(session);
      const terms = { reason: reason || null, graceMs: graceMs ?? defaultGraceMs, endsAs: 'KILLED' } as const;
      return orderKill(stores, session, { ...terms, caller, createId, follow, beginEnding }, clock.wallMs());
    });
    if (isNew) watchGrace(kill);
    return kill;
  }

  function markSentNow(caller: Caller, killId: string): void {
    const nowMs = clock.wallMs();
    // Who it is now: until it is stored they may have lost what they sign in with.
    const by = actedBy(caller);
    write(async (stores) => {
      await changeKill(stores, killId, (kill) => markSent(kill, nowMs), by, nowMs);
    }).catch(onError);
  }

  return {
    /**
     * Orders a session's end. While an order is under way, asking again gives its receipt; after it went unanswered, a new attempt.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {SessionNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     * @throws {SessionEndedError} when it has ended already
     */
    killSession(caller: Caller, input: unknown): Promise<Kill> {
      authorize(caller.principal, 'session.kill');
      const { id, ...rest } = parseInput(killInput, input);
      return order(caller, id, rest);
    },

    /** As {@link killSession}, for each of the ids, in their order; one that fails keeps no other from its end. */
    killSessions(caller: Caller, input: unknown): Promise<readonly KillOutcome[]> {
      authorize(caller.principal, 'session.kill');
      const { ids, ...rest } = parseInput(killsInput, input);
      return Promise.all(
        ids.map((id) =>
          order(caller, id, rest).catch((error: unknown) => {
            for (const Expected of [SessionNotFoundError, ForbiddenError, SessionEndedError]) {
              if (error instanceof Expected) return error;
            }
            throw error;
          }),
        ),
      );
    },

    /**
     * The owner has heard; a repeat changes nothing.
     * @throws {KillNotFoundError} when the caller's sessions have no such kill
     * @throws {SessionSupersededError} when a newer owner has taken the session over
     */
    async acknowledgeKill(caller: Caller, input: { readonly killId: string }): Promise<Kill> {
      authorize(caller.principal, 'session.own');
      const killId = parseInput(idInput, input.killId);
      const { kill, wasUnresponsive } = await write(async (stores) => {
        const kill = await stores.kills.find(killId);
        if (kill === null) throw new KillNotFoundError(killId);
        try {
          requireOwned(caller.principal, await stores.sessions.find(kill.sessionId), kill.sessionId, 'session.own');
        } catch (error) {
          if (error instanceof SessionNotFoundError) throw new KillNotFoundError(killId);
          throw error;
        }
        const nowMs = clock.wallMs();
        const changed = await changeKill(stores, killId, (kill) => acknowledge(kill, nowMs), actedBy(caller), nowMs);
        return { kill: changed ?? kill, wasUnresponsive: changed !== null && kill.state === 'UNRESPONSIVE' };
      });
      if (wasUnresponsive) watchGrace(kill);
      return kill;
    },

    /** The kill is on its way to the owner; what follows is stored without keeping the owner waiting. */
    killSent: markSentNow,
  };
}
