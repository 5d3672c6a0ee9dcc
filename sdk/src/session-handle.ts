import type { Approval, ApprovalRequest } from './approval-request.ts';
import type { SessionControls } from './session-controls.ts';

/** A session of this process. */
export interface SessionHandle extends SessionControls, AsyncDisposable {
  /**
   * Asks a person, and resolves once one has approved and the server knows that it is acted on now: what it gives is
   * good for going ahead, once. A lost connection or a restart of the server loses neither question nor answer.
   *
   * @example
   * const { decidedBy } = await session.ask({ title: 'Delete 3 accounts?', details: { ids }, expiresInMs: 600_000 });
   *
   * @throws {ApprovalDeniedError} when somebody said no; with who, and their note.
   * @throws {ApprovalExpiredError} when nobody answered in time, or the approval could not be acted on within 5 minutes.
   * @throws {ApprovalCancelledError} when the session was killed, has ended or changed hands.
   * @throws {ApprovalUnavailableError} when the server has not taken the question within `unreachableAfterMs`.
   * @throws {InvalidInputError} when the question is not acceptable.
   * @throws {ForbiddenError} when the key or token may not ask.
   * @throws {ApprovalLimitError} when a hundred questions of the session wait.
   * @throws the reason of `signal` when it aborts.
   */
  ask(request: ApprovalRequest): Promise<Approval>;
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
