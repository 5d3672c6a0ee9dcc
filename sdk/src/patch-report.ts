import { UpdateSessionDocument, type UpdateSessionInput } from './generated/graphql.ts';
import { joinPatches } from './merge-patch.ts';
import type { Tell } from './tell.ts';

/** What changed about a session. */
export type SessionPatch = Omit<UpdateSessionInput, 'id'>;

/** So many changes wait at most, where they cannot be joined to one; beyond, the oldest is forgotten. */
const UNTOLD_LIMIT = 100;

/** Tells the server of a session's changes, one after the other; those that wait are joined. */
export class PatchReport {
  readonly #tell: Tell;
  readonly #onAdvance: () => void;
  readonly #waiting: SessionPatch[] = [];
  #sessionId: string | undefined;
  #isTelling = false;

  constructor(options: { readonly tell: Tell; readonly onAdvance: () => void }) {
    this.#tell = options.tell;
    this.#onAdvance = options.onAdvance;
  }

  get isTold(): boolean {
    return this.#waiting.length === 0;
  }

  resume(sessionId: string): void {
    this.#sessionId = sessionId;
    void this.#tellNext();
  }

  pause(): void {
    this.#sessionId = undefined;
  }

  add(patch: SessionPatch): void {
    const firstWaiting = this.#isTelling ? 1 : 0;
    const last = this.#waiting.length > firstWaiting ? this.#waiting.at(-1) : undefined;
    const joined = last === undefined ? undefined : join(last, patch);
    if (joined === undefined) this.#waiting.push(patch);
    else this.#waiting.splice(-1, 1, joined);
    if (this.#waiting.length > UNTOLD_LIMIT) this.#waiting.splice(firstWaiting, 1);
    void this.#tellNext();
  }

  async #tellNext(): Promise<void> {
    const [patch] = this.#waiting;
    if (patch === undefined || this.#sessionId === undefined || this.#isTelling) return;
    this.#isTelling = true;
    const told = await this.#tell(UpdateSessionDocument, { ...patch, id: this.#sessionId });
    this.#isTelling = false;
    if (told === 'LATER') return;
    this.#waiting.shift();
    void this.#tellNext();
    this.#onAdvance();
  }
}

function join(earlier: SessionPatch, later: SessionPatch): SessionPatch | undefined {
  if (earlier.metadata == null || later.metadata == null) return { ...earlier, ...later };
  const metadata = joinPatches(earlier.metadata, later.metadata);
  return metadata === undefined ? undefined : { ...earlier, ...later, metadata };
}
