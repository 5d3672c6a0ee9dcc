import { GraphQLObjectType, GraphQLUnionType, isInterfaceType, isNonNullType } from 'graphql';
import { expect, test } from 'vitest';
import { errorCodes, ForbiddenError, InvalidInputError } from '../kernel/errors.ts';
import {
  AppKeyNotFoundError,
  AppKeyRevokedError,
  LastAdminError,
  NameTakenError,
  PersonNotFoundError,
  SignInNotFoundError,
  WrongPasswordError,
} from '../modules/access/errors.ts';
import { anApproval } from '../modules/approvals/approval.testing.ts';
import {
  ApprovalCancelledError,
  ApprovalDecidedError,
  ApprovalExpiredError,
  ApprovalLimitError,
  ApprovalNotFoundError,
  GrantNotFoundError,
} from '../modules/approvals/errors.ts';
import { aCommand } from '../modules/commands/command.testing.ts';
import {
  CommandClosedError,
  CommandLimitError,
  CommandNotFoundError,
  CommandRefusedError,
  OutputMissingError,
} from '../modules/commands/errors.ts';
import {
  HostAwayError,
  HostNameTakenError,
  HostNotFoundError,
  ModeNotAllowedError,
  SandboxMissingError,
} from '../modules/hosts/errors.ts';
import { aHost } from '../modules/hosts/host.testing.ts';
import { aKill } from '../modules/kills/kill.testing.ts';
import { KillNotFoundError, SessionKilledRecentlyError } from '../modules/kills/index.ts';
import { SessionEndedError, SessionNotFoundError, SessionSupersededError } from '../modules/sessions/index.ts';
import { PinLimitError, SessionNotActiveError, SessionQuotaError } from '../modules/sessions/errors.ts';
import { aSession } from '../modules/sessions/session.testing.ts';
import { TaskFinishedError, TaskIdTakenError, TaskNotFoundError } from '../modules/tasks/index.ts';
import { buildSchema } from './index.ts';

