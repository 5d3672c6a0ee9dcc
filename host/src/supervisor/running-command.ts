import { type ChildProcess, spawn } from 'node:child_process';
import { type Clock, waitAtMost } from '../clock.ts';
import { MARKER } from '../launch/group.ts';
import { FIRST_DATA_DESCRIPTOR, type Enclosure, type Launch, STATUS_DESCRIPTOR } from '../launch/launch.ts';
import { type Process, describe, findProcess } from '../machine/processes.ts';
import type { SystemUser } from '../machine/system-user.ts';
import { type CommandEnd, meaningOfExit } from './command-end.ts';
import { type Pipe, closeAll, createPipes, openContent } from './descriptors.ts';
import { endProcesses, forceEnd } from './ending.ts';
import { type Members, membersOfGroup, membersOfNamespace } from './members.ts';
import { readStatus } from './status.ts';

const nobody: Members = { own: () => [], all: () => [] };

export type StreamName = 'STDOUT' | 'STDERR';

export interface StartOptions {
  readonly launch: Launch;
  readonly enclosure: Enclosure;
  /** By which its processes are found where there is no namespace. */
  readonly marker: string;
  readonly user: SystemUser;
  /** Nobody else's; nothing stays in it. */
  readonly workFolder: string;
  readonly stdin: string | null;
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Told of everything that comes out, in order, until the end. It cannot hold the command up. */
  readonly onOutput: (stream: StreamName, bytes: Buffer, atMs: number) => void;
}

/** How long a pipe may stay open once its command is gone: somebody outside may have been handed it. */
const LAST_OUTPUT_MS = 2_000;

/** The longest secret, and what is told of it. */
const ERROR_TEXT = 100_000;

/** A command while it runs: what it puts out, how it is stopped, and what is left of it. */
export class RunningCommand {
  /** Once nothing of it runs any more, or what does is named; after all its output. Never rejects. */
  readonly ended: Promise<CommandEnd>;
  readonly #clock: Clock;
  #stopped: { readonly outcome: 'TIMED_OUT' | 'CANCELLED'; readonly done: Promise<readonly string[]> } | undefined;
  #hasEnded = false;
  #members = nobody;
  #first: Process | undefined;
  #sandboxExitCode: number | undefined;
  /** The beginning of what it says of errors, whole: secrets are looked for in it. */
  #errorText = '';

  constructor(options: StartOptions) {
    this.#clock = options.clock;
    this.ended = this.#run(options)
      .catch((error: unknown) => ({
        ...notStarted(error instanceof Error ? error.message : String(error)),
        survivors: this.survivors(),
      }))
      .then((end) => {
        // Its numbers will be given to others.
        this.#hasEnded = true;
        if (end.survivors.length === 0) this.#members = nobody;
        return end;
      });
  }

  /** Ends all its processes, first asked, then forced. The first reason counts. */
  stop(outcome: 'TIMED_OUT' | 'CANCELLED'): void {
    this.#stopped ??= { outcome, done: endProcesses(this.#members, this.#clock) };
  }

  /** What still runs of it, with the words it was given. */
  survivors(): readonly string[] {
    const alive = this.#members.all();
    if (this.#hasEnded && alive.length === 0) this.#members = nobody;
    return alive.map(describe);
  }

  async #run(options: StartOptions): Promise<CommandEnd> {
    const { clock, timeoutMs, enclosure, marker } = options;
    const { child, pipes } = start(options);
    const streams = pipes.map(({ reader }, index) => this.#follow(options, index === 0 ? 'STDOUT' : 'STDERR', reader));
    const exited = whenExited(child);
    if (child.pid !== undefined) {
      this.#members =
        enclosure === 'GROUP' ? membersOfGroup(child.pid, marker) : membersOfNamespace(child.pid, () => this.#first);
    }
    if (enclosure !== 'GROUP') this.#listenToSandbox(child);
    const cancelTimeout = clock.setTimer(() => this.stop('TIMED_OUT'), timeoutMs);
    const { code, signal, error } = await exited;
    cancelTimeout();
    // What it left behind ends with it: at once, since nobody is left to hear that it was asked.
    const survivors = (await this.#stopped?.done) ?? (await forceEnd(this.#members, clock));
    await waitAtMost(clock, LAST_OUTPUT_MS, Promise.all(streams));
    for (const { reader } of pipes) reader.destroy();
    return { ...this.#meaning(enclosure, code, signal, error), survivors };
  }

  #meaning(
    enclosure: Enclosure,
    code: number | null,
    signal: string | null,
    error: Error | undefined,
  ): Omit<CommandEnd, 'survivors'> {
    if (error !== undefined) return notStarted(error.message);
    const meant = { ...meaningOfExit(code, signal), message: null };
    if (this.#stopped !== undefined) return { ...meant, outcome: this.#stopped.outcome };
    // bubblewrap itself came to an end before the command began.
    const isBroken = enclosure !== 'GROUP' && this.#sandboxExitCode === undefined && signal === null;
    return isBroken ? notStarted(this.#errorText.trim()) : meant;
  }

  #follow({ onOutput, clock }: StartOptions, stream: StreamName, reader: Pipe['reader']): Promise<void> {
    const decoder = new TextDecoder();
    reader.on('data', (bytes: Buffer) => {
      if (stream === 'STDERR' && this.#errorText.length < ERROR_TEXT) {
        this.#errorText += decoder.decode(bytes, { stream: true });
      }
      onOutput(stream, bytes, clock.wallMs());
    });
    reader.on('error', () => undefined);
    return new Promise((resolve) => reader.once('close', () => resolve()));
  }

  #listenToSandbox(child: ChildProcess): void {
    const status = child.stdio[STATUS_DESCRIPTOR];
    if (status == null || !('read' in status)) return;
    readStatus(status, {
      onFirstProcess: (pid) => (this.#first = findProcess(pid)),
      onExitCode: (code) => (this.#sandboxExitCode = code),
    });
  }
}

function start({ launch, enclosure, marker, user, workFolder, stdin }: StartOptions): {
  child: ChildProcess;
  pipes: Pipe[];
} {
  const open: number[] = [];
  try {
    const contents = launch.data.map((content) => openContent(content, workFolder, user));
    open.push(...contents);
    const input = stdin === null ? 'ignore' : openContent(stdin, workFolder, user);
    if (input !== 'ignore') open.push(input);
    const pipes = createPipes(2, workFolder, user);
    const writers = pipes.map(({ writer }) => writer);
    open.push(...writers);
    const status = enclosure === 'GROUP' ? 'ignore' : 'pipe';
    const before = [input, ...writers, status] as const;
    if (before.length !== FIRST_DATA_DESCRIPTOR) throw new Error('the descriptors are not where they are looked for');
    const child = spawn(launch.file, launch.args, {
      // The command's own environment is handed over apart: nothing of ours is for it, nor its for what starts it. By the
      // marker a host's next start finds what bubblewrap had not tied to our end yet as we were killed.
      env: { [MARKER]: marker },
      cwd: '/',
      // A key pressed at our terminal is not for it.
      detached: true,
      stdio: [...before, ...contents],
    });
    return { child, pipes };
  } finally {
    closeAll(open);
  }
}

function whenExited(child: ChildProcess): Promise<{ code: number | null; signal: string | null; error?: Error }> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
  });
}

function notStarted(why: string): CommandEnd {
  const message = `The command could not be started: ${why || 'no reason was given'}`;
  return { outcome: 'REFUSED', exitCode: null, signal: null, message, survivors: [] };
}
