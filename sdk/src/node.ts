import { type RollcallClient, createOwner } from './client.ts';
import { Connection } from './connection.ts';
import { MissingKeyError, type RollcallError } from './errors.ts';
import { toWebSocketUrl } from './endpoint.ts';
import { createNodePlatform } from './node/platform.ts';
import { createProblemReport } from './problems.ts';

export * from './index.ts';
export type { Approval, ApprovalRequest } from './approval-request.ts';
export type { RollcallClient } from './client.ts';
export type { Operations } from './operations-client.ts';
export type { TypedDocument } from './typed-document.ts';
export type { SessionCredentials, SessionHandle } from './session-handle.ts';
export type { SessionOptions } from './session-options.ts';

/** Where the server is and how to sign in to it. */
export interface ClientOptions {
  /**
   * The address of the server.
   *
   * @default ROLLCALL_URL, else http://127.0.0.1:4000
   */
  readonly url?: string;
  /**
   * The app key.
   *
   * @default ROLLCALL_KEY
   */
  readonly key?: string;
  /**
   * Told of problems the host need not act on: the connection was lost (once an outage), something was refused, a kill
   * handler threw. Silent by default; what it throws is ignored.
   */
  readonly onError?: (error: RollcallError) => void;
}

/**
 * Creates the client of this process; one is enough for all its sessions. It connects with its first use and stays
 * connected, without keeping the process alive.
 *
 * @example
 * const rollcall = createClient();
 * await using session = await rollcall.session({ app: 'reports', user: 'ada' });
 * await session.task('Generating report', async (task) => task.progress(0.4, 'rendering'));
 *
 * @throws {MissingKeyError} when there is neither `key` nor ROLLCALL_KEY.
 * @throws {InvalidInputError} when the address is not one.
 */
export function createClient(options: ClientOptions = {}): RollcallClient {
  const { ROLLCALL_URL: defaultUrl = 'http://127.0.0.1:4000', ROLLCALL_KEY: defaultKey } = process.env;
  const { url = defaultUrl, key = defaultKey, onError } = options;
  if (key === undefined || key === '') {
    throw new MissingKeyError('There is no app key: pass `key` to createClient, or set ROLLCALL_KEY.');
  }
  const platform = createNodePlatform();
  const ownerId = platform.createId();
  const connectionParams = { authorization: `Bearer ${key}`, ownerId };
  const connection = new Connection({ url: toWebSocketUrl(url), connectionParams, platform });
  return createOwner({ connection, platform, ownerId, reportProblem: createProblemReport(connection, onError) });
}
