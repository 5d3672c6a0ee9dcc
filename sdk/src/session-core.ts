import { type RollcallError, SessionEndedError } from './errors.ts';
import { Lifetime } from './lifetime.ts';
import type { Platform } from './platform.ts';
import type { Questions } from './questions.ts';
import type { ClosableSocket, SessionChanges, Task } from './session-controls.ts';
import { cut, toJson, toTaskName } from './session-options.ts';
import { PatchReport, type SessionPatch } from './patch-report.ts';
import type { TaskRecord } from './task-record.ts';
import { TaskReport } from './task-report.ts';
import type { Tell } from './tell.ts';

type Work<Result> = (task: Task) => Result | Promise<Result>;

const KILL_CLOSE_REASON = 'Session terminated by administrator';
const TERMINATE_AFTER_MS = 500;

/** What every session does whoever owns it: runs tasks, stops when it has to, and keeps what is to be told. */
export class SessionCore {
  readonly lifetime: Lifetime;
  readonly #tasks: TaskReport;
  readonly #patches: PatchReport;
  readonly #questions: Questions | undefined;
  readonly #platform: Platform;
  #isOver = false;

  constructor(options: {
    readonly platform: Platform;
    readonly tell: Tell;
    /** Left out of pages, in whose bundles every byte counts. */
    readonly questions?: Questions;
    /** Called whenever something was told. */
    readonly onAdvance: () => void;
    readonly reportProblem: (error: RollcallError) => void;
  }) {
    this.#platform = options.platform;
    this.#tasks = new TaskReport(options);
    this.#patches = new PatchReport(options);
    this.lifetime = new Lifetime({
      controller: options.platform.createAbortController(),
      runHandler: (work) => this.#platform.scopes.run({ session: this, task: undefined }, work),
      report: options.reportProblem,
    });
    this.#questions = options.questions;
    const { signal } = this.lifetime;
    signal.addEventListener('abort', () => this.#questions?.end(signal.reason));
  }

  /** Whether the code that calls is itself a task or a handler of this session. */
  get isCalledFromWithin(): boolean {
    return this.#platform.scopes.current()?.session === this;
  }

  /** The server knows all that can be told now. */
  get isTold(): boolean {
    return this.#tasks.isTold && this.#patches.isTold;
  }

  /** The server knows the session, and can be told of it. */
  resume(sessionId: string): void {
    this.#tasks.resume(sessionId);
    this.#patches.resume(sessionId);
    this.#questions?.resume(sessionId);
  }

  /** There is no connection: everything waits until it is resumed. */
  pause(): void {
    this.#tasks.pause();
    this.#patches.pause();
    this.#questions?.pause();
  }

  /** The server has to be told of the tasks anew, because the session is registered anew. */
  restart(): void {
    this.pause();
    this.#tasks.restart();
    this.#questions?.restart();
  }

  /** The host ended the session: no task starts any more, and nobody is asked. */
  close(): void {
    this.#isOver = true;
    this.#questions?.close(new SessionEndedError('This session has ended.', null));
  }

  async task<Result>(name: string, work: Work<Result>, parent?: TaskRecord): Promise<Result> {
    const taskName = toTaskName(name);
    this.lifetime.signal.throwIfAborted();
    if (this.#isOver) throw new SessionEndedError('This session has ended: no task can start in it.', null);
    const scope = this.#platform.scopes.current();
    const implied = scope?.session === this ? scope.task : undefined;
    const result = this.#run(this.#tasks.start(taskName, parent ?? implied), work);
    this.lifetime.track(result);
    return result;
  }

  /** Tells the changes, and gives them as they are told. */
  update({ metadata, tags, ...others }: SessionChanges): SessionPatch {
    const patch: SessionPatch = {
      ...others,
      ...(metadata !== undefined && { metadata: toJson('metadata', metadata) }),
      ...(tags !== undefined && { tags: [...tags] }),
    };
    this.tell(patch);
    return patch;
  }

  tell(patch: SessionPatch): void {
    this.#patches.add(patch);
  }

  closeOnKill(socket: ClosableSocket): () => void {
    const forget = this.lifetime.onKill(() => {
      socket.close(this.#platform.killCloseCode, KILL_CLOSE_REASON);
      this.#platform.setTimer(() => socket.terminate?.(), TERMINATE_AFTER_MS);
    });
    socket.addEventListener?.('close', forget);
    return forget;
  }

  async #run<Result>(record: TaskRecord, work: Work<Result>): Promise<Result> {
    try {
      const result = await this.#platform.scopes.run({ session: this, task: record }, () => work(this.#task(record)));
      this.#finish(record, 'SUCCEEDED', null);
      return result;
    } catch (error) {
      this.#finish(record, this.lifetime.signal.aborted ? 'CANCELLED' : 'FAILED', cut(messageOf(error), 1_000));
      throw error;
    }
  }

  #finish(record: TaskRecord, ...how: Parameters<TaskRecord['finish']>): void {
    record.finish(...how);
    this.#tasks.advance(record);
  }

  #task(record: TaskRecord): Task {
    return {
      progress: (fraction, message) => {
        if (Number.isNaN(fraction)) return;
        record.progress(Math.min(1, Math.max(0, fraction)), message === undefined ? null : cut(message, 1_000));
        this.#tasks.advance(record);
      },
      task: (name, work) => this.task(name, work, record),
    };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : 'Something was thrown that is not an Error.';
}
