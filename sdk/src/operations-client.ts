import { ANSWER_TIMEOUT_MS, ask } from './ask.ts';
import type { Connection } from './connection.ts';
import { ClientClosedError, type RollcallError, TimedOutError } from './errors.ts';
import { iterate } from './iterate.ts';
import type { Platform } from './platform.ts';
import type { TypedDocument } from './typed-document.ts';

/** The whole API, typed: any operation of `@rollcall/sdk/operations`, or one of your own. */
export interface Operations {
  /**
   * Executes a query or a mutation and gives its data. Expected failures of a mutation are members of its result.
   *
   * @throws {RollcallError} when it could not be executed: no connection or no answer within 10 seconds, no right to it,
   * bad variables.
   */
  request<Result, Variables extends Record<string, unknown>>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /**
   * Opens a subscription. Leaving the loop closes it. A lost connection makes the loop throw: open it again from what
   * was received last.
   *
   * @throws {RollcallError} when it fails, or the connection is lost.
   */
  subscribe<Result, Variables extends Record<string, unknown>>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): AsyncIterableIterator<Result, undefined>;
}

/** The host's own operations: they wait for a connection, and what they wait for keeps the process alive. */
export function createOperations(connection: Connection, platform: Platform): Operations {
  return {
    async request(document, variables) {
      await whenUp(connection, platform);
      return ask(platform, (sink) => connection.subscribe(document, variables, sink), { keepsProcessAlive: true });
    },
    subscribe: (document, variables) =>
      iterate(
        platform,
        () => whenUp(connection, platform),
        (sink) => connection.subscribe(document, variables, sink),
      ),
  };
}

/** @throws {RollcallError} that says why, when there is no connection within 10 seconds. */
function whenUp(connection: Connection, platform: Platform): Promise<void> {
  connection.open();
  return new Promise((resolve, reject) => {
    if (connection.isUp) return resolve();
    if (connection.isClosed) return reject(new ClientClosedError('This client was closed.'));
    let last: RollcallError = new TimedOutError('The server could not be reached within 10 seconds.');
    const finish = (by: () => void) => {
      cancelTimer();
      stop();
      by();
    };
    const stop = connection.listen({
      up: () => finish(resolve),
      down: (error) => {
        last = error;
        if (connection.isClosed) finish(() => reject(error));
      },
    });
    const cancelTimer = platform.setTimer(() => finish(() => reject(last)), ANSWER_TIMEOUT_MS, true);
  });
}
