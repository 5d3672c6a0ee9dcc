import type { Cancel, Clock } from '../../kernel/clock.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import type { Principal } from '../../kernel/principal.ts';
import { type Credential, Holder } from './credential.ts';
import type { Directory } from './directory.ts';

/** How long what a token's holder has open outlives the session, so that its last message gets out. */
const lastWordMs = 500;

/** What all who stay have in common. */
export interface VisitorPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  /** They are gone, or refused. Called once. @param isHeld whether their credential still held */
  onGone(visitor: Visitor, isHeld: boolean): void;
}

/** Somebody known who stays: a socket, a stream. */
export class Visitor {
  readonly credential: Credential;
  readonly #ports: VisitorPorts;
  readonly #holder: Holder;
  #isGone = false;
  #isRefused = false;
  #hasSessionEnded = false;
  #cancel: Cancel | null = null;
  #callback: (() => void) | null = null;

  constructor(credential: Credential, ports: VisitorPorts) {
    this.credential = credential;
    this.#ports = ports;
    this.#holder = new Holder(credential, ports.directory);
  }

  /**
   * Who this is and what they may do now.
   * @throws {ForbiddenError} once the credentials hold no longer
   */
  get principal(): Principal {
    const principal = this.#isRefused ? null : this.#identify();
    if (principal !== null) return principal;
    throw new ForbiddenError('These credentials hold no longer. Sign in again, or use a key that holds.');
  }

  /** Whether it may begin anything new: what is under way may still speak its last word. */
  get canBegin(): boolean {
    return !this.#isRefused && !this.#hasSessionEnded && this.#identify() !== null;
  }

  /** Calls back, once, when the credentials hold no longer; at once where that is so already. */
  onRefused(callback: () => void): void {
    if (this.#isRefused) return callback();
    this.#callback = callback;
    this.check();
  }

  leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#cancel?.();
    this.#ports.onGone(this, this.#identify() !== null);
  }

  /** Something changed that may end this visit. */
  check(): void {
    if (!this.#isGone && this.#identify() === null) this.#refuse();
  }

  /** The session of the token has ended. */
  sessionEnded(): void {
    if (this.#isGone || this.#hasSessionEnded) return;
    this.#hasSessionEnded = true;
    this.#cancel = this.#ports.clock.after(lastWordMs, () => this.#refuse());
  }

  #identify(): Principal | null {
    return this.#holder.at(this.#ports.clock.wallMs());
  }

  #refuse(): void {
    this.#isRefused = true;
    this.leave();
    this.#callback?.();
  }
}
