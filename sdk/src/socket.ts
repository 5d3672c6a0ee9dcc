import { MessageType, createClient, stringifyMessage } from 'graphql-ws/client';
import {
  ConnectionLostError,
  ForbiddenError,
  type RollcallError,
  UnauthenticatedError,
  UnexpectedError,
} from './errors.ts';
import { errorOfGraphQL } from './failures.ts';
import type { TypedDocument } from './typed-document.ts';
import type { Platform } from './platform.ts';

/** What an operation brings. Exactly one of `failed` and `completed` comes last. */
export interface Sink<Result> {
  readonly next: (result: Result) => void;
  readonly failed: (error: RollcallError) => void;
  readonly completed: () => void;
}

/** One WebSocket, from its opening to its end; it is never reopened. */
export interface Socket {
  readonly subscribe: <Result, Variables extends Record<string, unknown>>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    sink: Sink<Result>,
  ) => () => void;
  /** Takes it for dead without asking the other end. */
  readonly drop: () => void;
  readonly close: () => void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const PING_INTERVAL_MS = 10_000;
const PONG_TIMEOUT_MS = 10_000;

/** Opens a WebSocket; calls `onUp` when the server accepted it, and `onDown` once when it is gone or could not be had. */
export function openSocket(options: {
  readonly url: string;
  readonly connectionParams: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly onUp: () => void;
  readonly onDown: (error: RollcallError) => void;
}): Socket {
  const { url, connectionParams, platform, onUp, onDown } = options;
  let lost: RollcallError | undefined;
  let cancelTimer = platform.setTimer(drop, CONNECT_TIMEOUT_MS);

  // One client a socket, without its retries: it would send the first variables again and give up for good on some
  // close codes. Its own keepAlive is not used because its timers would keep a finished process alive.
  const client = createClient({
    url,
    connectionParams,
    webSocketImpl: platform.webSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: goDown,
    on: {
      connected: (webSocket) => {
        keepAlive(webSocket);
        onUp();
      },
      error: goDown,
      closed: goDown,
    },
  });

  function keepAlive(webSocket: unknown): void {
    if (!canSend(webSocket)) return;
    const waitToPing = () => {
      cancelTimer();
      cancelTimer = platform.setTimer(ping, PING_INTERVAL_MS);
    };
    const ping = () => {
      cancelTimer = platform.setTimer(drop, PONG_TIMEOUT_MS);
      webSocket.send(stringifyMessage({ type: MessageType.Ping }));
    };
    client.on('pong', (isReceived) => {
      if (isReceived && lost === undefined) waitToPing();
    });
    waitToPing();
  }

  function goDown(cause: unknown): void {
    if (lost !== undefined) return;
    lost = errorOfClose(cause);
    cancelTimer();
    // Rejects when there never was a connection, which is known here already.
    void Promise.resolve(client.dispose()).catch(() => undefined);
    onDown(lost);
  }

  function drop(): void {
    client.terminate();
  }

  return {
    subscribe(document, variables, sink) {
      return client.subscribe<never>(
        { query: document.toString(), variables },
        {
          next: ({ data, errors }) => {
            if (errors !== undefined) sink.failed(errorOfGraphQL(errors));
            else if (data != null) sink.next(data);
          },
          error(cause) {
            if (Array.isArray(cause)) sink.failed(errorOfGraphQL(cause));
            // Nothing closed: it could not even be sent.
            else if (cause instanceof TypeError) sink.failed(new UnexpectedError(cause.message, null, { cause }));
            else sink.failed(lost ?? errorOfClose(cause));
          },
          // A disposed client completes what a broken connection left open.
          complete: () => {
            if (lost === undefined) sink.completed();
            else sink.failed(lost);
          },
        },
      );
    },
    drop,
    close() {
      cancelTimer();
      lost ??= new ConnectionLostError('The connection was closed by this client.');
      void Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}

function canSend(webSocket: unknown): webSocket is { send(data: string): void } {
  return typeof webSocket === 'object' && webSocket !== null && 'send' in webSocket;
}

/** The close codes that say more than "gone"; an error event says why there never was a connection. */
function errorOfClose(cause: unknown): RollcallError {
  const { code, reason, message } = facts(cause);
  const why = reason || message || (code === undefined ? 'no reason given' : `close code ${code}`);
  const options = { cause };
  if (code === 4401) return new UnauthenticatedError('The server does not accept this key or token.', options);
  if (code === 4403) return new ForbiddenError(`The server refuses this connection: ${why}.`, options);
  return new ConnectionLostError(`No connection to the server: ${why}.`, options);
}

function facts(cause: unknown): { code?: number; reason?: string; message?: string } {
  if (typeof cause !== 'object' || cause === null) return {};
  return {
    ...('code' in cause && typeof cause.code === 'number' && { code: cause.code }),
    ...('reason' in cause && typeof cause.reason === 'string' && { reason: cause.reason }),
    ...('message' in cause && typeof cause.message === 'string' && { message: cause.message }),
  };
}
