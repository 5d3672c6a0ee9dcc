/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What kind of caller acted. */
export type ActorKind =
  | 'BOOTSTRAP'
  | 'HOST'
  | 'JOIN_CODE'
  | 'KEY'
  | 'PERSON'
  | 'SESSION_TOKEN'
  | 'SYSTEM'
  | 'TERMINAL';

/** What an app key may do to the sessions of its apps. */
export type AppKeyRight =
  /** End them. */
  | 'KILL'
  /** List and watch them. */
  | 'READ'
  /** Register and drive them. */
  | 'REGISTER'
  /** Start remote access on hosts of these apps, and run commands there. */
  | 'REMOTE';

/** What is asked. */
export type ApprovalKind =
  /** Whether a command may run, exactly as it is shown. */
  | 'COMMAND'
  /** Anything an app asks, in its own words. */
  | 'QUESTION'
  /** Whether a remote-access session may start, and run commands without asking again. */
  | 'SESSION_START';

/** What became of a question. EXPIRED is not DENIED: nobody answered in time, or nobody acted within five minutes on what was approved. */
export type ApprovalState =
  | 'APPROVED'
  | 'CANCELLED'
  | 'DENIED'
  | 'EXPIRED'
  | 'PENDING';

export type ApproveInput = {
  /** Allows the same thing again: exactly what was shown, for who asked, in this session or on its host. Nothing unless said. */
  grant?: GrantTerms | null | undefined;
  id: string;
  /** What the asker is told; at most 1,000 characters. A repeat of the same answer keeps its first note. */
  note?: string | null | undefined;
};

export type CancelCommandInput = {
  id: string;
};

export type ChangePasswordInput = {
  currentPassword: string;
  /** 12 to 200 characters. */
  newPassword: string;
};

/** What became of a command. */
export type CommandState =
  /** Somebody took it back, or its session ended before it began. */
  | 'CANCELLED'
  /** A person said no. */
  | 'DENIED'
  /** What was approved was not begun within five minutes. Nobody said no. */
  | 'EXPIRED'
  /** It ended with another exit code or by a signal, or its host refused what it was given. */
  | 'FAILED'
  /** Its host was lost, or started anew, while it ran: nobody knows how it ended, unless told yet. */
  | 'LOST'
  /** It waits for a person. */
  | 'PENDING_APPROVAL'
  /** It waits for its host. */
  | 'QUEUED'
  /** Its host runs it. */
  | 'RUNNING'
  /** It ended by itself, with 0. */
  | 'SUCCEEDED'
  /** Its host ended it as its time was over. */
  | 'TIMED_OUT';

export type CreateAppKeyInput = {
  /** Null or absent: every app. */
  apps?: Array<string> | null | undefined;
  /** When it stops working; null or absent: never. */
  expiresAt?: string | null | undefined;
  /** 1 to 1,000,000; null or absent: any number. */
  maxRunningSessions?: number | null | undefined;
  /** 1 to 100 characters. */
  name: string;
  rights?: Array<AppKeyRight>;
};

export type CreateHostJoinCodeInput = {
  /** Whose the host is: rights to it follow its app. “remote” unless said. */
  app?: string | null | undefined;
  /** How long the code holds: 60,000 to 604,800,000 (7 days); an hour unless said. */
  expiresInMs?: number | null | undefined;
  /** At most 20; unless said, the host’s own. */
  labels?: Array<string> | null | undefined;
  /** What the host is called; unless said, what it calls itself. */
  name?: string | null | undefined;
};

export type CreatePersonInput = {
  /** Null or absent: every app. */
  apps?: Array<string> | null | undefined;
  /** 1 to 100 characters. */
  name: string;
  role: Role;
  /** At most 200 characters. */
  userId?: string | null | undefined;
};

export type DecideApprovalsInput = {
  decision: Verdict;
  /** 1 to 1,000. */
  ids: Array<string>;
  /** What the askers are told; at most 1,000 characters. */
  note?: string | null | undefined;
};

export type EndSessionInput = {
  id: string;
  /** At most 1,000 characters. */
  message?: string | null | undefined;
  reason?: OwnerEndReason;
};

export type EndSignInInput = {
  id: string;
};

export type EnvironmentVariableInput = {
  /** Letters, digits and _, and no digit first. */
  name: string;
  value: string;
};

/** What kind of expected failure; programs decide by this, never by the message. */
export type ErrorCode =
  | 'APPROVAL_CANCELLED'
  | 'APPROVAL_DECIDED'
  | 'APPROVAL_EXPIRED'
  | 'APPROVAL_LIMIT'
  | 'APPROVAL_NOT_FOUND'
  | 'APP_KEY_NOT_FOUND'
  | 'APP_KEY_REVOKED'
  | 'COMMAND_CLOSED'
  | 'COMMAND_LIMIT'
  | 'COMMAND_NOT_FOUND'
  | 'COMMAND_REFUSED'
  | 'FORBIDDEN'
  | 'GRANT_NOT_FOUND'
  | 'HOST_AWAY'
  | 'HOST_NAME_TAKEN'
  | 'HOST_NOT_FOUND'
  | 'INVALID_INPUT'
  | 'KILLED_RECENTLY'
  | 'KILL_NOT_FOUND'
  | 'LAST_ADMIN'
  | 'MODE_NOT_ALLOWED'
  | 'NAME_TAKEN'
  | 'OUTPUT_MISSING'
  | 'PERSON_NOT_FOUND'
  | 'PIN_LIMIT'
  | 'SANDBOX_MISSING'
  | 'SESSION_ENDED'
  | 'SESSION_NOT_ACTIVE'
  | 'SESSION_NOT_FOUND'
  | 'SESSION_QUOTA'
  | 'SIGN_IN_NOT_FOUND'
  | 'SUPERSEDED'
  | 'TASK_FINISHED'
  | 'TASK_ID_TAKEN'
  | 'TASK_NOT_FOUND'
  | 'WRONG_PASSWORD';

/** What the deadline of a question does. */
export type ExpiryRule =
  /** It closes the question as EXPIRED; nothing is allowed. */
  | 'DENY'
  /** Nothing: the question waits on, overdue. */
  | 'WAIT';

/** Which grants. Members narrow each other. */
export type GrantFilter = {
  /** At most 1,000. */
  apps?: Array<string> | null | undefined;
  sessionId?: string | null | undefined;
};

/** Where a grant counts. */
export type GrantPlace =
  /** In any session of the host that the command was to run on, of the same asker. */
  | 'HOST'
  /** In the session that asked. */
  | 'SESSION';

/** Whether a grant still covers what it was given for. */
export type GrantState =
  /** It does. */
  | 'ACTIVE'
  /** Its session has ended or changed hands. */
  | 'ENDED'
  /** Its time is over. */
  | 'EXPIRED'
  /** Somebody took it back. */
  | 'REVOKED'
  /** It was used as often as it may be. */
  | 'USED_UP';

/** How much is granted. */
export type GrantTerms = {
  /** In whole milliseconds: 1,000 to 2,592,000,000 (30 days). */
  forMs: number;
  /** SESSION unless said; HOST of commands alone. */
  on?: GrantPlace | null | undefined;
  /** 1 to 1,000. */
  uses: number;
};

/** How the end is known. */
export type KillEvidence =
  /** The host looked: no process of the session is left. */
  | 'HOST_VERIFIED'
  /** The owner said so. */
  | 'OWNER'
  /** The owner was silent until its lease ran out. */
  | 'VANISHED';

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
  | 'MANAGE_HOSTS'
  | 'MANAGE_KEYS'
  | 'MANAGE_PEOPLE'
  | 'PIN_SESSIONS'
  | 'SWEEP';

export type PinSessionInput = {
  id: string;
};

