/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AcknowledgeKillInput = {
  killId: string;
};

export type ActOnApprovalInput = {
  id: string;
};

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

/** Either a problem, or everything else. */
export type AnswerCommandCheckInput = {
  checkId: string;
  cwd?: string | null | undefined;
  /** The file that would run, with its whole path. */
  executable?: string | null | undefined;
  /** SHA-256 of that file, in lower-case hex. */
  executableDigest?: string | null | undefined;
  problem?: CommandProblemInput | null | undefined;
  sandbox?: boolean | null | undefined;
  systemUser?: string | null | undefined;
};

export type AppendCommandOutputInput = {
  /** One after the other: at most 1,000, 256 KiB in all. */
  chunks: Array<OutputChunkInput>;
  commandId: string;
  /** How many bytes of output, of both streams, stand before these. */
  offset: number;
};

/** Which approvals. Members narrow each other; the values of a list widen it. */
export type ApprovalFilter = {
  /** At most 1,000. */
  apps?: Array<string> | null | undefined;
  sessionId?: string | null | undefined;
  states?: Array<ApprovalState> | null | undefined;
};

/** What is asked. */
export type ApprovalKind =
  /** Whether a command may run, exactly as it is shown. */
  | 'COMMAND'
  /** Anything an app asks, in its own words. */
  | 'QUESTION'
  /** Whether a remote-access session may start, and run commands without asking again. */
  | 'SESSION_START';

/** The order of a list of approvals. */
export type ApprovalOrder =
  /** Nearest deadline first, those without one last, then oldest first. */
  | 'DEADLINE'
  /** Last asked first. */
  | 'NEWEST';

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

export type CancelApprovalInput = {
  id: string;
};

export type CancelCommandInput = {
  id: string;
};

/** Which commands. Members narrow each other; the values of a list widen it. */
export type CommandFilter = {
  hostId?: string | null | undefined;
  sessionId?: string | null | undefined;
  states?: Array<CommandState> | null | undefined;
};

/** What a host says of a command’s end. REFUSED: what it was given is not what it would have run. */
export type CommandOutcome =
  | 'CANCELLED'
  | 'EXITED'
  | 'LOST'
  | 'REFUSED'
  | 'SIGNALLED'
  | 'TIMED_OUT';

/** Why a host would not run something. */
export type CommandProblem =
  /** The host’s policy does not have this folder. */
  | 'CWD_NOT_ALLOWED'
  /** There is no such folder. */
  | 'CWD_NOT_FOUND'
  /** The host would not set one of the variables. */
  | 'ENVIRONMENT_NOT_ALLOWED'
  /** There is no such program, or none that may be executed. */
  | 'EXECUTABLE_NOT_FOUND'
  /** The host’s policy does not have this safety mode any more. */
  | 'MODE_NOT_ALLOWED'
  /** Something else; the message says what. */
  | 'OTHER'
  /** The host has no sandbox for what may only read. */
  | 'SANDBOX_MISSING'
  /** The host may not run anything as this user. */
  | 'SYSTEM_USER_NOT_ALLOWED';

