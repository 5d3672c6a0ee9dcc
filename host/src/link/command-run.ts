import { CommandOutput } from '../output/command-output.ts';
import { maskNames, maskText } from '../output/masker.ts';
import type { CommandEnd } from '../supervisor/command-end.ts';
import type { RunningCommand } from '../supervisor/running-command.ts';
import type { SafetyMode } from '../policy.ts';
import { type Place, execute } from './execution.ts';
import { OutputReport } from './output-report.ts';
import { type Persistence, persist } from './persist.ts';
import type { HostCommand, Server } from './server.ts';

export interface CommandRunOptions {
  readonly command: HostCommand;
  readonly safetyMode: SafetyMode;
  readonly place: Place;
  readonly server: Server;
  readonly persistence: Persistence;
}

/** How often output that the server says is missing is told again. */
const REPEATS = 3;

/** One command, from taking it to its end being told. It is taken at most once, and begun at most once. */
export class CommandRun {
  readonly id: string;
  readonly sessionId: string;
  /** Once nothing of it runs, and nothing will. Never rejects. */
  readonly stopped: Promise<void>;
  /** Once everything is told, or there is nobody to tell. Never rejects. */
  readonly over: Promise<void>;
  readonly #options: CommandRunOptions;
  #running: RunningCommand | undefined;
  #stop: { readonly message: string | null } | undefined;
  #markStopped = (): void => undefined;

  constructor(options: CommandRunOptions) {
    this.#options = options;
    this.id = options.command.id;
    this.sessionId = options.command.sessionId;
    this.stopped = new Promise((resolve) => (this.#markStopped = resolve));
    // Refused or given up: the link hears of the one, and has asked for the other.
    this.over = this.#run()
      .catch(() => undefined)
      .finally(() => {
        this.stop(null);
        void this.#running?.ended.then(this.#markStopped);
        if (this.#running === undefined) this.#markStopped();
      });
  }

  /** Ends it, or keeps it from beginning. @param message why, for people, where nobody asked for it */
  stop(message: string | null): void {
    this.#stop ??= { message };
    this.#running?.stop('CANCELLED');
  }

  /** What still runs of it, for people. */
  survivors(): readonly string[] {
    return maskNames(this.#running?.survivors() ?? [], this.#options.place.machine.secrets);
  }

  async #run(): Promise<void> {
    const { command, safetyMode, place, server, persistence } = this.#options;
    const { isStarted, isCancelRequested } = await persist(() => server.startCommand(command.id), persistence);
    if (!isStarted) return;
    if (isCancelRequested) this.stop(null);
    if (this.#isStopped()) return this.#finish(unbegun('CANCELLED', this.#stop?.message ?? null));

    const output = new CommandOutput(place.machine.secrets);
    const report = new OutputReport({ commandId: command.id, spool: output.spool, server, persistence });
    const begun = await execute(command, safetyMode, place, {
      isWanted: () => !this.#isStopped(),
      onOutput(stream, bytes, atMs) {
        output.write(stream, bytes, atMs);
        report.grown();
      },
    }).catch(String);
    if (typeof begun === 'string')
      return this.#finish(this.#isStopped() ? unbegun('CANCELLED', null) : unbegun('REFUSED', begun));
    this.#running = begun;
    if (this.#isStopped()) begun.stop('CANCELLED');

    const told = report.run();
    // Whoever waits for it waits for the command first.
    told.catch(() => undefined);
    const end = await begun.ended;
    this.#markStopped();
    output.end(place.clock.wallMs());
    report.grown(true);
    await told;
    await this.#finish(end, output, report);
  }

  // A method, because it changes while others are awaited.
  #isStopped(): boolean {
    return this.#stop !== undefined;
  }

  async #finish(end: CommandEnd, output?: CommandOutput, report?: OutputReport): Promise<void> {
    const { command, place, server, persistence } = this.#options;
    const { secrets } = place.machine;
    const { survivors, ...ended } = end;
    const left = survivors.length === 0 ? null : `Still running: ${maskNames(survivors, secrets).join(', ')}`;
    const why = ended.outcome === 'CANCELLED' ? (this.#stop?.message ?? null) : null;
    const message = [ended.message ?? why, left].filter((text) => text !== null).join(' ');
    const told = {
      ...ended,
      message: maskText(message, secrets, 1_000) || null,
      outputBytes: output?.spool.sizeBytes ?? 0,
      outputTruncated: output?.spool.isTruncated ?? false,
    };
    for (let attempt = 0; attempt < REPEATS; attempt += 1) {
      if (await persist(() => server.finishCommand(command.id, told), persistence)) return;
      await report?.repeat();
    }
    // Its end is worth more than output that cannot be had.
    await persist(() => server.finishCommand(command.id, { ...told, outputTruncated: true }), persistence);
  }
}

function unbegun(outcome: 'CANCELLED' | 'REFUSED', message: string | null): CommandEnd {
  return { outcome, exitCode: null, signal: null, message, survivors: [] };
}
