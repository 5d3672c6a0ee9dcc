import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import {
  type KillOrder,
  type RollcallError,
  SessionEndedError,
  SessionKilledError,
  SessionKilledRecentlyError,
  SessionSupersededError,
} from './errors.ts';
import { succeed } from './failures.ts';
import {
  KillSignalDocument,
  type RegisterSessionInput,
  RegisterSessionDocument,
  type SessionEndReason,
} from './generated/graphql.ts';
import type { Beating, Heartbeat, Heartbeats } from './heartbeats.ts';
import { applyPatch } from './merge-patch.ts';
import { OwnerReport } from './owner-report.ts';
import type { Platform } from './platform.ts';
import { SessionCore } from './session-core.ts';
import type { SessionChanges, SessionCredentials } from './session-handle.ts';
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
  readonly #options: OwnedSessionOptions;
  readonly #report: OwnerReport;
  readonly #registered = createSettleable<SessionCredentials>();
  readonly #gone = createSettleable<void>();
  readonly #stopConnection: () => void;
  #registration: RegisterSessionInput;
  #stated: Pick<SessionChanges, 'activity' | 'error'> = {};
  #state: 'WAITING' | 'UNREGISTERED' | 'REGISTERING' | 'REGISTERED' | 'GONE' = 'WAITING';
  #credentials: SessionCredentials | undefined;
  #heartbeatIntervalMs = 30_000;
  #stopListening: (() => void) | undefined;
  /** Registrations, and kill signals, that came to nothing in a row: the reason to wait before the next. */
  #setbacks = 0;
  #deafness = 0;

  constructor(options: OwnedSessionOptions) {
    const { connection, reportProblem } = options;
    this.#options = options;
    this.#registration = options.registration;
    const tell = createTell({ connection, reportProblem, onDoubt: () => this.#hurry() });
    this.core = new SessionCore({ ...options, tell, onAdvance: () => this.#report.advance() });
    this.#report = new OwnerReport({ tell, isAllElseTold: () => this.core.isTold, onEndTold: () => this.#leave() });
    this.#stopConnection = connection.listen({ up: () => this.#connected(), down: () => this.#disconnected() });
    void this.#begin();
  }

  /** Settles once: fulfilled when it was first registered, rejected when that was refused or is no longer wanted. */
  get whenRegistered(): Promise<SessionCredentials> {
    return this.#registered.promise;
  }

  /** Fulfilled when there is nothing more to tell: it ended and the server knows, or it is no longer this owner's. */
  get whenGone(): Promise<void> {
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

  /** The host said that it ended, or the kill's work is over. */
  get isEnding(): boolean {
    return this.#report.isEnding;
  }

  get isGone(): boolean {
    return this.#state === 'GONE';
  }

  update(changes: SessionChanges): void {
    this.core.update(changes);
    const { name, tags, metadata, ...stated } = changes;
    this.#stated = { ...this.#stated, ...stated };
    this.#registration = {
      ...this.#registration,
      ...(name !== undefined && { name }),
      ...(tags !== undefined && { tags: [...tags] }),
      ...(metadata !== undefined && { metadata: applyPatch(this.#registration.metadata ?? {}, metadata) }),
    };
  }

  /** The owner says that it ends; during a kill that is said when the work is over, not before. */
  async end(reason: 'COMPLETED' | 'STOPPED' | 'FAILED', message: string | null): Promise<void> {
    if (this.core.lifetime.isKilled) await this.core.lifetime.whenWorkIsOver();
    else {
      this.core.close();
      this.#report.end(reason, message);
    }
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
        return this.#resume();
      case 'KILL_REQUESTED':
        if (kill !== null) this.#obey(kill);
        return this.#resume();
      case 'ENDED':
        return this.#ended(endReason, kill);
      case 'SUPERSEDED':
        return this.#lose(new SessionSupersededError('Another process registered this session and works on it now.'));
      case 'UNKNOWN':
        return this.#registerAgain();
    }
  }

  async #begin(): Promise<void> {
    await this.#options.predecessor?.whenGone;
    if (this.#state !== 'WAITING') return;
    this.#state = 'UNREGISTERED';
    this.#options.connection.open();
    this.#connected();
  }

  #connected(): void {
    this.#deafness = 0;
    if (this.#state === 'UNREGISTERED') void this.#register();
    else this.#hurry();
  }

  #disconnected(): void {
    this.#pause();
    this.#stopListening = undefined;
  }

  #hurry(): void {
    if (this.#state === 'REGISTERED') this.#options.heartbeats.hurry(this);
  }

  async #register(): Promise<void> {
    const { connection, heartbeats } = this.#options;
    if (!connection.isUp) return;
    this.#state = 'REGISTERING';
    try {
      const answer = await connection.send(RegisterSessionDocument, { input: this.#registration });
      const { session, token } = succeed(answer.registerSession);
      if (this.isGone) return;
      this.#state = 'REGISTERED';
      this.#credentials = { sessionId: session.id, token };
      this.#heartbeatIntervalMs = session.heartbeatIntervalMs;
      heartbeats.add(this);
      this.#resume();
      this.#registered.resolve(this.#credentials);
    } catch (error) {
      this.#notRegistered(error);
    }
  }

  #notRegistered(caught: unknown): void {
    if (this.isGone) return;
    this.#state = 'UNREGISTERED';
    if (isOutage(caught)) return;
    const error = toRollcallError(caught);
    switch (error.code) {
      case 'KILLED_RECENTLY':
      case 'INVALID_INPUT':
        if (error instanceof SessionKilledRecentlyError) this.core.lifetime.kill(new SessionKilledError(error.kill));
        this.#registered.reject(error);
        this.#options.reportProblem(error);
        return this.#leave();
      default:
        // What the server refuses today it may take tomorrow, and the host's work goes on either way.
        this.#options.reportProblem(error);
        this.#setbacks += 1;
        this.#after(this.#setbacks, () => this.#state === 'UNREGISTERED' && void this.#register());
    }
  }

  /** The server knows the session: it hears our news, and we its kills. */
  #resume(): void {
    this.#listen();
    this.core.resume(this.id);
    this.#report.resume(this.id);
  }

  #pause(): void {
    this.core.pause();
    this.#report.pause();
  }

  #listen(): void {
    const { connection } = this.#options;
    if (this.#stopListening !== undefined || !connection.isUp) return;
    this.#stopListening = connection.subscribe(
      KillSignalDocument,
      { sessionId: this.id },
      {
        next: ({ killSignal }) => this.#obey(killSignal),
        failed: () => this.#deafened(),
        completed: () => this.#deafened(),
      },
    );
  }

  /** The kill signal ended: because the session did, or another owner has it. A heartbeat's answer says which. */
  #deafened(): void {
    this.#stopListening = undefined;
    if (this.#state !== 'REGISTERED' || !this.#options.connection.isUp) return;
    this.#deafness += 1;
    if (this.#deafness === 1) this.#hurry();
    else this.#after(this.#deafness, () => this.#hurry());
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
    if (reason === 'LOST') return this.#registerAgain();
    if (this.#report.isEnding || this.core.lifetime.isKilled) return this.#leave();
    if (reason === 'KILLED' && kill !== null) {
      this.core.lifetime.kill(new SessionKilledError(kill));
      return this.#leave();
    }
    this.#lose(
      new SessionEndedError(`This session was ended elsewhere${reason === null ? '' : ` (${reason})`}.`, reason),
    );
  }

  /** Only a session whose work goes on comes back: one that was killed, stopped or completed never does. */
  #registerAgain(): void {
    if (this.#report.isEnding || this.core.lifetime.isKilled) return this.#leave();
    this.#options.heartbeats.remove(this);
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#pause();
    this.core.restart();
    if (Object.keys(this.#stated).length > 0) this.core.update(this.#stated);
    this.#state = 'UNREGISTERED';
    this.#setbacks += 1;
    if (this.#setbacks === 1) void this.#register();
    else this.#after(this.#setbacks, () => this.#state === 'UNREGISTERED' && void this.#register());
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
    this.#options.heartbeats.remove(this);
    this.#stopConnection();
    this.#stopListening?.();
    this.#registered.reject(new SessionEndedError('This session has ended.', null));
    this.#gone.resolve();
  }

  #after(failures: number, then: () => void): void {
    const { platform } = this.#options;
    platform.setTimer(then, backoffMs(failures, platform.random));
  }
}
