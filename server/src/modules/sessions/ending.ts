import { type LogRecord, recordOfSession } from '../../kernel/record.ts';
import {
  type ApprovalRuleStore,
  type ApprovalStore,
  cancelOpen,
  type FollowApproval,
  type GrantStore,
} from '../approvals/index.ts';
import type { CommandStore } from '../commands/index.ts';
import type { HostStore } from '../hosts/index.ts';
import type { RecordStore } from '../history/index.ts';
import { completeKill, type KillEvidence, type KillStore } from '../kills/index.ts';
import type { TaskStore } from '../tasks/index.ts';
import type { Session } from './session.ts';
import type { SessionStore } from './store.ts';
import { end, type Ending } from './transitions.ts';

export interface EndingStores {
  readonly sessions: SessionStore;
  readonly tasks: TaskStore;
  readonly kills: KillStore;
  readonly approvals: ApprovalStore;
  readonly grants: GrantStore;
  readonly hosts: HostStore;
  readonly rules: ApprovalRuleStore;
  readonly commands: CommandStore;
  readonly records: RecordStore;
}

/** What follows for other concepts, in the same unit. */
export interface FollowUps {
  readonly approvalChanged: FollowApproval;
  /** Called once its end is stored, however it came. */
  sessionEnded(stores: EndingStores, ended: Session, by: By, nowMs: number): Promise<void>;
}

type By = Pick<LogRecord, 'actor' | 'origin'>;

/** Ends a running session and what hangs on it: open tasks are abandoned, questions cancelled, a pending kill has its end. */
export async function endSession(
  stores: EndingStores,
  follow: FollowUps,
  session: Session,
  { evidence, ...ending }: Ending & { readonly evidence?: KillEvidence },
  by: By,
  nowMs: number,
): Promise<Session> {
  const kill = session.killId === null ? null : await stores.kills.find(session.killId);
  const message = ending.message ?? (kill?.endsAs === 'STOPPED' ? kill.reason : null);
  const { session: ended, record } = end(session, { ...ending, message }, nowMs, kill?.endsAs);
  await stores.tasks.abandonOpen(session.id, nowMs);
  await cancelOpen(stores, follow.approvalChanged, session.id, by, nowMs);
  const closed = kill && completeKill(kill, evidence ?? (ending.reason === 'LOST' ? 'VANISHED' : 'OWNER'), nowMs);
  if (closed) await stores.kills.update(closed.kill);
  await stores.records.append(recordOfSession(record, by, session.id, nowMs));
  if (closed) await stores.records.append(recordOfSession(closed.record, by, session.id, nowMs));
  const stored = await stores.sessions.update(ended);
  await follow.sessionEnded(stores, stored, by, nowMs);
  return stored;
}
