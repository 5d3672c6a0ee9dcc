import type { Cancel, Clock } from '../../kernel/clock.ts';
import type { Principal } from '../../kernel/principal.ts';
import { type Credential, Holder } from './credential.ts';
import type { Directory } from './directory.ts';
import { goneError } from './identity.ts';

/** How long what a token's holder has open outlives the session, so that its last message gets out. */
const lastWordMs = 500;

/** Who is told that they may stay no longer: one object, for a function of each of tens of thousands shows. */
interface Guest {
  refused(): void;
}

/** What all who stay have in common. */
export interface VisitorPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  /** They are gone, or refused. Called once. @param isHeld whether their credential still held */
  onGone(visitor: Visitor, isHeld: boolean): void;
}

/** Somebody known who stays: a socket, a stream. */
export class Visitor extends Holder {
  readonly #ports: VisitorPorts;
  #isGone = false;
  #isRefused = false;
  /** Given once the session of its token has ended. */
  #cancel: Cancel | null = null;
  #guest: Guest | null = null;

  constructor(credential: Credential, ports: VisitorPorts) {
    super(credential, ports.directory);
    this.#ports = ports;
  }

  /**
   * Who this is and what they may do now.
   * @throws {ForbiddenError} once the credentials hold no longer
   */
  get principal(): Principal {
    const principal = this.#isRefused ? null : this.#now();
    if (principal === null) throw goneError();
    return principal;
  }

  /** Whether it may begin anything new: what is under way may still speak its last word. */
  get canBegin(): boolean {
    return !this.#isRefused && this.#cancel === null && this.#now() !== null;
  }

  /** Tells this one, once, when the credentials hold no longer; at once where that is so already. */
  onRefused(guest: Guest): void {
    if (this.#isRefused) return guest.refused();
    this.#guest = guest;
    this.check();
  }

  leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#cancel?.();
    this.#ports.onGone(this, this.#now() !== null);
  }

  /** Something changed that may end this visit. */
  check(): void {
    if (!this.#isGone && this.#now() === null) this.#refuse();
  }

  /** The session of the token has ended. */
  sessionEnded(): void {
    if (this.#isGone || this.#cancel !== null) return;
    this.#cancel = this.#ports.clock.after(lastWordMs, () => this.#refuse());
  }

  /** Null once the credentials hold no longer. */
  #now(): Principal | null {
    return this.now(this.#ports.clock);
  }

  #refuse(): void {
    this.#isRefused = true;
    this.leave();
    this.#guest?.refused();
  }
}
