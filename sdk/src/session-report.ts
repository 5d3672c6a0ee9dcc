import {
  AcknowledgeKillDocument,
  EndSessionDocument,
  type OwnerEndReason,
  UpdateSessionDocument,
  type UpdateSessionInput,
} from './generated/graphql.ts';
import { joinPatches } from './merge-patch.ts';
import type { Platform } from './platform.ts';
import { TaskReport } from './task-report.ts';
import type { Tell } from './tell.ts';

export type SessionPatch = Omit<UpdateSessionInput, 'id'>;

interface End {
  readonly reason: OwnerEndReason;
  readonly message: string | null;
}

/** So many updates wait at most, where they cannot be joined to one; beyond, the oldest is forgotten. */
const UNTOLD_LIMIT = 100;

/** What the server still has to be told of one session: now if it can be, else with the next connection; its end comes last. */
export class SessionReport {
  readonly tasks: TaskReport;
  readonly #tell: Tell;
  readonly #onEndTold: () => void;
  readonly #patches: SessionPatch[] = [];
  readonly #kills = new Map<string, 'UNTOLD' | 'IN_FLIGHT' | 'TOLD'>();
  #sessionId: string | undefined;
  #end: End | undefined;
  #isTellingPatch = false;
  #isTellingEnd = false;

  constructor(options: { readonly platform: Platform; readonly tell: Tell; readonly onEndTold: () => void }) {
    this.#tell = options.tell;
    this.#onEndTold = options.onEndTold;
    this.tasks = new TaskReport({ ...options, onAdvance: () => this.#tellEnd() });
  }

  get isEnding(): boolean {
    return this.#end !== undefined;
  }

  resume(sessionId: string): void {
    this.#sessionId = sessionId;
    for (const killId of this.#kills.keys()) this.acknowledge(killId);
    this.tasks.resume(sessionId);
    void this.#tellPatches();
    this.#tellEnd();
  }

  pause(): void {
    this.#sessionId = undefined;
    this.tasks.pause();
  }

  /** The session is to be registered anew. */
  restart(): void {
    this.pause();
    this.tasks.restart();
  }

  /** Joins what waits, so that many updates cost no more than one. */
  update(patch: SessionPatch): void {
    const canJoin = this.#patches.length > (this.#isTellingPatch ? 1 : 0);
    const joined = canJoin ? join(this.#patches.at(-1) ?? {}, patch) : undefined;
    if (joined === undefined) this.#patches.push(patch);
    else this.#patches.splice(-1, 1, joined);
    if (this.#patches.length > UNTOLD_LIMIT) this.#patches.splice(this.#isTellingPatch ? 1 : 0, 1);
    void this.#tellPatches();
  }

  /** At once and beside everything else: it says that the order arrived, not that it was obeyed. */
  acknowledge(killId: string): void {
    const state = this.#kills.get(killId) ?? 'UNTOLD';
    this.#kills.set(killId, state);
    if (state === 'UNTOLD' && this.#sessionId !== undefined) void this.#tellAcknowledgement(killId);
  }

  /** The first end counts. */
  end(reason: OwnerEndReason, message: string | null): void {
    this.#end ??= { reason, message };
    this.#tellEnd();
  }

  async #tellAcknowledgement(killId: string): Promise<void> {
    this.#kills.set(killId, 'IN_FLIGHT');
    const told = await this.#tell(AcknowledgeKillDocument, { killId });
    this.#kills.set(killId, told === 'LATER' || told === 'FAILED' ? 'UNTOLD' : 'TOLD');
  }

  async #tellPatches(): Promise<void> {
    const [patch] = this.#patches;
    if (patch === undefined || this.#sessionId === undefined || this.#isTellingPatch) return;
    this.#isTellingPatch = true;
    const told = await this.#tell(UpdateSessionDocument, { ...patch, id: this.#sessionId });
    this.#isTellingPatch = false;
    if (told === 'LATER') return;
    this.#patches.shift();
    void this.#tellPatches();
    this.#tellEnd();
  }

  #tellEnd(): void {
    if (this.#end === undefined || this.#sessionId === undefined || this.#isTellingEnd) return;
    if (this.#patches.length > 0 || !this.tasks.isTold) return;
    void this.#tellTheEnd(this.#end, this.#sessionId);
  }

  async #tellTheEnd(end: End, id: string): Promise<void> {
    this.#isTellingEnd = true;
    const told = await this.#tell(EndSessionDocument, { id, ...end });
    this.#isTellingEnd = false;
    if (told === 'TOLD') this.#onEndTold();
  }
}

function join(earlier: SessionPatch, later: SessionPatch): SessionPatch | undefined {
  if (earlier.metadata == null || later.metadata == null) {
    return { ...earlier, ...later, ...(later.metadata == null && earlier.metadata != null && { metadata: earlier.metadata }) };
  }
  const metadata = joinPatches(earlier.metadata, later.metadata);
  return metadata === undefined ? undefined : { ...earlier, ...later, metadata };
}
