import { recordOfSession } from '../../kernel/record.ts';
import { act, type Approval, changeApproval, type FollowApproval } from '../approvals/index.ts';
import { approveStart, endSession, type FollowUps } from '../sessions/index.ts';

/**
 * What follows for a session from the answer whether it may start: it starts, by which the answer is acted on, or is over.
 * @param follow what follows in turn
 */
export function createStartFollow(follow: () => FollowUps): FollowApproval {
  return async function startFollows(stores, _before, after, by, nowMs) {
    const session = await stores.sessions.find(after.sessionId);
    if (session?.lifecycle !== 'PENDING_APPROVAL') return;
    const reason = endReasonOf(after);
    if (reason !== null) {
      const message = reason === 'DENIED' ? after.note : null;
      await endSession(stores, follow(), session, { reason, message }, by, nowMs);
      return;
    }
    if (after.state !== 'APPROVED') return;
    const started = approveStart(session, nowMs);
    const acted = act(after, by.actor, nowMs);
    if (started === null || acted === null) return;
    await stores.sessions.update(started.session);
    await stores.records.append(recordOfSession(started.record, by, session.id, nowMs));
    await changeApproval(stores, follow().approvalChanged, after, acted, by, nowMs);
  };
}

/** Whoever cancels it ends the session themselves. */
function endReasonOf({ state }: Approval): 'DENIED' | 'EXPIRED' | null {
  switch (state) {
    case 'DENIED':
    case 'EXPIRED':
      return state;
    case 'PENDING':
    case 'APPROVED':
    case 'CANCELLED':
      return null;
  }
}
