import {
  ApprovalCancelledError,
  ApprovalDecidedError,
  ApprovalExpiredError,
  ApprovalLimitError,
  ApprovalNotFoundError,
} from './approval-errors.ts';
import {
  CommandClosedError,
  CommandLimitError,
  CommandNotFoundError,
  CommandRefusedError,
  OutputMissingError,
  SessionNotActiveError,
} from './command-errors.ts';
import {
  AppKeyNotFoundError,
  AppKeyRevokedError,
  ForbiddenError,
  GrantNotFoundError,
  HostAwayError,
  HostNameTakenError,
  HostNotFoundError,
  ModeNotAllowedError,
  SandboxMissingError,
  InvalidInputError,
  KillNotFoundError,
  type KillOrder,
  LastAdminError,
  NameTakenError,
  PersonNotFoundError,
  PinLimitError,
  type RollcallError,
  SessionEndedError,
  SessionKilledRecentlyError,
  SessionNotFoundError,
  SessionQuotaError,
  SessionSupersededError,
  SignInNotFoundError,
  TaskFinishedError,
  TaskIdTakenError,
  TaskNotFoundError,
  UnauthenticatedError,
  UnexpectedError,
  WrongPasswordError,
} from './errors.ts';
import type { CommandProblem, ErrorCode, SessionEndReason, TaskState } from './generated/graphql.ts';

/** What a failure may carry beside its code; a failure of a query or a subscription carries the message alone. */
interface Details {
  readonly message: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly endReason?: SessionEndReason;
  readonly endMessage?: string | null;
  readonly kill?: KillOrder;
  readonly retryAt?: string;
  readonly state?: TaskState;
  readonly limit?: number;
  readonly problem?: CommandProblem;
  readonly nextOffset?: number;
}

const rebuild: { readonly [Code in ErrorCode]: (details: Details) => RollcallError } = {
  APPROVAL_CANCELLED: ({ message }) => new ApprovalCancelledError(message),
  APPROVAL_DECIDED: ({ message }) => new ApprovalDecidedError(message),
  APPROVAL_EXPIRED: ({ message }) => new ApprovalExpiredError(message),
  APPROVAL_LIMIT: ({ message, limit }) => new ApprovalLimitError(message, limit ?? null),
  APPROVAL_NOT_FOUND: ({ message }) => new ApprovalNotFoundError(message),
  APP_KEY_NOT_FOUND: ({ message }) => new AppKeyNotFoundError(message),
  APP_KEY_REVOKED: ({ message }) => new AppKeyRevokedError(message),
  COMMAND_CLOSED: ({ message }) => new CommandClosedError(message),
  COMMAND_LIMIT: ({ message, limit }) => new CommandLimitError(message, limit ?? null),
  COMMAND_NOT_FOUND: ({ message }) => new CommandNotFoundError(message),
  COMMAND_REFUSED: ({ message, problem }) => new CommandRefusedError(message, problem ?? null),
  FORBIDDEN: ({ message }) => new ForbiddenError(message),
  GRANT_NOT_FOUND: ({ message }) => new GrantNotFoundError(message),
  HOST_AWAY: ({ message }) => new HostAwayError(message),
  HOST_NAME_TAKEN: ({ message }) => new HostNameTakenError(message),
  HOST_NOT_FOUND: ({ message }) => new HostNotFoundError(message),
  INVALID_INPUT: ({ message, issues = [] }) => new InvalidInputError(message, issues),
  KILLED_RECENTLY: ({ message, kill, retryAt }) =>
    kill === undefined || retryAt === undefined
      ? new UnexpectedError(message, null)
      : new SessionKilledRecentlyError(message, { kill, retryAt }),
  KILL_NOT_FOUND: ({ message }) => new KillNotFoundError(message),
  LAST_ADMIN: ({ message }) => new LastAdminError(message),
  MODE_NOT_ALLOWED: ({ message }) => new ModeNotAllowedError(message),
  NAME_TAKEN: ({ message }) => new NameTakenError(message),
  OUTPUT_MISSING: ({ message, nextOffset }) => new OutputMissingError(message, nextOffset ?? null),
  PERSON_NOT_FOUND: ({ message }) => new PersonNotFoundError(message),
  PIN_LIMIT: ({ message, limit }) => new PinLimitError(message, limit ?? null),
  SANDBOX_MISSING: ({ message }) => new SandboxMissingError(message),
  SESSION_ENDED: ({ message, endReason, endMessage }) => new SessionEndedError(message, endReason ?? null, endMessage),
  SESSION_NOT_ACTIVE: ({ message }) => new SessionNotActiveError(message),
  SESSION_NOT_FOUND: ({ message }) => new SessionNotFoundError(message),
  SESSION_QUOTA: ({ message, limit }) => new SessionQuotaError(message, limit ?? null),
  SIGN_IN_NOT_FOUND: ({ message }) => new SignInNotFoundError(message),
  SUPERSEDED: ({ message }) => new SessionSupersededError(message),
  TASK_FINISHED: ({ message, state }) => new TaskFinishedError(message, state ?? null),
  TASK_ID_TAKEN: ({ message }) => new TaskIdTakenError(message),
  TASK_NOT_FOUND: ({ message }) => new TaskNotFoundError(message),
  WRONG_PASSWORD: ({ message }) => new WrongPasswordError(message),
};

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(rebuild, code);

/** The class for a failure that is a member of a mutation's union. A code of a newer server becomes an unexpected error. */
export function errorOf(failure: Details & { readonly code: ErrorCode }): RollcallError {
  return isErrorCode(failure.code) ? rebuild[failure.code](failure) : new UnexpectedError(failure.message, null);
}

/** Gives the success of a mutation's union. @throws {RollcallError} of the failure's class when it is one. */
export function succeed<Result extends { readonly __typename: string }>(
  result: Result,
): Exclude<Result, { readonly code: ErrorCode }>;
export function succeed(result: { readonly __typename: string } | (Details & { readonly code: ErrorCode })): unknown {
  if ('code' in result) throw errorOf(result);
  return result;
}

/** One of the errors beside the data of an answer. */
export interface GraphQLFailure {
  readonly message: string;
  readonly extensions?: { readonly [name: string]: unknown };
}

/** The class for the errors beside the data of an answer: what queries and subscriptions fail with. */
export function errorOfGraphQL(errors: readonly GraphQLFailure[]): RollcallError {
  const { message, extensions } = errors[0] ?? { message: 'The server sent an error without a message.' };
  const code = extensions?.['code'];
  if (isErrorCode(code)) return rebuild[code]({ message });
  if (code === 'UNAUTHENTICATED') return new UnauthenticatedError(message);
  const correlationId = extensions?.['correlationId'];
  return new UnexpectedError(message, typeof correlationId === 'string' ? correlationId : null);
}
