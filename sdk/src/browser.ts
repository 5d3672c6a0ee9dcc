import { type AttachedSession, attachSession } from './attached-session.ts';
import { Connection } from './connection.ts';
import { toWebSocketUrl } from './endpoint.ts';
import { AppKeyInBrowserError, type RollcallError, UnauthenticatedError } from './errors.ts';
import type { Platform } from './platform.ts';
import { createProblemReport } from './problems.ts';
import { explicitScopes } from './scopes.ts';

export * from './index.ts';
export type { AttachedSession } from './attached-session.ts';

/** Where the server is, and the token of the one session this page works on. */
export interface ClientOptions {
  /** The address of the server, as the browser reaches it. */
  readonly url: string;
  /** The `token` of `session.credentials()`. Never an app key: whoever opens the page could read it. */
  readonly token: string;
  /** Told of problems the page need not act on. Silent by default; what it throws is ignored. */
  readonly onError?: (error: RollcallError) => void;
}

/** The end of Rollcall in a page. */
export interface RollcallClient {
  /** Works on the token's session, which its owner registered. */
  attach(sessionId: string): AttachedSession;
  /** Lets go of the session and closes the connection. */
  close(): void;
}

/**
 * Creates the client of a page, for the session its server registered and gave it the credentials of.
 *
 * @example
 * const session = createClient({ url, token }).attach(sessionId);
 * session.onKill((kill) => alert(kill.message));
 *
 * @throws {AppKeyInBrowserError} when the token is not a session token.
 * @throws {InvalidInputError} when the address is not one.
 */
export function createClient(options: ClientOptions): RollcallClient {
  const { url, token, onError } = options;
  // Callers without types may pass anything, a key by another name included.
  if ('key' in options || typeof token !== 'string' || !token.startsWith('rst_')) {
    throw new AppKeyInBrowserError(
      'A browser gets the token of one session, never an app key: let your server register the session and hand its ' +
        'credentials() to the page.',
    );
  }
  const platform = createBrowserPlatform();
  const connectionParams = { authorization: `Bearer ${token}` };
  const isRefusal = (error: RollcallError) => error instanceof UnauthenticatedError;
  const connection = new Connection({ url: toWebSocketUrl(url), connectionParams, platform, isFinal: isRefusal });
  let wasAccepted = false;
  connection.listen({ up: () => (wasAccepted = true), down: () => undefined });
  const reportProblem = createProblemReport(connection, (error) => {
    // That a token which was good is refused is no problem: its session has ended, and the session's signal says so.
    if (!(wasAccepted && isRefusal(error))) onError?.(error);
  });
  const attached = new Set<AttachedSession>();
  return {
    attach(id) {
      const session = attachSession({ id, connection, platform, reportProblem });
      attached.add(session);
      return session;
    },
    close() {
      for (const session of attached) session.detach();
      connection.close();
    },
  };
}

function createBrowserPlatform(): Platform {
  return {
    nowMs: () => performance.now(),
    wallMs: Date.now,
    // randomUUID is missing on pages that came over plain http.
    createId: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
    random: Math.random,
    setTimer(callback, delayMs) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    createAbortController: () => new AbortController(),
    WebSocket: globalThis.WebSocket,
    scopes: explicitScopes,
    killCloseCode: 4001,
    onIdle: () => () => undefined,
  };
}
