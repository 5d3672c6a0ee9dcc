import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { KillOrderFragment } from '@rollcall/sdk/operations';
import { Writer } from './writer.ts';

// What every peer does behind its transport, in the shapes of our own contract, so that all answer with the same bytes.

export interface KillOrder extends KillOrderFragment {
  readonly sessionId: string;
}

/** A message of `sessionChanges`, as ours sent one. */
export interface Changes {
  readonly revision: string;
  readonly upserted: readonly Readonly<Record<string, unknown>>[];
  readonly removed: readonly string[];
  readonly resync: boolean;
}

export class Registry {
  /** When each session was last heard, on the monotonic clock. */
  readonly #leases = new Map<string, number>();
  readonly #taskSessions = new Map<string, string>();
  readonly #writer: Writer;
  readonly #changes: Changes | null;
  #lastNumber = 0;

  constructor() {
    const [changesPath] = process.argv.slice(2);
    this.#writer = new Writer(process.env['BENCH_DATA_DIR'] ?? '.');
    // Written by the benchmark from what ours sent.
    this.#changes = changesPath === undefined ? null : (JSON.parse(readFileSync(changesPath, 'utf8')) as Changes);
  }

  /** @returns its id, as long as one of ours */
  register(): string {
    this.#lastNumber += 1;
    const id = `app_${String(this.#lastNumber).padStart(26, '0')}`;
    this.#leases.set(id, performance.now());
    return id;
  }

  heartbeat(sessionIds: readonly string[]) {
    const nowMs = performance.now();
    const exceptions: object[] = [];
    for (const sessionId of sessionIds) {
      if (this.#leases.has(sessionId)) this.#leases.set(sessionId, nowMs);
      else exceptions.push({ sessionId, outcome: 'UNKNOWN', endReason: null, kill: null });
    }
    return { __typename: 'HeartbeatSuccess', exceptions };
  }

  async startTask(input: { readonly sessionId: string; readonly taskId: string; readonly name: string }) {
    this.#taskSessions.set(input.taskId, input.sessionId);
    await this.#writer.startTask(input.sessionId, input.taskId, input.name);
    return { __typename: 'StartTaskSuccess' };
  }

  async finishTask({ taskId, outcome }: { readonly taskId: string; readonly outcome: string }) {
    const sessionId = this.#taskSessions.get(taskId) ?? '';
    this.#taskSessions.delete(taskId);
    await this.#writer.finishTask(sessionId, taskId, outcome);
    return { __typename: 'FinishTaskSuccess' };
  }

  /** Resolves when it is stored; the caller tells the owner. */
  async kill(sessionId: string, reason: string): Promise<KillOrder> {
    const id = `kill_${randomUUID()}`;
    await this.#writer.kill(sessionId, id, reason);
    const requestedBy = { kind: 'BOOTSTRAP', id: null, name: 'Bootstrap token' } as const;
    return { id, sessionId, reason, graceMs: 10_000, requestedAt: new Date().toISOString(), requestedBy };
  }

  /** The message of changes that each gave a session such a name. */
  changesNamed(...names: readonly string[]): Changes {
    const [session] = this.#changes?.upserted ?? [];
    if (this.#changes === null || session === undefined) throw new Error('started without an example of changes');
    return { ...this.#changes, upserted: names.map((name) => ({ ...session, name })) };
  }
}
