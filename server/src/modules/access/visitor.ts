import type { Cancel, Clock } from '../../kernel/clock.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Credential } from './credential.ts';

/** How long what a token's holder has open outlives the session, so that its last message gets out. */
const lastWordMs = 500;

interface VisitorPorts {
  readonly clock: Clock;
  readonly credential: Credential;
  /** Who the credential makes them now; null where it holds no longer. */
  identify(): Principal | null;
  /** They are gone, or refused. Called once. */
  onGone(): void;
}

/** Somebody known who stays: a socket, a stream. */
export class Visitor {
  readonly credential: Credential;
  readonly #ports: VisitorPorts;
  #isGone = false;
  #isRefused = false;
  #hasSessionEnded = false;
  #cancel: Cancel = () => undefined;
  #callback: () => void = () => undefined;

  constructor(ports: VisitorPorts) {
    this.#ports = ports;
    this.credential = ports.credential;
  }

  /**
   * Who this is and what they may do now.
   * @throws {ForbiddenError} once the credentials hold no longer
   */
  get principal(): Principal {
    const principal = this.#isRefused ? null : this.#ports.identify();
    if (principal !== null) return principal;
    throw new ForbiddenError('These credentials hold no longer. Sign in again, or use a key that holds.');
  }

  /** Whether it may begin anything new: what is under way may still speak its last word. */
  get canBegin(): boolean {
    return !this.#isRefused && !this.#hasSessionEnded && this.#ports.identify() !== null;
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
    this.#cancel();
    this.#ports.onGone();
  }

  /** Something changed that may end this visit. */
  check(): void {
    if (!this.#isGone && this.#ports.identify() === null) this.#refuse();
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
    this.#callback();
  }
}
