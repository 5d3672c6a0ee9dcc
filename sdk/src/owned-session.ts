import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import {
  InvalidInputError,
  type KillOrder,
  type RollcallError,
  SessionEndedError,
  SessionKilledError,
  SessionKilledRecentlyError,
  SessionSupersededError,
} from './errors.ts';
import { succeed } from './failures.ts';
import {
  type OwnerEndReason,
  type RegisterSessionInput,
  RegisterSessionDocument,
  type SessionEndReason,
} from './generated/graphql.ts';
import type { Beating, Heartbeat, Heartbeats } from './heartbeats.ts';
import { KillListener } from './kill-listener.ts';
import { OwnerReport } from './owner-report.ts';
import type { Platform } from './platform.ts';
import { Questions } from './questions.ts';
import { Registration } from './registration.ts';
import { SessionCore } from './session-core.ts';
import type { SessionChanges } from './session-controls.ts';
import type { SessionCredentials } from './session-handle.ts';
import { createSettleable } from './settleable.ts';
import { createTell, isOutage, toRollcallError } from './tell.ts';

export interface OwnedSessionOptions {
  readonly connection: Connection;
  readonly heartbeats: Heartbeats;
  readonly platform: Platform;
  readonly reportProblem: (error: RollcallError) => void;
  readonly registration: RegisterSessionInput;
  /** The session this client had before under the same key: its end has to be told before this one is registered. */
  readonly predecessor: OwnedSession | undefined;
}

/**
 * A session of this process and what the server knows of it: registered, kept alive, registered again when it was lost,
 * stopped when it was killed. Its work never waits for any of that.
 */
export class OwnedSession implements Beating {
  readonly core: SessionCore;
  readonly questions: Questions;
  readonly #options: OwnedSessionOptions;
  readonly #registration: Registration;
  readonly #report: OwnerReport;
  readonly #kills: KillListener;
  readonly #registered = createSettleable<SessionCredentials>();
  readonly #refused = createSettleable<undefined>();
  readonly #gone = createSettleable<undefined>();
  readonly #stopConnection: () => void;
  #state: 'WAITING' | 'UNREGISTERED' | 'REGISTERING' | 'REGISTERED' | 'GONE' = 'WAITING';
  #credentials: SessionCredentials | undefined;
  #heartbeatIntervalMs = 30_000;
  /** Registrations that came to nothing in a row: the reason to wait before the next. */
  #setbacks = 0;
  #isRefused = false;
  #isOpening = true;