/** What was done. */
export type RecordAction =
  | 'APPROVAL_ACTED_ON'
  | 'APPROVAL_APPROVED'
  | 'APPROVAL_CANCELLED'
  | 'APPROVAL_DENIED'
  | 'APPROVAL_EXPIRED'
  | 'APPROVAL_LAPSED'
  | 'APPROVAL_REMINDED'
  | 'APPROVAL_REQUESTED'
  | 'APPROVAL_RULE_SET'
  | 'APPROVAL_SENT'
  | 'COMMAND_CANCELLED'
  | 'COMMAND_ENDED'
  | 'COMMAND_QUEUED'
  | 'COMMAND_REQUESTED'
  | 'COMMAND_STARTED'
  | 'GRANT_MADE'
  | 'GRANT_REVOKED'
  | 'GRANT_USED'
  | 'HOST_JOINED'
  | 'HOST_JOIN_CODE_CREATED'
  | 'HOST_REMOVED'
  | 'HOST_UPDATED'
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
  | 'REMOTE_SESSION_APPROVED'
  | 'REMOTE_SESSION_STARTED'
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

export type RemoveHostInput = {
  id: string;
};

export type RemovePersonInput = {
  id: string;
};

export type ResetPasswordInput = {
  id: string;
};

export type RevokeAppKeyInput = {
  id: string;
};

export type RevokeGrantInput = {
  id: string;
};

/** What a person may do. */
export type Role =
  /** Manages people and keys, and whatever operators do. */
  | 'ADMIN'
  /** Ends and pins sessions, and sees them. */
  | 'OPERATOR'
  /** Sees sessions. */
  | 'VIEWER';

export type RotateAppKeyInput = {
  id: string;
  /** How long the secret so far still works, in milliseconds: 0 to 2,592,000,000 (30 days); a day unless said. */
  overlapMs?: number | null | undefined;
};

export type RunCommandInput = {
  /** The program and its arguments: 1 to 1,000, 128 KiB in all. This, or a line. */
  argv?: Array<string> | null | undefined;
  /** The first folder of the host’s policy unless said. */
  cwd?: string | null | undefined;
  /** Added to the host’s own: at most 200, 128 KiB in all. */
  env?: Array<EnvironmentVariableInput> | null | undefined;
  /** The asker’s own key for this command: asked again with it, the same command is given. */
  key: string;
  /** At most 64 KiB; runs as exactly sh -c with it. */
  line?: string | null | undefined;
  sessionId: string;
  /** What it reads; at most 64 KiB. Nothing unless said. */
  stdin?: string | null | undefined;
  /** 1,000 to 86,400,000 (a day); 600,000 unless said. */
  timeoutMs?: number | null | undefined;
};

/** Who says yes to the commands of a remote-access session. */
export type SafetyMode =
  /** A person, to the session; its commands run. */
  | 'AUTONOMOUS'
  /** Nobody: commands run in a sandbox that nothing of them outlives. */
  | 'READ_ONLY'
  /** A person, to each command. */
  | 'SUPERVISED';

/** What a session is doing: REQUIRES_ACTION while a question of it waits for a person, else RUNNING while a task is open, unless its owner says REQUIRES_ACTION or PAUSED. */
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

export type SetApprovalRuleInput = {
  app: string;
  needsSomebodyElse: boolean;
};

export type StartRemoteSessionInput = {
  hostId: string;
  /** The caller’s own, at most 100 characters: with the same again, the same session is given. */
  key?: string | null | undefined;
  /** At most 16,384 bytes as JSON. */
  metadata?: Record<string, unknown> | null | undefined;
  /** Why, for whoever sees it: 1 to 200 characters. */
  reason: string;
  safetyMode: SafetyMode;
  /** One that the host allows; unless said, the first of its policy. */
  systemUser?: string | null | undefined;
  /** The user it works for. For app keys: a person works for themselves. */
  userId?: string | null | undefined;
};

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

/** The whole of what an admin decides about a key. */
export type UpdateAppKeyInput = {
  /** Null or absent: every app. */
  apps?: Array<string> | null | undefined;
  /** When it stops working; null or absent: never. */
  expiresAt?: string | null | undefined;
  id: string;
  /** 1 to 1,000,000; null or absent: any number. */
  maxRunningSessions?: number | null | undefined;
  /** 1 to 100 characters. */
  name: string;
  rights: Array<AppKeyRight>;
};

/** What is left out stays as it is. */
export type UpdateHostInput = {
  id: string;
  /** At most 20. */
  labels?: Array<string> | null | undefined;
  /** 1 to 100 characters. */
  name?: string | null | undefined;
  /** Whether what its sessions ask must be answered by somebody else than who asks. */
  needsSomebodyElse?: boolean | null | undefined;
};

/** The whole of what an admin decides about a person. */
export type UpdatePersonInput = {
  /** Null or absent: every app. */
  apps?: Array<string> | null | undefined;
  id: string;
  /** 1 to 100 characters. */
  name: string;
  role: Role;
  /** At most 200 characters. */
  userId?: string | null | undefined;
};

/** An answer to a question. */
export type Verdict =
  | 'APPROVE'
  | 'DENY';

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { permissions: Array<Permission>, actor: { name: string }, person: { id: string, role: Role, apps: Array<string> | null } | null } };

export type AccountQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountQuery = { viewer: { person: { id: string, name: string, role: Role, apps: Array<string> | null, userId: string | null, hasPassword: boolean, identityProvider: string | null, signIns: Array<{ id: string, createdAt: string, lastSeenAt: string, expiresAt: string, isCurrent: boolean, origin: string | null }> } | null } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword:
    | { __typename: 'ChangePasswordSuccess', person: { id: string } }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'WrongPasswordError', code: ErrorCode, message: string }
   };

export type ApprovalRowFragment = { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null };

