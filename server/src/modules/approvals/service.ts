import type { Clock } from '../../kernel/clock.ts';
import { contentHash } from '../../kernel/content-hash.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import { actedBy, actorOf, type Caller, recordOfSession } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import {
  changesHands,
  type EndingStores,
  idInput,
  isRunning,
  requireOwned,
  requireOwnedRunning,
  type Session,
  SessionEndedError,
  SessionNotFoundError,
} from '../sessions/index.ts';
import { act, type Approval, cancel, decide, isActedOnSo, isDecidedSo, type Verdict } from './approval.ts';
import { storeQuestion } from './asking.ts';
import { changeApproval, type FollowApproval, inTime, send } from './changing.ts';
import type { Deadlines } from './deadlines.ts';
import {
  type ApprovalClosedError,
  ApprovalExpiredError,
  ApprovalNotFoundError,
  closedError,
  type DecisionOutcome,
} from './errors.ts';
import { type GrantPlace, type GrantTerms, makeGrant } from './grant.ts';
import type { GrantTimes } from './grant-times.ts';
import { approveInput, decisionsInput, denialInput, requestInput } from './input.ts';
import { isOwnQuestion } from './rule.ts';
import { subjectOf } from './subject.ts';

interface ApprovalServicePorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly deadlines: Deadlines;
  readonly grantTimes: GrantTimes;
  readonly write: UnitOfWork<EndingStores>;
  readonly follow: FollowApproval;
  onError(error: unknown): void;
}

const somebodyElse =
  'Here somebody else than who asks must answer: that is the rule of this app, or of this host. Ask a colleague.';

interface Answer {
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly grant?: (GrantTerms & { readonly on: GrantPlace }) | null;
}

export type ApprovalService = ReturnType<typeof createApprovalService>;

