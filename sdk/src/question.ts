import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import {
  ApprovalCancelledError,
  ApprovalDeniedError,
  ApprovalExpiredError,
  ApprovalUnavailableError,
} from './approval-errors.ts';
import {
  ConnectionLostError,
  type RollcallError,
  type RollcallErrorCode,
  UnauthenticatedError,
  UnexpectedError,
} from './errors.ts';
import { succeed } from './failures.ts';
import {
  ActOnApprovalDocument,
  type ApprovalAnswerFragment,
  ApprovalDecisionDocument,
  CancelApprovalDocument,
  RequestApprovalDocument,
} from './generated/graphql.ts';
import { waitLong } from './patience.ts';
import type { Platform } from './platform.ts';
import type { QuestionInput } from './question-input.ts';
import type { Approval } from './approval-request.ts';
import { createSettleable } from './settleable.ts';
import { isOutage, toRollcallError } from './tell.ts';

/** After so long a connection and an answer were tried for once more, each of which may take ten seconds. */
const EXPIRY_MARGIN_MS = 20_000;

/** What the server answers to this question alone, and would the next time. */
const refusals: ReadonlySet<RollcallErrorCode> = new Set([
  'APPROVAL_DECIDED',
  'APPROVAL_EXPIRED',
  'APPROVAL_LIMIT',
  'FORBIDDEN',
  'INVALID_INPUT',
]);

/** What puts the session itself in doubt. */
const doubts: ReadonlySet<RollcallErrorCode> = new Set([
  'APPROVAL_CANCELLED',
  'APPROVAL_NOT_FOUND',
  'SESSION_ENDED',
  'SESSION_NOT_FOUND',
  'SUPERSEDED',
]);

export interface QuestionPorts {
  readonly connection: Pick<Connection, 'isUp' | 'lost' | 'send' | 'subscribe'>;
  readonly platform: Platform;
  /** Has a heartbeat say how the session stands; unless that ends the session, it is resumed after it. */
  readonly onDoubt: () => void;
}

/**
 * One question to people. On every connection it is asked again under its key, which gives what became of it. Where nobody
 * waits for the answer any more, it stays until it was taken back. Nothing but a person's yes that is acted on, or a server
 * that was never reached where the host says so, allows anything.
 */
export class Question {
  readonly #ports: QuestionPorts;
  readonly #input: QuestionInput;
  readonly #onOver: (question: Question) => void;
  readonly #answer = createSettleable<Approval>();
  #key: string;
  #id: string | undefined;
  #sessionId: string | undefined;
  /** Counts pauses: what was under way before one speaks of another connection, or another session. */
  #turn = 0;
  #isBusy = false;
  #wasSent = false;
  /** Whether or not the server could say so. */
  #mayBeStored = false;
  #wasStored = false;
  #isSettled = false;
  #isDoubted = false;
  #isRestarted = false;
  #failures = 0;
  #lastError: RollcallError | undefined;
  #cancelTimer: () => void;
  #unsubscribe: (() => void) | undefined;
  readonly #onAbort = (): void => this.giveUp(this.#input.signal?.reason);

