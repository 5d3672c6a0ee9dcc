import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { DomainError, InvalidInputError } from '../kernel/errors.ts';
import { rewordError } from './graphql-errors.ts';
import { limits, shorten } from './limits.ts';
import type { TransportLogger } from './ports.ts';

/** Turns whatever went wrong in one operation into what its caller may know. */
export type ToClientErrors = (errors: readonly unknown[]) => readonly GraphQLError[];

/**
 * Expected failures and what is wrong with the request pass, shortened. Everything else is masked; all that is masked
 * in one operation is logged in one line, under the id that the caller is told.
 */
export function createClientErrors(logger: TransportLogger): ToClientErrors {
  return (errors) => {
    let correlationId: string | undefined;
    const causes: unknown[] = [];
    const told = errors.map((error) => {
      const expected = toExpected(error);
      if (expected !== null) return expected;
      causes.push(causeOf(error));
      correlationId ??= randomUUID();
      return mask(error, correlationId);
    });
    if (correlationId !== undefined) {
      logger.error({ correlationId, count: causes.length, ...describe(causes[0]) }, 'An operation failed unexpectedly');
    }
    return told;
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
  if (!(error instanceof GraphQLError)) return null;
  // Without a path no resolver ran: the request itself is wrong, even where a scalar threw an error of another class.
  if (error.path === undefined) return rebuild(error, error.message, { code: 'INVALID_INPUT', ...error.extensions });
  if (cause instanceof GraphQLError) return rebuild(error, error.message, error.extensions);
  return null;
}

function mask(error: unknown, correlationId: string): GraphQLError {
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
