import type { Remote } from './remote.ts';

export const sessionKinds = ['APP', 'AGENT', 'REMOTE_ACCESS', 'SCREEN_SHARE'] as const;
export type SessionKind = (typeof sessionKinds)[number];

export const sessionLifecycles = ['PENDING_APPROVAL', 'ACTIVE', 'ENDING', 'ENDED'] as const;
export type SessionLifecycle = (typeof sessionLifecycles)[number];

export const sessionEndReasons = [
  'COMPLETED',
  'STOPPED',
  'KILLED',
  'DENIED',
  'EXPIRED',
  'LOST',
  'FAILED',
  'FROZEN',
  'SUPERSEDED',
] as const;
export type SessionEndReason = (typeof sessionEndReasons)[number];

/** What an owner may say about its own end. */
export const ownerEndReasons = ['COMPLETED', 'STOPPED', 'FAILED'] as const;
export type OwnerEndReason = (typeof ownerEndReasons)[number];

export const sessionActivities = ['IDLE', 'RUNNING', 'REQUIRES_ACTION', 'PAUSED'] as const;
export type SessionActivity = (typeof sessionActivities)[number];

/** What only the owner can know; the other activities follow from its tasks. */
export const statedActivities = ['REQUIRES_ACTION', 'PAUSED'] as const;
export type StatedActivity = (typeof statedActivities)[number];

export const sessionLivenesses = ['LIVE', 'QUIET', 'STALE', 'LOST'] as const;
export type SessionLiveness = (typeof sessionLivenesses)[number];

export const sessionStatuses = [
  'ENDED',
  'FAILED',
  'UNRESPONSIVE',
  'ENDING',
  'PENDING_APPROVAL',
  'STALE',
  'QUIET',
  'REQUIRES_ACTION',
  'PAUSED',
  'RUNNING',
  'IDLE',
] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** A failure the owner reports without ending. */
export interface ReportedError {
  readonly message: string;
  readonly code: string | null;
  readonly helpUrl: string | null;
}

export type Metadata = Readonly<Record<string, unknown>>;

/** One live piece of work somebody can see and stop. Times are milliseconds UTC. */
export interface Session {
  readonly id: string;
  readonly kind: SessionKind;
  readonly app: string;
  readonly name: string | null;
  readonly userId: string | null;
  /** The app's own key for it, unique among the app's running sessions. */
  readonly externalId: string | null;
  readonly metadata: Metadata;
  readonly tags: readonly string[];
  readonly pinnedAtMs: number | null;
  /** The SDK instance that holds it now. */
  readonly ownerId: string;
  /** The app key that registered it last. It counts against that key's quota and decides no rights. */
  readonly keyId: string;
  readonly heartbeatIntervalMs: number;
  readonly lifecycle: SessionLifecycle;
  readonly statedActivity: StatedActivity | null;
  readonly openTaskCount: number;
  readonly taskCount: number;
  /** How many of its questions wait for a person. */
  readonly pendingApprovalCount: number;
  readonly liveness: SessionLiveness;
  /** Its newest kill, and whether the grace of that kill passed without an end. */
  readonly killId: string | null;
  readonly isUnresponsive: boolean;
  readonly startedAtMs: number;
  /** As last stored; the lease knows better while the session runs. */
  readonly lastHeartbeatAtMs: number;
  readonly lastActivityAtMs: number;
  readonly endedAtMs: number | null;
  readonly endReason: SessionEndReason | null;
  readonly endMessage: string | null;
  readonly error: ReportedError | null;
  /** 1, and one more each time it came back after it was lost. */
  readonly attempt: number;
  /** Null where no host works for it. */
  readonly remote: Remote | null;
  /** The registry's revision at its last change. */
  readonly revision: number;
}

export function isRunning(session: Session): boolean {
  return session.lifecycle !== 'ENDED';
}

/** Whether a task or a command of it is under way. */
export function hasOpenWork({ openTaskCount, remote }: Session): boolean {
  return openTaskCount > 0 || (remote !== null && remote.openCommandCount > 0);
}

export function activityOf(session: Session): SessionActivity {
  if (session.pendingApprovalCount > 0) return 'REQUIRES_ACTION';
  return session.statedActivity ?? (hasOpenWork(session) ? 'RUNNING' : 'IDLE');
}

/** The one word for people: the first that holds, in the order of {@link sessionStatuses}. */
export function statusOf(session: Session): SessionStatus {
  if (session.lifecycle === 'ENDED') return session.endReason === 'FAILED' ? 'FAILED' : 'ENDED';
  if (session.lifecycle === 'ENDING') return session.isUnresponsive ? 'UNRESPONSIVE' : 'ENDING';
  if (session.lifecycle === 'PENDING_APPROVAL') return 'PENDING_APPROVAL';
  if (session.liveness === 'STALE' || session.liveness === 'QUIET') return session.liveness;
  return activityOf(session);
}

const attentionRanks: Readonly<Record<SessionStatus, number>> = {
  UNRESPONSIVE: 100,
  PENDING_APPROVAL: 90,
  REQUIRES_ACTION: 80,
  STALE: 70,
  QUIET: 60,
  ENDING: 50,
  RUNNING: 40,
  PAUSED: 30,
  IDLE: 20,
  FAILED: 10,
  ENDED: 0,
};

/** How much a session needs a person; larger comes first in a list ordered by attention. */
export function attentionRankOf(session: Session): number {
  return attentionRanks[statusOf(session)];
}
