import {
  ConnectionLostError,
  ForbiddenError,
  type RollcallError,
  UnauthenticatedError,
  UnexpectedError,
} from './errors.ts';
import { type GraphQLFailure, errorOfGraphQL } from './failures.ts';
import type { Platform } from './platform.ts';
import { toRequest, type TypedDocument } from './typed-document.ts';

/** What an operation brings. Exactly one of `failed` and `completed` comes last. */
export interface Sink<Result> {
  readonly next: (result: Result) => void;
  /** What failed of the result that comes next. Without it nothing is taken of a result of which anything failed. */
  readonly failedInPart?: ((error: RollcallError) => void) | undefined;
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

/** What a server says; that it does not is found out when it is used. */
type Message =
  | { readonly type: 'connection_ack' | 'ping' | 'pong' }
  | {
      readonly type: 'next';
      readonly id: string;
      readonly payload: { readonly data?: unknown; readonly errors?: readonly GraphQLFailure[] };
    }
  | { readonly type: 'error'; readonly id: string; readonly payload: readonly GraphQLFailure[] }
  | { readonly type: 'complete'; readonly id: string };

/**
 * Opens a WebSocket; calls `onUp` when the server accepted it, and `onDown` once when it is gone or could not be had. Speaks
 * as much of graphql-transport-ws as it takes: a library's client brings as many bytes as half of the SDK, for retries,
 * which would repeat first variables and give up for good on some close codes, and timers that keep a process alive.
 */
export function openSocket(options: {
  readonly url: string;
  readonly connectionParams: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly onUp: () => void;
  readonly onDown: (error: RollcallError) => void;
}): Socket {
  const { url, connectionParams, platform, onUp, onDown } = options;
  const sinks = new Map<string, Sink<unknown>>();
  let lastId = 0;
  let lost: RollcallError | undefined;
  let cancelTimer = platform.setTimer(drop, CONNECT_TIMEOUT_MS);

  const webSocket = new platform.WebSocket(url, 'graphql-transport-ws');
  webSocket.addEventListener('open', () => send({ type: 'connection_init', payload: connectionParams }));
  webSocket.addEventListener('error', goDown);
  webSocket.addEventListener('close', goDown);
  webSocket.addEventListener('message', (event) => {
    if (lost !== undefined || !('data' in event)) return;
    try {
      receive(JSON.parse(String(event.data)) as Message);
    } catch (cause) {
      webSocket.close(4004, 'Bad response');
      goDown(cause);
    }
  });

  function send(message: object): void {
    webSocket.send(JSON.stringify(message));
  }

  function receive(message: Message): void {
    switch (message.type) {
      case 'connection_ack':
        waitToPing();
        onUp();
        break;
      case 'ping':
        send({ type: 'pong' });
        break;
      case 'pong':
        waitToPing();
        break;
      case 'next': {
        const { data, errors } = message.payload;
        const sink = sinks.get(message.id);
        const hasData = data !== undefined && data !== null;
        if (errors !== undefined) {
          if (!hasData || sink?.failedInPart === undefined) return fail(message.id, errors);
          sink.failedInPart(errorOfGraphQL(errors));
        }
        if (hasData) sink?.next(data);
        break;
      }
      case 'error':
        fail(message.id, message.payload);
        break;
      case 'complete':
        sinks.get(message.id)?.completed();
        sinks.delete(message.id);
    }
  }

  function fail(id: string, errors: readonly GraphQLFailure[]): void {
    sinks.get(id)?.failed(errorOfGraphQL(errors));
    sinks.delete(id);
  }

  function waitToPing(): void {
    cancelTimer();
    cancelTimer = platform.setTimer(() => {
      cancelTimer = platform.setTimer(drop, PONG_TIMEOUT_MS);
      send({ type: 'ping' });
    }, PING_INTERVAL_MS);
  }

  function goDown(cause: unknown): void {
    if (lost === undefined) onDown(end(errorOfClose(cause)));
  }

  /** Whatever was asked and is not answered fails. */
  function end(error: RollcallError): RollcallError {
    lost = error;
    cancelTimer();
    for (const sink of sinks.values()) sink.failed(error);
    sinks.clear();
    return error;
  }

  function drop(): void {
    const code = 4499;
    const reason = 'Terminated';
    webSocket.close(code, reason);
    goDown({ code, reason });
  }

  return {
    subscribe(document, variables, sink) {
      const id = String((lastId += 1));
      try {
        send({ id, type: 'subscribe', payload: toRequest(document, variables) });
        // The server has checked that the answer is of the document's type.
        sinks.set(id, sink as Sink<unknown>);
      } catch (cause) {
        // Nothing closed: it cannot be written as JSON.
        sink.failed(new UnexpectedError(String(cause), null, { cause }));
      }
      return () => {
        if (sinks.delete(id)) send({ id, type: 'complete' });
      };
    },
    drop,
    close() {
      if (lost !== undefined) return;
      webSocket.close(1000, 'Normal Closure');
      end(new ConnectionLostError('The connection was closed by this client.'));
    },
  };
}

/** The close codes that say more than "gone"; an error event says why there never was a connection. */
function errorOfClose(cause: unknown): RollcallError {
  // What is kept of the event prints on a line; the event itself would bring its socket along.
  const known = facts(cause);
  const { code, reason, message } = known;
  const why = reason || message || (code === undefined ? 'no reason given' : `close code ${code}`);
  const options = { cause: known };
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
