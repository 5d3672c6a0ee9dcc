import type { TaskScopes } from './scopes.ts';

/** What the WebSockets of Node and of browsers have in common. */
interface PlatformSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  addEventListener(type: 'open' | 'message' | 'error' | 'close', listener: (event: object) => void): void;
}

/** What the SDK takes from where it runs; Node and browsers each have theirs, tests drive their own. */
export interface Platform {
  /** Milliseconds on a clock that never jumps. */
  readonly nowMs: () => number;
  /** Milliseconds since 1970 UTC, as the host's clock has it: for what people and programs are told, never to measure. */
  readonly wallMs: () => number;
  /** A new id every time, of letters, digits and dashes. */
  readonly createId: () => string;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /**
   * Calls back once after a delay, unless the returned function is called first. A timer keeps the process alive only
   * where it is asked to: it then bounds a wait of the host.
   */
  readonly setTimer: (callback: () => void, delayMs: number, keepsProcessAlive?: boolean) => () => void;
  /** A controller whose signal takes any number of listeners without complaint: a host may hand it to everything it runs. */
  readonly createAbortController: () => AbortController;
  readonly WebSocket: new (url: string, protocol: string) => PlatformSocket;
  readonly scopes: TaskScopes;
  /** The close code a killed session's sockets get. */
  readonly killCloseCode: number;
  /** Calls back when the process has nothing left to do, until the returned function is called. */
  readonly onIdle: (callback: () => void) => () => void;
}
