import { AcknowledgeKillDocument, EndSessionDocument, type OwnerEndReason } from './generated/graphql.ts';
import type { Tell } from './tell.ts';

interface End {
  readonly reason: OwnerEndReason;
  readonly message: string | null;
}

/** Tells the server what only the owner of a session may: that a kill arrived, and that the session ended. */
export class OwnerReport {
  readonly #tell: Tell;
  readonly #isAllElseTold: () => boolean;
  readonly #onEndTold: () => void;
  readonly #kills = new Map<string, 'UNTOLD' | 'IN_FLIGHT' | 'TOLD'>();
  #sessionId: string | undefined;
  #end: End | undefined;
  #isTellingEnd = false;

  constructor(options: {
    readonly tell: Tell;
    /** The end comes last: nothing can be told of a session that has ended. */
    readonly isAllElseTold: () => boolean;
    readonly onEndTold: () => void;
  }) {
    this.#tell = options.tell;
    this.#isAllElseTold = options.isAllElseTold;
    this.#onEndTold = options.onEndTold;
  }

  get isEnding(): boolean {
    return this.#end !== undefined;
  }

  resume(sessionId: string): void {
    this.#sessionId = sessionId;
    for (const killId of this.#kills.keys()) this.acknowledge(killId);
    this.advance();
  }

  pause(): void {
    this.#sessionId = undefined;
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
    this.advance();
  }

  /** Tells the end, once there is one and all else is told. */
  advance(): void {
    if (this.#end === undefined || this.#sessionId === undefined || this.#isTellingEnd || !this.#isAllElseTold())
      return;
    void this.#tellEnd(this.#end, this.#sessionId);
  }

  async #tellAcknowledgement(killId: string): Promise<void> {
    this.#kills.set(killId, 'IN_FLIGHT');
    const told = await this.#tell(AcknowledgeKillDocument, { killId });
    this.#kills.set(killId, told === 'LATER' || told === 'FAILED' ? 'UNTOLD' : 'TOLD');
  }

  async #tellEnd(end: End, id: string): Promise<void> {
    this.#isTellingEnd = true;
    const told = await this.#tell(EndSessionDocument, { id, ...end });
    this.#isTellingEnd = false;
    if (told === 'TOLD') this.#onEndTold();
  }
}
