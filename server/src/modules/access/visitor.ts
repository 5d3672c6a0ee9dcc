import type { Cancel, Clock } from '../../kernel/clock.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Credential } from './credential.ts';
import type { Directory } from './directory.ts';
import { goneError, Identity } from './identity.ts';

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
  readonly #identity: Identity;
  #isGone = false;
  #isRefused = false;
  #hasSessionEnded = false;
  #cancel: Cancel | null = null;
  #callback: (() => void) | null = null;

  constructor(credential: Credential, ports: VisitorPorts) {
    this.credential = credential;
    this.#ports = ports;
    this.#identity = new Identity(credential, ports);
  }

  /**
   * Who this is and what they may do now.
   * @throws {ForbiddenError} once the credentials hold no longer
   */
  get principal(): Principal {
    if (this.#isRefused) throw goneError();
    return this.#identity.principal;
  }

  /** Whether it may begin anything new: what is under way may still speak its last word. */
  get canBegin(): boolean {
    return !this.#isRefused && !this.#hasSessionEnded && this.#identity.now() !== null;
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
    this.#ports.onGone(this, this.#identity.now() !== null);
  }

  /** Something changed that may end this visit. */
  check(): void {
    if (!this.#isGone && this.#identity.now() === null) this.#refuse();
  }

  /** The session of the token has ended. */
  sessionEnded(): void {
    if (this.#isGone || this.#hasSessionEnded) return;
    this.#hasSessionEnded = true;
    this.#cancel = this.#ports.clock.after(lastWordMs, () => this.#refuse());
  }

  #refuse(): void {
    this.#isRefused = true;
    this.leave();
    this.#callback?.();
  }
}
