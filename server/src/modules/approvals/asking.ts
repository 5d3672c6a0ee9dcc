import { recordOfSession, system } from '../../kernel/record.ts';
import type { EndingStores, Session } from '../sessions/index.ts';
import { type Approval, type ApprovalRequest, requestApproval } from './approval.ts';
import { type By, send } from './changing.ts';
import { ApprovalLimitError } from './errors.ts';
import { covers, type Grant, stateOfGrant, useGrant } from './grant.ts';
import type { GrantTimes } from './grant-times.ts';
import { needsSomebodyElse } from './ruling.ts';

/** More would be more than anybody reads. */
const maxPendingOfSession = 100;
/** A session that asks without end fills no disk: the oldest that are closed go, and their records stay. */
const keptOfSession = 1_000;
/** So that none has to wait for many; more than come. */
const removedAtOnce = 5;

/**
 * Stores a question that is new, of a session that may begin something: it waits, unless a grant covers it.
 * @throws {ApprovalLimitError} when a hundred of the session's questions wait
 */
export async function storeQuestion(
  stores: EndingStores,
  session: Session,
  request: ApprovalRequest,
  { by, nowMs, grantTimes }: { readonly by: By; readonly nowMs: number; readonly grantTimes: GrantTimes },
): Promise<Approval> {
  const { approval: asked, record } = requestApproval(request, nowMs);
  const approval = { ...asked, needsSomebodyElse: await needsSomebodyElse(stores, asked) };
  const grants = await stores.grants.usableIn(session.id, session.remote?.hostId ?? null);
  const grant = grants.find(
    (each) =>
      covers(each, approval) && isFit(each, approval) && stateOfGrant(each, grantTimes.elapsedMs(each)) === 'ACTIVE',
  );
  const pending = session.pendingApprovalCount;
  if (grant === undefined && pending >= maxPendingOfSession) throw new ApprovalLimitError(maxPendingOfSession);
  const use = grant && useGrant(grant, approval, nowMs);
  const stored = await stores.approvals.insert(use?.approved ?? approval);
  await stores.approvals.removeOld(session.id, keptOfSession, removedAtOnce);
  const pendingApprovalCount = use === undefined ? pending + 1 : pending;
  await stores.sessions.update({ ...session, pendingApprovalCount, lastActivityAtMs: nowMs });
  await stores.records.append(recordOfSession(record, by, session.id, nowMs));
  if (use === undefined) return stored;
  await stores.grants.update(use.used.grant);
  await stores.records.append(recordOfSession(use.used.record, system, session.id, nowMs));
  return send(stores, stored, by, nowMs);
}

/** What one granted oneself before there was a rule covers nothing under it. */
function isFit({ grantedBy }: Grant, { needsSomebodyElse, askedBy }: Approval): boolean {
  return !needsSomebodyElse || grantedBy.kind !== askedBy.kind || grantedBy.id !== askedBy.id;
}
