import type { SessionControls } from './session-controls.ts';

/** A session of this process. */
export interface SessionHandle extends SessionControls, AsyncDisposable {
  /**
   * Ends it: as `COMPLETED` unless said otherwise. Resolves when the server knows, after a second at the latest; with the
   * server away it is told later. While a kill is carried out it says nothing of its own, and resolves when the tasks and
   * handlers are over and the server knows (at once when called inside one of them).
   */
  end(options?: { readonly reason?: 'COMPLETED' | 'STOPPED' | 'FAILED'; readonly message?: string }): Promise<void>;
  /**
   * What a browser's code needs to work on this session and nothing else. Waits until it is registered.
   *
   * @throws when the session ends before that.
   */
  credentials(): Promise<SessionCredentials>;
}

/** Good for one session. Not for one of another owner: it stops working when the session is taken over. */
export interface SessionCredentials {
  readonly sessionId: string;
  readonly token: string;
}
