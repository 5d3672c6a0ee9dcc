import type { Connection } from './connection.ts';
import {
  ClientClosedError,
  ConnectionLostError,
  RollcallError,
  type RollcallErrorCode,
  TimedOutError,
  UnexpectedError,
} from './errors.ts';
import { succeed } from './failures.ts';
import type { TypedDocument } from './typed-document.ts';

/**
 * What became of something told: the server has it; there was no connection, so it goes with the next; the server will
 * not have it; or the server failed at it.
 */
export type Told = 'TOLD' | 'LATER' | 'REFUSED' | 'FAILED';

/** Sends one mutation and sorts its answer. Never rejects; what went wrong has been reported. */
export type Tell = <Input>(
  document: TypedDocument<Readonly<Record<string, { readonly __typename: string }>>, { input: Input }>,
  input: Input,
) => Promise<Told>;

/** Whether the same thing may simply be said again over the next connection. */
export function isOutage(error: unknown): boolean {
  return error instanceof ConnectionLostError || error instanceof TimedOutError || error instanceof ClientClosedError;
}

/** Whatever was caught, as one of ours. */
export function toRollcallError(error: unknown): RollcallError {
  if (error instanceof RollcallError) return error;
  return new UnexpectedError('Something failed inside the SDK.', null, { cause: error });
}

const doubts: ReadonlySet<RollcallErrorCode> = new Set([
  'SESSION_ENDED',
  'SESSION_NOT_FOUND',
  'SUPERSEDED',
  // A token ends with its session.
  'UNAUTHENTICATED',
]);

/** Tells over a connection. An answer that puts the session itself in doubt is passed on, because only a heartbeat settles it. */
export function createTell(options: {
  readonly connection: Connection;
  readonly reportProblem: (error: RollcallError) => void;
  readonly onDoubt: () => void;
}): Tell {
  const { connection, reportProblem, onDoubt } = options;
  return async (document, input) => {
    try {
      const answer = await connection.send(document, { input });
      for (const result of Object.values(answer)) succeed(result);
      return 'TOLD';
    } catch (caught) {
      if (isOutage(caught)) return 'LATER';
      const error = toRollcallError(caught);
      reportProblem(error);
      if (error instanceof UnexpectedError) return 'FAILED';
      if (doubts.has(error.code)) onDoubt();
      return 'REFUSED';
    }
  };
}
