/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AcknowledgeKillInput = {
  killId: string;
};

/** What kind of caller acted. */
export type ActorKind =
  | 'BOOTSTRAP'
  | 'KEY'
  | 'PERSON'
  | 'SESSION_TOKEN'
  | 'SYSTEM'
  | 'TERMINAL';

export type EndSessionInput = {
  id: string;
  /** At most 1,000 characters. */
  message?: string | null | undefined;
  reason?: OwnerEndReason;
};

/** What kind of expected failure; programs decide by this, never by the message. */
export type ErrorCode =
  | 'APP_KEY_NOT_FOUND'
  | 'APP_KEY_REVOKED'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  | 'KILLED_RECENTLY'
  | 'KILL_NOT_FOUND'
  | 'LAST_ADMIN'
  | 'NAME_TAKEN'
  | 'PERSON_NOT_FOUND'
  | 'PIN_LIMIT'
  | 'SESSION_ENDED'
  | 'SESSION_NOT_FOUND'
  | 'SESSION_QUOTA'
  | 'SIGN_IN_NOT_FOUND'
  | 'SUPERSEDED'
  | 'TASK_FINISHED'
  | 'TASK_ID_TAKEN'
  | 'TASK_NOT_FOUND'
  | 'WRONG_PASSWORD';

export type FinishTaskInput = {
  /** Why it failed; at most 1,000 characters. */
  error?: string | null | undefined;
  outcome: TaskOutcome;
  taskId: string;
};

export type HeartbeatInput = {
  /** 1 to 1,000. */
  sessionIds: Array<string>;
};

/** What a heartbeat found of one session. */
export type HeartbeatOutcome =
  | 'ENDED'
  | 'KILL_REQUESTED'
  | 'RENEWED'
  | 'SUPERSEDED'
  | 'UNKNOWN';

/** How the end is known. */
export type KillEvidence =
  /** The owner said so. */
  | 'OWNER'
  /** The owner was silent until its lease ran out. */
  | 'VANISHED';

export type KillSessionInput = {
  /** How long the owner has to end, in milliseconds: 0 to 3,600,000; 10,000 unless said. */
  graceMs?: number | null | undefined;
  id: string;
  /** What its owner and its user are told; at most 1,000 characters. */
  reason?: string | null | undefined;
};

export type KillSessionsInput = {
  /** How long each owner has to end, in milliseconds: 0 to 3,600,000; 10,000 unless said. */
  graceMs?: number | null | undefined;
  /** 1 to 1,000. */
  ids: Array<string>;
  /** What the owners and their users are told; at most 1,000 characters. */
  reason?: string | null | undefined;
};

/** How far a kill has come. UNRESPONSIVE: its grace passed without an end; it still waits for one. */
export type KillState =
  | 'ACKNOWLEDGED'
  | 'ENDED'
  | 'REQUESTED'
  | 'SENT'
  | 'UNRESPONSIVE';

/** What an owner may say about its own end. While a kill is pending, all of them count as KILLED. */
export type OwnerEndReason =
  | 'COMPLETED'
  | 'FAILED'
  | 'STOPPED';

/** What a viewer may do at all. */
export type Permission =
  /** End sessions; which, each session’s canKill says. */
  | 'KILL_SESSIONS'
  | 'MANAGE_KEYS'
  | 'MANAGE_PEOPLE'
  | 'PIN_SESSIONS'
  | 'SWEEP';

export type PinSessionInput = {
  id: string;
};

/** What was done. */
export type RecordAction =
  | 'KEY_CREATED'
  | 'KEY_REVOKED'
  | 'KEY_ROTATED'
  | 'KEY_UPDATED'
  | 'KILL_ACKNOWLEDGED'
  | 'KILL_ENDED'
  | 'KILL_REQUESTED'
  | 'KILL_SENT'
  | 'KILL_UNRESPONSIVE'
  | 'PASSWORD_SET'
  | 'PERSON_CREATED'
  | 'PERSON_REMOVED'
  | 'PERSON_UPDATED'
  | 'SESSION_ENDED'
  | 'SESSION_HEARD'
  | 'SESSION_PINNED'
  | 'SESSION_QUIET'
  | 'SESSION_RECOVERED'
  | 'SESSION_REGISTERED'
  | 'SESSION_STALE'
  | 'SESSION_TAKEN_OVER'
  | 'SESSION_UNPINNED'
  | 'SESSION_UPDATED'
  | 'SET_UP_LINK_MADE'
  | 'SIGNED_IN'
  | 'SIGN_IN_ENDED'
  | 'TASK_FINISHED'
  | 'TASK_STARTED';

