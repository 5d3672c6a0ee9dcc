import type { HostCommand, HostSession, HostWork, Server, Work } from '../link/server.ts';
import type { RefusedError } from '../link/server.ts';
import { hashOf } from '../link/command-hash.ts';
import type { Machine } from '../machine/machine.ts';
import { digestOf } from '../machine/executable.ts';

export const hostId = 'host_test';

interface Kept {
  command: HostCommand;
  output: Buffer;
  report?: Parameters<Server['finishCommand']>[1];
}

/** The server's side of the port, as a table of commands and a line that can be cut. */
export class TestServer implements Server {
  readonly sessions = new Map<string, HostSession>();
  readonly commands = new Map<string, Kept>();
  /** Everything that was told, in order. */
  readonly told: string[] = [];
  /** Whether the answer of a call gets lost: what it did stays done. */
  losesAnswer: (call: string) => boolean = () => false;
  isAway = false;
  #refusal: RefusedError | undefined;
  readonly #listeners = new Set<() => void>();
  #changed: HostWork | undefined;
  #wakeWork = (): void => undefined;
  #connection = 0;

  addSession(session: Partial<HostSession> & { readonly id: string }): void {
    this.sessions.set(session.id, {
      safetyMode: 'SUPERVISED',
      lifecycle: 'ACTIVE',
      cutOffMs: 120_000,
      killId: null,
      ...this.sessions.get(session.id),
      ...session,
    });
    this.#tellWork({ sessions: [this.sessions.get(session.id)].filter((known) => known !== undefined) });
  }

  /** Queues a line of the shell, as it would have been shown. */
  async queue(
    id: string,
    line: string,
    machine: Machine,
    change: Partial<HostCommand['spec']> = {},
    sessionId = 'session',
  ): Promise<void> {
    const spec = {
      argv: ['sh', '-c', line],
      line,
      executable: machine.tools.sh,
      executableDigest: await digestOf(machine.tools.sh),
      cwd: machine.folders[0] ?? '/',
      env: [],
      stdin: null,
      timeoutMs: 60_000,
      systemUser: machine.users[0].name,
      sandbox: false,
      ...change,
    };
    const hash = hashOf(spec, { hostId, sessionId });
    this.set({ id, sessionId, state: 'QUEUED', isCancelRequested: false, spec, hash });
  }

  set(command: HostCommand): void {
    this.commands.set(command.id, { output: Buffer.alloc(0), ...this.commands.get(command.id), command });
    this.#tellWork({ commands: [command] });
  }

  change(id: string, change: Partial<HostCommand>): void {
    const kept = this.commands.get(id);
    if (kept === undefined) throw new Error(`no command ${id}`);
    this.set({ ...kept.command, ...change });
  }

  outputOf(id: string): string {
    return this.commands.get(id)?.output.toString() ?? '';
  }

  reportOf(id: string): Kept['report'] {
    return this.commands.get(id)?.report;
  }

  /** The line breaks, and stays so until `isAway` is false. */
  cut(): void {
    this.isAway = true;
    this.#connection += 1;
    this.#wakeWork();
  }

  refuse(error: RefusedError): void {
    this.#refusal = error;
    this.#connection += 1;
    this.#wakeWork();
  }

