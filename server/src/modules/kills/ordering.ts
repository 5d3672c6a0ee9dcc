import type { CreateId } from '../../kernel/ids.ts';
import { actedBy, actorOf, type Caller, type LogRecord, recordOfSession } from '../../kernel/record.ts';
import { cancelOpen, type FollowApproval } from '../approvals/index.ts';
import type { EndingStores, Session } from '../sessions/index.ts';
import { type Kill, type KillChange, type KillRequest, requestKill } from './kill.ts';

export interface KillOrder extends Pick<KillRequest, 'reason' | 'graceMs' | 'endsAs'> {
  readonly caller: Caller;
  readonly createId: CreateId;
  readonly follow: FollowApproval;
  /** The sessions' own: what ends them leans on kills already. */
  beginEnding(session: Session, killId: string): Session;
}

/**
 * Orders a running session's end, in a unit. While an order is under way its receipt is given; after it went unanswered, a
 * new attempt is made: then whoever calls this watches its grace once the unit stands.
 */
export async function orderKill(
  stores: EndingStores,
  session: Session,
  { caller, createId, follow, beginEnding, ...order }: KillOrder,
  nowMs: number,
): Promise<{ readonly kill: Kill; readonly isNew: boolean }> {
  const sessionId = session.id;
  const previous = session.killId === null ? null : await stores.kills.find(session.killId);
  if (previous !== null && session.lifecycle === 'ENDING' && previous.state !== 'UNRESPONSIVE') {
    return { kill: previous, isNew: false };
  }
  const request = { id: createId('kill', nowMs), sessionId, requestedBy: actorOf(caller.principal), ...order };
  const { kill, record } = requestKill(request, previous, nowMs);
  await stores.kills.insert(kill);
  // Nobody is to answer what will not be acted on.
  await cancelOpen(stores, follow, sessionId, actedBy(caller), nowMs);
  // What followed from that may have changed its row.
  const latest = (await stores.sessions.find(sessionId)) ?? session;
  await stores.records.append(recordOfSession(record, actedBy(caller), sessionId, nowMs));
  await stores.sessions.update(beginEnding(latest, kill.id));
  return { kill, isNew: true };
}

/**
 * Takes a session's newest receipt on, if `step` changes it; the session's row moves with it, so that watchers are told.
 * An earlier attempt stays as it was left: the order that followed it stands for both.
 * @returns null where nothing changes
 */
export async function changeKill(
  stores: EndingStores,
  killId: string,
  step: (kill: Kill) => KillChange | null,
  by: Pick<LogRecord, 'actor' | 'origin'>,
  nowMs: number,
): Promise<Kill | null> {
  const before = await stores.kills.find(killId);
  const session = before && (await stores.sessions.find(before.sessionId));
  if (before === null || session?.killId !== killId) return null;
  const change = step(before);
  if (change === null) return null;
  const { kill, record } = change;
  await stores.kills.update(kill);
  await stores.records.append(recordOfSession(record, by, session.id, nowMs));
  await stores.sessions.update({ ...session, isUnresponsive: kill.state === 'UNRESPONSIVE' });
  return kill;
}