export type RegisterSessionInput = {
  /** 1 to 100 characters. */
  app: string;
  /** The app’s own key for it; at most 200 characters. */
  externalId?: string | null | undefined;
  /** How often it will be heard: 1,000 to a third of the stale limit; 30,000 unless said. */
  heartbeatIntervalMs?: number | null | undefined;
  /** At most 16 KiB as JSON. */
  metadata?: Record<string, unknown> | null | undefined;
  /** At most 200 characters. */
  name?: string | null | undefined;
  /** The SDK instance that will hold the session; another one takes it over. */
  ownerId: string;
  /** At most 20, of at most 50 characters. */
  tags?: Array<string> | null | undefined;
  /** The user it works for; at most 200 characters. */
  userId?: string | null | undefined;
};

export type ReportProgressInput = {
  /** At most 1,000 characters; absent keeps the last one. */
  message?: string | null | undefined;
  /** 0 to 1. */
  progress: number;
  taskId: string;
};

export type ReportedErrorInput = {
  code?: string | null | undefined;
  /** An http or https address. */
  helpUrl?: string | null | undefined;
  /** 1 to 1,000 characters. */
  message: string;
};

/** What a session is doing: RUNNING while a task is open, unless its owner says REQUIRES_ACTION or PAUSED. */
export type SessionActivity =
  | 'IDLE'
  | 'PAUSED'
  | 'REQUIRES_ACTION'
  | 'RUNNING';

/** What sessions are counted by. */
export type SessionCountBy =
  | 'APP'
  | 'KIND'
  | 'STATUS'
  | 'USER';

/** Why a session ended. A wanted stop is never FAILED. */
export type SessionEndReason =
  | 'COMPLETED'
  | 'DENIED'
  | 'EXPIRED'
  | 'FAILED'
  | 'FROZEN'
  | 'KILLED'
  | 'LOST'
  | 'STOPPED'
  | 'SUPERSEDED';

/** Which sessions. Members narrow each other; the values of a list widen it, but for tags. At most 1,000 values a list. */
export type SessionFilter = {
  activity?: Array<SessionActivity> | null | undefined;
  apps?: Array<string> | null | undefined;
  /** Registered at this moment or later. */
  createdAfter?: string | null | undefined;
  /** Registered before this moment. */
  createdBefore?: string | null | undefined;
  /** Registered on this day, UTC. */
  createdOn?: string | null | undefined;
  ids?: Array<string> | null | undefined;
  kinds?: Array<SessionKind> | null | undefined;
  lifecycle?: Array<SessionLifecycle> | null | undefined;
  liveness?: Array<SessionLiveness> | null | undefined;
  /** Part of the name or of the id, ignoring case. */
  search?: string | null | undefined;
  status?: Array<SessionStatus> | null | undefined;
  /** Sessions that carry all of these. */
  tags?: Array<string> | null | undefined;
  userId?: string | null | undefined;
};

/** What kind of work a session is. */
export type SessionKind =
  | 'AGENT'
  | 'APP'
  | 'REMOTE_ACCESS'
  | 'SCREEN_SHARE';

/** Where a session stands in its life. */
export type SessionLifecycle =
  | 'ACTIVE'
  | 'ENDED'
  | 'ENDING'
  | 'PENDING_APPROVAL';

/** Whether we hear a session: QUIET once its connection is gone, STALE when it was silent too long, LOST when it was silent so long that it ended. */
export type SessionLiveness =
  | 'LIVE'
  | 'LOST'
  | 'QUIET'
  | 'STALE';

/** The order of a list. */
export type SessionOrder =
  /** What needs a person first, then newest first. */
  | 'ATTENTION'
  /** Newest registration first. */
  | 'STARTED';

/** One word for people: the first of these that holds, in the order ENDED or FAILED, UNRESPONSIVE, ENDING, PENDING_APPROVAL, STALE, QUIET, REQUIRES_ACTION, PAUSED, RUNNING, IDLE. */
export type SessionStatus =
  | 'ENDED'
  | 'ENDING'
  | 'FAILED'
  | 'IDLE'
  | 'PAUSED'
  | 'PENDING_APPROVAL'
  | 'QUIET'
  | 'REQUIRES_ACTION'
  | 'RUNNING'
  | 'STALE'
  | 'UNRESPONSIVE';