  /** Resolves when it holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#listeners.add(resolve));
  }

  work(): Work {
    const messages = this.#messages();
    let close = (): void => undefined;
    const closed = new Promise<IteratorReturnResult<undefined>>((resolve) => {
      close = () => resolve({ done: true, value: undefined });
    });
    const work: Work = {
      // A generator that waits cannot be ended from outside.
      next: () => Promise.race([messages.next(), closed]),
      return() {
        close();
        return closed;
      },
      [Symbol.asyncIterator]: () => work,
    };
    return work;
  }

  async *#messages(): AsyncGenerator<HostWork, undefined> {
    this.#reach();
    const connection = (this.#connection += 1);
    this.#changed = undefined;
    yield {
      isAll: true,
      sessions: [...this.sessions.values()].filter(({ lifecycle }) => lifecycle !== 'ENDED'),
      commands: [...this.commands.values()].flatMap(({ command }) =>
        command.state === 'QUEUED' || command.state === 'RUNNING' ? [command] : [],
      ),
      checks: [],
    };
    for (;;) {
      if (!this.#isOpen(connection)) throw this.#refusal ?? new Error('the line was cut');
      const changed = this.#takeChanged();
      if (changed === undefined) await new Promise<void>((resolve) => (this.#wakeWork = resolve));
      else yield changed;
    }
  }

  reportHost(): Promise<void> {
    return this.#hear('reportHost', () => undefined);
  }

  answerCheck(id: string, answer: object): Promise<void> {
    return this.#hear(`answerCheck ${id} ${'code' in answer ? String(answer.code) : 'ok'}`, () => undefined);
  }

  startCommand(id: string): Promise<{ isStarted: boolean; isCancelRequested: boolean }> {
    return this.#hear(`startCommand ${id}`, () => {
      const command = this.commands.get(id)?.command;
      if (command?.state === 'QUEUED') this.change(id, { state: 'RUNNING' });
      const now = this.commands.get(id)?.command;
      return { isStarted: now?.state === 'RUNNING', isCancelRequested: now?.isCancelRequested ?? false };
    });
  }

  appendOutput(id: string, offset: number, chunks: readonly { readonly bytes: Buffer }[]): Promise<number | null> {
    return this.#hear(`appendOutput ${id}`, () => {
      const kept = this.commands.get(id);
      if (kept === undefined) return null;
      const bytes = Buffer.concat(chunks.map((chunk) => chunk.bytes));
      if (offset <= kept.output.length) {
        kept.output = Buffer.concat([kept.output, bytes.subarray(kept.output.length - offset)]);
      }
      return kept.output.length;
    });
  }

  finishCommand(id: string, report: Parameters<Server['finishCommand']>[1]): Promise<boolean> {
    return this.#hear(`finishCommand ${id} ${report.outcome}`, () => {
      const kept = this.commands.get(id);
      if (kept === undefined) return true;
      if (!report.outputTruncated && report.outputBytes !== kept.output.length) return false;
      kept.report = report;
      kept.command = { ...kept.command, state: 'ENDED' };
      return true;
    });
  }

  acknowledgeKill(id: string): Promise<void> {
    return this.#hear(`acknowledgeKill ${id}`, () => undefined);
  }

  reportSessionEnd(id: string, survivors: readonly string[]): Promise<void> {
    return this.#hear(`reportSessionEnd ${id} [${survivors.join()}]`, () => undefined);
  }

  async #hear<Answer>(call: string, answer: () => Answer): Promise<Answer> {
    this.#reach();
    const given = answer();
    this.told.push(call);
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
    if (this.losesAnswer(call)) throw new Error('the answer was lost');
    return given;
  }

  // Methods, because they change while others are awaited.
  #isOpen(connection: number): boolean {
    return connection === this.#connection;
  }

  #takeChanged(): HostWork | undefined {
    const changed = this.#changed;
    this.#changed = undefined;
    return changed;
  }

  #reach(): void {
    if (this.#refusal !== undefined) throw this.#refusal;
    if (this.isAway) throw new Error('there is no line');
  }

  #tellWork(change: Partial<HostWork>): void {
    const { sessions = [], commands = [], checks = [] } = this.#changed ?? {};
    this.#changed = {
      isAll: false,
      sessions: [...sessions, ...(change.sessions ?? [])],
      commands: [...commands, ...(change.commands ?? [])],
      checks: [...checks, ...(change.checks ?? [])],
    };
    this.#wakeWork();
  }

  ask(check: HostWork['checks'][number]): void {
    this.#tellWork({ checks: [check] });
  }
}
