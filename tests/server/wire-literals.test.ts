import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin } from '../harness/api.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { unions } from './wire-unions.ts';

// Programs in other languages compare these words. A change here breaks them: it is a decision, not a detail.
const enums = {
  ActorKind: ['BOOTSTRAP', 'HOST', 'JOIN_CODE', 'KEY', 'PERSON', 'SESSION_TOKEN', 'SYSTEM', 'TERMINAL'],
  AppKeyRight: ['KILL', 'READ', 'REGISTER', 'REMOTE'],
  ApprovalKind: ['COMMAND', 'QUESTION', 'SESSION_START'],
  ApprovalOrder: ['DEADLINE', 'NEWEST'],
  ApprovalState: ['APPROVED', 'CANCELLED', 'DENIED', 'EXPIRED', 'PENDING'],
  CommandOutcome: ['CANCELLED', 'EXITED', 'LOST', 'REFUSED', 'SIGNALLED', 'TIMED_OUT'],
  CommandProblem: [
    'CWD_NOT_ALLOWED',
    'CWD_NOT_FOUND',
    'ENVIRONMENT_NOT_ALLOWED',
    'EXECUTABLE_NOT_FOUND',
    'MODE_NOT_ALLOWED',
    'OTHER',
    'SANDBOX_MISSING',
    'SYSTEM_USER_NOT_ALLOWED',
  ],
  CommandState: [
    'CANCELLED',
    'DENIED',
    'EXPIRED',
    'FAILED',
    'LOST',
    'PENDING_APPROVAL',
    'QUEUED',
    'RUNNING',
    'SUCCEEDED',
    'TIMED_OUT',
  ],
  ErrorCode: [
    'APPROVAL_CANCELLED',
    'APPROVAL_DECIDED',
    'APPROVAL_EXPIRED',
    'APPROVAL_LIMIT',
    'APPROVAL_NOT_FOUND',
    'APP_KEY_NOT_FOUND',
    'APP_KEY_REVOKED',
    'COMMAND_CLOSED',
    'COMMAND_LIMIT',
    'COMMAND_NOT_FOUND',
    'COMMAND_REFUSED',
    'FORBIDDEN',
    'GRANT_NOT_FOUND',
    'HOST_AWAY',
    'HOST_NAME_TAKEN',
    'HOST_NOT_FOUND',
    'INVALID_INPUT',
    'KILLED_RECENTLY',
    'KILL_NOT_FOUND',
    'LAST_ADMIN',
    'MODE_NOT_ALLOWED',
    'NAME_TAKEN',
    'OUTPUT_MISSING',
    'PERSON_NOT_FOUND',
    'PIN_LIMIT',
    'SANDBOX_MISSING',
    'SESSION_ENDED',
    'SESSION_NOT_ACTIVE',
    'SESSION_NOT_FOUND',
    'SESSION_QUOTA',
    'SIGN_IN_NOT_FOUND',
    'SUPERSEDED',
    'TASK_FINISHED',
    'TASK_ID_TAKEN',
    'TASK_NOT_FOUND',
    'WRONG_PASSWORD',
  ],
  ExpiryRule: ['DENY', 'WAIT'],
  GrantPlace: ['HOST', 'SESSION'],
  GrantState: ['ACTIVE', 'ENDED', 'EXPIRED', 'REVOKED', 'USED_UP'],
  HeartbeatOutcome: ['ENDED', 'KILL_REQUESTED', 'RENEWED', 'SUPERSEDED', 'UNKNOWN'],
  KillEvidence: ['HOST_VERIFIED', 'OWNER', 'VANISHED'],
  KillState: ['ACKNOWLEDGED', 'ENDED', 'REQUESTED', 'SENT', 'UNRESPONSIVE'],
  OutputStream: ['STDERR', 'STDOUT'],
  OwnerEndReason: ['COMPLETED', 'FAILED', 'STOPPED'],
  Permission: ['KILL_SESSIONS', 'MANAGE_HOSTS', 'MANAGE_KEYS', 'MANAGE_PEOPLE', 'PIN_SESSIONS', 'SWEEP'],
  RecordAction: [
    'APPROVAL_ACTED_ON',
    'APPROVAL_APPROVED',
    'APPROVAL_CANCELLED',
    'APPROVAL_DENIED',
    'APPROVAL_EXPIRED',
    'APPROVAL_LAPSED',
    'APPROVAL_REMINDED',
    'APPROVAL_REQUESTED',
    'APPROVAL_RULE_SET',
    'APPROVAL_SENT',
    'COMMAND_CANCELLED',
    'COMMAND_ENDED',
    'COMMAND_QUEUED',
    'COMMAND_REQUESTED',
    'COMMAND_STARTED',
    'GRANT_MADE',
    'GRANT_REVOKED',
    'GRANT_USED',
    'HOST_JOINED',
    'HOST_JOIN_CODE_CREATED',
    'HOST_REMOVED',
    'HOST_UPDATED',
    'KEY_CREATED',
    'KEY_REVOKED',
    'KEY_ROTATED',
    'KEY_UPDATED',
    'KILL_ACKNOWLEDGED',
    'KILL_ENDED',
    'KILL_REQUESTED',
    'KILL_SENT',
    'KILL_UNRESPONSIVE',
    'PASSWORD_SET',
    'PERSON_CREATED',
    'PERSON_REMOVED',
    'PERSON_UPDATED',
    'REMOTE_SESSION_APPROVED',
    'REMOTE_SESSION_STARTED',
    'SESSION_ENDED',
    'SESSION_HEARD',
    'SESSION_PINNED',
    'SESSION_QUIET',
    'SESSION_RECOVERED',
    'SESSION_REGISTERED',
    'SESSION_STALE',
    'SESSION_TAKEN_OVER',
    'SESSION_UNPINNED',
    'SESSION_UPDATED',
    'SET_UP_LINK_MADE',
    'SIGNED_IN',
    'SIGN_IN_ENDED',
    'TASK_FINISHED',
    'TASK_STARTED',
  ],
  Role: ['ADMIN', 'OPERATOR', 'VIEWER'],
  SafetyMode: ['AUTONOMOUS', 'READ_ONLY', 'SUPERVISED'],
  SessionActivity: ['IDLE', 'PAUSED', 'REQUIRES_ACTION', 'RUNNING'],
  SessionCountBy: ['APP', 'KIND', 'STATUS', 'USER'],
  SessionEndReason: ['COMPLETED', 'DENIED', 'EXPIRED', 'FAILED', 'FROZEN', 'KILLED', 'LOST', 'STOPPED', 'SUPERSEDED'],
  SessionKind: ['AGENT', 'APP', 'REMOTE_ACCESS', 'SCREEN_SHARE'],
  SessionLifecycle: ['ACTIVE', 'ENDED', 'ENDING', 'PENDING_APPROVAL'],
  SessionLiveness: ['LIVE', 'LOST', 'QUIET', 'STALE'],
  SessionOrder: ['ATTENTION', 'STARTED'],
  SessionStatus: [
    'ENDED',
    'ENDING',
    'FAILED',
    'IDLE',
    'PAUSED',
    'PENDING_APPROVAL',
    'QUIET',
    'REQUIRES_ACTION',
    'RUNNING',
    'STALE',
    'UNRESPONSIVE',
  ],
  StatedActivity: ['PAUSED', 'REQUIRES_ACTION'],
  TaskOutcome: ['CANCELLED', 'FAILED', 'SUCCEEDED'],
  TaskState: ['ABANDONED', 'CANCELLED', 'FAILED', 'RUNNING', 'SUCCEEDED'],
  Verdict: ['APPROVE', 'DENY'],
};