export type StartTaskInput = {
  /** 1 to 200 characters. */
  name: string;
  /** A task of the same session. */
  parentId?: string | null | undefined;
  sessionId: string;
  /** Made by the caller: 1 to 64 of A–Z a–z 0–9 _ and -. No other session the caller may touch has one of this id. */
  taskId: string;
};

/** What only a session’s owner can know. */
export type StatedActivity =
  | 'PAUSED'
  | 'REQUIRES_ACTION';

export type SweepSessionsInput = {
  /** Names what would change, and changes nothing. */
  dryRun?: boolean;
  /** Silence that ends a session; never below the configured limit. */
  lostAfterMs?: number | null | undefined;
  /** Silence that makes a session stale; never below the configured limit. */
  staleAfterMs?: number | null | undefined;
};

/** What an owner may say about a task’s end. */
export type TaskOutcome =
  | 'CANCELLED'
  | 'FAILED'
  | 'SUCCEEDED';

/** Where a task stands. ABANDONED: still open when its session ended. */
export type TaskState =
  | 'ABANDONED'
  | 'CANCELLED'
  | 'FAILED'
  | 'RUNNING'
  | 'SUCCEEDED';

export type UnpinSessionInput = {
  id: string;
};

/** What is absent stays; null clears. */
export type UpdateSessionInput = {
  activity?: StatedActivity | null | undefined;
  error?: ReportedErrorInput | null | undefined;
  id: string;
  /** A merge patch, RFC 7396. */
  metadata?: Record<string, unknown> | null | undefined;
  name?: string | null | undefined;
  tags?: Array<string> | null | undefined;
};

type Failure_AppKeyNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_AppKeyRevokedError_Fragment = { code: ErrorCode, message: string };

type Failure_ForbiddenError_Fragment = { code: ErrorCode, message: string };

type Failure_InvalidInputError_Fragment = { code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> };

type Failure_KillNotFoundError_Fragment = { killId: string, code: ErrorCode, message: string };

type Failure_LastAdminError_Fragment = { code: ErrorCode, message: string };

type Failure_NameTakenError_Fragment = { code: ErrorCode, message: string };

type Failure_PersonNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_PinLimitError_Fragment = { limit: number, code: ErrorCode, message: string };

type Failure_SessionEndedError_Fragment = { sessionId: string, endReason: SessionEndReason | null, endMessage: string | null, code: ErrorCode, message: string };

type Failure_SessionKilledRecentlyError_Fragment = { retryAt: string, code: ErrorCode, message: string, kill: { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } };

type Failure_SessionNotFoundError_Fragment = { sessionId: string, code: ErrorCode, message: string };

type Failure_SessionQuotaError_Fragment = { limit: number, code: ErrorCode, message: string };

type Failure_SessionSupersededError_Fragment = { sessionId: string, code: ErrorCode, message: string };

type Failure_SignInNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_TaskFinishedError_Fragment = { taskId: string, state: TaskState, code: ErrorCode, message: string };

type Failure_TaskIdTakenError_Fragment = { taskId: string, code: ErrorCode, message: string };

type Failure_TaskNotFoundError_Fragment = { taskId: string, code: ErrorCode, message: string };

type Failure_WrongPasswordError_Fragment = { code: ErrorCode, message: string };

export type FailureFragment =
  | Failure_AppKeyNotFoundError_Fragment
  | Failure_AppKeyRevokedError_Fragment
  | Failure_ForbiddenError_Fragment
  | Failure_InvalidInputError_Fragment
  | Failure_KillNotFoundError_Fragment
  | Failure_LastAdminError_Fragment
  | Failure_NameTakenError_Fragment
  | Failure_PersonNotFoundError_Fragment
  | Failure_PinLimitError_Fragment
  | Failure_SessionEndedError_Fragment
  | Failure_SessionKilledRecentlyError_Fragment
  | Failure_SessionNotFoundError_Fragment
  | Failure_SessionQuotaError_Fragment
  | Failure_SessionSupersededError_Fragment
  | Failure_SignInNotFoundError_Fragment
  | Failure_TaskFinishedError_Fragment
  | Failure_TaskIdTakenError_Fragment
  | Failure_TaskNotFoundError_Fragment
  | Failure_WrongPasswordError_Fragment
;

export type KillOrderFragment = { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } };

export type RegisterSessionMutationVariables = Exact<{
  input: RegisterSessionInput;
}>;


