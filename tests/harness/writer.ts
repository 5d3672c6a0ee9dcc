import { randomUUID } from 'node:crypto';
import { asAdmin, asOwner } from './api.ts';
import { mutate, register } from './operations.ts';
import type { Random } from './random.ts';
import type { ServerProcess } from './server-process.ts';

/** Changes sessions of its own, one change after the other, until it is told to pause. */
export class Writer {
  readonly #server: ServerProcess;
  readonly #random: Random;
  readonly #ownerId = randomUUID();
  readonly #running = new Map<string, string | null>();
  #isPaused = true;
  #round: Promise<void> = Promise.resolve();
  changes = 0;

  constructor(server: ServerProcess, random: Random) {
    this.#server = server;
    this.#random = random;
  }

  resume(): void {
    this.#isPaused = false;
    this.#round = this.#write();
  }

  /** Resolves when what it asked for last was answered. */
  async pause(): Promise<void> {
    this.#isPaused = true;
    await this.#round;
  }

  async #write(): Promise<void> {
    while (!this.#isPaused) {
      await this.#change();
      this.changes += 1;
    }
  }

  async #change(): Promise<void> {
    const owner = asOwner(this.#server, this.#ownerId);
    const [first, ...others] = this.#running.keys();
    if (first === undefined || this.#running.size < 5) {
      const { session } = await register(owner, this.#ownerId);
      this.#running.set(session.id, null);
      return;
    }
    const id = this.#random.pick([first, ...others]);
    const taskId = this.#running.get(id) ?? null;
    const dice = this.#random.between(1, 100);
    if (dice <= 3) {
      await mutate(owner, 'endSession', { id });
      this.#running.delete(id);
    } else if (dice <= 5) {
      await mutate(asAdmin(this.#server), 'killSession', { id, graceMs: 60_000 });
      await mutate(owner, 'endSession', { id });
      this.#running.delete(id);
    } else if (dice <= 40) {
      await mutate(owner, 'updateSession', { id, metadata: { change: this.changes } });
    } else if (taskId === null) {
      const startedId = randomUUID();
      await mutate(owner, 'startTask', { sessionId: id, taskId: startedId, name: 'a task' });
      this.#running.set(id, startedId);
    } else if (dice <= 70) {
      await mutate(owner, 'reportProgress', { taskId, progress: dice / 100 });
    } else {
      await mutate(owner, 'finishTask', { taskId, outcome: 'SUCCEEDED' });
      this.#running.set(id, null);
    }
  }
}