const operations = {
  Query: [
    'appKeys',
    'approval',
    'approvalRules',
    'approvals',
    'command',
    'commands',
    'grants',
    'host',
    'hosts',
    'people',
    'quickStart',
    'session',
    'sessionCounts',
    'sessions',
    'viewer',
  ],
  Mutation: [
    'acknowledgeKill',
    'actOnApproval',
    'answerCommandCheck',
    'appendCommandOutput',
    'approve',
    'cancelApproval',
    'cancelCommand',
    'changePassword',
    'createAppKey',
    'createHostJoinCode',
    'createPerson',
    'decideApprovals',
    'deny',
    'endOtherSignIns',
    'endSession',
    'endSignIn',
    'finishCommand',
    'finishTask',
    'heartbeat',
    'joinHost',
    'killSession',
    'killSessions',
    'pinSession',
    'registerSession',
    'removeHost',
    'removePerson',
    'reportHost',
    'reportProgress',
    'reportSessionEnd',
    'requestApproval',
    'resetPassword',
    'revokeAppKey',
    'revokeGrant',
    'rotateAppKey',
    'runCommand',
    'setApprovalRule',
    'startCommand',
    'startRemoteSession',
    'startTask',
    'sweepSessions',
    'unpinSession',
    'updateAppKey',
    'updateHost',
    'updatePerson',
    'updateSession',
  ],
  Subscription: [
    'approvalChanges',
    'approvalDecision',
    'commandChanges',
    'commandOutput',
    'hostChanges',
    'hostWork',
    'killSignal',
    'sessionChanges',
  ],
};

interface Type {
  readonly kind: string;
  readonly name: string;
  readonly enumValues: readonly { readonly name: string }[] | null;
  readonly possibleTypes: readonly { readonly name: string }[] | null;
  readonly fields: readonly { readonly name: string }[] | null;
}

let server: ServerProcess;
let types: readonly Type[];

beforeAll(async () => {
  server = await ServerProcess.start();
  const { __schema } = await asAdmin(server).data<{ __schema: { types: readonly Type[] } }>(
    '{ __schema { types { kind name enumValues { name } possibleTypes { name } fields { name } } } }',
  );
  types = __schema.types.filter(({ name }) => !name.startsWith('__'));
});

afterAll(async () => {
  await server.remove();
});

const namesOf = (things: readonly { readonly name: string }[] | null) => (things ?? []).map(({ name }) => name).sort();

test('the enums on the wire', () => {
  const told = types.filter(({ kind }) => kind === 'ENUM').map(({ name, enumValues }) => [name, namesOf(enumValues)]);
  expect(Object.fromEntries(told)).toEqual(enums);
});

test('what each mutation may answer', () => {
  const told = types
    .filter(({ kind }) => kind === 'UNION')
    .map(({ name, possibleTypes }) => [name, namesOf(possibleTypes)]);
  expect(Object.fromEntries(told)).toEqual(unions);
});

test('the operations', () => {
  const told = types.filter(({ name }) => name in operations).map(({ name, fields }) => [name, namesOf(fields)]);
  expect(Object.fromEntries(told)).toEqual(operations);
});

test('every expected failure is told in the same two words', () => {
  const failures = types.filter(
    ({ name, kind }) => kind === 'OBJECT' && name.endsWith('Error') && name !== 'ReportedError',
  );
  expect(failures.length).toBeGreaterThan(0);
  for (const { name, fields } of failures)
    expect(namesOf(fields), name).toEqual(expect.arrayContaining(['code', 'message']));
});
