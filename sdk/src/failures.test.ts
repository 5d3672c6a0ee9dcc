import { expect, test } from 'vitest';
import { errorOf, errorOfGraphQL, succeed } from './failures.ts';
import type { ErrorCode } from './generated/graphql.ts';
import * as errors from './index.ts';

const kill = {
  id: 'kill_1',
  reason: 'Too expensive',
  graceMs: 10_000,
  requestedAt: '2026-11-20T10:00:00.000Z',
  requestedBy: { kind: 'PERSON', id: 'person_1', name: 'Ada' },
} as const;

// Written out: what the wire says, and what a host catches.
const classes = {
  APPROVAL_CANCELLED: errors.ApprovalCancelledError,
  APPROVAL_DECIDED: errors.ApprovalDecidedError,
  APPROVAL_EXPIRED: errors.ApprovalExpiredError,
  APPROVAL_LIMIT: errors.ApprovalLimitError,
  APPROVAL_NOT_FOUND: errors.ApprovalNotFoundError,
  APP_KEY_NOT_FOUND: errors.AppKeyNotFoundError,
  APP_KEY_REVOKED: errors.AppKeyRevokedError,
  COMMAND_CLOSED: errors.CommandClosedError,
  COMMAND_LIMIT: errors.CommandLimitError,
  COMMAND_NOT_FOUND: errors.CommandNotFoundError,
  COMMAND_REFUSED: errors.CommandRefusedError,
  FORBIDDEN: errors.ForbiddenError,
  GRANT_NOT_FOUND: errors.GrantNotFoundError,
  HOST_AWAY: errors.HostAwayError,
  HOST_NAME_TAKEN: errors.HostNameTakenError,
  HOST_NOT_FOUND: errors.HostNotFoundError,
  INVALID_INPUT: errors.InvalidInputError,
  KILLED_RECENTLY: errors.SessionKilledRecentlyError,
  KILL_NOT_FOUND: errors.KillNotFoundError,
  LAST_ADMIN: errors.LastAdminError,
  MODE_NOT_ALLOWED: errors.ModeNotAllowedError,
  NAME_TAKEN: errors.NameTakenError,
  OUTPUT_MISSING: errors.OutputMissingError,
  PERSON_NOT_FOUND: errors.PersonNotFoundError,
  PIN_LIMIT: errors.PinLimitError,
  SANDBOX_MISSING: errors.SandboxMissingError,
  SESSION_ENDED: errors.SessionEndedError,
  SESSION_NOT_ACTIVE: errors.SessionNotActiveError,
  SESSION_NOT_FOUND: errors.SessionNotFoundError,
  SESSION_QUOTA: errors.SessionQuotaError,
  SIGN_IN_NOT_FOUND: errors.SignInNotFoundError,
  SUPERSEDED: errors.SessionSupersededError,
  TASK_FINISHED: errors.TaskFinishedError,
  TASK_ID_TAKEN: errors.TaskIdTakenError,
  TASK_NOT_FOUND: errors.TaskNotFoundError,
  WRONG_PASSWORD: errors.WrongPasswordError,
} as const satisfies Record<ErrorCode, unknown>;

const codes = Object.keys(classes).filter((code): code is ErrorCode => code in classes);

test.each(codes)('%s becomes its class, with code and name', (code) => {
  const error = errorOf({ code, message: 'Why', kill, retryAt: kill.requestedAt });
  expect(error).toBeInstanceOf(classes[code]);
  expect(error).toMatchObject({ code, message: 'Why', name: classes[code].name });
});

test('carries what a program needs', () => {
  const issues = [{ path: 'app', message: 'empty' }];
  expect(errorOf({ code: 'INVALID_INPUT', message: '', issues })).toMatchObject({ issues });
  expect(errorOf({ code: 'SESSION_ENDED', message: '', endReason: 'KILLED', endMessage: 'x' })).toMatchObject({
    endReason: 'KILLED',
    endMessage: 'x',
  });
  expect(errorOf({ code: 'TASK_FINISHED', message: '', state: 'ABANDONED' })).toMatchObject({ state: 'ABANDONED' });
  expect(errorOf({ code: 'PIN_LIMIT', message: '', limit: 100 })).toMatchObject({ limit: 100 });
  expect(errorOf({ code: 'COMMAND_REFUSED', message: '', problem: 'CWD_NOT_FOUND' })).toMatchObject({
    problem: 'CWD_NOT_FOUND',
  });
  expect(errorOf({ code: 'OUTPUT_MISSING', message: '', nextOffset: 3 })).toMatchObject({ nextOffset: 3 });
  expect(errorOf({ code: 'SESSION_QUOTA', message: '', limit: 5 })).toMatchObject({ limit: 5 });
  expect(errorOf({ code: 'KILLED_RECENTLY', message: '', kill, retryAt: kill.requestedAt })).toMatchObject({
    kill,
    retryAt: new Date(kill.requestedAt),
  });
});

test.each([
  ['SUPERSEDED', errors.SessionSupersededError],
  ['SESSION_NOT_FOUND', errors.SessionNotFoundError],
  ['FORBIDDEN', errors.ForbiddenError],
  ['UNAUTHENTICATED', errors.UnauthenticatedError],
  ['INTERNAL_SERVER_ERROR', errors.UnexpectedError],
  ['A_CODE_OF_TOMORROW', errors.UnexpectedError],
  ['KILLED_RECENTLY', errors.UnexpectedError],
])('a GraphQL error with code %s becomes its class', (code, errorClass) => {
  expect(errorOfGraphQL([{ message: 'Why', extensions: { code } }])).toBeInstanceOf(errorClass);
});

test('an unexpected error keeps the id to quote', () => {
  const extensions = { code: 'INTERNAL_SERVER_ERROR', correlationId: 'c-1' };
  expect(errorOfGraphQL([{ message: 'Unexpected error', extensions }])).toMatchObject({ correlationId: 'c-1' });
});

test('a success passes, a failure throws', () => {
  const success = { __typename: 'EndSessionSuccess' as const };
  expect(succeed(success)).toBe(success);
  const failure = { __typename: 'ForbiddenError' as const, code: 'FORBIDDEN' as const, message: 'No' };
  expect(() => succeed(failure)).toThrow(errors.ForbiddenError);
});
