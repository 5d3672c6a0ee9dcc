import type { SafetyMode } from '../policy.ts';
import { CommandRun, type CommandRunOptions } from './command-run.ts';
import { persist } from './persist.ts';
import type { Remains } from './remains.ts';
import type { CommandReport, HostCommand, HostSession } from './server.ts';

const lost = {
  outcome: 'LOST',
  exitCode: null,
  signal: null,
  message: 'The process of its host ended before it did.',
  outputBytes: 0,
  outputTruncated: false,
} as const satisfies CommandReport;

/** So many ends are remembered: word of a command that is over may still be under way. */
const REMEMBERED = 1_000;

/** The commands of this host: those it has taken, and those that wait for room. */
export class Commands {
  readonly #ports: Pick<CommandRunOptions, 'place' | 'server' | 'persistence'>;
  readonly #sessions: ReadonlyMap<string, HostSession>;
  readonly #remains: Remains;
  readonly #runs = new Map<string, CommandRun>();
  readonly #waiting = new Map<string, HostCommand>();
  readonly #over = new Set<string>();
  #isClosed = false;

  constructor(
    ports: Pick<CommandRunOptions, 'place' | 'server' | 'persistence'>,
    sessions: ReadonlyMap<string, HostSession>,
    remains: Remains,
  ) {
    this.#ports = ports;
    this.#sessions = sessions;
    this.#remains = remains;
  }

  get runningCount(): number {
    return this.#runs.size;
  }

  /** All of them, or those of a session. */
  runs(sessionId?: string): CommandRun[] {
    return [...this.#runs.values()].filter((run) => sessionId === undefined || run.sessionId === sessionId);
  }

  /** What the server says of some of them. */
  hear(commands: readonly HostCommand[]): void {
    for (const command of commands) {
      const run = this.#runs.get(command.id);
      const isOpen = command.state === 'QUEUED' || command.state === 'RUNNING';
      if (run !== undefined) {
        if (!isOpen || command.isCancelRequested) run.stop(null);
      } else if (command.state === 'QUEUED' && !command.isCancelRequested && !this.#over.has(command.id)) {
        this.#waiting.set(command.id, command);
      } else {
        this.#waiting.delete(command.id);
      }
    }
    this.#startNext();
  }

  /** Only these are to go on; of those that run, and not here, a process before us that has ended is all that knew. */
  keepOnly(commands: readonly HostCommand[]): void {
    const ids = new Set(commands.map(({ id }) => id));
    for (const { id, state } of commands) {
      if (state === 'RUNNING' && !this.#runs.has(id) && !this.#over.has(id)) this.#tellLost(id);
    }
    for (const id of this.#waiting.keys()) if (!ids.has(id)) this.#waiting.delete(id);
    for (const run of this.#runs.values()) if (!ids.has(run.id)) run.stop(null);
  }

  /** Takes no more. */
  close(): void {
    this.#isClosed = true;
    this.#waiting.clear();
  }

  #tellLost(id: string): void {
    const { server, persistence } = this.#ports;
    const left = this.#remains.survivorsOf(id);
    const message = (left.length === 0 ? lost.message : `${lost.message} Still running: ${left.join(', ')}`).slice(
      0,
      1_000,
    );
    void persist(() => server.finishCommand(id, { ...lost, message }), persistence).catch(() => undefined);
  }

  #startNext(): void {
    const { policy } = this.#ports.place.machine;
    while (!this.#isClosed && this.#runs.size < policy.maxRunningCommands) {
      const [command, safetyMode] = this.#next() ?? [];
      if (command === undefined || safetyMode === undefined) return;
      this.#waiting.delete(command.id);
      const run = new CommandRun({ ...this.#ports, command, safetyMode });
      this.#runs.set(run.id, run);
      void run.over.then(() => this.#forget(run));
    }
  }

  /** The first that waits, of the session with the fewest that run: what ends makes room for those who have least. */
  #next(): readonly [HostCommand, SafetyMode] | undefined {
    let next: readonly [HostCommand, SafetyMode] | undefined;
    let fewest = Infinity;
    for (const command of this.#waiting.values()) {
      const session = this.#sessions.get(command.sessionId);
      const running = this.runs(command.sessionId).length;
      if (session?.lifecycle !== 'ACTIVE' || running >= fewest) continue;
      next = [command, session.safetyMode];
      fewest = running;
    }
    return next;
  }

  #forget(run: CommandRun): void {
    this.#runs.delete(run.id);
    void this.#remains.keep(run);
    this.#over.add(run.id);
    const [oldest] = this.#over;
    if (this.#over.size > REMEMBERED && oldest !== undefined) this.#over.delete(oldest);
    this.#startNext();
  }
}
