import type { Session } from '../modules/sessions/index.ts';

/** A session as it is stored, and where. */
export interface StoredSession {
  readonly session: Session;
  readonly rowId: number;
  /** The newest record that its row names; there may be newer ones that wait. */
  readonly recordId: number | null;
}

/** Each may hold as much metadata as a session may. */
const maxKept = 500;

/**
 * The sessions that units of work have lately found or stored, as the writer's handle sees them at this moment: within a
 * transaction, as its units have left them so far.
 */
export class HotSessions {
  /** The one that was longest not asked for comes first. */
  readonly #kept = new Map<string, StoredSession>();
  /** By the units of the transaction that stand. */
  readonly #standing = new Set<string>();
  /** By the unit that runs, or by all of those that have no savepoint. */
  readonly #written = new Set<string>();

  find(id: string): StoredSession | undefined {
    const stored = this.#kept.get(id);
    if (stored !== undefined) this.keep(stored);
    return stored;
  }

  keep(stored: StoredSession): void {
    const { id } = stored.session;
    this.#kept.delete(id);
    if (this.#kept.size >= maxKept) {
      const [coldest = id] = this.#kept.keys();
      this.#kept.delete(coldest);
    }
    this.#kept.set(id, stored);
  }

  /** Called before it is written to: if that fails and somebody catches it, what is found next is what is there. */
  forget(id: string): void {
    this.#written.add(id);
    this.#kept.delete(id);
  }

  /** Another transaction begins. */
  begin(): void {
    this.#standing.clear();
    this.#written.clear();
  }

  /** The unit stands. */
  release(): void {
    for (const id of this.#written) this.#standing.add(id);
    this.#written.clear();
  }

  /** The unit is undone. */
  rollBackUnit(): void {
    for (const id of this.#written) this.#kept.delete(id);
    this.#written.clear();
  }

  /** All that the transaction has done is undone. */
  rollBack(): void {
    for (const id of this.#standing) this.#kept.delete(id);
    this.rollBackUnit();
  }
}
