import { freemem, loadavg } from 'node:os';
import { delay, waitAtMost } from '../clock.ts';
import { type CommandWish, resolveCommand } from '../resolution.ts';
import { Commands } from './commands.ts';
import { CutOff } from './cut-off.ts';
import type { Place } from './execution.ts';
import { persist } from './persist.ts';
import { Remains, type Remnant } from './remains.ts';
import { type CommandCheck, type HostSession, type HostWork, RefusedError, type Server } from './server.ts';
import { endSession } from './session-end.ts';

const REPORT_EVERY_MS = 15_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A session is told at once after what came before it; of one that never is, no more is kept. */
const MOST_EARLY = 100;
/** How long the ends of commands may take to be told when this process ends. */
const LAST_WORDS_MS = 5_000;

export interface HostLinkOptions {
  readonly server: Server;
  readonly place: Place;
  /** What a process before this one left, and this one could not end. */
  readonly leftovers?: readonly Remnant[];
  /** For whoever reads what this process says. */
  readonly log: (text: string) => void;
}

/** The host's end of Rollcall: does what the server tells, tells what comes of it, and ends what runs where nobody may tell any more. */
export class HostLink {
  readonly #server: Server;
  readonly #place: Place;
  readonly #log: (text: string) => void;
  readonly #sessions = new Map<string, HostSession>();
  /** Sessions whose end is under way. */
  readonly #ending = new Map<string, Promise<void>>();
  readonly #acknowledged = new Set<string>();
  readonly #answering = new Set<string>();
  /** Checks that came before their session. */
  #early: readonly CommandCheck[] = [];
  readonly #remains: Remains;
  readonly #commands: Commands;
  readonly #cutOff: CutOff;
  /** Nothing new is done. */
  readonly #closing = new AbortController();
  /** Nothing is told any more. */
  readonly #closed = new AbortController();
  #refusal: RefusedError | undefined;
  #said = '';
  /** The server counts this host as connected. */
  #isOpen = false;

