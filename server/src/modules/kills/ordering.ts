import type { CreateId } from '../../kernel/ids.ts';
import { actedBy, actorOf, type Caller } from '../../kernel/record.ts';
import { cancelOpen, type FollowApproval } from '../approvals/index.ts';
import { beginEnding, type EndingStores, type Session } from '../sessions/index.ts';
import { type Kill, type KillRequest, requestKill } from './kill.ts';

export interface KillOrder extends Pick<KillRequest, 'reason' | 'graceMs' | 'endsAs'> {
  readonly caller: Caller;
  readonly createId: CreateId;
  readonly follow: FollowApproval;
}

/**
 * Orders a running session's end, in a unit. While an order is under way its receipt is given; after it went unanswered, a
 * new attempt is made: then whoever calls this watches its grace once the unit stands.
 */
export async function orderKill(
  stores: EndingStores,
  session: Session,
  { caller, createId, follow, ...order }: KillOrder,
  nowMs: number,
): Promise<{ readonly kill: Kill; readonly isNew: boolean }> {
  const sessionId = session.id;
  const previous = session.killId === null ? null : await stores.kills.find(session.killId);
  if (previous !== null && session.lifecycle === 'ENDING' && previous.state !== 'UNRESPONSIVE') {
    return { kill: previous, isNew: false };
  }
  const request = { ...order, id: createId('kill', nowMs), sessionId, requestedBy: actorOf(caller.principal) };
  const { kill, record } = requestKill(request, previous, nowMs);
  await stores.kills.insert(kill);
  // Nobody is to answer what will not be acted on.
  await cancelOpen(stores, follow, sessionId, actedBy(caller), nowMs);
  // What followed from that may have changed its row.
  const latest = (await stores.sessions.find(sessionId)) ?? session;
  await stores.sessions.update(beginEnding(latest, kill.id));
  await stores.records.append({ ...record, ...actedBy(caller), sessionId, subjectId: null, atMs: nowMs });
  return { kill, isNew: true };
}
