import { ConnectionLostError, TimedOutError } from './errors.ts';
import type { Platform } from './platform.ts';
import type { Sink } from './socket.ts';

/** How long an answer, or a connection to ask over, may take. */
export const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Takes the one answer of a query or a mutation.
 *
 * @throws {ConnectionLostError} when there is no connection, it breaks before the answer, or the server says that there is none.
 * @throws {TimedOutError} when the answer is not there within 10 seconds.
 */
export function ask<Result>(
  platform: Platform,
  subscribe: (sink: Sink<Result>) => () => void,
  options: {
    readonly keepsProcessAlive?: boolean;
    readonly onTimeout?: () => void;
    /** The server ended the operation without an answer: so it does live. */
    readonly onUnanswered?: (error: ConnectionLostError) => void;
    readonly onFailedPart?: Sink<Result>['failedInPart'];
  },
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timedOut = () => {
      stop();
      reject(new TimedOutError('The server did not answer within 10 seconds.'));
      options.onTimeout?.();
    };
    const cancelTimer = platform.setTimer(timedOut, ANSWER_TIMEOUT_MS, options.keepsProcessAlive);
    let isSettled = false;
    const settle = (by: () => void) => {
      if (isSettled) return;
      isSettled = true;
      cancelTimer();
      by();
    };
    const stop = subscribe({
      next: (result) => settle(() => resolve(result)),
      failedInPart: options.onFailedPart,
      failed: (error) => settle(() => reject(error)),
      completed: () =>
        settle(() => {
          const error = new ConnectionLostError('The server ended an operation without an answer.');
          reject(error);
          options.onUnanswered?.(error);
        }),
    });
  });
}
