import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { DomainError, InvalidInputError, ShuttingDownError, TooManyOperationsError } from '../kernel/errors.ts';
import { SlowConsumerError } from '../kernel/subscription.ts';
import { rewordError } from './graphql-errors.ts';
import { limits, shorten } from './limits.ts';
import type { TransportLogger } from './ports.ts';

/**
 * Turns what went wrong into what the caller may know. Expected failures and what is wrong with the request pass,
 * shortened. Everything else is masked and logged under an id that the caller is told.
 */
export interface ErrorMask {
  one(error: unknown): GraphQLError;
  /** The errors of one operation: all that is masked among them is one line in the log. */
  all(errors: readonly unknown[]): readonly GraphQLError[];
}

export function createErrorMask(logger: TransportLogger): ErrorMask {
  function log(cause: unknown, correlationId: string, count: number): void {
    logger.error({ correlationId, count, ...describe(cause) }, 'An operation failed unexpectedly');
  }

  return {
    one(error) {
      const expected = toExpected(error);
      if (expected !== null) return expected;
      const correlationId = randomUUID();
      log(causeOf(error), correlationId, 1);
      return hide(error, correlationId);
    },
    all(errors) {
      if (errors.length === 0) return [];
      const correlationId = randomUUID();
      const hidden: unknown[] = [];
      const told = errors.map((error) => {
        const expected = toExpected(error);
        if (expected === null) hidden.push(error);
        return expected ?? hide(error, correlationId);
      });
      if (hidden.length > 0) log(causeOf(hidden[0]), correlationId, hidden.length);
      return told;
    },
  };
}

function toExpected(error: unknown): GraphQLError | null {
  const cause = causeOf(error);
  if (cause instanceof DomainError) {
    const issues =
      cause instanceof InvalidInputError
        ? { issues: cause.issues.map(({ path, message }) => ({ path, message: shorten(message, 200) })) }
        : {};
    return rebuild(error, cause.message, { code: cause.code, ...issues });
  }
  if (cause instanceof SlowConsumerError) {
    const { revision, offset } = cause;
    return rebuild(error, cause.message, { code: 'SLOW_CONSUMER', ...(offset === null ? { revision } : { offset }) });
  }
  if (cause instanceof TooManyOperationsError) {
    return rebuild(error, cause.message, { code: 'TOO_MANY_OPERATIONS' });
  }
  if (cause instanceof ShuttingDownError) return rebuild(error, cause.message, { code: 'SHUTTING_DOWN' });
  if (!(error instanceof GraphQLError)) return null;
  // Without a path no resolver ran: the request itself is wrong, even where a scalar threw an error of another class.
  if (error.path === undefined) return rebuild(error, error.message, { code: 'INVALID_INPUT', ...error.extensions });
  if (cause instanceof GraphQLError) return rebuild(error, error.message, error.extensions);
  return null;
}

function hide(error: unknown, correlationId: string): GraphQLError {
  const message = `Something went wrong on our side. It is in the server's log as ${correlationId}.`;
  return rebuild(error, message, { code: 'INTERNAL_SERVER_ERROR', correlationId });
}

function rebuild(error: unknown, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const located = error instanceof GraphQLError ? error : new GraphQLError('');
  return rewordError(located, shorten(message, limits.errorMessageCharacters), extensions);
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? causeOf(error.originalError) : error;
}

function describe(cause: unknown): object {
  if (!(cause instanceof Error)) return { error: { message: shorten(String(cause), limits.errorMessageCharacters) } };
  const { name, message, stack } = cause;
  return {
    error: { name, message: shorten(message, limits.errorMessageCharacters), stack: shorten(stack ?? '', 4_000) },
  };
}
