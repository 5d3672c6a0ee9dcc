import { FinishTaskDocument, ReportProgressDocument, StartTaskDocument } from './generated/graphql.ts';
import type { Platform } from './platform.ts';
import { type TaskNews, TaskRecord } from './task-record.ts';
import type { Tell, Told } from './tell.ts';

/** So many tasks wait at most to be told; beyond, the oldest that have finished are forgotten. */
const UNTOLD_LIMIT = 1_000;

/** Tells the server of a session's tasks: each in order, a parent before its children, otherwise side by side. */
export class TaskReport {
  readonly #platform: Platform;
  readonly #tell: Tell;
  readonly #onAdvance: () => void;
  readonly #records = new Set<TaskRecord>();
  readonly #inFlight = new Set<TaskRecord>();
  readonly #paced = new Set<TaskRecord>();
  /** What the server knows under the present registration. */
  #known = new WeakSet<TaskRecord>();
  #sessionId: string | undefined;

  constructor(options: {
    readonly platform: Platform;
    readonly tell: Tell;
    /** Called whenever something was told. */
    readonly onAdvance: () => void;
  }) {
    this.#platform = options.platform;
    this.#tell = options.tell;
    this.#onAdvance = options.onAdvance;
  }

  /** Nothing is under way, and nothing could be told now. */
  get isTold(): boolean {
    return this.#inFlight.size === 0 && ![...this.#records].some((record) => this.#next(record) !== undefined);
  }

  start(name: string, parent: TaskRecord | undefined): TaskRecord {
    const record = new TaskRecord(this.#platform.createId(), name, parent);
    this.#records.add(record);
    if (this.#records.size > UNTOLD_LIMIT) this.#forgetOldest();
    this.advance(record);
    return record;
  }

  /** Tells what may be told of a task now. */
  advance(record: TaskRecord): void {
    if (this.#sessionId === undefined || this.#inFlight.has(record)) return;
    const news = this.#next(record);
    if (news === undefined) this.#waitForPace(record);
    else void this.#tellOne(record, news, this.#sessionId);
  }

  /** Goes on, after a connection was had. */
  resume(sessionId: string): void {
    this.#sessionId = sessionId;
    for (const record of this.#records) this.advance(record);
  }

  /** Keeps everything to itself until resumed. */
  pause(): void {
    this.#sessionId = undefined;
  }

  /** The session is to be registered anew: its unfinished tasks start again for the server. */
  restart(): void {
    this.pause();
    this.#known = new WeakSet();
    for (const record of this.#records) record.restart(this.#platform.createId());
  }

  async #tellOne(record: TaskRecord, news: TaskNews, sessionId: string): Promise<void> {
    const known = this.#known;
    const nowMs = this.#platform.nowMs();
    this.#inFlight.add(record);
    const told = await this.#send(record, news, sessionId);
    this.#inFlight.delete(record);
    // An answer that belongs to an earlier registration says nothing about this one.
    if (known === this.#known) this.#settle(record, news, told, nowMs);
    if (told === 'LATER') return;
    this.advance(record);
    if (news.kind === 'START') for (const other of this.#records) if (other.parent === record) this.advance(other);
    this.#onAdvance();
  }

  #send(record: TaskRecord, news: TaskNews, sessionId: string): Promise<Told> {
    const taskId = record.id;
    switch (news.kind) {
      case 'START':
        return this.#tell(StartTaskDocument, {
          sessionId,
          taskId,
          name: record.name,
          parentId: this.#parentId(record),
        });
      case 'PROGRESS':
        return this.#tell(ReportProgressDocument, { taskId, progress: news.fraction, message: news.message });
      case 'FINISH':
        return this.#tell(FinishTaskDocument, { taskId, outcome: news.outcome, error: news.error });
    }
  }

  #settle(record: TaskRecord, news: TaskNews, told: Told, nowMs: number): void {
    if (told === 'TOLD') {
      record.told(news, nowMs);
      this.#known.add(record);
    } else if (told !== 'LATER') record.refuse();
    if (record.isSettled) this.#records.delete(record);
  }

  #next(record: TaskRecord): TaskNews | undefined {
    const { parent } = record;
    const waitsForParent = parent !== undefined && this.#records.has(parent) && !this.#known.has(parent);
    return waitsForParent ? undefined : record.next(this.#platform.nowMs());
  }

  /** The nearest task above that the server knows: one may have been refused or forgotten. */
  #parentId(record: TaskRecord): string | null {
    let above = record.parent;
    while (above !== undefined && !this.#known.has(above)) above = above.parent;
    return above?.id ?? null;
  }

  #waitForPace(record: TaskRecord): void {
    const waitMs = record.waitMs(this.#platform.nowMs());
    if (waitMs === undefined || this.#paced.has(record)) return;
    this.#paced.add(record);
    this.#platform.setTimer(() => {
      this.#paced.delete(record);
      this.advance(record);
    }, waitMs);
  }

  #forgetOldest(): void {
    for (const record of this.#records) {
      if (!record.isFinished || this.#inFlight.has(record)) continue;
      this.#records.delete(record);
      return;
    }
  }
}
