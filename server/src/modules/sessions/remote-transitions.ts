import type { Remote, SafetyMode } from './remote.ts';
import type { Session } from './session.ts';
import { activityOf, statusOf } from './session.ts';
import { register, type Registration, type SessionChange } from './transitions.ts';

export interface RemoteStart extends Pick<Registration, 'id' | 'app' | 'userId' | 'metadata'> {
  readonly reason: string;
  readonly remote: Omit<Remote, 'commandsExecuted' | 'openCommandCount'>;
}

/** Whether a person must say yes to the session as a whole before it starts. */
export function requiresApproval(safetyMode: SafetyMode): boolean {
  return safetyMode === 'AUTONOMOUS';
}

/** Remote access begins: the host is its owner, and no key drives it. */
export function startRemote({ reason, remote, ...start }: RemoteStart, nowMs: number): SessionChange {
  const { session } = register(
    { ...start, kind: 'REMOTE_ACCESS', name: reason, ownerId: remote.hostId, keyId: '', externalId: null },
    nowMs,
  );
  const lifecycle = requiresApproval(remote.safetyMode) ? 'PENDING_APPROVAL' : 'ACTIVE';
  const started: Session = { ...session, lifecycle, remote: { ...remote, commandsExecuted: 0, openCommandCount: 0 } };
  return changed(started, 'REMOTE_SESSION_STARTED', reason);
}

/** A person has said yes. @returns null where it waits for none, or not any more */
export function approveStart(session: Session, nowMs: number): SessionChange | null {
  if (session.lifecycle !== 'PENDING_APPROVAL') return null;
  return changed({ ...session, lifecycle: 'ACTIVE', lastActivityAtMs: nowMs }, 'REMOTE_SESSION_APPROVED', null);
}

function changed(session: Session, action: SessionChange['record']['action'], note: string | null): SessionChange {
  const { lifecycle, liveness, remote } = session;
  const of = remote && { hostId: remote.hostId, safetyMode: remote.safetyMode, systemUser: remote.systemUser };
  const after = { lifecycle, activity: activityOf(session), liveness, status: statusOf(session), ...of };
  return { session, record: { action, note, after } };
}