/** Questions that wait for a person, and what becomes of them. */
export function createApprovalService({
  clock,
  createId,
  deadlines,
  grantTimes,
  write,
  follow,
  onError,
}: ApprovalServicePorts) {
  /** @throws {ApprovalNotFoundError} when the caller's sessions have none such */
  async function findOwned(
    stores: EndingStores,
    caller: Caller,
    id: string,
  ): Promise<{ readonly approval: Approval; readonly session: Session }> {
    const found = await stores.approvals.find(id);
    if (found === null) throw new ApprovalNotFoundError(id);
    const { sessionId } = found;
    try {
      const owned = await stores.sessions.find(sessionId);
      const session = requireOwned(caller.principal, owned, sessionId, 'approval.ask');
      return { session, approval: await inTime(stores, follow, found, deadlines, clock.wallMs()) };
    } catch (error) {
      if (error instanceof SessionNotFoundError) throw new ApprovalNotFoundError(id);
      throw error;
    }
  }

  /**
   * Decides where nobody has; what is given instead says who has, or what else came first. What time has closed is stored
   * by this as well, so that nothing is thrown before the end of the unit.
   */
  function decideOne(
    caller: Caller,
    id: string,
    { verdict, note, grant = null }: Answer,
  ): Promise<Approval | ApprovalClosedError> {
    return write(async (stores) => {
      const { principal } = caller;
      const found = await stores.approvals.find(id);
      if (found === null || !isAllowed(principal, 'session.read', subjectOf(found)))
        throw new ApprovalNotFoundError(id);
      const session = await stores.sessions.find(found.sessionId);
      authorize(principal, 'approval.decide', subjectOf(found));
      if (session !== null && found.state === 'PENDING') authorize(principal, 'approval.decide', session);
      if (found.state === 'PENDING' && found.needsSomebodyElse && isOwnQuestion(principal, found))
        throw new ForbiddenError(somebodyElse);
      const hostId = grant?.on === 'HOST' ? requireHost(found, session) : null;
      // It counts for whomever the host works for, so it takes more than one's own session.
      if (hostId !== null) authorize(principal, 'approval.decide', { ...subjectOf(found), userId: null });
      const nowMs = clock.wallMs();
      const approval = await inTime(stores, follow, found, deadlines, nowMs);
      const by = actorOf(principal);
      const change = decide(approval, { verdict, by, note }, nowMs);
      if (change === null)
        return isDecidedSo(approval, { verdict, by }) ? approval : (closedError(approval) ?? approval);
      const decided = await changeApproval(stores, follow, approval, change, actedBy(caller), nowMs);
      if (grant !== null) await give(stores, caller, decided, { ...grant, hostId });
      return decided;
    });
  }

  async function give(
    stores: EndingStores,
    caller: Caller,
    approval: Approval,
    terms: GrantTerms & { readonly hostId: string | null },
  ): Promise<void> {
    const nowMs = clock.wallMs();
    const { grant, record } = makeGrant(
      createId('grant', nowMs),
      approval,
      { ...terms, by: actorOf(caller.principal) },
      nowMs,
    );
    await stores.grants.insert(grant);
    await stores.records.append(recordOfSession(record, actedBy(caller), approval.sessionId, nowMs));
  }

  return {
    /**
     * Asks, unless a grant covers it: then it is approved at once. With a key that the session has used, what became of that question is given: a lost answer may be asked for again.
     * @throws {InvalidInputError} when a field is out of bounds, or the key was used for another question
     * @throws {SessionNotFoundError} when the caller has no such session
     * @throws {SessionEndedError} when it has ended, or is told to
     * @throws {SessionSupersededError} when a newer owner has taken it over
     * @throws {ApprovalLimitError} when a hundred of its questions wait
     */
    requestApproval(caller: Caller, input: unknown): Promise<Approval> {
      authorize(caller.principal, 'approval.ask');
      const { sessionId, key, title, details, ...terms } = parseInput(requestInput, input);
      const kind = 'QUESTION';
      const subjectHash = contentHash({ kind, title, details });
      return write(async (stores) => {
        const { principal } = caller;
        const found = await stores.sessions.find(sessionId);
        const session = requireOwnedRunning(principal, found, sessionId, 'approval.ask');
        const known = await stores.approvals.findByKey(sessionId, key);
        const nowMs = clock.wallMs();
        if (known !== null) {
          if (known.subjectHash !== subjectHash) throw usedKey('for another question');
          // What the change itself cancelled its asker may hear of; what was allowed counts for nobody else.
          const isTheirs = known.ownerId === session.ownerId && known.state === 'CANCELLED';
          if (changesHands(session, known) && !isTheirs) throw usedKey('before the session changed hands');
          const approval = await inTime(stores, follow, known, deadlines, nowMs);
          return send(stores, approval, actedBy(caller), nowMs);
        }
        if (session.lifecycle === 'ENDING') throw new SessionEndedError(session);
        const { app, userId, ownerId } = session;
        const asked = {
          kind,
          sessionId,
          app,
          userId,
          ownerId,
          askKey: key,
          title,
          details,
          subjectHash,
          ...terms,
        } as const;
        const [id, askedBy] = [createId('approval', nowMs), actorOf(principal)];
        const by = actedBy(caller);
        return storeQuestion(stores, session, { id, askedBy, ...asked }, { by, nowMs, grantTimes });
      });
    },

    /**
     * The asker takes its question back, or lets an approval go that it has not acted on; of any other nothing changes.
     * @throws {ApprovalNotFoundError} when the caller's sessions have none such
     * @throws {SessionSupersededError} when a newer owner has taken the session over
     */
    cancelApproval(caller: Caller, input: { readonly id: string }): Promise<Approval> {
      authorize(caller.principal, 'approval.ask');
      const id = parseInput(idInput, input.id);
      return write(async (stores) => {
        const { approval } = await findOwned(stores, caller, id);
        const change = cancel(approval);
        if (change === null) return approval;
        return changeApproval(stores, follow, approval, change, actedBy(caller), clock.wallMs());
      });
    },

    /**
     * The asker begins what was allowed: only after this may it. Who repeats it soon, and holds the session still, is answered the same.
     * @throws {InvalidInputError} when nobody has answered yet
     * @throws {ApprovalNotFoundError} when the caller's sessions have none such
     * @throws {ApprovalDecidedError} when it was denied
     * @throws {ApprovalExpiredError} when it is five minutes since it was approved, nobody answered in time, or it was acted on before
     * @throws {ApprovalCancelledError} when it was taken back, or the session is killed
     * @throws {SessionSupersededError} when a newer owner has taken the session over
     */
    async actOnApproval(caller: Caller, input: { readonly id: string }): Promise<Approval> {
      authorize(caller.principal, 'approval.ask');
      const id = parseInput(idInput, input.id);
      const outcome = await write(async (stores) => {
        const { approval, session } = await findOwned(stores, caller, id);
        if (approval.state === 'PENDING') throw new InvalidInputError([{ path: 'id', message: 'is not answered yet' }]);
        const nowMs = clock.wallMs();
        // What is told to end begins nothing more.
        const by = actorOf(caller.principal);
        const change = session.lifecycle === 'ENDING' ? cancel(approval) : act(approval, by, nowMs);
        const now =
          change === null ? approval : await changeApproval(stores, follow, approval, change, actedBy(caller), nowMs);
        if (now.actedAtMs === null) return closedError(now) ?? now;
        const isReceipt = isRunning(session) && !changesHands(session, now) && isActedOnSo(now, by, nowMs);
        return isReceipt ? now : new ApprovalExpiredError(now);
      });
      return orThrow(outcome);
    },

    /**
     * Decided once, and the same thing granted for later where that is said: who comes second is told who was first, and whoever repeats what they said gets their receipt.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {ApprovalNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     * @throws {ApprovalDecidedError} when it was answered before
     * @throws {ApprovalExpiredError} when its time was over before
     * @throws {ApprovalCancelledError} when nobody asks any more
     */
    async approve(caller: Caller, input: unknown): Promise<Approval> {
      authorize(caller.principal, 'approval.decide');
      const { id, ...answer } = parseInput(approveInput, input);
      return orThrow(await decideOne(caller, id, { verdict: 'APPROVE', ...answer }));
    },

    /** As {@link approve}, with the other answer. */
    async deny(caller: Caller, input: unknown): Promise<Approval> {
      authorize(caller.principal, 'approval.decide');
      const { id, note } = parseInput(denialInput, input);
      return orThrow(await decideOne(caller, id, { verdict: 'DENY', note }));
    },

    /** As {@link approve} or {@link deny}, for each of the ids, in their order; one that fails keeps no other from its answer. */
    decideApprovals(caller: Caller, input: unknown): Promise<readonly DecisionOutcome[]> {
      authorize(caller.principal, 'approval.decide');
      const { ids, decision: verdict, note } = parseInput(decisionsInput, input);
      return Promise.all(
        ids.map((id) =>
          decideOne(caller, id, { verdict, note }).catch((error: unknown) => {
            if (error instanceof ApprovalNotFoundError || error instanceof ForbiddenError) return error;
            throw error;
          }),
        ),
      );
    },

    /** What became of it is on its way to the asker; that is stored without keeping the asker waiting. */
    approvalSent(caller: Caller, approvalId: string): void {
      // Who it is now: until it is stored they may have lost what they sign in with.
      const by = actedBy(caller);
      write(async (stores) => {
        const approval = await stores.approvals.find(approvalId);
        if (approval !== null) await send(stores, approval, by, clock.wallMs());
      }).catch(onError);
    },
  };
}

/** @throws {InvalidInputError} where it is asked of no host, so that nothing names one */
function requireHost({ kind }: Approval, session: Session | null): string {
  const hostId = kind === 'COMMAND' ? session?.remote?.hostId : undefined;
  if (hostId !== undefined) return hostId;
  throw new InvalidInputError([{ path: 'grant.on', message: 'HOST is for commands alone' }]);
}

function orThrow(outcome: Approval | ApprovalClosedError): Approval {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

function usedKey(how: string): InvalidInputError {
  return new InvalidInputError([{ path: 'key', message: `was used ${how}; each question takes one of its own` }]);
}
