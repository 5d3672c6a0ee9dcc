import type { Connection } from './connection.ts';
import type { RollcallError } from './errors.ts';
import { succeed } from './failures.ts';
import { HeartbeatDocument, type HeartbeatMutation } from './generated/graphql.ts';
import type { Platform } from './platform.ts';
import { isOutage, toRollcallError } from './tell.ts';

type HeartbeatSuccess = Extract<HeartbeatMutation['heartbeat'], { readonly __typename: 'HeartbeatSuccess' }>;

/** What the server says of one session. */
export type Heartbeat = HeartbeatSuccess['exceptions'][number];

/** A registered session. */
export interface Beating {
  readonly id: string;
  readonly heartbeatIntervalMs: number;
  readonly hear: (answer: Heartbeat) => void;
}

const IDS_PER_MESSAGE = 1_000;
/** A beat goes with another's from half of its interval on, so that the sessions of a process fall into step. */
const COMPANY = 0.5;

/** Tells that the sessions of a process live, all in one message, and hands each the answer. */
export class Heartbeats {
  readonly #connection: Pick<Connection, 'isUp' | 'send'>;
  readonly #platform: Platform;
  readonly #reportProblem: (error: RollcallError) => void;
  readonly #dueAtMs = new Map<Beating, number>();
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(options: {
    readonly connection: Pick<Connection, 'isUp' | 'send'>;
    readonly platform: Platform;
    readonly reportProblem: (error: RollcallError) => void;
  }) {
    this.#connection = options.connection;
    this.#platform = options.platform;
    this.#reportProblem = options.reportProblem;
  }

  /** From now on it beats; the first time after its interval, since registering it was a sign of life. */
  add(session: Beating): void {
    this.#setDue(session, session.heartbeatIntervalMs);
  }

  /** Beats as soon as this turn is over: somebody wants to know how things stand. */
  hurry(session: Beating): void {
    this.#setDue(session, 0);
  }

  remove(session: Beating): void {
    this.#dueAtMs.delete(session);
  }

  #setDue(session: Beating, inMs: number): void {
    const atMs = this.#platform.nowMs() + inMs;
    this.#dueAtMs.set(session, atMs);
    this.#wakeAt(atMs);
  }

  #wakeAt(atMs: number): void {
    if (atMs >= this.#wakeAtMs) return;
    this.#wakeAtMs = atMs;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#platform.setTimer(() => this.#beat(), Math.max(0, atMs - this.#platform.nowMs()));
  }

  #beat(): void {
    const nowMs = this.#platform.nowMs();
    const due: Beating[] = [];
    let nextAtMs = Number.POSITIVE_INFINITY;
    for (const [session, dueAtMs] of this.#dueAtMs) {
      const intervalMs = session.heartbeatIntervalMs;
      const isDue = dueAtMs <= nowMs + intervalMs * COMPANY;
      if (isDue) {
        due.push(session);
        this.#dueAtMs.set(session, nowMs + intervalMs);
      }
      nextAtMs = Math.min(nextAtMs, isDue ? nowMs + intervalMs : dueAtMs);
    }
    this.#wakeAtMs = Number.POSITIVE_INFINITY;
    this.#wakeAt(nextAtMs);
    // Without a connection nobody is asked; every session hurries when there is one again.
    if (!this.#connection.isUp) return;
    for (let from = 0; from < due.length; from += IDS_PER_MESSAGE)
      void this.#send(due.slice(from, from + IDS_PER_MESSAGE));
  }

  async #send(sessions: readonly Beating[]): Promise<void> {
    // The ids of now: one that is registered anew meanwhile does not listen to an answer about its past.
    const byId = new Map(sessions.map((session) => [session.id, session]));
    try {
      const variables = { input: { sessionIds: [...byId.keys()] } };
      // How each session stands is always said; of one whose kill the server cannot read, no more than that.
      const answer = await this.#connection.send(HeartbeatDocument, variables, this.#reportProblem);
      const exceptions = new Map(succeed(answer.heartbeat).exceptions.map((result) => [result.sessionId, result]));
      for (const [sessionId, session] of byId) {
        if (session.id !== sessionId) continue;
        session.hear(exceptions.get(sessionId) ?? { sessionId, outcome: 'RENEWED', endReason: null, kill: null });
      }
    } catch (error) {
      if (!isOutage(error)) this.#reportProblem(toRollcallError(error));
    }
  }
}
