import type { Cancel, Clock } from '../../kernel/clock.ts';
import type { Credential } from './credential.ts';
import type { Directory } from './directory.ts';
import type { LastUses } from './last-uses.ts';
import type { AccessChanges } from './store.ts';
import { Visitor, type VisitorPorts } from './visitor.ts';

/** What ends by the clock is felt well within a second, too. */
const lookEveryMs = 250;

interface VisitorsPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly lastUses: LastUses;
}

/** Everybody who stays, by what their stay hangs on: whatever changes is looked up, and costs the others nothing. */
export class Visitors {
  readonly #ports: VisitorsPorts;
  readonly #visitorPorts: VisitorPorts;
  readonly #byReason = new Map<string, Set<Visitor>>();

  constructor(ports: VisitorsPorts) {
    const { clock, directory, lastUses } = ports;
    this.#ports = ports;
    this.#visitorPorts = {
      clock,
      directory,
      onGone: (visitor, isHeld) => {
        if (isHeld) lastUses.note(visitor.credential);
        for (const reason of reasonsOf(visitor.credential)) this.#remove(reason, visitor);
      },
    };
  }

  admit(credential: Credential): Visitor {
    const visitor = new Visitor(credential, this.#visitorPorts);
    for (const reason of reasonsOf(credential)) {
      this.#byReason.set(reason, (this.#byReason.get(reason) ?? new Set()).add(visitor));
    }
    return visitor;
  }

  /** A commit has changed this; the directory knows it already. */
  observe({ people, signIns, keys, hostKeys, joinCodes }: AccessChanges): void {
    for (const id of people.keys()) this.#check(`person ${id}`);
    for (const [id, signIn] of signIns) {
      this.#check(`sign-in ${id}`);
      if (signIn === null) this.#ports.lastUses.forget(id);
    }
    for (const id of keys.keys()) this.#check(`key ${id}`);
    for (const id of hostKeys.keys()) this.#check(`host ${id}`);
    for (const id of joinCodes.keys()) this.#check(`join code ${id}`);
    if (people.size > 0) this.#check('bootstrap');
  }

  sessionEnded(sessionId: string): void {
    for (const visitor of this.#of(`session ${sessionId}`)) visitor.sessionEnded();
  }

  /** Notes that whoever stays is in use now. */
  noteUses(): void {
    for (const visitor of new Set([...this.#byReason.values()].flatMap((group) => [...group]))) {
      this.#ports.lastUses.note(visitor.credential);
    }
  }

  /** Looks four times a second for what has expired. */
  start(): Cancel {
    const { clock } = this.#ports;
    let lookedMs = clock.wallMs();
    let cancel: Cancel = () => undefined;
    const look = (): void => {
      const nowMs = clock.wallMs();
      for (const reason of this.#expiredBetween(lookedMs, nowMs)) this.#check(reason);
      lookedMs = nowMs;
      cancel = clock.after(lookEveryMs, look);
    };
    look();
    return () => cancel();
  }

  *#expiredBetween(afterMs: number, untilMs: number): Iterable<string> {
    const { directory } = this.#ports;
    const isNewlyOver = (atMs: number | null): boolean => atMs !== null && atMs > afterMs && atMs <= untilMs;
    for (const { id, expiresAtMs } of directory.signIns()) if (isNewlyOver(expiresAtMs)) yield `sign-in ${id}`;
    for (const { id, expiresAtMs, secrets } of directory.keys()) {
      if (isNewlyOver(expiresAtMs) || secrets.some((secret) => isNewlyOver(secret.expiresAtMs))) yield `key ${id}`;
    }
    for (const { id, expiresAtMs } of directory.joinCodes()) if (isNewlyOver(expiresAtMs)) yield `join code ${id}`;
  }

  #check(reason: string): void {
    for (const visitor of this.#of(reason)) visitor.check();
  }

  #of(reason: string): readonly Visitor[] {
    return [...(this.#byReason.get(reason) ?? [])];
  }

  #remove(reason: string, visitor: Visitor): void {
    const group = this.#byReason.get(reason);
    group?.delete(visitor);
    if (group?.size === 0) this.#byReason.delete(reason);
  }
}

/** What a stay hangs on. */
function reasonsOf(credential: Credential): readonly string[] {
  switch (credential.kind) {
    case 'BOOTSTRAP':
      return ['bootstrap'];
    case 'TERMINAL':
      return [];
    case 'SIGN_IN':
      return [`sign-in ${credential.signInId}`, `person ${credential.personId}`];
    case 'KEY':
      return [`key ${credential.keyId}`];
    case 'SESSION_TOKEN':
      return [`session ${credential.token.sessionId}`, `key ${credential.token.keyId}`];
    case 'HOST':
      return [`host ${credential.hostId}`];
    case 'JOIN_CODE':
      return [`join code ${credential.codeId}`];
  }
}