  constructor({ server, place, leftovers = [], log }: HostLinkOptions) {
    this.#server = this.#listeningTo(server);
    this.#place = place;
    this.#log = log;
    const persistence = this.#persistence;
    this.#remains = new Remains(persistence);
    for (const leftover of leftovers) void this.#remains.keep(leftover);
    this.#commands = new Commands({ place, server: this.#server, persistence }, this.#sessions, this.#remains);
    this.#cutOff = new CutOff({
      clock: place.clock,
      sessions: () => this.#sessions.values(),
      onCutOff: ({ id, cutOffMs }) => this.#endCutOff(id, cutOffMs),
    });
  }

  get #persistence() {
    return { clock: this.#place.clock, signal: this.#closed.signal };
  }

  /** Works until it is stopped. @throws {RefusedError} when the server will have nothing more to do with it; nothing runs any more then. */
  async run(): Promise<void> {
    const reporting = this.#reportLoad();
    try {
      await this.#work();
    } finally {
      await this.#endAll();
      await reporting;
    }
    if (this.#refusal !== undefined) throw this.#refusal;
  }

  /** Ends every command, tells of it and lets `run` return. */
  stop(): void {
    this.#closing.abort();
  }

  /** The same, and tells nothing more: the server will have nothing more to do with this process. */
  refuse(error: RefusedError): void {
    this.#refusal ??= error;
    this.stop();
  }

  async #work(): Promise<void> {
    const { clock } = this.#place;
    const { signal } = this.#closing;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const work = this.#server.work();
      const close = () => void work.return();
      signal.addEventListener('abort', close);
      try {
        for await (const message of work) {
          this.#say('connected');
          pauseMs = FIRST_PAUSE_MS;
          this.#hear(message);
        }
      } catch (error) {
        if (error instanceof RefusedError) {
          this.refuse(error);
          return;
        }
        this.#say(`not connected: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        this.#isOpen = false;
        signal.removeEventListener('abort', close);
      }
      await delay(clock, pauseMs, signal);
    }
  }

  /** Once a change: what goes on for hours is said once. */
  #say(how: string): void {
    if (how === this.#said) return;
    this.#said = how;
    this.#log(how);
  }

  #hear({ isAll, sessions, commands, checks }: HostWork): void {
    if (this.#closing.signal.aborted) return;
    this.#isOpen = true;
    if (isAll) this.#keepOnly(sessions.map(({ id }) => id));
    for (const session of sessions) this.#hearSession(session);
    if (isAll) this.#commands.keepOnly(commands);
    this.#commands.hear(commands);
    this.#answerAll(checks);
    this.#cutOff.heard();
  }

  #keepOnly(ids: readonly string[]): void {
    for (const id of [...this.#sessions.keys()]) {
      if (!ids.includes(id)) this.#forgetSession(id);
    }
  }

  #hearSession(session: HostSession): void {
    if (session.lifecycle === 'ENDED') return this.#forgetSession(session.id);
    this.#sessions.set(session.id, session);
    if (session.killId !== null) this.#carryOut(session.id, session.killId);
  }

  #forgetSession(id: string): void {
    this.#sessions.delete(id);
    for (const run of this.#commands.runs(id)) run.stop(null);
  }

  #carryOut(sessionId: string, killId: string): void {
    const { server, persistence } = { server: this.#server, persistence: this.#persistence };
    if (!this.#acknowledged.has(killId)) {
      this.#acknowledged.add(killId);
      void persist(() => server.acknowledgeKill(killId), persistence).catch(() => undefined);
    }
    if (this.#ending.has(sessionId)) return;
    const { clock } = this.#place;
    const all = [...this.#commands.runs(sessionId), ...this.#remains.of(sessionId)];
    const ending = endSession(sessionId, all, { server, persistence, clock })
      .catch(() => undefined)
      .finally(() => this.#ending.delete(sessionId));
    this.#ending.set(sessionId, ending);
  }

  #answerAll(checks: readonly CommandCheck[]): void {
    const open = [...this.#early, ...checks];
    const isKnown = ({ sessionId }: CommandCheck) => this.#sessions.has(sessionId);
    this.#early = open.filter((check) => !isKnown(check)).slice(-MOST_EARLY);
    for (const check of open.filter(isKnown)) void this.#answer(check);
  }

  async #answer(check: CommandCheck): Promise<void> {
    if (this.#answering.has(check.id)) return;
    this.#answering.add(check.id);
    try {
      const { machine, abilities } = this.#place;
      const session = this.#sessions.get(check.sessionId);
      if (session === undefined) return;
      const wish: CommandWish = { ...check, safetyMode: session.safetyMode };
      await this.#server.answerCheck(check.id, await resolveCommand(wish, machine, abilities));
    } catch {
      // Whoever asked is told that no answer came; while it is waited for, it comes again.
    } finally {
      this.#answering.delete(check.id);
    }
  }

  async #reportLoad(): Promise<void> {
    const { clock } = this.#place;
    for (;;) {
      await delay(clock, REPORT_EVERY_MS, this.#closing.signal);
      if (this.#closing.signal.aborted) return;
      const [loadAverage = 0] = loadavg();
      const runningCommands = this.#commands.runningCount;
      // The next one says it better.
      await this.#server
        .reportHost({ loadAverage, freeMemoryBytes: freemem(), runningCommands })
        .catch(() => undefined);
    }
  }

  #endCutOff(sessionId: string, cutOffMs: number): void {
    const runs = this.#commands.runs(sessionId);
    if (runs.length === 0) return;
    const minutes = Math.round(cutOffMs / 60_000);
    const message = `Ended by its host, which had heard nothing of the server for ${minutes} minutes.`;
    this.#log(`session ${sessionId}: ${message}`);
    for (const run of runs) run.stop(message);
  }

  async #endAll(): Promise<void> {
    const { clock } = this.#place;
    this.#closing.abort();
    this.#cutOff.stop();
    this.#commands.close();
    const runs = this.#commands.runs();
    for (const run of runs) run.stop('Ended with the process of its host.');
    if (this.#refusal !== undefined) this.#closed.abort();
    await Promise.all(runs.map(({ stopped }) => stopped));
    const told = Promise.all([...runs.map(({ over }) => over), ...this.#ending.values()]);
    await waitAtMost(clock, LAST_WORDS_MS, told, this.#closed.signal);
    this.#closed.abort();
  }

  /** Every answer is a sign of life, and a refusal is the end, whatever was asked. */
  #listeningTo(server: Server): Server {
    const listen = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      try {
        const answered = await answer;
        // Without the work there is nothing that would tell of an end, whatever else is answered.
        if (this.#isOpen) this.#cutOff.heard();
        return answered;
      } catch (error) {
        if (error instanceof RefusedError) this.refuse(error);
        throw error;
      }
    };
    return {
      work: () => server.work(),
      reportHost: (load) => listen(server.reportHost(load)),
      answerCheck: (checkId, answer) => listen(server.answerCheck(checkId, answer)),
      startCommand: (id) => listen(server.startCommand(id)),
      appendOutput: (id, offset, chunks) => listen(server.appendOutput(id, offset, chunks)),
      finishCommand: (id, report) => listen(server.finishCommand(id, report)),
      acknowledgeKill: (killId) => listen(server.acknowledgeKill(killId)),
      reportSessionEnd: (sessionId, survivors) => listen(server.reportSessionEnd(sessionId, survivors)),
    };
  }
}