// Clients in other languages are generated from these. A change here breaks them: it is a decision, not a detail.
const operations = {
  Query: [
    'appKeys: [AppKey!]!',
    'approval(id: ID!): Approval',
    'approvalRules: [ApprovalRule!]!',
    'approvals(after: String, filter: ApprovalFilter, first: Int!, orderBy: ApprovalOrder!): ApprovalConnection!',
    'command(id: ID!): Command',
    'commands(after: String, filter: CommandFilter, first: Int!): CommandConnection!',
    'grants(after: String, filter: GrantFilter, first: Int!): GrantConnection!',
    'host(id: ID!): Host',
    'hosts: [Host!]!',
    'people: [Person!]!',
    'quickStart: QuickStart!',
    'session(id: ID!): Session',
    'sessionCounts(by: SessionCountBy!, filter: SessionFilter): [SessionCount!]!',
    'sessions(after: String, filter: SessionFilter, first: Int!, orderBy: SessionOrder!): SessionConnection!',
    'viewer: Viewer!',
  ],
  Mutation: [
    'acknowledgeKill(input: AcknowledgeKillInput!): AcknowledgeKillResult!',
    'actOnApproval(input: ActOnApprovalInput!): ActOnApprovalResult!',
    'answerCommandCheck(input: AnswerCommandCheckInput!): AnswerCommandCheckResult!',
    'appendCommandOutput(input: AppendCommandOutputInput!): AppendCommandOutputResult!',
    'approve(input: ApproveInput!): ApproveResult!',
    'cancelApproval(input: CancelApprovalInput!): CancelApprovalResult!',
    'cancelCommand(input: CancelCommandInput!): CancelCommandResult!',
    'changePassword(input: ChangePasswordInput!): ChangePasswordResult!',
    'createAppKey(input: CreateAppKeyInput!): CreateAppKeyResult!',
    'createHostJoinCode(input: CreateHostJoinCodeInput!): CreateHostJoinCodeResult!',
    'createPerson(input: CreatePersonInput!): CreatePersonResult!',
    'decideApprovals(input: DecideApprovalsInput!): DecideApprovalsResult!',
    'deny(input: DenyInput!): DenyResult!',
    'endOtherSignIns: EndOtherSignInsResult!',
    'endSession(input: EndSessionInput!): EndSessionResult!',
    'endSignIn(input: EndSignInInput!): EndSignInResult!',
    'finishCommand(input: FinishCommandInput!): FinishCommandResult!',
    'finishTask(input: FinishTaskInput!): FinishTaskResult!',
    'heartbeat(input: HeartbeatInput!): HeartbeatResult!',
    'joinHost(input: JoinHostInput!): JoinHostResult!',
    'killSession(input: KillSessionInput!): KillSessionResult!',
    'killSessions(input: KillSessionsInput!): KillSessionsResult!',
    'pinSession(input: PinSessionInput!): PinSessionResult!',
    'registerSession(input: RegisterSessionInput!): RegisterSessionResult!',
    'removeHost(input: RemoveHostInput!): RemoveHostResult!',
    'removePerson(input: RemovePersonInput!): RemovePersonResult!',
    'reportHost(input: ReportHostInput!): ReportHostResult!',
    'reportProgress(input: ReportProgressInput!): ReportProgressResult!',
    'reportSessionEnd(input: ReportSessionEndInput!): ReportSessionEndResult!',
    'requestApproval(input: RequestApprovalInput!): RequestApprovalResult!',
    'resetPassword(input: ResetPasswordInput!): ResetPasswordResult!',
    'revokeAppKey(input: RevokeAppKeyInput!): RevokeAppKeyResult!',
    'revokeGrant(input: RevokeGrantInput!): RevokeGrantResult!',
    'rotateAppKey(input: RotateAppKeyInput!): RotateAppKeyResult!',
    'runCommand(input: RunCommandInput!): RunCommandResult!',
    'setApprovalRule(input: SetApprovalRuleInput!): SetApprovalRuleResult!',
    'startCommand(input: StartCommandInput!): StartCommandResult!',
    'startRemoteSession(input: StartRemoteSessionInput!): StartRemoteSessionResult!',
    'startTask(input: StartTaskInput!): StartTaskResult!',
    'sweepSessions(input: SweepSessionsInput!): SweepSessionsResult!',
    'unpinSession(input: UnpinSessionInput!): UnpinSessionResult!',
    'updateAppKey(input: UpdateAppKeyInput!): UpdateAppKeyResult!',
    'updateHost(input: UpdateHostInput!): UpdateHostResult!',
    'updatePerson(input: UpdatePersonInput!): UpdatePersonResult!',
    'updateSession(input: UpdateSessionInput!): UpdateSessionResult!',
  ],
  Subscription: [
    'approvalChanges(afterRevision: Revision, filter: WatchedApprovals): ApprovalChanges!',
    'approvalDecision(id: ID!): Approval!',
    'commandChanges(afterRevision: Revision, sessionId: ID): CommandChanges!',
    'commandOutput(afterOffset: Int!, commandId: ID!): CommandOutput!',
    'hostChanges(afterRevision: Revision): HostChanges!',
    'hostWork(input: HostWorkInput!): HostWork!',
    'killSignal(sessionId: ID!): Kill!',
    'sessionChanges(afterRevision: Revision, filter: SessionFilter): SessionChanges!',
  ],
};

const everywhere = ['ForbiddenError', 'InvalidInputError'];
const closed = ['ApprovalCancelledError', 'ApprovalDecidedError', 'ApprovalExpiredError', 'ApprovalNotFoundError'];
const taken = ['CommandClosedError', 'CommandNotFoundError', ...everywhere];
const owned = [...everywhere, 'SessionNotFoundError', 'SessionSupersededError'];

