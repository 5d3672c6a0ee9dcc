import type { TaskOutcome } from './generated/graphql.ts';

/** The next thing the server has to be told of a task. */
export type TaskNews =
  | { readonly kind: 'START' }
  | { readonly kind: 'PROGRESS'; readonly fraction: number; readonly message: string | null }
  | { readonly kind: 'FINISH'; readonly outcome: TaskOutcome; readonly error: string | null };

/** Three a second while it runs; with the last one, told when it finishes, never more than four. */
const PROGRESS_INTERVAL_MS = 1_000 / 3;

/** One task as it is, and how much of that the server knows: the latest state, not a log. Knows no clock and no network. */
export class TaskRecord {
  readonly name: string;
  readonly parent: TaskRecord | undefined;
  #id: string;
  #told: 'NOTHING' | 'START' | 'FINISH' = 'NOTHING';
  #progress: Extract<TaskNews, { kind: 'PROGRESS' }> | undefined;
  #isProgressTold = true;
  #finish: Extract<TaskNews, { kind: 'FINISH' }> | undefined;
  #progressNotBeforeMs = Number.NEGATIVE_INFINITY;
  #isRefused = false;

  constructor(id: string, name: string, parent: TaskRecord | undefined) {
    this.#id = id;
    this.name = name;
    this.parent = parent;
  }

  get id(): string {
    return this.#id;
  }

  get isFinished(): boolean {
    return this.#finish !== undefined;
  }

  /** There is and will be nothing more to tell. */
  get isSettled(): boolean {
    return this.#told === 'FINISH' || this.#isRefused;
  }

  /** The latest wins: what was not told yet is replaced. A message stays until there is another. */
  progress(fraction: number, message: string | null): void {
    if (this.isFinished) return;
    this.#progress = { kind: 'PROGRESS', fraction, message: message ?? this.#progress?.message ?? null };
    this.#isProgressTold = false;
  }

  finish(outcome: TaskOutcome, error: string | null): void {
    this.#finish ??= { kind: 'FINISH', outcome, error };
  }

  /** What may be told now. Progress that comes too soon after the last waits, except that a finished task's is told at once. */
  next(nowMs: number): TaskNews | undefined {
    if (this.isSettled) return undefined;
    if (this.#told === 'NOTHING') return { kind: 'START' };
    const isProgressDue = this.isFinished || nowMs >= this.#progressNotBeforeMs;
    return !this.#isProgressTold && isProgressDue ? this.#progress : this.#finish;
  }

  /** How long until waiting progress may be told; undefined where none waits. */
  waitMs(nowMs: number): number | undefined {
    return this.#isProgressTold || this.isSettled ? undefined : Math.max(0, this.#progressNotBeforeMs - nowMs);
  }

  told(news: TaskNews, nowMs: number): void {
    if (news.kind === 'START') this.#told = 'START';
    else if (news.kind === 'FINISH') this.#told = 'FINISH';
    else {
      if (this.#progress === news) this.#isProgressTold = true;
      this.#progressNotBeforeMs = nowMs + PROGRESS_INTERVAL_MS;
    }
  }

  /** The server will not have it: nothing more is told of it. */
  refuse(): void {
    this.#isRefused = true;
  }

  /** Its session was registered anew and knows nothing of it: an open task is told again, under a new id. */
  restart(id: string): void {
    this.#id = id;
    this.#told = 'NOTHING';
    this.#isProgressTold = this.#progress === undefined;
    this.#isRefused = false;
  }
}