export type RegisterSessionMutation = { registerSession:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'RegisterSessionSuccess', created: boolean, token: string, session: { id: string, attempt: number, heartbeatIntervalMs: number } }
    | { __typename: 'SessionKilledRecentlyError', code: ErrorCode, message: string, retryAt: string, kill: { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } }
    | { __typename: 'SessionQuotaError', code: ErrorCode, message: string, limit: number }
   };

export type HeartbeatMutationVariables = Exact<{
  input: HeartbeatInput;
}>;


export type HeartbeatMutation = { heartbeat:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'HeartbeatSuccess', results: Array<{ sessionId: string, outcome: HeartbeatOutcome, endReason: SessionEndReason | null, kill: { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
   };

export type StartTaskMutationVariables = Exact<{
  input: StartTaskInput;
}>;


export type StartTaskMutation = { startTask:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SessionEndedError', code: ErrorCode, message: string }
    | { __typename: 'SessionNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
    | { __typename: 'StartTaskSuccess' }
    | { __typename: 'TaskIdTakenError', code: ErrorCode, message: string }
    | { __typename: 'TaskNotFoundError', code: ErrorCode, message: string }
   };

export type ReportProgressMutationVariables = Exact<{
  input: ReportProgressInput;
}>;


export type ReportProgressMutation = { reportProgress:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ReportProgressSuccess' }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
    | { __typename: 'TaskFinishedError', code: ErrorCode, message: string }
    | { __typename: 'TaskNotFoundError', code: ErrorCode, message: string }
   };

export type FinishTaskMutationVariables = Exact<{
  input: FinishTaskInput;
}>;


export type FinishTaskMutation = { finishTask:
    | { __typename: 'FinishTaskSuccess' }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
    | { __typename: 'TaskNotFoundError', code: ErrorCode, message: string }
   };

export type UpdateSessionMutationVariables = Exact<{
  input: UpdateSessionInput;
}>;


export type UpdateSessionMutation = { updateSession:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SessionEndedError', code: ErrorCode, message: string }
    | { __typename: 'SessionNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
    | { __typename: 'UpdateSessionSuccess' }
   };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession:
    | { __typename: 'EndSessionSuccess' }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SessionNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
   };

export type AcknowledgeKillMutationVariables = Exact<{
  input: AcknowledgeKillInput;
}>;


export type AcknowledgeKillMutation = { acknowledgeKill:
    | { __typename: 'AcknowledgeKillSuccess' }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'KillNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
   };

export type KillSignalSubscriptionVariables = Exact<{
  sessionId: string;
}>;


export type KillSignalSubscription = { killSignal: { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } };

export type TaskFactsFragment = { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null };

export type KillReceiptFragment = { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } };

export type SessionFactsFragment = { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null };

export type SessionQueryVariables = Exact<{
  id: string;
  tasks?: number;
  changes?: number;
  after?: string | null | undefined;
}>;


export type SessionQuery = { session: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, tasks: Array<{ id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null }>, changes: { edges: Array<{ cursor: string, node: { id: string, at: string, action: RecordAction, origin: string | null, note: string | null, after: Record<string, unknown>, actor: { kind: ActorKind, id: string | null, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null } | null };

export type SessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy?: SessionOrder;
  first?: number;
  after?: string | null | undefined;
}>;


export type SessionsQuery = { sessions: { totalCount: number, totalCountIsExact: boolean, revision: string, edges: Array<{ cursor: string, node: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, pinned: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null }> } };

export type SessionCountsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  by: SessionCountBy;
}>;


export type SessionCountsQuery = { sessionCounts: Array<{ key: string | null, count: number }> };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { permissions: Array<Permission>, actor: { kind: ActorKind, id: string | null, name: string } } };

export type QuickStartQueryVariables = Exact<{ [key: string]: never; }>;


export type QuickStartQuery = { quickStart: { url: string, key: string | null } };

export type KillSessionMutationVariables = Exact<{
  input: KillSessionInput;
}>;


export type KillSessionMutation = { killSession:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'KillSessionSuccess', kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } }
    | { __typename: 'SessionEndedError', sessionId: string, endReason: SessionEndReason | null, endMessage: string | null, code: ErrorCode, message: string }
    | { __typename: 'SessionNotFoundError', sessionId: string, code: ErrorCode, message: string }
   };

export type KillSessionsMutationVariables = Exact<{
  input: KillSessionsInput;
}>;


export type KillSessionsMutation = { killSessions:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'KillSessionsSuccess', results: Array<
        | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
        | { __typename: 'KillSessionSuccess', kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } }
        | { __typename: 'SessionEndedError', sessionId: string, endReason: SessionEndReason | null, endMessage: string | null, code: ErrorCode, message: string }
        | { __typename: 'SessionNotFoundError', sessionId: string, code: ErrorCode, message: string }
      > }
   };