/** The failures each mutation may answer with. */
const failures = {
  AcknowledgeKillResult: [...everywhere, 'KillNotFoundError', 'SessionSupersededError'],
  ActOnApprovalResult: [...closed, ...everywhere, 'SessionSupersededError'],
  AnswerCommandCheckResult: everywhere,
  AppendCommandOutputResult: ['CommandClosedError', 'CommandNotFoundError', ...everywhere],
  ApproveResult: [...closed, ...everywhere],
  CancelApprovalResult: ['ApprovalNotFoundError', ...everywhere, 'SessionSupersededError'],
  CancelCommandResult: ['CommandNotFoundError', ...everywhere],
  ChangePasswordResult: [...everywhere, 'WrongPasswordError'],
  CreateAppKeyResult: everywhere,
  CreateHostJoinCodeResult: ['ForbiddenError', 'HostNameTakenError', 'InvalidInputError'],
  CreatePersonResult: [...everywhere, 'NameTakenError'],
  DecideApprovalResult: [...closed, 'ForbiddenError'],
  DecideApprovalsResult: everywhere,
  DenyResult: [...closed, ...everywhere],
  EndOtherSignInsResult: ['ForbiddenError'],
  EndSessionResult: owned,
  EndSignInResult: [...everywhere, 'SignInNotFoundError'],
  FinishCommandResult: [...taken, 'OutputMissingError', 'SessionSupersededError'],
  FinishTaskResult: [...everywhere, 'SessionSupersededError', 'TaskNotFoundError'],
  HeartbeatResult: everywhere,
  JoinHostResult: ['ForbiddenError', 'HostNameTakenError', 'InvalidInputError'],
  KillSessionResult: [...everywhere, 'SessionEndedError', 'SessionNotFoundError'],
  KillSessionsResult: everywhere,
  PinSessionResult: [...everywhere, 'PinLimitError', 'SessionNotFoundError'],
  RegisterSessionResult: [...everywhere, 'SessionKilledRecentlyError', 'SessionQuotaError'],
  RemoveHostResult: ['ForbiddenError', 'HostNotFoundError', 'InvalidInputError'],
  RemovePersonResult: [...everywhere, 'LastAdminError', 'PersonNotFoundError'],
  ReportHostResult: ['ForbiddenError', 'HostNotFoundError', 'InvalidInputError'],
  ReportProgressResult: [...everywhere, 'SessionSupersededError', 'TaskFinishedError', 'TaskNotFoundError'],
  ReportSessionEndResult: [...everywhere, 'SessionNotFoundError'],
  RequestApprovalResult: [...owned, 'ApprovalLimitError', 'SessionEndedError'].toSorted(),
  ResetPasswordResult: [...everywhere, 'PersonNotFoundError'],
  RevokeAppKeyResult: ['AppKeyNotFoundError', ...everywhere],
  RevokeGrantResult: [...everywhere, 'GrantNotFoundError'].toSorted(),
  RotateAppKeyResult: ['AppKeyNotFoundError', 'AppKeyRevokedError', ...everywhere],
  RunCommandResult: [
    'CommandLimitError',
    'CommandRefusedError',
    'ForbiddenError',
    'HostAwayError',
    'InvalidInputError',
    'SessionEndedError',
    'SessionNotActiveError',
    'SessionNotFoundError',
  ],
  SetApprovalRuleResult: everywhere,
  StartCommandResult: [...taken, 'SessionSupersededError'],
  StartRemoteSessionResult: [
    ...['ForbiddenError', 'HostAwayError', 'HostNotFoundError', 'InvalidInputError'],
    ...['ModeNotAllowedError', 'SandboxMissingError'],
  ],
  StartTaskResult: [...owned, 'SessionEndedError', 'TaskIdTakenError', 'TaskNotFoundError'].toSorted(),
  SweepSessionsResult: everywhere,
  UnpinSessionResult: [...everywhere, 'SessionNotFoundError'],
  UpdateAppKeyResult: ['AppKeyNotFoundError', 'AppKeyRevokedError', ...everywhere],
  UpdateHostResult: ['ForbiddenError', 'HostNameTakenError', 'HostNotFoundError', 'InvalidInputError'],
  UpdatePersonResult: [...everywhere, 'LastAdminError', 'NameTakenError', 'PersonNotFoundError'],
  UpdateSessionResult: [...owned, 'SessionEndedError'].toSorted(),
};

const schema = buildSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test.each(Object.entries(operations))('%s has these operations, and no other', (name, expected) => {
  const type = schema.getType(name);
  const fields = type instanceof GraphQLObjectType ? Object.values(type.getFields()) : [];
  const printed = fields.map(({ name, args, type }) => {
    const inputs = args.map((arg) => `${arg.name}: ${String(arg.type)}`).join(', ');
    return `${name}${inputs === '' ? '' : `(${inputs})`}: ${String(type)}`;
  });
  expect(printed).toEqual(expected);
});

test('each mutation answers its success, or one of these failures', () => {
  const unions = types.filter((type) => type instanceof GraphQLUnionType);
  const members = unions.map((union) => [
    union.name,
    union
      .getTypes()
      .map(({ name }) => name)
      .filter((name) => name !== union.name.replace('Result', 'Success')),
  ]);
  expect(Object.fromEntries(members)).toEqual(failures);
  for (const union of unions) {
    expect(union.getTypes().map(({ name }) => name)).toContain(union.name.replace('Result', 'Success'));
  }
});