  constructor(ports: QuestionPorts, input: QuestionInput, onOver: (question: Question) => void) {
    this.#ports = ports;
    this.#input = input;
    this.#onOver = onOver;
    this.#key = ports.platform.createId();
    this.#cancelTimer = waitLong(ports.platform, input.unreachableAfterMs, () => this.#unreachable());
    input.signal?.addEventListener('abort', this.#onAbort);
  }

  get answer(): Promise<Approval> {
    return this.#answer.promise;
  }

  /** The server knows the session, and can be asked. Does nothing where it is being asked. */
  resume(sessionId: string): void {
    this.#sessionId = sessionId;
    if (!this.#isBusy) void this.#advance(sessionId);
  }

  pause(): void {
    this.#sessionId = undefined;
    this.#failures = 0;
    this.#interrupt();
  }

  /** The session is registered anew: what its loss cancelled is asked again, as its open tasks start again. */
  restart(): void {
    if (this.#isSettled) this.#onOver(this);
    this.#id = undefined;
    this.#isRestarted = true;
    this.#isDoubted = false;
  }

  /** Nobody waits for the answer any more: the question is taken back. */
  giveUp(reason: unknown): void {
    if (this.#isSettled) return;
    this.#settle();
    this.#answer.reject(reason);
    if (!this.#mayBeStored) return this.#onOver(this);
    // Only the answer that is on its way tells what to take back.
    if (this.#id === undefined && this.#isBusy) return;
    this.#interrupt();
    if (this.#sessionId !== undefined) this.resume(this.#sessionId);
  }

  #interrupt(): void {
    this.#turn += 1;
    this.#isBusy = false;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  async #advance(sessionId: string): Promise<void> {
    this.#isBusy = true;
    const turn = this.#turn;
    const isCurrent = () => turn === this.#turn;
    try {
      const id = this.#isSettled && this.#id !== undefined ? this.#id : await this.#ask(sessionId, isCurrent);
      if (id === undefined) return;
      await this.#ports.connection.send(CancelApprovalDocument, { input: { id } });
      if (isCurrent()) this.#onOver(this);
    } catch (error) {
      if (isCurrent()) this.#failed(error);
    }
  }

  /** Gives the id of what is to be taken back, where nobody waits any more when the server has taken it. */
  async #ask(sessionId: string, isCurrent: () => boolean): Promise<string | undefined> {
    const { connection } = this.#ports;
    const input = { ...this.#input.asked, sessionId, key: this.#key };
    this.#wasSent = true;
    this.#mayBeStored = true;
    const requested = await connection.send(RequestApprovalDocument, { input });
    let { approval } = succeed(requested.requestApproval);
    const { id } = approval;
    if (isCurrent()) this.#id = id;
    if (this.#isSettled) return id;
    if (!isCurrent()) return undefined;
    this.#stored();
    if (approval.state === 'PENDING') approval = await this.#decision(id);
    if (approval.state === 'APPROVED' && isCurrent()) {
      ({ approval } = succeed((await connection.send(ActOnApprovalDocument, { input: { id } })).actOnApproval));
    }
    if (isCurrent()) this.#close(approval);
    return undefined;
  }

  #stored(): void {
    if (this.#wasStored) return;
    this.#wasStored = true;
    this.#cancelTimer();
    this.#cancelTimer = waitLong(this.#ports.platform, this.#input.closesAfterMs + EXPIRY_MARGIN_MS, () => {
      this.giveUp(new ApprovalExpiredError('The time for an answer is over, and none was heard.'));
    });
  }

  #decision(id: string): Promise<ApprovalAnswerFragment> {
    return new Promise((resolve, reject) => {
      this.#unsubscribe = this.#ports.connection.subscribe(
        ApprovalDecisionDocument,
        { id },
        {
          next: ({ approvalDecision }) => resolve(approvalDecision),
          failed: reject,
          completed: () => reject(new UnexpectedError('The server ended the wait for an answer without one.', null)),
        },
      );
    });
  }

  #close({ id, state, decidedBy, decidedAt, note }: ApprovalAnswerFragment): void {
    const decision = { id, decidedBy, decidedAtMs: decidedAt === null ? null : Date.parse(decidedAt), note };
    if (state === 'APPROVED') this.#over(() => this.#answer.resolve(decision));
    else if (state === 'DENIED') this.#refuse(new ApprovalDeniedError(decision));
    else if (state === 'EXPIRED') this.#refuse(new ApprovalExpiredError('Nobody answered in time, or acted in time.'));
    else this.#failed(new ApprovalCancelledError('Nobody asks this any more.'));
  }

  #failed(caught: unknown): void {
    this.#isBusy = false;
    // The next connection goes on.
    if (isOutage(caught) || caught instanceof UnauthenticatedError) return;
    const error = toRollcallError(caught);
    this.#lastError = error;
    const isUnexpected = error instanceof UnexpectedError;
    if (this.#id === undefined) this.#mayBeStored = false;
    if (this.#isSettled && !(isUnexpected && this.#mayBeStored)) this.#onOver(this);
    else if (isUnexpected) this.#tryLater();
    else if (refusals.has(error.code)) this.#refuse(error);
    else if (doubts.has(error.code)) this.#doubt(error);
    else this.#tryLater();
  }

  /** The session may only have been lost, and is asked for again then; what is said twice is so. */
  #doubt(error: RollcallError): void {
    if (this.#isRestarted && error instanceof ApprovalCancelledError && this.#sessionId !== undefined) {
      this.#isRestarted = false;
      this.#key = this.#ports.platform.createId();
      this.resume(this.#sessionId);
    } else if (this.#isDoubted) {
      this.#refuse(new ApprovalCancelledError(error.message, { cause: error }));
    } else {
      this.#isDoubted = true;
      this.#ports.onDoubt();
    }
  }

  #tryLater(): void {
    const { platform } = this.#ports;
    this.#failures += 1;
    const repeat = () => this.#sessionId !== undefined && this.resume(this.#sessionId);
    platform.setTimer(repeat, backoffMs(this.#failures, platform.random));
  }

  #unreachable(): void {
    const { connection } = this.#ports;
    const { lost } = connection;
    const isAway = !connection.isUp && (lost === undefined || lost instanceof ConnectionLostError);
    if (this.#input.isAllowedUnasked && isAway && !this.#wasSent) {
      return this.#over(() => this.#answer.resolve({ id: null, decidedBy: null, decidedAtMs: null, note: null }));
    }
    const message = 'The server did not take the question in time, so nobody could be asked.';
    this.giveUp(new ApprovalUnavailableError(message, { cause: lost ?? this.#lastError }));
  }

  #refuse(error: RollcallError): void {
    this.#over(() => this.#answer.reject(error));
  }

  #over(by: () => void): void {
    if (this.#isSettled) return;
    this.#settle();
    by();
    this.#onOver(this);
  }

  #settle(): void {
    this.#isSettled = true;
    this.#cancelTimer();
    this.#input.signal?.removeEventListener('abort', this.#onAbort);
  }
}