export type PinSessionMutationVariables = Exact<{
  input: PinSessionInput;
}>;


export type PinSessionMutation = { pinSession:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'PinLimitError', limit: number, code: ErrorCode, message: string }
    | { __typename: 'PinSessionSuccess', session: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null } }
    | { __typename: 'SessionNotFoundError', sessionId: string, code: ErrorCode, message: string }
   };

export type UnpinSessionMutationVariables = Exact<{
  input: UnpinSessionInput;
}>;


export type UnpinSessionMutation = { unpinSession:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'SessionNotFoundError', sessionId: string, code: ErrorCode, message: string }
    | { __typename: 'UnpinSessionSuccess', session: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null } }
   };

export type SweepSessionsMutationVariables = Exact<{
  input: SweepSessionsInput;
}>;


export type SweepSessionsMutation = { sweepSessions:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'SweepSessionsSuccess', stale: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null }>, ended: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null }> }
   };

export type SessionChangesSubscriptionVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  afterRevision?: string | null | undefined;
}>;


export type SessionChangesSubscription = { sessionChanges: { revision: string, removed: Array<string>, resync: boolean, upserted: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const KillOrderFragmentDoc = new TypedDocumentString(`
    fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}
    `, {"fragmentName":"KillOrder"}) as unknown as TypedDocumentString<KillOrderFragment, unknown>;
export const FailureFragmentDoc = new TypedDocumentString(`
    fragment Failure on Error {
  code
  message
  ... on InvalidInputError {
    issues {
      path
      message
    }
  }
  ... on SessionNotFoundError {
    sessionId
  }
  ... on SessionEndedError {
    sessionId
    endReason
    endMessage
  }
  ... on SessionSupersededError {
    sessionId
  }
  ... on SessionQuotaError {
    limit
  }
  ... on SessionKilledRecentlyError {
    retryAt
    kill {
      ...KillOrder
    }
  }
  ... on TaskNotFoundError {
    taskId
  }
  ... on TaskFinishedError {
    taskId
    state
  }
  ... on TaskIdTakenError {
    taskId
  }
  ... on KillNotFoundError {
    killId
  }
  ... on PinLimitError {
    limit
  }
}
    fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}`, {"fragmentName":"Failure"}) as unknown as TypedDocumentString<FailureFragment, unknown>;
export const TaskFactsFragmentDoc = new TypedDocumentString(`
    fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
    `, {"fragmentName":"TaskFacts"}) as unknown as TypedDocumentString<TaskFactsFragment, unknown>;
export const KillReceiptFragmentDoc = new TypedDocumentString(`
    fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}
    `, {"fragmentName":"KillReceipt"}) as unknown as TypedDocumentString<KillReceiptFragment, unknown>;
export const SessionFactsFragmentDoc = new TypedDocumentString(`
    fragment SessionFacts on Session {
  id
  kind
  app
  name
  userId
  externalId
  metadata
  tags
  pinned
  lifecycle
  activity
  liveness
  status
  attentionRank
  currentTask {
    ...TaskFacts
  }
  taskCount
  heartbeatIntervalMs
  startedAt
  lastHeartbeatAt
  lastActivityAt
  endedAt
  durationSeconds
  isStale
  endReason
  endMessage
  error {
    message
    code
    helpUrl
  }
  kill {
    ...KillReceipt
  }
  canKill
  canPin
  attempt
  revision
}
    fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}`, {"fragmentName":"SessionFacts"}) as unknown as TypedDocumentString<SessionFactsFragment, unknown>;
export const RegisterSessionDocument = new TypedDocumentString(`
    mutation RegisterSession($input: RegisterSessionInput!) {
  registerSession(input: $input) {
    __typename
    ... on RegisterSessionSuccess {
      created
      token
      session {
        id
        attempt
        heartbeatIntervalMs
      }
    }
    ... on Error {
      code
      message
    }
    ... on InvalidInputError {
      issues {
        path
        message
      }
    }
    ... on SessionKilledRecentlyError {
      retryAt
      kill {
        ...KillOrder
      }
    }
    ... on SessionQuotaError {
      limit
    }
  }
}
    fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}`) as unknown as TypedDocumentString<RegisterSessionMutation, RegisterSessionMutationVariables>;
export const HeartbeatDocument = new TypedDocumentString(`
    mutation Heartbeat($input: HeartbeatInput!) {
  heartbeat(input: $input) {
    __typename
    ... on HeartbeatSuccess {
      results {
        sessionId
        outcome
        endReason
        kill {
          ...KillOrder
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}`) as unknown as TypedDocumentString<HeartbeatMutation, HeartbeatMutationVariables>;
export const StartTaskDocument = new TypedDocumentString(`
    mutation StartTask($input: StartTaskInput!) {
  startTask(input: $input) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartTaskMutation, StartTaskMutationVariables>;
export const ReportProgressDocument = new TypedDocumentString(`
    mutation ReportProgress($input: ReportProgressInput!) {
  reportProgress(input: $input) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportProgressMutation, ReportProgressMutationVariables>;
export const FinishTaskDocument = new TypedDocumentString(`
    mutation FinishTask($input: FinishTaskInput!) {
  finishTask(input: $input) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FinishTaskMutation, FinishTaskMutationVariables>;
export const UpdateSessionDocument = new TypedDocumentString(`
    mutation UpdateSession($input: UpdateSessionInput!) {
  updateSession(input: $input) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateSessionMutation, UpdateSessionMutationVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const AcknowledgeKillDocument = new TypedDocumentString(`
    mutation AcknowledgeKill($input: AcknowledgeKillInput!) {
  acknowledgeKill(input: $input) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeKillMutation, AcknowledgeKillMutationVariables>;
export const KillSignalDocument = new TypedDocumentString(`
    subscription KillSignal($sessionId: ID!) {
  killSignal(sessionId: $sessionId) {
    ...KillOrder
  }
}
    fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}`) as unknown as TypedDocumentString<KillSignalSubscription, KillSignalSubscriptionVariables>;
export const SessionDocument = new TypedDocumentString(`
    query Session($id: ID!, $tasks: Int! = 100, $changes: Int! = 50, $after: String) {
  session(id: $id) {
    ...SessionFacts
    tasks(first: $tasks) {
      ...TaskFacts
    }
    changes(first: $changes, after: $after) {
      edges {
        cursor
        node {
          id
          at
          action
          actor {
            kind
            id
            name
          }
          origin
          note
          after
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}
fragment SessionFacts on Session {
  id
  kind
  app
  name
  userId
  externalId
  metadata
  tags
  pinned
  lifecycle
  activity
  liveness
  status
  attentionRank
  currentTask {
    ...TaskFacts
  }
  taskCount
  heartbeatIntervalMs
  startedAt
  lastHeartbeatAt
  lastActivityAt
  endedAt
  durationSeconds
  isStale
  endReason
  endMessage
  error {
    message
    code
    helpUrl
  }
  kill {
    ...KillReceipt
  }
  canKill
  canPin
  attempt
  revision
}`) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions($filter: SessionFilter, $orderBy: SessionOrder! = STARTED, $first: Int! = 50, $after: String) {
  sessions(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...SessionFacts
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
    totalCountIsExact
    revision
    pinned {
      ...SessionFacts
    }
  }
}
    fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}
fragment SessionFacts on Session {
  id
  kind
  app
  name
  userId
  externalId
  metadata
  tags
  pinned
  lifecycle
  activity
  liveness
  status
  attentionRank
  currentTask {
    ...TaskFacts
  }
  taskCount
  heartbeatIntervalMs
  startedAt
  lastHeartbeatAt
  lastActivityAt
  endedAt
  durationSeconds
  isStale
  endReason
  endMessage
  error {
    message
    code
    helpUrl
  }
  kill {
    ...KillReceipt
  }
  canKill
  canPin
  attempt
  revision
}`) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const SessionCountsDocument = new TypedDocumentString(`
    query SessionCounts($filter: SessionFilter, $by: SessionCountBy!) {
  sessionCounts(filter: $filter, by: $by) {
    key
    count
  }
}
    `) as unknown as TypedDocumentString<SessionCountsQuery, SessionCountsQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    actor {
      kind
      id
      name
    }
    permissions
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const QuickStartDocument = new TypedDocumentString(`
    query QuickStart {
  quickStart {
    url
    key
  }
}
    `) as unknown as TypedDocumentString<QuickStartQuery, QuickStartQueryVariables>;
export const KillSessionDocument = new TypedDocumentString(`
    mutation KillSession($input: KillSessionInput!) {
  killSession(input: $input) {
    __typename
    ... on KillSessionSuccess {
      kill {
        ...KillReceipt
      }
    }
    ...Failure
  }
}
    fragment Failure on Error {
  code
  message
  ... on InvalidInputError {
    issues {
      path
      message
    }
  }
  ... on SessionNotFoundError {
    sessionId
  }
  ... on SessionEndedError {
    sessionId
    endReason
    endMessage
  }
  ... on SessionSupersededError {
    sessionId
  }
  ... on SessionQuotaError {
    limit
  }
  ... on SessionKilledRecentlyError {
    retryAt
    kill {
      ...KillOrder
    }
  }
  ... on TaskNotFoundError {
    taskId
  }
  ... on TaskFinishedError {
    taskId
    state
  }
  ... on TaskIdTakenError {
    taskId
  }
  ... on KillNotFoundError {
    killId
  }
  ... on PinLimitError {
    limit
  }
}
fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}`) as unknown as TypedDocumentString<KillSessionMutation, KillSessionMutationVariables>;
export const KillSessionsDocument = new TypedDocumentString(`
    mutation KillSessions($input: KillSessionsInput!) {
  killSessions(input: $input) {
    __typename
    ... on KillSessionsSuccess {
      results {
        __typename
        ... on KillSessionSuccess {
          kill {
            ...KillReceipt
          }
        }
        ...Failure
      }
    }
    ...Failure
  }
}
    fragment Failure on Error {
  code
  message
  ... on InvalidInputError {
    issues {
      path
      message
    }
  }
  ... on SessionNotFoundError {
    sessionId
  }
  ... on SessionEndedError {
    sessionId
    endReason
    endMessage
  }
  ... on SessionSupersededError {
    sessionId
  }
  ... on SessionQuotaError {
    limit
  }
  ... on SessionKilledRecentlyError {
    retryAt
    kill {
      ...KillOrder
    }
  }
  ... on TaskNotFoundError {
    taskId
  }
  ... on TaskFinishedError {
    taskId
    state
  }
  ... on TaskIdTakenError {
    taskId
  }
  ... on KillNotFoundError {
    killId
  }
  ... on PinLimitError {
    limit
  }
}
fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}`) as unknown as TypedDocumentString<KillSessionsMutation, KillSessionsMutationVariables>;
export const PinSessionDocument = new TypedDocumentString(`
    mutation PinSession($input: PinSessionInput!) {
  pinSession(input: $input) {
    __typename
    ... on PinSessionSuccess {
      session {
        ...SessionFacts
      }
    }
    ...Failure
  }
}
    fragment Failure on Error {
  code
  message
  ... on InvalidInputError {
    issues {
      path
      message
    }
  }
  ... on SessionNotFoundError {
    sessionId
  }
  ... on SessionEndedError {
    sessionId
    endReason
    endMessage
  }
  ... on SessionSupersededError {
    sessionId
  }
  ... on SessionQuotaError {
    limit
  }
  ... on SessionKilledRecentlyError {
    retryAt
    kill {
      ...KillOrder
    }
  }
  ... on TaskNotFoundError {
    taskId
  }
  ... on TaskFinishedError {
    taskId
    state
  }
  ... on TaskIdTakenError {
    taskId
  }
  ... on KillNotFoundError {
    killId
  }
  ... on PinLimitError {
    limit
  }
}
fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}
fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}
fragment SessionFacts on Session {
  id
  kind
  app
  name
  userId
  externalId
  metadata
  tags
  pinned
  lifecycle
  activity
  liveness
  status
  attentionRank
  currentTask {
    ...TaskFacts
  }
  taskCount
  heartbeatIntervalMs
  startedAt
  lastHeartbeatAt
  lastActivityAt
  endedAt
  durationSeconds
  isStale
  endReason
  endMessage
  error {
    message
    code
    helpUrl
  }
  kill {
    ...KillReceipt
  }
  canKill
  canPin
  attempt
  revision
}`) as unknown as TypedDocumentString<PinSessionMutation, PinSessionMutationVariables>;
export const UnpinSessionDocument = new TypedDocumentString(`
    mutation UnpinSession($input: UnpinSessionInput!) {
  unpinSession(input: $input) {
    __typename
    ... on UnpinSessionSuccess {
      session {
        ...SessionFacts
      }
    }
    ...Failure
  }
}
    fragment Failure on Error {
  code
  message
  ... on InvalidInputError {
    issues {
      path
      message
    }
  }
  ... on SessionNotFoundError {
    sessionId
  }
  ... on SessionEndedError {
    sessionId
    endReason
    endMessage
  }
  ... on SessionSupersededError {
    sessionId
  }
  ... on SessionQuotaError {
    limit
  }
  ... on SessionKilledRecentlyError {
    retryAt
    kill {
      ...KillOrder
    }
  }
  ... on TaskNotFoundError {
    taskId
  }
  ... on TaskFinishedError {
    taskId
    state
  }
  ... on TaskIdTakenError {
    taskId
  }
  ... on KillNotFoundError {
    killId
  }
  ... on PinLimitError {
    limit
  }
}
fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}
fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}
fragment SessionFacts on Session {
  id
  kind
  app
  name
  userId
  externalId
  metadata
  tags
  pinned
  lifecycle
  activity
  liveness
  status
  attentionRank
  currentTask {
    ...TaskFacts
  }
  taskCount
  heartbeatIntervalMs
  startedAt
  lastHeartbeatAt
  lastActivityAt
  endedAt
  durationSeconds
  isStale
  endReason
  endMessage
  error {
    message
    code
    helpUrl
  }
  kill {
    ...KillReceipt
  }
  canKill
  canPin
  attempt
  revision
}`) as unknown as TypedDocumentString<UnpinSessionMutation, UnpinSessionMutationVariables>;
export const SweepSessionsDocument = new TypedDocumentString(`
    mutation SweepSessions($input: SweepSessionsInput!) {
  sweepSessions(input: $input) {
    __typename
    ... on SweepSessionsSuccess {
      stale {
        ...SessionFacts
      }
      ended {
        ...SessionFacts
      }
    }
    ...Failure
  }
}
    fragment Failure on Error {
  code
  message
  ... on InvalidInputError {
    issues {
      path
      message
    }
  }
  ... on SessionNotFoundError {
    sessionId
  }
  ... on SessionEndedError {
    sessionId
    endReason
    endMessage
  }
  ... on SessionSupersededError {
    sessionId
  }
  ... on SessionQuotaError {
    limit
  }
  ... on SessionKilledRecentlyError {
    retryAt
    kill {
      ...KillOrder
    }
  }
  ... on TaskNotFoundError {
    taskId
  }
  ... on TaskFinishedError {
    taskId
    state
  }
  ... on TaskIdTakenError {
    taskId
  }
  ... on KillNotFoundError {
    killId
  }
  ... on PinLimitError {
    limit
  }
}
fragment KillOrder on Kill {
  id
  reason
  graceMs
  requestedAt
  requestedBy {
    kind
    id
    name
  }
}
fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}
fragment SessionFacts on Session {
  id
  kind
  app
  name
  userId
  externalId
  metadata
  tags
  pinned
  lifecycle
  activity
  liveness
  status
  attentionRank
  currentTask {
    ...TaskFacts
  }
  taskCount
  heartbeatIntervalMs
  startedAt
  lastHeartbeatAt
  lastActivityAt
  endedAt
  durationSeconds
  isStale
  endReason
  endMessage
  error {
    message
    code
    helpUrl
  }
  kill {
    ...KillReceipt
  }
  canKill
  canPin
  attempt
  revision
}`) as unknown as TypedDocumentString<SweepSessionsMutation, SweepSessionsMutationVariables>;
export const SessionChangesDocument = new TypedDocumentString(`
    subscription SessionChanges($filter: SessionFilter, $afterRevision: Revision) {
  sessionChanges(filter: $filter, afterRevision: $afterRevision) {
    revision
    upserted {
      ...SessionFacts
    }
    removed
    resync
  }
}
    fragment TaskFacts on Task {
  id
  parentId
  name
  state
  progress
  message
  error
  startedAt
  endedAt
}
fragment KillReceipt on Kill {
  id
  sessionId
  state
  requestedBy {
    kind
    id
    name
  }
  reason
  graceMs
  requestedAt
  sentAt
  acknowledgedAt
  endedAt
  evidence
  attempt
  previousId
}
fragment SessionFacts on Session {
  id
  kind
  app
  name
  userId
  externalId
  metadata
  tags
  pinned
  lifecycle
  activity
  liveness
  status
  attentionRank
  currentTask {
    ...TaskFacts
  }
  taskCount
  heartbeatIntervalMs
  startedAt
  lastHeartbeatAt
  lastActivityAt
  endedAt
  durationSeconds
  isStale
  endReason
  endMessage
  error {
    message
    code
    helpUrl
  }
  kill {
    ...KillReceipt
  }
  canKill
  canPin
  attempt
  revision
}`) as unknown as TypedDocumentString<SessionChangesSubscription, SessionChangesSubscriptionVariables>;