test('each failure has its code, and its type on the wire', () => {
  const session = aSession();
  const errors = [
    [new AppKeyNotFoundError('x'), 'APP_KEY_NOT_FOUND', 'AppKeyNotFoundError'],
    [new AppKeyRevokedError('x'), 'APP_KEY_REVOKED', 'AppKeyRevokedError'],
    [new ApprovalCancelledError(anApproval()), 'APPROVAL_CANCELLED', 'ApprovalCancelledError'],
    [new ApprovalDecidedError(anApproval()), 'APPROVAL_DECIDED', 'ApprovalDecidedError'],
    [new ApprovalExpiredError(anApproval()), 'APPROVAL_EXPIRED', 'ApprovalExpiredError'],
    [new ApprovalLimitError(1), 'APPROVAL_LIMIT', 'ApprovalLimitError'],
    [new ApprovalNotFoundError('x'), 'APPROVAL_NOT_FOUND', 'ApprovalNotFoundError'],
    [new CommandClosedError(aCommand()), 'COMMAND_CLOSED', 'CommandClosedError'],
    [new CommandLimitError(1), 'COMMAND_LIMIT', 'CommandLimitError'],
    [new CommandNotFoundError('x'), 'COMMAND_NOT_FOUND', 'CommandNotFoundError'],
    [new CommandRefusedError('OTHER', 'x'), 'COMMAND_REFUSED', 'CommandRefusedError'],
    [new ForbiddenError('x'), 'FORBIDDEN', 'ForbiddenError'],
    [new GrantNotFoundError('x'), 'GRANT_NOT_FOUND', 'GrantNotFoundError'],
    [new HostAwayError(aHost()), 'HOST_AWAY', 'HostAwayError'],
    [new HostNameTakenError('x'), 'HOST_NAME_TAKEN', 'HostNameTakenError'],
    [new HostNotFoundError('x'), 'HOST_NOT_FOUND', 'HostNotFoundError'],
    [new InvalidInputError([]), 'INVALID_INPUT', 'InvalidInputError'],
    [new SessionKilledRecentlyError(aKill(), 0), 'KILLED_RECENTLY', 'SessionKilledRecentlyError'],
    [new KillNotFoundError('x'), 'KILL_NOT_FOUND', 'KillNotFoundError'],
    [new LastAdminError('x'), 'LAST_ADMIN', 'LastAdminError'],
    [new ModeNotAllowedError(aHost(), 'READ_ONLY'), 'MODE_NOT_ALLOWED', 'ModeNotAllowedError'],
    [new NameTakenError('x'), 'NAME_TAKEN', 'NameTakenError'],
    [new OutputMissingError(aCommand()), 'OUTPUT_MISSING', 'OutputMissingError'],
    [new PersonNotFoundError('x'), 'PERSON_NOT_FOUND', 'PersonNotFoundError'],
    [new PinLimitError(1), 'PIN_LIMIT', 'PinLimitError'],
    [new SandboxMissingError(aHost()), 'SANDBOX_MISSING', 'SandboxMissingError'],
    [new SessionEndedError(session), 'SESSION_ENDED', 'SessionEndedError'],
    [new SessionNotActiveError(session), 'SESSION_NOT_ACTIVE', 'SessionNotActiveError'],
    [new SessionNotFoundError('x'), 'SESSION_NOT_FOUND', 'SessionNotFoundError'],
    [new SessionQuotaError(1), 'SESSION_QUOTA', 'SessionQuotaError'],
    [new SessionSupersededError('x'), 'SUPERSEDED', 'SessionSupersededError'],
    [new SignInNotFoundError('x'), 'SIGN_IN_NOT_FOUND', 'SignInNotFoundError'],
    [new TaskFinishedError('x', 'FAILED'), 'TASK_FINISHED', 'TaskFinishedError'],
    [new TaskIdTakenError('x'), 'TASK_ID_TAKEN', 'TaskIdTakenError'],
    [new TaskNotFoundError('x'), 'TASK_NOT_FOUND', 'TaskNotFoundError'],
    [new WrongPasswordError(), 'WRONG_PASSWORD', 'WrongPasswordError'],
  ] as const;
  const failing = types.filter(
    (type) => type instanceof GraphQLObjectType && type.getInterfaces().some(({ name }) => name === 'Error'),
  );
  expect(failing.map(({ name }) => name).toSorted()).toEqual(errors.map(([, , name]) => name).toSorted());
  expect(errors.map(([, code]) => code).toSorted()).toEqual([...errorCodes].toSorted());
  for (const [error, code, name] of errors) {
    expect(error.code).toBe(code);
    expect(error.constructor.name).toBe(name);
  }
});

test('a field that may be null says why', () => {
  const silent = types
    .filter((type) => type instanceof GraphQLObjectType || isInterfaceType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => !isNonNullType(field.type) && !field.description);
  expect(silent.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});