  constructor(options: OwnedSessionOptions) {
    this.#options = options;
    this.#registration = new Registration(options.registration);
    const tell = createTell({ ...options, onDoubt: () => this.#hurry() });
    const questions = new Questions({ ...options, onDoubt: () => this.#hurry() });
    this.questions = questions;
    this.core = new SessionCore({ ...options, tell, questions, onAdvance: () => this.#report.advance() });
    this.#report = new OwnerReport({ tell, isAllElseTold: () => this.core.isTold, onEndTold: () => this.#leave() });
    this.#kills = new KillListener({
      ...options,
      onKill: (kill) => this.#obey(kill),
      onSilence: () => this.#hurry(),
    });
    this.#stopConnection = options.connection.listen({ up: () => this.#connected(), down: () => this.#disconnected() });
    void this.#begin();
  }

  /** Settles once: fulfilled when it was first registered, rejected when that was refused or is no longer wanted. */
  get whenRegistered(): Promise<SessionCredentials> {
    return this.#registered.promise;
  }

  /** Fulfilled when the server would not register it for now: it is tried again, and nobody need wait for that. */
  get whenRefused(): Promise<undefined> {
    return this.#refused.promise;
  }

  /** Fulfilled when there is nothing more to tell: it ended and the server knows, or it is no longer this owner's. */
  get whenGone(): Promise<undefined> {
    return this.#gone.promise;
  }

  get id(): string {
    return this.#credentials?.sessionId ?? '';
  }

  get credentials(): SessionCredentials | undefined {
    return this.#credentials;
  }

  get heartbeatIntervalMs(): number {
    return this.#heartbeatIntervalMs;
  }

  /** The host said that it ended, or the work of a killed one is over. */
  get isEnding(): boolean {
    return this.#report.isEnding;
  }

  get isGone(): boolean {
    return this.#state === 'GONE';
  }

  update(changes: SessionChanges): void {
    this.#registration.update(this.core.update(changes));
  }

  /** The host has its handle: what is refused from now on can no longer reject the call that opened it. */
  opened(): void {
    this.#isOpening = false;
  }

  /** The host says that it ended; during a kill that is said when the work is over, not before. */
  async end(reason: OwnerEndReason, message: string | null): Promise<void> {
    if (this.core.lifetime.isKilled) return this.core.lifetime.whenWorkIsOver();
    this.core.close();
    this.#report.end(reason, message);
  }

  /** Lets go of it without a word to the server. */
  abandon(): void {
    this.#leave();
  }

  hear({ outcome, kill, endReason }: Heartbeat): void {
    if (this.#state !== 'REGISTERED') return;
    switch (outcome) {
      case 'RENEWED':
        this.#setbacks = 0;
        this.#resume();
        break;
      case 'KILL_REQUESTED':
        if (kill !== null) this.#obey(kill);
        this.#resume();
        break;
      case 'ENDED':
        this.#ended(endReason, kill);
        break;
      case 'SUPERSEDED':
        this.#lose(new SessionSupersededError('Another process registered this session and works on it now.'));
        break;
      case 'UNKNOWN':
        this.#registerAgain();
    }
  }

  async #begin(): Promise<void> {
    await this.#options.predecessor?.whenGone;
    if (this.#state !== 'WAITING') return;
    this.#state = 'UNREGISTERED';
    this.#options.connection.open();
    void this.#register();
  }

  #connected(): void {
    if (this.#state === 'UNREGISTERED') void this.#register();
    else this.#hurry();
  }

  #disconnected(): void {
    this.#pause();
    this.#kills.reset();
  }

  #hurry(): void {
    if (this.#state === 'REGISTERED') this.#options.heartbeats.hurry(this);
  }

  async #register(): Promise<void> {
    const { connection, heartbeats } = this.#options;
    if (this.#state !== 'UNREGISTERED' || !connection.isUp) return;
    this.#state = 'REGISTERING';
    try {
      const answer = await connection.send(RegisterSessionDocument, { input: this.#registration.input });
      const { session, token } = succeed(answer.registerSession);
      if (this.isGone) return;
      this.#state = 'REGISTERED';
      this.#isRefused = false;
      this.#credentials = { sessionId: session.id, token };
      // No server of ours says less; what is no number would make a loop without a pause.
      if (session.heartbeatIntervalMs >= 1_000) this.#heartbeatIntervalMs = session.heartbeatIntervalMs;
      heartbeats.add(this);
      this.#resume();
      this.#registered.resolve(this.#credentials);
    } catch (error) {
      if (!this.isGone) this.#notRegistered(error);
    }
  }

  #notRegistered(caught: unknown): void {
    this.#state = 'UNREGISTERED';
    if (isOutage(caught)) return;
    const error = toRollcallError(caught);
    const isFinal = error instanceof SessionKilledRecentlyError || error instanceof InvalidInputError;
    // Whoever still waits for the session is told by the rejection. Otherwise once, however often it is tried.
    if (!this.#isRefused && !(isFinal && this.#isOpening)) this.#options.reportProblem(error);
    this.#isRefused = true;
    if (error instanceof SessionKilledRecentlyError) {
      this.core.lifetime.kill(new SessionKilledError(error.kill));
      this.#registered.reject(error);
      this.#leave();
    } else if (error instanceof InvalidInputError) {
      this.#registered.reject(error);
      this.#leave();
    } else {
      // What the server refuses today it may take tomorrow, and the host's work goes on either way.
      this.#refused.resolve(undefined);
      this.#registerLater();
    }
  }

  /** The server knows the session: it hears our news, and we its kills. */
  #resume(): void {
    this.#kills.listen(this.id);
    this.core.resume(this.id);
    this.#report.resume(this.id);
  }

  #pause(): void {
    this.core.pause();
    this.#report.pause();
  }

  /** Acts on a kill once, however often and whichever way it arrives. Each order gets its acknowledgement. */
  #obey(kill: KillOrder): void {
    this.#report.acknowledge(kill.id);
    if (this.core.lifetime.kill(new SessionKilledError(kill))) void this.#endWhenWorkIsOver();
  }

  /** However long that takes: a session whose work goes on has not ended, and after its grace the server says so. */
  async #endWhenWorkIsOver(): Promise<void> {
    await this.core.lifetime.whenWorkIsOver();
    this.#report.end('STOPPED', null);
  }

  #ended(reason: SessionEndReason | null, kill: KillOrder | null): void {
    if (reason === 'LOST') this.#registerAgain();
    else if (this.isEnding || this.core.lifetime.isKilled) this.#leave();
    else if (reason === 'KILLED' && kill !== null) {
      this.core.lifetime.kill(new SessionKilledError(kill));
      this.#leave();
    } else {
      this.#lose(new SessionEndedError(`This session was ended elsewhere (${reason ?? 'no reason given'}).`, reason));
    }
  }

  /** Only a session whose work goes on comes back: one that was killed, stopped or completed never does. */
  #registerAgain(): void {
    if (this.isEnding || this.core.lifetime.isKilled) {
      this.#leave();
      return;
    }
    this.#options.heartbeats.remove(this);
    this.#kills.stop();
    this.#pause();
    this.core.restart();
    if (this.#registration.stated !== undefined) this.core.tell(this.#registration.stated);
    this.#state = 'UNREGISTERED';
    this.#registerLater();
  }

  /** At once the first time; then a server that takes it and loses it again is asked ever less often. */
  #registerLater(): void {
    const { platform } = this.#options;
    this.#setbacks += 1;
    const delayMs = this.#setbacks === 1 ? 0 : backoffMs(this.#setbacks, platform.random);
    platform.setTimer(() => void this.#register(), delayMs);
  }

  #lose(error: RollcallError): void {
    this.core.lifetime.abort(error);
    this.#registered.reject(error);
    this.#leave();
  }

  #leave(): void {
    if (this.isGone) return;
    this.#state = 'GONE';
    this.#pause();
    this.questions.end(undefined);
    this.#options.heartbeats.remove(this);
    this.#kills.stop();
    this.#stopConnection();
    this.#registered.reject(new SessionEndedError('This session has ended.', null));
    this.#gone.resolve(undefined);
  }
}