export type InboxQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type InboxQuery = { approvals: { revision: string, edges: Array<{ node: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type InboxChangesSubscriptionVariables = Exact<{
  afterRevision?: string | null | undefined;
}>;


export type InboxChangesSubscription = { approvalChanges: { revision: string, resync: boolean, upserted: Array<{ id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null }> } };

export type OpenApprovalQueryVariables = Exact<{
  id: string;
}>;


export type OpenApprovalQuery = { approval: { details: Record<string, unknown>, id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } | null };

export type DecideApprovalsMutationVariables = Exact<{
  input: DecideApprovalsInput;
}>;


export type DecideApprovalsMutation = { decideApprovals:
    | { __typename: 'DecideApprovalsSuccess', results: Array<
        | { __typename: 'ApprovalCancelledError', message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }
        | { __typename: 'ApprovalDecidedError', message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }
        | { __typename: 'ApprovalExpiredError', message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }
        | { __typename: 'ApprovalNotFoundError', message: string }
        | { __typename: 'DecideApprovalSuccess', approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }
        | { __typename: 'ForbiddenError', message: string }
      > }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string }
   };

export type GrantRowFragment = { id: string, approvalId: string, sessionId: string, app: string, title: string, on: GrantPlace, expiresAt: string, uses: number, usedCount: number, state: GrantState, canRevoke: boolean, askedBy: { name: string }, grantedBy: { id: string | null, name: string }, revokedBy: { id: string | null, name: string } | null };

export type GrantsQueryVariables = Exact<{
  filter?: GrantFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type GrantsQuery = { grants: { edges: Array<{ node: { id: string, approvalId: string, sessionId: string, app: string, title: string, on: GrantPlace, expiresAt: string, uses: number, usedCount: number, state: GrantState, canRevoke: boolean, askedBy: { name: string }, grantedBy: { id: string | null, name: string }, revokedBy: { id: string | null, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ApproveGrantingMutationVariables = Exact<{
  input: ApproveInput;
}>;


export type ApproveGrantingMutation = { approve:
    | { __typename: 'ApprovalCancelledError', message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }
    | { __typename: 'ApprovalDecidedError', message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }
    | { __typename: 'ApprovalExpiredError', message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } }
    | { __typename: 'ApprovalNotFoundError', message: string }
    | { __typename: 'ApproveSuccess', approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null }, grant: { id: string } | null }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string }
   };

export type RevokeGrantMutationVariables = Exact<{
  input: RevokeGrantInput;
}>;


export type RevokeGrantMutation = { revokeGrant:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'GrantNotFoundError', message: string }
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'RevokeGrantSuccess', grant: { id: string, approvalId: string, sessionId: string, app: string, title: string, on: GrantPlace, expiresAt: string, uses: number, usedCount: number, state: GrantState, canRevoke: boolean, askedBy: { name: string }, grantedBy: { id: string | null, name: string }, revokedBy: { id: string | null, name: string } | null } }
   };

export type KnownAppsQueryVariables = Exact<{ [key: string]: never; }>;


export type KnownAppsQuery = { sessionCounts: Array<{ key: string | null, count: number }> };

export type QuickStartQueryVariables = Exact<{ [key: string]: never; }>;


export type QuickStartQuery = { quickStart: { url: string, key: string | null } };

export type HostRowFragment = { id: string, name: string, app: string, labels: Array<string>, isConnected: boolean, connectedAt: string | null, lastHeardAt: string | null, joinedAt: string, needsSomebodyElse: boolean, runningSessionCount: number, canManage: boolean, canStart: boolean, joinedBy: { name: string }, system: { platform: string, release: string, arch: string, hostname: string, cpuCount: number, memoryBytes: number, version: string }, abilities: { modes: Array<SafetyMode>, sandbox: boolean, sandboxProblem: string | null, pidNamespaces: boolean, systemUsers: Array<string>, folders: Array<string> } };

export type HostsRevisionQueryVariables = Exact<{ [key: string]: never; }>;


export type HostsRevisionQuery = { sessions: { revision: string } };

export type HostsQueryVariables = Exact<{ [key: string]: never; }>;


export type HostsQuery = { hosts: Array<{ id: string, name: string, app: string, labels: Array<string>, isConnected: boolean, connectedAt: string | null, lastHeardAt: string | null, joinedAt: string, needsSomebodyElse: boolean, runningSessionCount: number, canManage: boolean, canStart: boolean, joinedBy: { name: string }, system: { platform: string, release: string, arch: string, hostname: string, cpuCount: number, memoryBytes: number, version: string }, abilities: { modes: Array<SafetyMode>, sandbox: boolean, sandboxProblem: string | null, pidNamespaces: boolean, systemUsers: Array<string>, folders: Array<string> } }> };

export type HostsChangesSubscriptionVariables = Exact<{
  afterRevision?: string | null | undefined;
}>;


export type HostsChangesSubscription = { hostChanges: { revision: string, removed: Array<string>, resync: boolean, upserted: Array<{ id: string, name: string, app: string, labels: Array<string>, isConnected: boolean, connectedAt: string | null, lastHeardAt: string | null, joinedAt: string, needsSomebodyElse: boolean, runningSessionCount: number, canManage: boolean, canStart: boolean, joinedBy: { name: string }, system: { platform: string, release: string, arch: string, hostname: string, cpuCount: number, memoryBytes: number, version: string }, abilities: { modes: Array<SafetyMode>, sandbox: boolean, sandboxProblem: string | null, pidNamespaces: boolean, systemUsers: Array<string>, folders: Array<string> } }> } };

export type HostLoadRowFragment = { id: string, load: { loadAverage: number, freeMemoryBytes: number, runningCommands: number, at: string } | null };

export type HostLoadsQueryVariables = Exact<{ [key: string]: never; }>;


export type HostLoadsQuery = { hosts: Array<{ id: string, load: { loadAverage: number, freeMemoryBytes: number, runningCommands: number, at: string } | null }> };

export type CreateHostJoinCodeMutationVariables = Exact<{
  input: CreateHostJoinCodeInput;
}>;


export type CreateHostJoinCodeMutation = { createHostJoinCode:
    | { __typename: 'CreateHostJoinCodeSuccess', joinCode: string, expiresAt: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'HostNameTakenError', message: string }
    | { __typename: 'InvalidInputError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateHostMutationVariables = Exact<{
  input: UpdateHostInput;
}>;


export type UpdateHostMutation = { updateHost:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'HostNameTakenError', message: string }
    | { __typename: 'HostNotFoundError', message: string }
    | { __typename: 'InvalidInputError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'UpdateHostSuccess', host: { id: string, name: string, app: string, labels: Array<string>, isConnected: boolean, connectedAt: string | null, lastHeardAt: string | null, joinedAt: string, needsSomebodyElse: boolean, runningSessionCount: number, canManage: boolean, canStart: boolean, joinedBy: { name: string }, system: { platform: string, release: string, arch: string, hostname: string, cpuCount: number, memoryBytes: number, version: string }, abilities: { modes: Array<SafetyMode>, sandbox: boolean, sandboxProblem: string | null, pidNamespaces: boolean, systemUsers: Array<string>, folders: Array<string> } } }
   };

export type RemoveHostMutationVariables = Exact<{
  input: RemoveHostInput;
}>;


export type RemoveHostMutation = { removeHost:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'HostNotFoundError', message: string }
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'RemoveHostSuccess' }
   };

export type ApprovalRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ApprovalRulesQuery = { approvalRules: Array<{ app: string, needsSomebodyElse: boolean }> };

export type SetApprovalRuleMutationVariables = Exact<{
  input: SetApprovalRuleInput;
}>;


export type SetApprovalRuleMutation = { setApprovalRule:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'SetApprovalRuleSuccess' }
   };

export type AppKeyRowFragment = { id: string, name: string, apps: Array<string> | null, rights: Array<AppKeyRight>, createdAt: string, createdBy: string, expiresAt: string | null, lastUsedAt: string | null, maxRunningSessions: number | null, previousSecretExpiresAt: string | null, revokedAt: string | null, runningSessions: number };

export type AppKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type AppKeysQuery = { appKeys: Array<{ id: string, name: string, apps: Array<string> | null, rights: Array<AppKeyRight>, createdAt: string, createdBy: string, expiresAt: string | null, lastUsedAt: string | null, maxRunningSessions: number | null, previousSecretExpiresAt: string | null, revokedAt: string | null, runningSessions: number }> };

export type ServerAddressQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerAddressQuery = { quickStart: { url: string } };

export type CreateAppKeyMutationVariables = Exact<{
  input: CreateAppKeyInput;
}>;


export type CreateAppKeyMutation = { createAppKey:
    | { __typename: 'CreateAppKeySuccess', secret: string, appKey: { id: string, name: string, apps: Array<string> | null, rights: Array<AppKeyRight>, createdAt: string, createdBy: string, expiresAt: string | null, lastUsedAt: string | null, maxRunningSessions: number | null, previousSecretExpiresAt: string | null, revokedAt: string | null, runningSessions: number } }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateAppKeyMutationVariables = Exact<{
  input: UpdateAppKeyInput;
}>;


export type UpdateAppKeyMutation = { updateAppKey:
    | { __typename: 'AppKeyNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'AppKeyRevokedError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'UpdateAppKeySuccess', appKey: { id: string, name: string, apps: Array<string> | null, rights: Array<AppKeyRight>, createdAt: string, createdBy: string, expiresAt: string | null, lastUsedAt: string | null, maxRunningSessions: number | null, previousSecretExpiresAt: string | null, revokedAt: string | null, runningSessions: number } }
   };

export type RotateAppKeyMutationVariables = Exact<{
  input: RotateAppKeyInput;
}>;


export type RotateAppKeyMutation = { rotateAppKey:
    | { __typename: 'AppKeyNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'AppKeyRevokedError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'RotateAppKeySuccess', secret: string, appKey: { id: string, name: string, apps: Array<string> | null, rights: Array<AppKeyRight>, createdAt: string, createdBy: string, expiresAt: string | null, lastUsedAt: string | null, maxRunningSessions: number | null, previousSecretExpiresAt: string | null, revokedAt: string | null, runningSessions: number } }
   };

export type RevokeAppKeyMutationVariables = Exact<{
  input: RevokeAppKeyInput;
}>;


export type RevokeAppKeyMutation = { revokeAppKey:
    | { __typename: 'AppKeyNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'RevokeAppKeySuccess', appKey: { id: string, name: string, apps: Array<string> | null, rights: Array<AppKeyRight>, createdAt: string, createdBy: string, expiresAt: string | null, lastUsedAt: string | null, maxRunningSessions: number | null, previousSecretExpiresAt: string | null, revokedAt: string | null, runningSessions: number } }
   };

export type KillSessionsMutationVariables = Exact<{
  input: KillSessionsInput;
}>;


export type KillSessionsMutation = { killSessions:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'KillSessionsSuccess', results: Array<
        | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
        | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
        | { __typename: 'KillSessionSuccess', kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } }
        | { __typename: 'SessionEndedError', code: ErrorCode, message: string }
        | { __typename: 'SessionNotFoundError', code: ErrorCode, message: string }
      > }
   };

export type PersonRowFragment = { id: string, name: string, role: Role, apps: Array<string> | null, userId: string | null, createdAt: string, hasPassword: boolean, identityProvider: string | null, lastSeenAt: string | null, setUpLinkExpiresAt: string | null, signIns: Array<{ id: string, createdAt: string, lastSeenAt: string, expiresAt: string, isCurrent: boolean, origin: string | null }> };

export type PeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type PeopleQuery = { people: Array<{ id: string, name: string, role: Role, apps: Array<string> | null, userId: string | null, createdAt: string, hasPassword: boolean, identityProvider: string | null, lastSeenAt: string | null, setUpLinkExpiresAt: string | null, signIns: Array<{ id: string, createdAt: string, lastSeenAt: string, expiresAt: string, isCurrent: boolean, origin: string | null }> }> };

export type CreatePersonMutationVariables = Exact<{
  input: CreatePersonInput;
}>;


export type CreatePersonMutation = { createPerson:
    | { __typename: 'CreatePersonSuccess', person: { id: string, name: string }, setUpLink: { expiresAt: string, url: string } }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'NameTakenError', code: ErrorCode, message: string }
   };

