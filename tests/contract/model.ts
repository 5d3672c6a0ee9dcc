/** What the contract server keeps: plain data, named as in schema.graphql. */

export type ActorKind = 'BOOTSTRAP' | 'KEY' | 'PERSON' | 'SESSION_TOKEN' | 'SYSTEM';
export type Role = 'VIEWER' | 'OPERATOR' | 'ADMIN';
export type EndReason =
  'COMPLETED' | 'STOPPED' | 'KILLED' | 'DENIED' | 'EXPIRED' | 'LOST' | 'FAILED' | 'FROZEN' | 'SUPERSEDED';
export type OwnerEndReason = 'COMPLETED' | 'STOPPED' | 'FAILED';
export type Liveness = 'LIVE' | 'QUIET' | 'STALE' | 'LOST';
export type StatedActivity = 'REQUIRES_ACTION' | 'PAUSED';
export type TaskState = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'ABANDONED';
export type KillState = 'REQUESTED' | 'SENT' | 'ACKNOWLEDGED' | 'ENDED' | 'UNRESPONSIVE';

export interface Actor {
  readonly kind: ActorKind;
  readonly id: string | null;
  readonly name: string;
}

/** Who makes a call: the secret it came with, and the owner it says it is. */
export interface Caller {
  readonly actor: Actor;
  /** What a person may do; null for keys and tokens. */
  readonly role: Role | null;
  /** The one session a session token may touch. */
  readonly sessionId: string | null;
  readonly ownerId: string | null;
}

export interface Task {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  state: TaskState;
  progress: number | null;
  message: string | null;
  error: string | null;
  readonly startedAtMs: number;
  endedAtMs: number | null;
}

export interface Kill {
  readonly id: string;
  readonly sessionId: string;
  state: KillState;
  readonly requestedBy: Actor;
  readonly reason: string | null;
  readonly graceMs: number;
  readonly requestedAtMs: number;
  sentAtMs: number | null;
  acknowledgedAtMs: number | null;
  endedAtMs: number | null;
  evidence: 'OWNER' | 'VANISHED' | null;
  readonly attempt: number;
  readonly previousId: string | null;
}

export interface Change {
  readonly id: string;
  readonly atMs: number;
  readonly action: string;
  readonly actor: Actor;
  readonly note: string | null;
}

export interface Session {
  readonly id: string;
  readonly app: string;
  readonly externalId: string | null;
  readonly startedAtMs: number;
  ownerId: string;
  token: string;
  name: string | null;
  userId: string | null;
  metadata: Record<string, unknown>;
  tags: readonly string[];
  pinned: boolean;
  lifecycle: 'PENDING_APPROVAL' | 'ACTIVE' | 'ENDING' | 'ENDED';
  statedActivity: StatedActivity | null;
  liveness: Liveness;
  heartbeatIntervalMs: number;
  lastHeartbeatAtMs: number;
  lastActivityAtMs: number;
  endedAtMs: number | null;
  endReason: EndReason | null;
  endMessage: string | null;
  error: { message: string; code: string | null; helpUrl: string | null } | null;
  readonly tasks: Task[];
  readonly kills: Kill[];
  readonly changes: Change[];
  attempt: number;
  revision: number;
}

/** The newest kill, which is the one a receipt shows. */
export function newestKill(session: Session): Kill | null {
  return session.kills.at(-1) ?? null;
}

/** The kill its owner still has to obey. */
export function pendingKill(session: Session): Kill | null {
  const kill = newestKill(session);
  return kill !== null && kill.state !== 'ENDED' && session.lifecycle !== 'ENDED' ? kill : null;
}

/** The newest task still open. */
export function currentTask(session: Session): Task | null {
  return session.tasks.findLast((task) => task.state === 'RUNNING') ?? null;
}

export function activityOf(session: Session): 'IDLE' | 'RUNNING' | StatedActivity {
  return session.statedActivity ?? (currentTask(session) === null ? 'IDLE' : 'RUNNING');
}

/** One word for people: the first that holds, as architecture.md orders them. */
export function statusOf(session: Session): string {
  if (session.lifecycle === 'ENDED') return session.endReason === 'FAILED' ? 'FAILED' : 'ENDED';
  if (newestKill(session)?.state === 'UNRESPONSIVE') return 'UNRESPONSIVE';
  if (session.lifecycle !== 'ACTIVE') return session.lifecycle;
  if (session.liveness === 'STALE' || session.liveness === 'QUIET') return session.liveness;
  return activityOf(session);
}

const ATTENTION = ['REQUIRES_ACTION', 'STALE', 'PENDING_APPROVAL', 'UNRESPONSIVE'];

/** Larger needs a person sooner. */
export function attentionRankOf(session: Session): number {
  return ATTENTION.indexOf(statusOf(session)) + 1;
}