export type CommandProblemInput = {
  code: CommandProblem;
  /** For people; at most 1,000 characters. */
  message: string;
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

export type DecideApprovalsInput = {
  decision: Verdict;
  /** 1 to 1,000. */
  ids: Array<string>;
  /** What the askers are told; at most 1,000 characters. */
  note?: string | null | undefined;
};

export type DenyInput = {
  id: string;
  /** What the asker is told; at most 1,000 characters. A repeat of the same answer keeps its first note. */
  note?: string | null | undefined;
};

export type EndSessionInput = {
  id: string;
  /** At most 1,000 characters. */
  message?: string | null | undefined;
  reason?: OwnerEndReason;
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

export type FinishCommandInput = {
  /** 0 to 255; null where it did not end by itself. */
  exitCode?: number | null | undefined;
  id: string;
  /** Which took it. */
  instanceId: string;
  /** For people; at most 1,000 characters. */
  message?: string | null | undefined;
  outcome: CommandOutcome;
  /** How much it wrote. Unless it is truncated, all of it has to be here. */
  outputBytes: number;
  /** Whether it wrote more than was sent. */
  outputTruncated: boolean;
  /** As SIGTERM; null where none ended it. */
  signal?: string | null | undefined;
};

export type FinishTaskInput = {
  /** Why it failed; at most 1,000 characters. */
  error?: string | null | undefined;
  outcome: TaskOutcome;
  taskId: string;
};

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

/** What this host can do, and what its own policy lets it do. */
export type HostAbilitiesInput = {
  folders: Array<string>;
  modes: Array<SafetyMode>;
  pidNamespaces: boolean;
  sandbox: boolean;
  /** Why there is no sandbox. */
  sandboxProblem?: string | null | undefined;
  systemUsers: Array<string>;
};

export type HostLoadInput = {
  freeMemoryBytes: number;
  /** Of the last minute. */
  loadAverage: number;
  runningCommands: number;
};

/** What machine this is. */
export type HostSystemInput = {
  arch: string;
  cpuCount: number;
  hostname: string;
  memoryBytes: number;
  platform: string;
  release: string;
  /** Of the host’s program. */
  version: string;
};

export type HostWorkInput = {
  abilities: HostAbilitiesInput;
  /** Of this start of the host’s process: a new one takes over. */
  instanceId: string;
  system: HostSystemInput;
};

export type JoinHostInput = {
  abilities: HostAbilitiesInput;
  /** SHA-256, in lower-case hex, of the key that the host has made and keeps: 32 random bytes. */
  keyHash: string;
  /** At most 20; where the code says others, those count. */
  labels?: Array<string> | null | undefined;
  /** Where the code says another, that counts. */
  name: string;
  system: HostSystemInput;
};

/** How the end is known. */
export type KillEvidence =
  /** The host looked: no process of the session is left. */
  | 'HOST_VERIFIED'
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

export type OutputChunkInput = {
  /** When the host read it. */
  at: string;
  /** Base64. */
  data: string;
  stream: OutputStream;
};

/** Which of its streams a command wrote to. */
export type OutputStream =
  | 'STDERR'
  | 'STDOUT';

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

export type ReportHostInput = {
  /** Where they may have changed. */
  abilities?: HostAbilitiesInput | null | undefined;
  load: HostLoadInput;
};

export type ReportProgressInput = {
  /** At most 1,000 characters; absent keeps the last one. */
  message?: string | null | undefined;
  /** 0 to 1. */
  progress: number;
  taskId: string;
};

export type ReportSessionEndInput = {
  sessionId: string;
  /** Processes that could not be ended, as “pid 4711 sleep 1000”: at most 100. With none it is over. */
  survivors: Array<string>;
};

export type ReportedErrorInput = {
  code?: string | null | undefined;
  /** An http or https address. */
  helpUrl?: string | null | undefined;
  /** 1 to 1,000 characters. */
  message: string;
};

export type RequestApprovalInput = {
  /** What is asked, as exact data; at most 16 KiB as JSON. Numbers beyond 9007199254740991 are sent as text. */
  details?: Record<string, unknown> | null | undefined;
  /** How long people have to answer, in whole milliseconds: 1,000 to 2,592,000,000 (30 days); without it, as long as the session runs. */
  expiresInMs?: number | null | undefined;
  /** The asker’s own key for this question: asked again with it, what became of the question is told, with the deadline and the rule it was first asked with. */
  key: string;
  /** DENY unless said. */
  onExpiry?: ExpiryRule | null | undefined;
  sessionId: string;
  /** What is asked, in words; 1 to 200 characters, some of them visible. */
  title: string;
};

export type RevokeGrantInput = {
  id: string;
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

export type StartCommandInput = {
  id: string;
  /** Of the hostWork that is open. */
  instanceId: string;
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

/** An answer to a question. */
export type Verdict =
  | 'APPROVE'
  | 'DENY';

/** Of which approvals to be told: of whatever becomes of them, so that none leaves a list unheard. */
export type WatchedApprovals = {
  /** At most 1,000. */
  apps?: Array<string> | null | undefined;
  sessionId?: string | null | undefined;
};

export type ApprovalAnswerFragment = { id: string, state: ApprovalState, decidedAt: string | null, note: string | null, decidedBy: { kind: ActorKind, id: string | null, name: string } | null };

export type RequestApprovalMutationVariables = Exact<{
  input: RequestApprovalInput;
}>;


export type RequestApprovalMutation = { requestApproval:
    | { __typename: 'ApprovalLimitError', code: ErrorCode, message: string, limit: number }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'RequestApprovalSuccess', approval: { id: string, state: ApprovalState, decidedAt: string | null, note: string | null, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'SessionEndedError', code: ErrorCode, message: string }
    | { __typename: 'SessionNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
   };

export type ActOnApprovalMutationVariables = Exact<{
  input: ActOnApprovalInput;
}>;


export type ActOnApprovalMutation = { actOnApproval:
    | { __typename: 'ActOnApprovalSuccess', approval: { id: string, state: ApprovalState, decidedAt: string | null, note: string | null, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ApprovalCancelledError', code: ErrorCode, message: string }
    | { __typename: 'ApprovalDecidedError', code: ErrorCode, message: string }
    | { __typename: 'ApprovalExpiredError', code: ErrorCode, message: string }
    | { __typename: 'ApprovalNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
   };

export type CancelApprovalMutationVariables = Exact<{
  input: CancelApprovalInput;
}>;


export type CancelApprovalMutation = { cancelApproval:
    | { __typename: 'ApprovalNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'CancelApprovalSuccess' }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', code: ErrorCode, message: string }
   };

export type ApprovalDecisionSubscriptionVariables = Exact<{
  id: string;
}>;


export type ApprovalDecisionSubscription = { approvalDecision: { id: string, state: ApprovalState, decidedAt: string | null, note: string | null, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } };

export type CommandFactsFragment = { id: string, sessionId: string, state: CommandState, safetyMode: SafetyMode, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, hash: string, requestedAt: string, queuedAt: string | null, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { kind: ActorKind, id: string | null, name: string }, approval: { id: string, state: ApprovalState } | null };

export type StartRemoteSessionMutationVariables = Exact<{
  input: StartRemoteSessionInput;
}>;


export type StartRemoteSessionMutation = { startRemoteSession:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'HostAwayError', code: ErrorCode, message: string }
    | { __typename: 'HostNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'ModeNotAllowedError', code: ErrorCode, message: string }
    | { __typename: 'SandboxMissingError', code: ErrorCode, message: string }
    | { __typename: 'StartRemoteSessionSuccess', requiresApproval: boolean, session: { id: string, lifecycle: SessionLifecycle } }
   };

export type RunCommandMutationVariables = Exact<{
  input: RunCommandInput;
}>;


export type RunCommandMutation = { runCommand:
    | { __typename: 'CommandLimitError', limit: number, code: ErrorCode, message: string }
    | { __typename: 'CommandRefusedError', problem: CommandProblem, code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'HostAwayError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'RunCommandSuccess', command: { id: string, sessionId: string, state: CommandState, safetyMode: SafetyMode, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, hash: string, requestedAt: string, queuedAt: string | null, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { kind: ActorKind, id: string | null, name: string }, approval: { id: string, state: ApprovalState } | null } }
    | { __typename: 'SessionEndedError', sessionId: string, endReason: SessionEndReason | null, endMessage: string | null, code: ErrorCode, message: string }
    | { __typename: 'SessionNotActiveError', code: ErrorCode, message: string }
    | { __typename: 'SessionNotFoundError', sessionId: string, code: ErrorCode, message: string }
   };

export type CancelCommandMutationVariables = Exact<{
  input: CancelCommandInput;
}>;


export type CancelCommandMutation = { cancelCommand:
    | { __typename: 'CancelCommandSuccess', command: { id: string, sessionId: string, state: CommandState, safetyMode: SafetyMode, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, hash: string, requestedAt: string, queuedAt: string | null, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { kind: ActorKind, id: string | null, name: string }, approval: { id: string, state: ApprovalState } | null } }
    | { __typename: 'CommandNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type CommandQueryVariables = Exact<{
  id: string;
}>;


export type CommandQuery = { command: { id: string, sessionId: string, state: CommandState, safetyMode: SafetyMode, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, hash: string, requestedAt: string, queuedAt: string | null, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { kind: ActorKind, id: string | null, name: string }, approval: { id: string, state: ApprovalState } | null } | null };

export type CommandsQueryVariables = Exact<{
  filter?: CommandFilter | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type CommandsQuery = { commands: { revision: string, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, sessionId: string, state: CommandState, safetyMode: SafetyMode, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, hash: string, requestedAt: string, queuedAt: string | null, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { kind: ActorKind, id: string | null, name: string }, approval: { id: string, state: ApprovalState } | null } }> } };

export type CommandChangesSubscriptionVariables = Exact<{
  sessionId?: string | null | undefined;
  afterRevision?: string | null | undefined;
}>;


export type CommandChangesSubscription = { commandChanges: { revision: string, resync: boolean, upserted: Array<{ id: string, sessionId: string, state: CommandState, safetyMode: SafetyMode, argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, hash: string, requestedAt: string, queuedAt: string | null, startedAt: string | null, endedAt: string | null, exitCode: number | null, signal: string | null, message: string | null, outputBytes: number, outputTruncated: boolean, outputKeptUntil: string | null, isCancelRequested: boolean, canCancel: boolean, env: Array<{ name: string, value: string }>, requestedBy: { kind: ActorKind, id: string | null, name: string }, approval: { id: string, state: ApprovalState } | null }> } };

export type CommandOutputSubscriptionVariables = Exact<{
  commandId: string;
  afterOffset?: number;
}>;


export type CommandOutputSubscription = { commandOutput: { commandId: string, offset: number, outputBytes: number, outputTruncated: boolean, isEnd: boolean, chunks: Array<{ offset: number, stream: OutputStream, at: string, data: string }> } };

type Failure_AppKeyNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_AppKeyRevokedError_Fragment = { code: ErrorCode, message: string };

type Failure_ApprovalCancelledError_Fragment = { code: ErrorCode, message: string };

type Failure_ApprovalDecidedError_Fragment = { code: ErrorCode, message: string };

type Failure_ApprovalExpiredError_Fragment = { code: ErrorCode, message: string };

type Failure_ApprovalLimitError_Fragment = { code: ErrorCode, message: string };

type Failure_ApprovalNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_CommandClosedError_Fragment = { code: ErrorCode, message: string };

type Failure_CommandLimitError_Fragment = { code: ErrorCode, message: string };

type Failure_CommandNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_CommandRefusedError_Fragment = { code: ErrorCode, message: string };

type Failure_ForbiddenError_Fragment = { code: ErrorCode, message: string };

type Failure_GrantNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_HostAwayError_Fragment = { code: ErrorCode, message: string };

type Failure_HostNameTakenError_Fragment = { code: ErrorCode, message: string };

type Failure_HostNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_InvalidInputError_Fragment = { code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> };

type Failure_KillNotFoundError_Fragment = { killId: string, code: ErrorCode, message: string };

type Failure_LastAdminError_Fragment = { code: ErrorCode, message: string };

type Failure_ModeNotAllowedError_Fragment = { code: ErrorCode, message: string };

type Failure_NameTakenError_Fragment = { code: ErrorCode, message: string };

type Failure_OutputMissingError_Fragment = { code: ErrorCode, message: string };

type Failure_PersonNotFoundError_Fragment = { code: ErrorCode, message: string };

type Failure_PinLimitError_Fragment = { limit: number, code: ErrorCode, message: string };

type Failure_SandboxMissingError_Fragment = { code: ErrorCode, message: string };

type Failure_SessionEndedError_Fragment = { sessionId: string, endReason: SessionEndReason | null, endMessage: string | null, code: ErrorCode, message: string };

type Failure_SessionKilledRecentlyError_Fragment = { retryAt: string, code: ErrorCode, message: string, kill: { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } };

type Failure_SessionNotActiveError_Fragment = { code: ErrorCode, message: string };

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
  | Failure_ApprovalCancelledError_Fragment
  | Failure_ApprovalDecidedError_Fragment
  | Failure_ApprovalExpiredError_Fragment
  | Failure_ApprovalLimitError_Fragment
  | Failure_ApprovalNotFoundError_Fragment
  | Failure_CommandClosedError_Fragment
  | Failure_CommandLimitError_Fragment
  | Failure_CommandNotFoundError_Fragment
  | Failure_CommandRefusedError_Fragment
  | Failure_ForbiddenError_Fragment
  | Failure_GrantNotFoundError_Fragment
  | Failure_HostAwayError_Fragment
  | Failure_HostNameTakenError_Fragment
  | Failure_HostNotFoundError_Fragment
  | Failure_InvalidInputError_Fragment
  | Failure_KillNotFoundError_Fragment
  | Failure_LastAdminError_Fragment
  | Failure_ModeNotAllowedError_Fragment
  | Failure_NameTakenError_Fragment
  | Failure_OutputMissingError_Fragment
  | Failure_PersonNotFoundError_Fragment
  | Failure_PinLimitError_Fragment
  | Failure_SandboxMissingError_Fragment
  | Failure_SessionEndedError_Fragment
  | Failure_SessionKilledRecentlyError_Fragment
  | Failure_SessionNotActiveError_Fragment
  | Failure_SessionNotFoundError_Fragment
  | Failure_SessionQuotaError_Fragment
  | Failure_SessionSupersededError_Fragment
  | Failure_SignInNotFoundError_Fragment
  | Failure_TaskFinishedError_Fragment
  | Failure_TaskIdTakenError_Fragment
  | Failure_TaskNotFoundError_Fragment
  | Failure_WrongPasswordError_Fragment
;

export type JoinHostMutationVariables = Exact<{
  input: JoinHostInput;
}>;


export type JoinHostMutation = { joinHost:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'HostNameTakenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'JoinHostSuccess', host: { id: string, name: string, app: string, labels: Array<string> } }
   };

export type HostSessionFactsFragment = { id: string, safetyMode: SafetyMode, systemUser: string | null, lifecycle: SessionLifecycle, cutOffMs: number, kill: { state: KillState, id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null };

export type HostWorkSubscriptionVariables = Exact<{
  input: HostWorkInput;
}>;


export type HostWorkSubscription = { hostWork: { isAll: boolean, sessions: Array<{ id: string, safetyMode: SafetyMode, systemUser: string | null, lifecycle: SessionLifecycle, cutOffMs: number, kill: { state: KillState, id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null }>, commands: Array<{ id: string, sessionId: string, state: CommandState, isCancelRequested: boolean, hash: string, outputBytes: number, spec: { argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, env: Array<{ name: string, value: string }> } }>, checks: Array<{ id: string, sessionId: string, argv: Array<string>, cwd: string | null, systemUser: string | null, env: Array<{ name: string, value: string }> }> } };

export type HostCommandFactsFragment = { id: string, sessionId: string, state: CommandState, isCancelRequested: boolean, hash: string, outputBytes: number, spec: { argv: Array<string>, line: string | null, executable: string, executableDigest: string, cwd: string, stdin: string | null, timeoutMs: number, systemUser: string, sandbox: boolean, env: Array<{ name: string, value: string }> } };

export type AnswerCommandCheckMutationVariables = Exact<{
  input: AnswerCommandCheckInput;
}>;


export type AnswerCommandCheckMutation = { answerCommandCheck:
    | { __typename: 'AnswerCommandCheckSuccess', isAwaited: boolean }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type StartCommandMutationVariables = Exact<{
  input: StartCommandInput;
}>;


export type StartCommandMutation = { startCommand:
    | { __typename: 'CommandClosedError', code: ErrorCode, message: string, command: { id: string, state: CommandState } }
    | { __typename: 'CommandNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'SessionSupersededError', sessionId: string, code: ErrorCode, message: string }
    | { __typename: 'StartCommandSuccess', command: { id: string, state: CommandState, isCancelRequested: boolean } }
   };

export type AppendCommandOutputMutationVariables = Exact<{
  input: AppendCommandOutputInput;
}>;


export type AppendCommandOutputMutation = { appendCommandOutput:
    | { __typename: 'AppendCommandOutputSuccess', nextOffset: number, isFull: boolean }
    | { __typename: 'CommandClosedError', code: ErrorCode, message: string }
    | { __typename: 'CommandNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type FinishCommandMutationVariables = Exact<{
  input: FinishCommandInput;
}>;


export type FinishCommandMutation = { finishCommand:
    | { __typename: 'CommandClosedError', code: ErrorCode, message: string }
    | { __typename: 'CommandNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'FinishCommandSuccess', command: { id: string, state: CommandState } }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'OutputMissingError', nextOffset: number, code: ErrorCode, message: string }
    | { __typename: 'SessionSupersededError', sessionId: string, code: ErrorCode, message: string }
   };

export type ReportHostMutationVariables = Exact<{
  input: ReportHostInput;
}>;


export type ReportHostMutation = { reportHost:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'HostNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'ReportHostSuccess', host: { id: string, name: string } }
   };

export type ReportSessionEndMutationVariables = Exact<{
  input: ReportSessionEndInput;
}>;


export type ReportSessionEndMutation = { reportSessionEnd:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'ReportSessionEndSuccess', session: { id: string, lifecycle: SessionLifecycle } }
    | { __typename: 'SessionNotFoundError', sessionId: string, code: ErrorCode, message: string }
   };

export type ApprovalFactsFragment = { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null };

export type GrantFactsFragment = { id: string, approvalId: string, sessionId: string, app: string, title: string, details: Record<string, unknown>, subjectHash: string, grantedAt: string, expiresAt: string, uses: number, usedCount: number, state: GrantState, canRevoke: boolean, revokedAt: string | null, askedBy: { kind: ActorKind, id: string | null, name: string }, grantedBy: { kind: ActorKind, id: string | null, name: string }, revokedBy: { kind: ActorKind, id: string | null, name: string } | null };

type Undecided_AppKeyNotFoundError_Fragment = { code: ErrorCode, message: string };

type Undecided_AppKeyRevokedError_Fragment = { code: ErrorCode, message: string };

type Undecided_ApprovalCancelledError_Fragment = { code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } };

type Undecided_ApprovalDecidedError_Fragment = { code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } };

type Undecided_ApprovalExpiredError_Fragment = { code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } };

type Undecided_ApprovalLimitError_Fragment = { code: ErrorCode, message: string };

type Undecided_ApprovalNotFoundError_Fragment = { code: ErrorCode, message: string };

type Undecided_CommandClosedError_Fragment = { code: ErrorCode, message: string };

type Undecided_CommandLimitError_Fragment = { code: ErrorCode, message: string };

type Undecided_CommandNotFoundError_Fragment = { code: ErrorCode, message: string };

type Undecided_CommandRefusedError_Fragment = { code: ErrorCode, message: string };

type Undecided_ForbiddenError_Fragment = { code: ErrorCode, message: string };

type Undecided_GrantNotFoundError_Fragment = { code: ErrorCode, message: string };

type Undecided_HostAwayError_Fragment = { code: ErrorCode, message: string };

type Undecided_HostNameTakenError_Fragment = { code: ErrorCode, message: string };

type Undecided_HostNotFoundError_Fragment = { code: ErrorCode, message: string };

type Undecided_InvalidInputError_Fragment = { code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> };

type Undecided_KillNotFoundError_Fragment = { killId: string, code: ErrorCode, message: string };

type Undecided_LastAdminError_Fragment = { code: ErrorCode, message: string };

type Undecided_ModeNotAllowedError_Fragment = { code: ErrorCode, message: string };

type Undecided_NameTakenError_Fragment = { code: ErrorCode, message: string };

type Undecided_OutputMissingError_Fragment = { code: ErrorCode, message: string };

type Undecided_PersonNotFoundError_Fragment = { code: ErrorCode, message: string };

type Undecided_PinLimitError_Fragment = { limit: number, code: ErrorCode, message: string };

type Undecided_SandboxMissingError_Fragment = { code: ErrorCode, message: string };

type Undecided_SessionEndedError_Fragment = { sessionId: string, endReason: SessionEndReason | null, endMessage: string | null, code: ErrorCode, message: string };

type Undecided_SessionKilledRecentlyError_Fragment = { retryAt: string, code: ErrorCode, message: string, kill: { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } };

type Undecided_SessionNotActiveError_Fragment = { code: ErrorCode, message: string };

type Undecided_SessionNotFoundError_Fragment = { sessionId: string, code: ErrorCode, message: string };

type Undecided_SessionQuotaError_Fragment = { limit: number, code: ErrorCode, message: string };

type Undecided_SessionSupersededError_Fragment = { sessionId: string, code: ErrorCode, message: string };

type Undecided_SignInNotFoundError_Fragment = { code: ErrorCode, message: string };

type Undecided_TaskFinishedError_Fragment = { taskId: string, state: TaskState, code: ErrorCode, message: string };

type Undecided_TaskIdTakenError_Fragment = { taskId: string, code: ErrorCode, message: string };

type Undecided_TaskNotFoundError_Fragment = { taskId: string, code: ErrorCode, message: string };

type Undecided_WrongPasswordError_Fragment = { code: ErrorCode, message: string };

export type UndecidedFragment =
  | Undecided_AppKeyNotFoundError_Fragment
  | Undecided_AppKeyRevokedError_Fragment
  | Undecided_ApprovalCancelledError_Fragment
  | Undecided_ApprovalDecidedError_Fragment
  | Undecided_ApprovalExpiredError_Fragment
  | Undecided_ApprovalLimitError_Fragment
  | Undecided_ApprovalNotFoundError_Fragment
  | Undecided_CommandClosedError_Fragment
  | Undecided_CommandLimitError_Fragment
  | Undecided_CommandNotFoundError_Fragment
  | Undecided_CommandRefusedError_Fragment
  | Undecided_ForbiddenError_Fragment
  | Undecided_GrantNotFoundError_Fragment
  | Undecided_HostAwayError_Fragment
  | Undecided_HostNameTakenError_Fragment
  | Undecided_HostNotFoundError_Fragment
  | Undecided_InvalidInputError_Fragment
  | Undecided_KillNotFoundError_Fragment
  | Undecided_LastAdminError_Fragment
  | Undecided_ModeNotAllowedError_Fragment
  | Undecided_NameTakenError_Fragment
  | Undecided_OutputMissingError_Fragment
  | Undecided_PersonNotFoundError_Fragment
  | Undecided_PinLimitError_Fragment
  | Undecided_SandboxMissingError_Fragment
  | Undecided_SessionEndedError_Fragment
  | Undecided_SessionKilledRecentlyError_Fragment
  | Undecided_SessionNotActiveError_Fragment
  | Undecided_SessionNotFoundError_Fragment
  | Undecided_SessionQuotaError_Fragment
  | Undecided_SessionSupersededError_Fragment
  | Undecided_SignInNotFoundError_Fragment
  | Undecided_TaskFinishedError_Fragment
  | Undecided_TaskIdTakenError_Fragment
  | Undecided_TaskNotFoundError_Fragment
  | Undecided_WrongPasswordError_Fragment
;

export type ApprovalsQueryVariables = Exact<{
  filter?: ApprovalFilter | null | undefined;
  orderBy?: ApprovalOrder;
  first?: number;
  after?: string | null | undefined;
}>;


export type ApprovalsQuery = { approvals: { revision: string, edges: Array<{ cursor: string, node: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ApprovalChangesSubscriptionVariables = Exact<{
  filter?: WatchedApprovals | null | undefined;
  afterRevision?: string | null | undefined;
}>;


export type ApprovalChangesSubscription = { approvalChanges: { revision: string, resync: boolean, upserted: Array<{ id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null }> } };

export type ApproveMutationVariables = Exact<{
  input: ApproveInput;
}>;


export type ApproveMutation = { approve:
    | { __typename: 'ApprovalCancelledError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ApprovalDecidedError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ApprovalExpiredError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ApprovalNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ApproveSuccess', approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null }, grant: { id: string, approvalId: string, sessionId: string, app: string, title: string, details: Record<string, unknown>, subjectHash: string, grantedAt: string, expiresAt: string, uses: number, usedCount: number, state: GrantState, canRevoke: boolean, revokedAt: string | null, askedBy: { kind: ActorKind, id: string | null, name: string }, grantedBy: { kind: ActorKind, id: string | null, name: string }, revokedBy: { kind: ActorKind, id: string | null, name: string } | null } | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type DenyMutationVariables = Exact<{
  input: DenyInput;
}>;


export type DenyMutation = { deny:
    | { __typename: 'ApprovalCancelledError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ApprovalDecidedError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ApprovalExpiredError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ApprovalNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'DenySuccess', approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type DecideApprovalsMutationVariables = Exact<{
  input: DecideApprovalsInput;
}>;


export type DecideApprovalsMutation = { decideApprovals:
    | { __typename: 'DecideApprovalsSuccess', results: Array<
        | { __typename: 'ApprovalCancelledError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
        | { __typename: 'ApprovalDecidedError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
        | { __typename: 'ApprovalExpiredError', code: ErrorCode, message: string, approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
        | { __typename: 'ApprovalNotFoundError', code: ErrorCode, message: string }
        | { __typename: 'DecideApprovalSuccess', approval: { id: string, kind: ApprovalKind, sessionId: string, app: string, userId: string | null, title: string, details: Record<string, unknown>, subjectHash: string, askedAt: string, expiresAt: string | null, onExpiry: ExpiryRule, remindedCount: number, state: ApprovalState, needsSomebodyElse: boolean, canDecide: boolean, decidedAt: string | null, note: string | null, grantId: string | null, sentAt: string | null, actedAt: string | null, revision: string, askedBy: { kind: ActorKind, id: string | null, name: string }, decidedBy: { kind: ActorKind, id: string | null, name: string } | null } }
        | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
      > }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type GrantsQueryVariables = Exact<{
  filter?: GrantFilter | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type GrantsQuery = { grants: { edges: Array<{ cursor: string, node: { id: string, approvalId: string, sessionId: string, app: string, title: string, details: Record<string, unknown>, subjectHash: string, grantedAt: string, expiresAt: string, uses: number, usedCount: number, state: GrantState, canRevoke: boolean, revokedAt: string | null, askedBy: { kind: ActorKind, id: string | null, name: string }, grantedBy: { kind: ActorKind, id: string | null, name: string }, revokedBy: { kind: ActorKind, id: string | null, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RevokeGrantMutationVariables = Exact<{
  input: RevokeGrantInput;
}>;


export type RevokeGrantMutation = { revokeGrant:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'GrantNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'RevokeGrantSuccess', grant: { id: string, approvalId: string, sessionId: string, app: string, title: string, details: Record<string, unknown>, subjectHash: string, grantedAt: string, expiresAt: string, uses: number, usedCount: number, state: GrantState, canRevoke: boolean, revokedAt: string | null, askedBy: { kind: ActorKind, id: string | null, name: string }, grantedBy: { kind: ActorKind, id: string | null, name: string }, revokedBy: { kind: ActorKind, id: string | null, name: string } | null } }
   };

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
    | { __typename: 'HeartbeatSuccess', exceptions: Array<{ sessionId: string, outcome: HeartbeatOutcome, endReason: SessionEndReason | null, kill: { id: string, reason: string | null, graceMs: number, requestedAt: string, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null }> }
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

export type MoreSessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy?: SessionOrder;
  first?: number;
  after: string;
}>;


export type MoreSessionsQuery = { sessions: { edges: Array<{ cursor: string, node: { id: string, kind: SessionKind, app: string, name: string | null, userId: string | null, externalId: string | null, metadata: Record<string, unknown>, tags: Array<string>, pinned: boolean, lifecycle: SessionLifecycle, activity: SessionActivity, liveness: SessionLiveness, status: SessionStatus, attentionRank: number, taskCount: number, heartbeatIntervalMs: number, startedAt: string, lastHeartbeatAt: string, lastActivityAt: string, endedAt: string | null, durationSeconds: number, isStale: boolean, endReason: SessionEndReason | null, endMessage: string | null, canKill: boolean, canPin: boolean, attempt: number, revision: string, currentTask: { id: string, parentId: string | null, name: string, state: TaskState, progress: number | null, message: string | null, error: string | null, startedAt: string, endedAt: string | null } | null, error: { message: string, code: string | null, helpUrl: string | null } | null, kill: { id: string, sessionId: string, state: KillState, reason: string | null, graceMs: number, requestedAt: string, sentAt: string | null, acknowledgedAt: string | null, endedAt: string | null, evidence: KillEvidence | null, attempt: number, previousId: string | null, requestedBy: { kind: ActorKind, id: string | null, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

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
export const ApprovalAnswerFragmentDoc = new TypedDocumentString(`
    fragment ApprovalAnswer on Approval {
  id
  state
  decidedBy {
    kind
    id
    name
  }
  decidedAt
  note
}
    `, {"fragmentName":"ApprovalAnswer"}) as unknown as TypedDocumentString<ApprovalAnswerFragment, unknown>;
export const CommandFactsFragmentDoc = new TypedDocumentString(`
    fragment CommandFacts on Command {
  id
  sessionId
  state
  safetyMode
  argv
  line
  executable
  executableDigest
  cwd
  env {
    name
    value
  }
  stdin
  timeoutMs
  systemUser
  sandbox
  hash
  requestedBy {
    kind
    id
    name
  }
  requestedAt
  queuedAt
  startedAt
  endedAt
  exitCode
  signal
  message
  outputBytes
  outputTruncated
  outputKeptUntil
  isCancelRequested
  canCancel
  approval {
    id
    state
  }
}
    `, {"fragmentName":"CommandFacts"}) as unknown as TypedDocumentString<CommandFactsFragment, unknown>;
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
export const HostSessionFactsFragmentDoc = new TypedDocumentString(`
    fragment HostSessionFacts on HostSession {
  id
  safetyMode
  systemUser
  lifecycle
  cutOffMs
  kill {
    state
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
}`, {"fragmentName":"HostSessionFacts"}) as unknown as TypedDocumentString<HostSessionFactsFragment, unknown>;
export const HostCommandFactsFragmentDoc = new TypedDocumentString(`
    fragment HostCommandFacts on HostCommand {
  id
  sessionId
  state
  isCancelRequested
  hash
  outputBytes
  spec {
    argv
    line
    executable
    executableDigest
    cwd
    env {
      name
      value
    }
    stdin
    timeoutMs
    systemUser
    sandbox
  }
}
    `, {"fragmentName":"HostCommandFacts"}) as unknown as TypedDocumentString<HostCommandFactsFragment, unknown>;
export const GrantFactsFragmentDoc = new TypedDocumentString(`
    fragment GrantFacts on Grant {
  id
  approvalId
  sessionId
  app
  title
  details
  subjectHash
  askedBy {
    kind
    id
    name
  }
  grantedBy {
    kind
    id
    name
  }
  grantedAt
  expiresAt
  uses
  usedCount
  state
  canRevoke
  revokedBy {
    kind
    id
    name
  }
  revokedAt
}
    `, {"fragmentName":"GrantFacts"}) as unknown as TypedDocumentString<GrantFactsFragment, unknown>;
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
export const ApprovalFactsFragmentDoc = new TypedDocumentString(`
    fragment ApprovalFacts on Approval {
  id
  kind
  sessionId
  app
  userId
  title
  details
  subjectHash
  askedBy {
    kind
    id
    name
  }
  askedAt
  expiresAt
  onExpiry
  remindedCount
  state
  needsSomebodyElse
  canDecide
  decidedBy {
    kind
    id
    name
  }
  decidedAt
  note
  grantId
  sentAt
  actedAt
  revision
}
    `, {"fragmentName":"ApprovalFacts"}) as unknown as TypedDocumentString<ApprovalFactsFragment, unknown>;
export const UndecidedFragmentDoc = new TypedDocumentString(`
    fragment Undecided on Error {
  ...Failure
  ... on ApprovalDecidedError {
    approval {
      ...ApprovalFacts
    }
  }
  ... on ApprovalExpiredError {
    approval {
      ...ApprovalFacts
    }
  }
  ... on ApprovalCancelledError {
    approval {
      ...ApprovalFacts
    }
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
fragment ApprovalFacts on Approval {
  id
  kind
  sessionId
  app
  userId
  title
  details
  subjectHash
  askedBy {
    kind
    id
    name
  }
  askedAt
  expiresAt
  onExpiry
  remindedCount
  state
  needsSomebodyElse
  canDecide
  decidedBy {
    kind
    id
    name
  }
  decidedAt
  note
  grantId
  sentAt
  actedAt
  revision
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
}`, {"fragmentName":"Undecided"}) as unknown as TypedDocumentString<UndecidedFragment, unknown>;
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
export const RequestApprovalDocument = {"__meta__":{"documentId":"sha256:19bcb492919a9ec2a12e58fbb641505457b86501d9c24b77af31460ab057aa75"}} as unknown as TypedDocumentString<RequestApprovalMutation, RequestApprovalMutationVariables>;
export const ActOnApprovalDocument = {"__meta__":{"documentId":"sha256:e5fad1708e63866f65e1619e2dbd09dc1b261b50d7b9a054de31644173a0eb8e"}} as unknown as TypedDocumentString<ActOnApprovalMutation, ActOnApprovalMutationVariables>;
export const CancelApprovalDocument = {"__meta__":{"documentId":"sha256:489a329975fb7bc6d4974d5d013c0a9aed87355c7fe7d6f211056943a579b1fd"}} as unknown as TypedDocumentString<CancelApprovalMutation, CancelApprovalMutationVariables>;
export const ApprovalDecisionDocument = {"__meta__":{"documentId":"sha256:6fed4efdf7d9870feb36f9db3431bb0e1cc136001aec3183e7f5cd6294b5d69d"}} as unknown as TypedDocumentString<ApprovalDecisionSubscription, ApprovalDecisionSubscriptionVariables>;
export const StartRemoteSessionDocument = {"__meta__":{"documentId":"sha256:c69ba6f75be9dc79c076aca31cdfe18e30b288094b0abb860a641f6f1153575d"}} as unknown as TypedDocumentString<StartRemoteSessionMutation, StartRemoteSessionMutationVariables>;
export const RunCommandDocument = {"__meta__":{"documentId":"sha256:e56ce0d5121bd48cd120e2115dbfe789b2d0468e4668c246866528b6701a9d4d"}} as unknown as TypedDocumentString<RunCommandMutation, RunCommandMutationVariables>;
export const CancelCommandDocument = {"__meta__":{"documentId":"sha256:9a03baa248ce6b50a3b2e7cb70be49053a545369e5e7ef9fbc3100962d63b990"}} as unknown as TypedDocumentString<CancelCommandMutation, CancelCommandMutationVariables>;
export const CommandDocument = {"__meta__":{"documentId":"sha256:2de344b8cd3883d627359547ec7adeb28bfb98cce91b81326aa741634c5a9e28"}} as unknown as TypedDocumentString<CommandQuery, CommandQueryVariables>;
export const CommandsDocument = {"__meta__":{"documentId":"sha256:bcaabf4c7adc76c5ab9d958db432098d2b357d4139c5a2dd2d4d6beb9f5822cf"}} as unknown as TypedDocumentString<CommandsQuery, CommandsQueryVariables>;
export const CommandChangesDocument = {"__meta__":{"documentId":"sha256:85cb7d79cc75b896952fe160d16cbfe0e11e3b2871a452ffd944b79c763aa7d2"}} as unknown as TypedDocumentString<CommandChangesSubscription, CommandChangesSubscriptionVariables>;
export const CommandOutputDocument = {"__meta__":{"documentId":"sha256:9d61893e7d62c79379cd5a7f8b4c0d9996fa3fa82a6b2418740711624b44d894"}} as unknown as TypedDocumentString<CommandOutputSubscription, CommandOutputSubscriptionVariables>;
export const JoinHostDocument = {"__meta__":{"documentId":"sha256:4bbc89c3b4be456718a240a70f20e3910f97937e15cad5e4d06db34706c077d3"}} as unknown as TypedDocumentString<JoinHostMutation, JoinHostMutationVariables>;
export const HostWorkDocument = {"__meta__":{"documentId":"sha256:4ca5b1c2fed785c2e77d7f91986c5b25b49283d2616058290d6d78f63c2fc5a8"}} as unknown as TypedDocumentString<HostWorkSubscription, HostWorkSubscriptionVariables>;
export const AnswerCommandCheckDocument = {"__meta__":{"documentId":"sha256:28d76a3a8686cfb360d49541fb1619ee1cbe3db05c889873662e4c3f00ba91a0"}} as unknown as TypedDocumentString<AnswerCommandCheckMutation, AnswerCommandCheckMutationVariables>;
export const StartCommandDocument = {"__meta__":{"documentId":"sha256:7c973499ba5f76eefe23e59c2a229a8c818aff887319268db1af25703938bdac"}} as unknown as TypedDocumentString<StartCommandMutation, StartCommandMutationVariables>;
export const AppendCommandOutputDocument = {"__meta__":{"documentId":"sha256:170d3df7992558563a31502f72fb11918279b3d2d9bd9572544aea5819170ab0"}} as unknown as TypedDocumentString<AppendCommandOutputMutation, AppendCommandOutputMutationVariables>;
export const FinishCommandDocument = {"__meta__":{"documentId":"sha256:d2e0753182fc9c2bdfceae62d3def846e16c6f5e03199c444fa74aa6f435c139"}} as unknown as TypedDocumentString<FinishCommandMutation, FinishCommandMutationVariables>;
export const ReportHostDocument = {"__meta__":{"documentId":"sha256:c3995426671aeec6fb0aa05e3681270e57bd0b613b34bb4ac241d6835c2a0330"}} as unknown as TypedDocumentString<ReportHostMutation, ReportHostMutationVariables>;
export const ReportSessionEndDocument = {"__meta__":{"documentId":"sha256:011b7e8aab7c43311a39da2781a408561f0cd38b6c1755722c2d472dab9e4c41"}} as unknown as TypedDocumentString<ReportSessionEndMutation, ReportSessionEndMutationVariables>;
export const ApprovalsDocument = {"__meta__":{"documentId":"sha256:2f1155d52346adc8ad794d25ae918400433d6432cb880e678aad30562226d170"}} as unknown as TypedDocumentString<ApprovalsQuery, ApprovalsQueryVariables>;
export const ApprovalChangesDocument = {"__meta__":{"documentId":"sha256:ec994a826863fce6dc40163fec5f34856f4b0c95b21fac189c9fcc3362f8327f"}} as unknown as TypedDocumentString<ApprovalChangesSubscription, ApprovalChangesSubscriptionVariables>;
export const ApproveDocument = {"__meta__":{"documentId":"sha256:d4de3c3536d79adffe1849483d1ef940c372a34c74e3f8f5084d4ba93898e420"}} as unknown as TypedDocumentString<ApproveMutation, ApproveMutationVariables>;
export const DenyDocument = {"__meta__":{"documentId":"sha256:f609f05a96d32c74127f67782636645fea5f8f002622a55653618630c158e7bc"}} as unknown as TypedDocumentString<DenyMutation, DenyMutationVariables>;
export const DecideApprovalsDocument = {"__meta__":{"documentId":"sha256:223cc36c0606aeb5dc85b2bbe82f82f638e17f86064a3882f0ef672ddb78078b"}} as unknown as TypedDocumentString<DecideApprovalsMutation, DecideApprovalsMutationVariables>;
export const GrantsDocument = {"__meta__":{"documentId":"sha256:b00a5e1e596392811faaa8ad4e6a00bc178a53c5da4c2aed90284c7693ab9d27"}} as unknown as TypedDocumentString<GrantsQuery, GrantsQueryVariables>;
export const RevokeGrantDocument = {"__meta__":{"documentId":"sha256:fde98c0caf93eae209455d9c1417584273c980fc031a8dba550cf6d0d4fdc704"}} as unknown as TypedDocumentString<RevokeGrantMutation, RevokeGrantMutationVariables>;
export const RegisterSessionDocument = {"__meta__":{"documentId":"sha256:c719e5272ada747a99cf7ca75309f520aa58ec5866057957b81cbcb22d353956"}} as unknown as TypedDocumentString<RegisterSessionMutation, RegisterSessionMutationVariables>;
export const HeartbeatDocument = {"__meta__":{"documentId":"sha256:42f94c42bf704381668b2026e61b36f85ded01eb3889968347dbae16c0ceac62"}} as unknown as TypedDocumentString<HeartbeatMutation, HeartbeatMutationVariables>;
export const StartTaskDocument = {"__meta__":{"documentId":"sha256:1f45a40616d33d218611cec76a43d6ba2a4aab1eae25f246d32ab441de6b2b66"}} as unknown as TypedDocumentString<StartTaskMutation, StartTaskMutationVariables>;
export const ReportProgressDocument = {"__meta__":{"documentId":"sha256:81df5c7d4543e63f81f6c83ea78a15873fa460ec58e3fd3005a69f8339c8122d"}} as unknown as TypedDocumentString<ReportProgressMutation, ReportProgressMutationVariables>;
export const FinishTaskDocument = {"__meta__":{"documentId":"sha256:abe6dcdc921cd3de651cfc3f4f801584282c8aab5afd2dd3bceb72d4e64a7a87"}} as unknown as TypedDocumentString<FinishTaskMutation, FinishTaskMutationVariables>;
export const UpdateSessionDocument = {"__meta__":{"documentId":"sha256:1f1cce5561b8d34fc5a37a5dc01c5e190863decb632e9f2d54ba5e56d6f0b71b"}} as unknown as TypedDocumentString<UpdateSessionMutation, UpdateSessionMutationVariables>;
export const EndSessionDocument = {"__meta__":{"documentId":"sha256:650ba42c63d0156ebc4d72b508be4b287e9f5e26b94e27cb79dc639b52b3683d"}} as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const AcknowledgeKillDocument = {"__meta__":{"documentId":"sha256:23c653b8ca4764ad0b0fe3a19400e8021c9e66e7a1173ff62d986ba327d96707"}} as unknown as TypedDocumentString<AcknowledgeKillMutation, AcknowledgeKillMutationVariables>;
export const KillSignalDocument = {"__meta__":{"documentId":"sha256:cde61c933aefdba546a293c2fb68494e672e6d55afa5522d5e98e54df521a687"}} as unknown as TypedDocumentString<KillSignalSubscription, KillSignalSubscriptionVariables>;
export const SessionDocument = {"__meta__":{"documentId":"sha256:57ecbbb065561cb47a2ddc4a388a30f75d15ebdc07706135a0e26c8cd7125087"}} as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const SessionsDocument = {"__meta__":{"documentId":"sha256:512924d081a60bdfd774fd0851b523cb007c4b49a5d7b4d48e0427bd02d3a5e8"}} as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const MoreSessionsDocument = {"__meta__":{"documentId":"sha256:05aa863a8cd1115d263418239c7500ef1579331b47886638607680d6a7126a2d"}} as unknown as TypedDocumentString<MoreSessionsQuery, MoreSessionsQueryVariables>;
export const SessionCountsDocument = {"__meta__":{"documentId":"sha256:db517b4f12b53f3745883dd731f074712e9cd4cd37eb80d26e173a64f745b6fc"}} as unknown as TypedDocumentString<SessionCountsQuery, SessionCountsQueryVariables>;
export const ViewerDocument = {"__meta__":{"documentId":"sha256:52b0c94e579a20d6513be8ade96fa0ae2b150f678f543feffdce56605c68b35a"}} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const QuickStartDocument = {"__meta__":{"documentId":"sha256:3a85528151e57a656c238f0cce0621add8e8b5673487814034af1ef44435f567"}} as unknown as TypedDocumentString<QuickStartQuery, QuickStartQueryVariables>;
export const KillSessionDocument = {"__meta__":{"documentId":"sha256:61a2579cc8fb53b9b9652b807edf1b55e1291ccd2e44b8c86779f4ea4a36c4c8"}} as unknown as TypedDocumentString<KillSessionMutation, KillSessionMutationVariables>;
export const KillSessionsDocument = {"__meta__":{"documentId":"sha256:df0d4bed71f3c70309ac3257c1bc5352b2b1905e0a246d89e8f7463b34700bf5"}} as unknown as TypedDocumentString<KillSessionsMutation, KillSessionsMutationVariables>;
export const PinSessionDocument = {"__meta__":{"documentId":"sha256:8a9039cbf7e9c1b794a1c13b2c19bee376ef349fda5b210e1e99e3802742d27f"}} as unknown as TypedDocumentString<PinSessionMutation, PinSessionMutationVariables>;
export const UnpinSessionDocument = {"__meta__":{"documentId":"sha256:e4541f3ae8efdb7bfee64aad4a3463501cf21321b98c8e50cfa1589972322bd2"}} as unknown as TypedDocumentString<UnpinSessionMutation, UnpinSessionMutationVariables>;
export const SweepSessionsDocument = {"__meta__":{"documentId":"sha256:fa2bf760c473bcecf56f2c6e420312d239c74df4262d25c0852eac5b16c774d9"}} as unknown as TypedDocumentString<SweepSessionsMutation, SweepSessionsMutationVariables>;
export const SessionChangesDocument = {"__meta__":{"documentId":"sha256:85ac1292fb1d1f76fcc1a1def019ba8e59ef228a8c0de22f522b7ff37dfac62a"}} as unknown as TypedDocumentString<SessionChangesSubscription, SessionChangesSubscriptionVariables>;