export type UpdatePersonMutationVariables = Exact<{
  input: UpdatePersonInput;
}>;


export type UpdatePersonMutation = { updatePerson:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'LastAdminError', code: ErrorCode, message: string }
    | { __typename: 'NameTakenError', code: ErrorCode, message: string }
    | { __typename: 'PersonNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'UpdatePersonSuccess', person: { id: string, name: string } }
   };

export type RemovePersonMutationVariables = Exact<{
  input: RemovePersonInput;
}>;


export type RemovePersonMutation = { removePerson:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LastAdminError', code: ErrorCode, message: string }
    | { __typename: 'PersonNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RemovePersonSuccess', personId: string }
   };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'PersonNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ResetPasswordSuccess', person: { id: string, name: string }, setUpLink: { expiresAt: string, url: string } }
   };

export type CommandRowFragment = { id: string, sessionId: string, state: CommandState, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, requestedAt: string, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { id: string | null, name: string }, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } | null };

export type SessionCommandsQueryVariables = Exact<{
  sessionId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type SessionCommandsQuery = { commands: { revision: string, edges: Array<{ node: { id: string, sessionId: string, state: CommandState, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, requestedAt: string, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { id: string | null, name: string }, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SessionCommandsChangesSubscriptionVariables = Exact<{
  sessionId: string;
  afterRevision?: string | null | undefined;
}>;


export type SessionCommandsChangesSubscription = { commandChanges: { revision: string, resync: boolean, upserted: Array<{ id: string, sessionId: string, state: CommandState, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, requestedAt: string, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { id: string | null, name: string }, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } | null }> } };

export type CommandOutputSubscriptionVariables = Exact<{
  commandId: string;
  afterOffset: number;
}>;


export type CommandOutputSubscription = { commandOutput: { offset: number, outputBytes: number, isEnd: boolean, outputTruncated: boolean, chunks: Array<{ offset: number, data: string }> } };

export type RunCommandMutationVariables = Exact<{
  input: RunCommandInput;
}>;


export type RunCommandMutation = { runCommand:
    | { __typename: 'CommandLimitError', message: string }
    | { __typename: 'CommandRefusedError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'HostAwayError', message: string }
    | { __typename: 'InvalidInputError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'RunCommandSuccess', command: { id: string, sessionId: string, state: CommandState, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, requestedAt: string, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { id: string | null, name: string }, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } | null } }
    | { __typename: 'SessionEndedError', message: string }
    | { __typename: 'SessionNotActiveError', message: string }
    | { __typename: 'SessionNotFoundError', message: string }
   };

export type CancelCommandMutationVariables = Exact<{
  input: CancelCommandInput;
}>;


export type CancelCommandMutation = { cancelCommand:
    | { __typename: 'CancelCommandSuccess', command: { id: string, sessionId: string, state: CommandState, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, requestedAt: string, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { id: string | null, name: string }, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, canDecide: boolean, needsSomebodyElse: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, askedBy: { kind: ActorKind, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null, session: { name: string | null } | null } | null } }
    | { __typename: 'CommandNotFoundError', message: string }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string }
   };

export type RemoteRowFragment = { durationSeconds: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, systemUser: string | null, reason: string, commandsExecuted: number, worksUntil: string | null, host: { id: string, name: string, isConnected: boolean }, startedBy: { id: string | null, name: string } } | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null };

export type RemoteSessionsQueryVariables = Exact<{
  filter: SessionFilter;
  first: number;
}>;


export type RemoteSessionsQuery = { sessions: { revision: string, edges: Array<{ node: { durationSeconds: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, systemUser: string | null, reason: string, commandsExecuted: number, worksUntil: string | null, host: { id: string, name: string, isConnected: boolean }, startedBy: { id: string | null, name: string } } | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }>, pinned: Array<{ durationSeconds: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, systemUser: string | null, reason: string, commandsExecuted: number, worksUntil: string | null, host: { id: string, name: string, isConnected: boolean }, startedBy: { id: string | null, name: string } } | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type RemoteSessionsChangesSubscriptionVariables = Exact<{
  filter: SessionFilter;
  afterRevision?: string | null | undefined;
}>;


export type RemoteSessionsChangesSubscription = { sessionChanges: { revision: string, removed: Array<string>, resync: boolean, upserted: Array<{ durationSeconds: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, systemUser: string | null, reason: string, commandsExecuted: number, worksUntil: string | null, host: { id: string, name: string, isConnected: boolean }, startedBy: { id: string | null, name: string } } | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type EndRemoteSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndRemoteSessionMutation = { endSession:
    | { __typename: 'EndSessionSuccess', session: { durationSeconds: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, systemUser: string | null, reason: string, commandsExecuted: number, worksUntil: string | null, host: { id: string, name: string, isConnected: boolean }, startedBy: { id: string | null, name: string } } | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'SessionNotFoundError', message: string }
    | { __typename: 'SessionSupersededError', message: string }
   };

export type StartRemoteSessionMutationVariables = Exact<{
  input: StartRemoteSessionInput;
}>;


export type StartRemoteSessionMutation = { startRemoteSession:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'HostAwayError', message: string }
    | { __typename: 'HostNotFoundError', message: string }
    | { __typename: 'InvalidInputError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'ModeNotAllowedError', message: string }
    | { __typename: 'SandboxMissingError', problem: string, message: string }
    | { __typename: 'StartRemoteSessionSuccess', requiresApproval: boolean, session: { id: string } }
   };

export type SessionDetailFragment = { externalId: string | null, tags: Array<string>, heartbeatIntervalMs: number, metadata: Record<string, unknown>, lastActivityAt: string, durationSeconds: number, isStale: boolean, attempt: number, taskCount: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, commandsExecuted: number, host: { id: string, name: string } } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, tasks: Array<{ id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null }>, changes: { edges: Array<{ cursor: string, node: { id: string, at: string, action: RecordAction, origin: string | null, note: string | null, after: Record<string, unknown>, actor: { kind: ActorKind, id: string | null, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null };

export type ChangePageFragment = { edges: Array<{ cursor: string, node: { id: string, at: string, action: RecordAction, origin: string | null, note: string | null, after: Record<string, unknown>, actor: { kind: ActorKind, id: string | null, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type SessionDetailQueryVariables = Exact<{
  id: string;
}>;


export type SessionDetailQuery = { sessions: { revision: string, edges: Array<{ node: { externalId: string | null, tags: Array<string>, heartbeatIntervalMs: number, metadata: Record<string, unknown>, lastActivityAt: string, durationSeconds: number, isStale: boolean, attempt: number, taskCount: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, commandsExecuted: number, host: { id: string, name: string } } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, tasks: Array<{ id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null }>, changes: { edges: Array<{ cursor: string, node: { id: string, at: string, action: RecordAction, origin: string | null, note: string | null, after: Record<string, unknown>, actor: { kind: ActorKind, id: string | null, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }>, pinned: Array<{ externalId: string | null, tags: Array<string>, heartbeatIntervalMs: number, metadata: Record<string, unknown>, lastActivityAt: string, durationSeconds: number, isStale: boolean, attempt: number, taskCount: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, commandsExecuted: number, host: { id: string, name: string } } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, tasks: Array<{ id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null }>, changes: { edges: Array<{ cursor: string, node: { id: string, at: string, action: RecordAction, origin: string | null, note: string | null, after: Record<string, unknown>, actor: { kind: ActorKind, id: string | null, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type SessionDetailChangesSubscriptionVariables = Exact<{
  id: string;
  afterRevision?: string | null | undefined;
}>;


export type SessionDetailChangesSubscription = { sessionChanges: { revision: string, removed: Array<string>, resync: boolean, upserted: Array<{ externalId: string | null, tags: Array<string>, heartbeatIntervalMs: number, metadata: Record<string, unknown>, lastActivityAt: string, durationSeconds: number, isStale: boolean, attempt: number, taskCount: number, id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, remote: { safetyMode: SafetyMode, commandsExecuted: number, host: { id: string, name: string } } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, tasks: Array<{ id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null }>, changes: { edges: Array<{ cursor: string, node: { id: string, at: string, action: RecordAction, origin: string | null, note: string | null, after: Record<string, unknown>, actor: { kind: ActorKind, id: string | null, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type EarlierChangesQueryVariables = Exact<{
  id: string;
  after: string;
}>;


export type EarlierChangesQuery = { session: { changes: { edges: Array<{ cursor: string, node: { id: string, at: string, action: RecordAction, origin: string | null, note: string | null, after: Record<string, unknown>, actor: { kind: ActorKind, id: string | null, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type FleetRevisionQueryVariables = Exact<{ [key: string]: never; }>;


export type FleetRevisionQuery = { sessions: { revision: string } };

export type FleetChangesSubscriptionVariables = Exact<{
  afterRevision?: string | null | undefined;
}>;


export type FleetChangesSubscription = { sessionChanges: { revision: string, resync: boolean } };

export type KillReceiptFragment = { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } };

export type SessionRowFragment = { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null };

export type SessionListQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy: SessionOrder;
  first: number;
}>;


export type SessionListQuery = { sessions: { totalCount: number, revision: string, edges: Array<{ node: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, pinned: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type MoreSessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy: SessionOrder;
  first: number;
  after: string;
}>;


export type MoreSessionsQuery = { sessions: { edges: Array<{ node: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AnySessionQueryVariables = Exact<{ [key: string]: never; }>;


export type AnySessionQuery = { sessions: { edges: Array<{ node: { id: string } }>, pinned: Array<{ id: string }> } };

export type FindSessionsQueryVariables = Exact<{
  words: string;
  first: number;
}>;


export type FindSessionsQuery = { sessions: { edges: Array<{ node: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }>, pinned: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type SessionListChangesSubscriptionVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  afterRevision?: string | null | undefined;
}>;


export type SessionListChangesSubscription = { sessionChanges: { revision: string, removed: Array<string>, resync: boolean, upserted: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type SessionsByIdQueryVariables = Exact<{
  ids: Array<string> | string;
  first: number;
}>;


export type SessionsByIdQuery = { sessions: { edges: Array<{ node: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }>, pinned: Array<{ id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null }> } };

export type LastHeartbeatsQueryVariables = Exact<{
  ids: Array<string> | string;
  first: number;
}>;


export type LastHeartbeatsQuery = { sessions: { edges: Array<{ node: { id: string, lastHeartbeatAt: string } }>, pinned: Array<{ id: string, lastHeartbeatAt: string }> } };

export type SessionCountsQueryVariables = Exact<{
  fleet?: SessionFilter | null | undefined;
  matching?: SessionFilter | null | undefined;
}>;


export type SessionCountsQuery = { fleet: Array<{ key: string | null, count: number }>, matching: Array<{ key: string | null, count: number }> };

export type SessionFacetQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  by: SessionCountBy;
}>;


export type SessionFacetQuery = { sessionCounts: Array<{ key: string | null, count: number }> };

export type PinSessionMutationVariables = Exact<{
  input: PinSessionInput;
}>;


export type PinSessionMutation = { pinSession:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'PinLimitError', message: string }
    | { __typename: 'PinSessionSuccess', session: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }
    | { __typename: 'SessionNotFoundError', message: string }
   };

export type UnpinSessionMutationVariables = Exact<{
  input: UnpinSessionInput;
}>;


export type UnpinSessionMutation = { unpinSession:
    | { __typename: 'ForbiddenError', message: string }
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'SessionNotFoundError', message: string }
    | { __typename: 'UnpinSessionSuccess', session: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, pinned: boolean, canKill: boolean, canPin: boolean, lifecycle: SessionLifecycle, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, startedAt: string, lastHeartbeatAt: string, endedAt: string | null, endReason: SessionEndReason | null, endMessage: string | null, error: { message: string } | null, currentTask: { id: string, name: string, progress: number | null, message: string | null, startedAt: string } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, survivors: Array<string>, attempt: number, requestedBy: { kind: ActorKind, name: string } } | null } }
   };

export type SignInRowFragment = { id: string, createdAt: string, lastSeenAt: string, expiresAt: string, isCurrent: boolean, origin: string | null };

export type EndSignInMutationVariables = Exact<{
  input: EndSignInInput;
}>;


export type EndSignInMutation = { endSignIn:
    | { __typename: 'EndSignInSuccess', signInId: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SignInNotFoundError', code: ErrorCode, message: string }
   };

export type EndOtherSignInsMutationVariables = Exact<{ [key: string]: never; }>;


export type EndOtherSignInsMutation = { endOtherSignIns:
    | { __typename: 'EndOtherSignInsSuccess', count: number }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
   };

export const GrantRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GrantRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Grant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"approvalId"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"askedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"grantedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"uses"}},{"kind":"Field","name":{"kind":"Name","value":"usedCount"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revokedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"canRevoke"}}]}}]} as unknown as DocumentNode<GrantRowFragment, unknown>;
export const HostRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HostRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Host"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"labels"}},{"kind":"Field","name":{"kind":"Name","value":"isConnected"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastHeardAt"}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"joinedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"needsSomebodyElse"}},{"kind":"Field","name":{"kind":"Name","value":"runningSessionCount"}},{"kind":"Field","name":{"kind":"Name","value":"canManage"}},{"kind":"Field","name":{"kind":"Name","value":"canStart"}},{"kind":"Field","name":{"kind":"Name","value":"system"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"release"}},{"kind":"Field","name":{"kind":"Name","value":"arch"}},{"kind":"Field","name":{"kind":"Name","value":"hostname"}},{"kind":"Field","name":{"kind":"Name","value":"cpuCount"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"Field","name":{"kind":"Name","value":"abilities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modes"}},{"kind":"Field","name":{"kind":"Name","value":"sandbox"}},{"kind":"Field","name":{"kind":"Name","value":"sandboxProblem"}},{"kind":"Field","name":{"kind":"Name","value":"pidNamespaces"}},{"kind":"Field","name":{"kind":"Name","value":"systemUsers"}},{"kind":"Field","name":{"kind":"Name","value":"folders"}}]}}]}}]} as unknown as DocumentNode<HostRowFragment, unknown>;
export const HostLoadRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HostLoadRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Host"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"load"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"loadAverage"}},{"kind":"Field","name":{"kind":"Name","value":"freeMemoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"runningCommands"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]} as unknown as DocumentNode<HostLoadRowFragment, unknown>;
export const AppKeyRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppKeyRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AppKey"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"apps"}},{"kind":"Field","name":{"kind":"Name","value":"rights"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxRunningSessions"}},{"kind":"Field","name":{"kind":"Name","value":"previousSecretExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"runningSessions"}}]}}]} as unknown as DocumentNode<AppKeyRowFragment, unknown>;
export const SignInRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignInRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"isCurrent"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}}]}}]} as unknown as DocumentNode<SignInRowFragment, unknown>;
export const PersonRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"apps"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassword"}},{"kind":"Field","name":{"kind":"Name","value":"identityProvider"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"setUpLinkExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"signIns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SignInRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignInRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"isCurrent"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}}]}}]} as unknown as DocumentNode<PersonRowFragment, unknown>;
export const ApprovalRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApprovalRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Approval"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"askedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"onExpiry"}},{"kind":"Field","name":{"kind":"Name","value":"remindedCount"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"canDecide"}},{"kind":"Field","name":{"kind":"Name","value":"needsSomebodyElse"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"grantId"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"actedAt"}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ApprovalRowFragment, unknown>;
export const CommandRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CommandRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Command"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"argv"}},{"kind":"Field","name":{"kind":"Name","value":"line"}},{"kind":"Field","name":{"kind":"Name","value":"executable"}},{"kind":"Field","name":{"kind":"Name","value":"executableDigest"}},{"kind":"Field","name":{"kind":"Name","value":"cwd"}},{"kind":"Field","name":{"kind":"Name","value":"env"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stdin"}},{"kind":"Field","name":{"kind":"Name","value":"timeoutMs"}},{"kind":"Field","name":{"kind":"Name","value":"systemUser"}},{"kind":"Field","name":{"kind":"Name","value":"sandbox"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"approval"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ApprovalRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"exitCode"}},{"kind":"Field","name":{"kind":"Name","value":"signal"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"outputBytes"}},{"kind":"Field","name":{"kind":"Name","value":"outputTruncated"}},{"kind":"Field","name":{"kind":"Name","value":"outputKeptUntil"}},{"kind":"Field","name":{"kind":"Name","value":"isCancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ApprovalRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Approval"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"askedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"onExpiry"}},{"kind":"Field","name":{"kind":"Name","value":"remindedCount"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"canDecide"}},{"kind":"Field","name":{"kind":"Name","value":"needsSomebodyElse"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"grantId"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"actedAt"}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<CommandRowFragment, unknown>;
export const KillReceiptFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KillReceipt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kill"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"graceMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"survivors"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<KillReceiptFragment, unknown>;
export const SessionRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"pinned"}},{"kind":"Field","name":{"kind":"Name","value":"canKill"}},{"kind":"Field","name":{"kind":"Name","value":"canPin"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"liveness"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attentionRank"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastHeartbeatAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}},{"kind":"Field","name":{"kind":"Name","value":"endMessage"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"currentTask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kill"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"KillReceipt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KillReceipt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kill"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"graceMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"survivors"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<SessionRowFragment, unknown>;
export const RemoteRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RemoteRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionRow"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"remote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"host"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isConnected"}}]}},{"kind":"Field","name":{"kind":"Name","value":"safetyMode"}},{"kind":"Field","name":{"kind":"Name","value":"systemUser"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"startedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"commandsExecuted"}},{"kind":"Field","name":{"kind":"Name","value":"worksUntil"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KillReceipt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kill"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"graceMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"survivors"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"pinned"}},{"kind":"Field","name":{"kind":"Name","value":"canKill"}},{"kind":"Field","name":{"kind":"Name","value":"canPin"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"liveness"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attentionRank"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastHeartbeatAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}},{"kind":"Field","name":{"kind":"Name","value":"endMessage"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"currentTask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kill"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"KillReceipt"}}]}}]}}]} as unknown as DocumentNode<RemoteRowFragment, unknown>;
export const ChangePageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangePage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]} as unknown as DocumentNode<ChangePageFragment, unknown>;
export const SessionDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionRow"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"heartbeatIntervalMs"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"lastActivityAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"isStale"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"remote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"host"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"safetyMode"}},{"kind":"Field","name":{"kind":"Name","value":"commandsExecuted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taskCount"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"helpUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"parentId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangePage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KillReceipt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kill"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"graceMs"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"survivors"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"pinned"}},{"kind":"Field","name":{"kind":"Name","value":"canKill"}},{"kind":"Field","name":{"kind":"Name","value":"canPin"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"}},{"kind":"Field","name":{"kind":"Name","value":"liveness"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attentionRank"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastHeartbeatAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}},{"kind":"Field","name":{"kind":"Name","value":"endMessage"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"currentTask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"kill"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"KillReceipt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangePage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]} as unknown as DocumentNode<SessionDetailFragment, unknown>;
export const ViewerDocument = {"__meta__":{"documentId":"sha256:8048edaf4ef78012a540b1eda11b96b0cd1e2d7c8ec8fb2ecdddece171e4020d"}} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const AccountDocument = {"__meta__":{"documentId":"sha256:2816817cb04962db5330c642fc91907a160f11fda65aa34e4817b58d538c2cf4"}} as unknown as DocumentNode<AccountQuery, AccountQueryVariables>;
export const ChangePasswordDocument = {"__meta__":{"documentId":"sha256:0b5d53754192e4a26c598aefec29e6e035b68b6c9fd3dc15bbf548c394cc8bbb"}} as unknown as DocumentNode<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const InboxDocument = {"__meta__":{"documentId":"sha256:4337cf5061c19ca7a0f9559415f5cbe5f7f94b5dc3c2753be1e61f87b628c240"}} as unknown as DocumentNode<InboxQuery, InboxQueryVariables>;
export const InboxChangesDocument = {"__meta__":{"documentId":"sha256:e76b16fb2a9c6d1aaf0883f2ad6367f29e52ff59c158891bd6ea62ecc940a4c4"}} as unknown as DocumentNode<InboxChangesSubscription, InboxChangesSubscriptionVariables>;
export const OpenApprovalDocument = {"__meta__":{"documentId":"sha256:a7f6577cfee1a91baa329f347c71e27e9c5d18f24c540047ab99b721871bff1d"}} as unknown as DocumentNode<OpenApprovalQuery, OpenApprovalQueryVariables>;
export const DecideApprovalsDocument = {"__meta__":{"documentId":"sha256:eb8b364ac8f30f3ffecdcb7b5bf08a1fca7a8b87c53709a6899fae72c5d1a306"}} as unknown as DocumentNode<DecideApprovalsMutation, DecideApprovalsMutationVariables>;
export const GrantsDocument = {"__meta__":{"documentId":"sha256:7a38b2355ed89a88b41a0be7772fffc811fc568a09f5291ace13c4b29c75e37c"}} as unknown as DocumentNode<GrantsQuery, GrantsQueryVariables>;
export const ApproveGrantingDocument = {"__meta__":{"documentId":"sha256:3582534598e3778bddb41d614df73c5b39fd6c1c26cbe95485472e0e75633b32"}} as unknown as DocumentNode<ApproveGrantingMutation, ApproveGrantingMutationVariables>;
export const RevokeGrantDocument = {"__meta__":{"documentId":"sha256:70d763b1dcdb2de6d3334529e769b4c02178cf2119cbea0de8c0bb6f15ff3699"}} as unknown as DocumentNode<RevokeGrantMutation, RevokeGrantMutationVariables>;
export const KnownAppsDocument = {"__meta__":{"documentId":"sha256:cd7241938dcf66fc359e5f42c2999c45ecc5525a928feab516aec5af2cadec77"}} as unknown as DocumentNode<KnownAppsQuery, KnownAppsQueryVariables>;
export const QuickStartDocument = {"__meta__":{"documentId":"sha256:3a85528151e57a656c238f0cce0621add8e8b5673487814034af1ef44435f567"}} as unknown as DocumentNode<QuickStartQuery, QuickStartQueryVariables>;
export const HostsRevisionDocument = {"__meta__":{"documentId":"sha256:eb3b14aa9c73693ea76f315ff0077f4ce9181c1ed85e251ce142f503e93cb0e4"}} as unknown as DocumentNode<HostsRevisionQuery, HostsRevisionQueryVariables>;
export const HostsDocument = {"__meta__":{"documentId":"sha256:fb3737e3e67a843e498eb5c0dc1c54b56714678e2e91149f2fde1ce551f3efb0"}} as unknown as DocumentNode<HostsQuery, HostsQueryVariables>;
export const HostsChangesDocument = {"__meta__":{"documentId":"sha256:65d9c787f8f9e2c2ac2377d4b2d17099dd9c0eca77244e1f2c28273f7c8a33a9"}} as unknown as DocumentNode<HostsChangesSubscription, HostsChangesSubscriptionVariables>;
export const HostLoadsDocument = {"__meta__":{"documentId":"sha256:38e17eb98f3c460418d953bed807ba4310e2d39bde345aa5e60b17a90d222e33"}} as unknown as DocumentNode<HostLoadsQuery, HostLoadsQueryVariables>;
export const CreateHostJoinCodeDocument = {"__meta__":{"documentId":"sha256:9c0692bf182d380d815b6c49560db51688bc4d05b389457812c2e8059051cadb"}} as unknown as DocumentNode<CreateHostJoinCodeMutation, CreateHostJoinCodeMutationVariables>;
export const UpdateHostDocument = {"__meta__":{"documentId":"sha256:4ff1544da22c58f35016dc321ecfb1bd7d5da2dc91babcd861df47d39026dd56"}} as unknown as DocumentNode<UpdateHostMutation, UpdateHostMutationVariables>;
export const RemoveHostDocument = {"__meta__":{"documentId":"sha256:6737903d7fc84edc3f16c7426b9fa8345dc14dee07d08888858779747773b266"}} as unknown as DocumentNode<RemoveHostMutation, RemoveHostMutationVariables>;
export const ApprovalRulesDocument = {"__meta__":{"documentId":"sha256:00f9499cf420a620196dc4319fbe46c5eae0e7ac99df63624ee66661534cb2cb"}} as unknown as DocumentNode<ApprovalRulesQuery, ApprovalRulesQueryVariables>;
export const SetApprovalRuleDocument = {"__meta__":{"documentId":"sha256:c8b4132ff8bccd2ff87b955dadc4b6390541ee527a1ce3341e949a2b30afd284"}} as unknown as DocumentNode<SetApprovalRuleMutation, SetApprovalRuleMutationVariables>;
export const AppKeysDocument = {"__meta__":{"documentId":"sha256:b94f7ad6d43c78fca7cd554132da8079be5da53b906e651ed31e95fb89f5d261"}} as unknown as DocumentNode<AppKeysQuery, AppKeysQueryVariables>;
export const ServerAddressDocument = {"__meta__":{"documentId":"sha256:9edd04caa618fa9983845a510d77d3b9012b76a3d384193973fde3eecffd2415"}} as unknown as DocumentNode<ServerAddressQuery, ServerAddressQueryVariables>;
export const CreateAppKeyDocument = {"__meta__":{"documentId":"sha256:7dc90fab9fefea8e0bc9d5529fa1897469d31b8b56ee6cb646327895dd2dde3b"}} as unknown as DocumentNode<CreateAppKeyMutation, CreateAppKeyMutationVariables>;
export const UpdateAppKeyDocument = {"__meta__":{"documentId":"sha256:987a32f023891b467137252920431c851ff7e130db9a12e8b61c002c5d451659"}} as unknown as DocumentNode<UpdateAppKeyMutation, UpdateAppKeyMutationVariables>;
export const RotateAppKeyDocument = {"__meta__":{"documentId":"sha256:ea0266e49c069b0d57d07636e2ed13bf80e1336a0f83bf9f92ac4566229366c6"}} as unknown as DocumentNode<RotateAppKeyMutation, RotateAppKeyMutationVariables>;
export const RevokeAppKeyDocument = {"__meta__":{"documentId":"sha256:647d51206467ffb38a0fc349bd1314169bcd2d92e056c817320a43b6d20eb4d6"}} as unknown as DocumentNode<RevokeAppKeyMutation, RevokeAppKeyMutationVariables>;
export const KillSessionsDocument = {"__meta__":{"documentId":"sha256:9cbcb71de0554dac74bbe67cb8ba48222f60d9ed07b54ae119e66b44b3f90ecc"}} as unknown as DocumentNode<KillSessionsMutation, KillSessionsMutationVariables>;
export const PeopleDocument = {"__meta__":{"documentId":"sha256:de18a8f2f2c6b2c54049b1110d2badeaa5427f3454ac34735cdfa6872c0f91c3"}} as unknown as DocumentNode<PeopleQuery, PeopleQueryVariables>;
export const CreatePersonDocument = {"__meta__":{"documentId":"sha256:40988d15d9e9a41c9ebc399a7df4531184c344d5201cd33b980fcf7cbbf04c2d"}} as unknown as DocumentNode<CreatePersonMutation, CreatePersonMutationVariables>;
export const UpdatePersonDocument = {"__meta__":{"documentId":"sha256:be8bdd34b0847dfaef50a31f79ae81098efb6317e168e80b093e213e43e9f395"}} as unknown as DocumentNode<UpdatePersonMutation, UpdatePersonMutationVariables>;
export const RemovePersonDocument = {"__meta__":{"documentId":"sha256:86bffed22164359737c9dd47efcb19337a3e8dd82d146faeed48333be87cc934"}} as unknown as DocumentNode<RemovePersonMutation, RemovePersonMutationVariables>;
export const ResetPasswordDocument = {"__meta__":{"documentId":"sha256:274b4802f171e8c0f958746e0e811a6c2630f43940503efc580607d19aaaed4d"}} as unknown as DocumentNode<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const SessionCommandsDocument = {"__meta__":{"documentId":"sha256:cc46254dee7a8803780ff1815c08b7f2ae8b028eefc6ecc58bc877d6fe6afd4e"}} as unknown as DocumentNode<SessionCommandsQuery, SessionCommandsQueryVariables>;
export const SessionCommandsChangesDocument = {"__meta__":{"documentId":"sha256:94ecf7b28b5e0a2ed4de88aff6961de3406210a035bce340c9a81d8ed8b3bd93"}} as unknown as DocumentNode<SessionCommandsChangesSubscription, SessionCommandsChangesSubscriptionVariables>;
export const CommandOutputDocument = {"__meta__":{"documentId":"sha256:dfdaade7839e20496555f6008f17aadd33e7ecc460e7ce51fa3a3c352de60384"}} as unknown as DocumentNode<CommandOutputSubscription, CommandOutputSubscriptionVariables>;
export const RunCommandDocument = {"__meta__":{"documentId":"sha256:7bace874a170a9d13f47268de4488904476a9920086bc8c408fcf88544122308"}} as unknown as DocumentNode<RunCommandMutation, RunCommandMutationVariables>;
export const CancelCommandDocument = {"__meta__":{"documentId":"sha256:28b310298f493ddfd34c0bd432141ddc9aae1597ab7c3ea04a993a465fa2efda"}} as unknown as DocumentNode<CancelCommandMutation, CancelCommandMutationVariables>;
export const RemoteSessionsDocument = {"__meta__":{"documentId":"sha256:5189d2aba03f2d8bbccc2d75396e34a2c55e68de94ad6c780a435ad8a5ac88c5"}} as unknown as DocumentNode<RemoteSessionsQuery, RemoteSessionsQueryVariables>;
export const RemoteSessionsChangesDocument = {"__meta__":{"documentId":"sha256:7cb5faaff49c629d5387e0ce98116a304ec76807c3b52c2cbeef45b321b83334"}} as unknown as DocumentNode<RemoteSessionsChangesSubscription, RemoteSessionsChangesSubscriptionVariables>;
export const EndRemoteSessionDocument = {"__meta__":{"documentId":"sha256:0e09cf44bf5a4940dd19395fc60311639b7cf3802dc11aa7f3c7282502b3d63b"}} as unknown as DocumentNode<EndRemoteSessionMutation, EndRemoteSessionMutationVariables>;
export const StartRemoteSessionDocument = {"__meta__":{"documentId":"sha256:19e9d2fabb7b19fe08fa891d46b6a9b13f246b53db8b8d6ea42294c2fbe1009c"}} as unknown as DocumentNode<StartRemoteSessionMutation, StartRemoteSessionMutationVariables>;
export const SessionDetailDocument = {"__meta__":{"documentId":"sha256:843dbe54b7b1840542de2545cd9d17bc943ed2176d26bcfd44cc8bf5c21b0545"}} as unknown as DocumentNode<SessionDetailQuery, SessionDetailQueryVariables>;
export const SessionDetailChangesDocument = {"__meta__":{"documentId":"sha256:d288a702dbeb09dab744d529d06cf9a69290a4ac1cbd5b9535c220d4c8fe72b6"}} as unknown as DocumentNode<SessionDetailChangesSubscription, SessionDetailChangesSubscriptionVariables>;
export const EarlierChangesDocument = {"__meta__":{"documentId":"sha256:f2b937afe4bdd7d4c58a2d1e7c64aeffea28320fd235a829ed010acddc8de0eb"}} as unknown as DocumentNode<EarlierChangesQuery, EarlierChangesQueryVariables>;
export const FleetRevisionDocument = {"__meta__":{"documentId":"sha256:a347bf9cdd2b4a27b20b6045dda9a0639140330e95245268be2b693caef0fb27"}} as unknown as DocumentNode<FleetRevisionQuery, FleetRevisionQueryVariables>;
export const FleetChangesDocument = {"__meta__":{"documentId":"sha256:7ca18c3791224b16ae5c2f3346971062ae83ed6beffacfdfcb1071208b3ab983"}} as unknown as DocumentNode<FleetChangesSubscription, FleetChangesSubscriptionVariables>;
export const SessionListDocument = {"__meta__":{"documentId":"sha256:527558471809a7015d0a5d7e3fc9e237573548651e49a829a0d5752a49c5d9ba"}} as unknown as DocumentNode<SessionListQuery, SessionListQueryVariables>;
export const MoreSessionsDocument = {"__meta__":{"documentId":"sha256:5c0617c198248deefb7257cc41de473535dd3c77af375e0c342640e9894c5cdd"}} as unknown as DocumentNode<MoreSessionsQuery, MoreSessionsQueryVariables>;
export const AnySessionDocument = {"__meta__":{"documentId":"sha256:d60f339a7a0d4a30f59778cbad233b5320f55ee5af03a779a0830db5a2ae1842"}} as unknown as DocumentNode<AnySessionQuery, AnySessionQueryVariables>;
export const FindSessionsDocument = {"__meta__":{"documentId":"sha256:fc080c98b6f37727b76f2ba43ea01a4c1ec3a69b4b9e7b793d83e5f9b5fd1376"}} as unknown as DocumentNode<FindSessionsQuery, FindSessionsQueryVariables>;
export const SessionListChangesDocument = {"__meta__":{"documentId":"sha256:994e3e684c811410499f354707495fde3521edb2f128f6be37772fe594101631"}} as unknown as DocumentNode<SessionListChangesSubscription, SessionListChangesSubscriptionVariables>;
export const SessionsByIdDocument = {"__meta__":{"documentId":"sha256:418a5b664d4611682b7a13589e0ad5be5f1c6bdd3f768754bbdba05d2801d2cd"}} as unknown as DocumentNode<SessionsByIdQuery, SessionsByIdQueryVariables>;
export const LastHeartbeatsDocument = {"__meta__":{"documentId":"sha256:b7b06ab93981ba27d1af387da0e7338b290b8e80923d10a5cc8307c47ed4504f"}} as unknown as DocumentNode<LastHeartbeatsQuery, LastHeartbeatsQueryVariables>;
export const SessionCountsDocument = {"__meta__":{"documentId":"sha256:299d26e7dd237c2b83724a189d2e0c050e4f75181f7a192dc56be28d967d8419"}} as unknown as DocumentNode<SessionCountsQuery, SessionCountsQueryVariables>;
export const SessionFacetDocument = {"__meta__":{"documentId":"sha256:3728a9bfbf8c9fcc97506713e2486904ebe7f5d96a82597a23c6aa8523d5ffad"}} as unknown as DocumentNode<SessionFacetQuery, SessionFacetQueryVariables>;
export const PinSessionDocument = {"__meta__":{"documentId":"sha256:27a397b196064fff70b9a70c19380ca4ed01fa39d81a47848c2296a9856ce7b7"}} as unknown as DocumentNode<PinSessionMutation, PinSessionMutationVariables>;
export const UnpinSessionDocument = {"__meta__":{"documentId":"sha256:0b7204007a54bd1d0ced851ec590a32b5366933cc71750d10683539e8af93ee5"}} as unknown as DocumentNode<UnpinSessionMutation, UnpinSessionMutationVariables>;
export const EndSignInDocument = {"__meta__":{"documentId":"sha256:bef13f0fc8585dd6a525bec2e9a5afc57c40d4850528c73cc61fc01573e271f0"}} as unknown as DocumentNode<EndSignInMutation, EndSignInMutationVariables>;
export const EndOtherSignInsDocument = {"__meta__":{"documentId":"sha256:55fbc33b5464312ba48a9766de3a128b9f60dda54ae3bbf58b7a025007c8e0a6"}} as unknown as DocumentNode<EndOtherSignInsMutation, EndOtherSignInsMutationVariables>;