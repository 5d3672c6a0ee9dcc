import type { Clock } from '../../kernel/clock.ts';
import { isOfApps, type Principal } from '../../kernel/principal.ts';
import { holds, holdsBy } from './app-key.ts';
import type { Directory } from './directory.ts';
import { principalOf } from './person.ts';
import type { FoundToken } from './store.ts';

/** What somebody has shown, once it is known what it is; whether it holds is another question, asked again and again. */
export type Credential =
  | { readonly kind: 'BOOTSTRAP' }
  | { readonly kind: 'TERMINAL' }
  | { readonly kind: 'SIGN_IN'; readonly signInId: string; readonly personId: string }
  | { readonly kind: 'KEY'; readonly keyId: string; readonly hash: string; readonly ownerId: string | null }
  | { readonly kind: 'SESSION_TOKEN'; readonly token: FoundToken }
  | { readonly kind: 'HOST'; readonly hostId: string; readonly hash: string }
  | { readonly kind: 'JOIN_CODE'; readonly codeId: string };

/** Who this credential makes its holder now; null where it holds no longer. Whether a token's session runs is not known here. */
export function holderOf(credential: Credential, directory: Directory, nowMs: number): Principal | null {
  switch (credential.kind) {
    case 'BOOTSTRAP':
      return directory.isSetUp ? null : { kind: 'BOOTSTRAP' };
    case 'TERMINAL':
      return { kind: 'TERMINAL' };
    case 'SIGN_IN': {
      const signIn = directory.signIn(credential.signInId);
      const person = directory.person(credential.personId);
      return signIn === null || person === null || signIn.expiresAtMs <= nowMs ? null : principalOf(person, signIn);
    }
    case 'KEY': {
      const { keyId, hash, ownerId } = credential;
      const key = directory.key(keyId);
      if (key === null || !holdsBy(key, hash, nowMs)) return null;
      const { name, apps, rights } = key;
      return { kind: 'KEY', keyId, name, apps, rights, ...(ownerId !== null && { ownerId }) };
    }
    case 'SESSION_TOKEN': {
      const { sessionId, ownerId, keyId, app } = credential.token;
      const key = directory.key(keyId);
      if (key === null || !holds(key, nowMs) || !key.rights.includes('REGISTER')) return null;
      return isOfApps(key.apps, app) ? { kind: 'SESSION_TOKEN', sessionId, ownerId, keyId } : null;
    }
    case 'HOST': {
      const key = directory.hostKey(credential.hostId);
      if (key?.hash !== credential.hash) return null;
      const { hostId, name, app } = key;
      return { kind: 'HOST', hostId, name, app };
    }
    case 'JOIN_CODE': {
      const code = directory.joinCode(credential.codeId);
      return code !== null && code.expiresAtMs > nowMs ? { kind: 'JOIN_CODE', codeId: code.id } : null;
    }
  }
}

/** When time alone ends a credential that holds now, milliseconds UTC; null where it never does. */
function endOf(credential: Credential, directory: Directory): number | null {
  switch (credential.kind) {
    case 'BOOTSTRAP':
    case 'TERMINAL':
    case 'HOST':
      return null;
    case 'SIGN_IN':
      return directory.signIn(credential.signInId)?.expiresAtMs ?? 0;
    case 'KEY': {
      const key = directory.key(credential.keyId);
      const secret = key?.secrets.find(({ hash }) => hash === credential.hash);
      return key && secret ? earlier(key.expiresAtMs, secret.expiresAtMs) : 0;
    }
    case 'SESSION_TOKEN':
      return directory.key(credential.token.keyId)?.expiresAtMs ?? null;
    case 'JOIN_CODE':
      return directory.joinCode(credential.codeId)?.expiresAtMs ?? 0;
  }
}

function earlier(oneMs: number | null, otherMs: number | null): number | null {
  if (oneMs === null || otherMs === null) return oneMs ?? otherMs;
  return Math.min(oneMs, otherMs);
}

/** {@link holderOf}, for somebody who stays: asked with each message, and found out anew only when it may be another. */
export class Holder {
  readonly credential: Credential;
  readonly #directory: Directory;
  #known: Principal | null = null;
  #version = -1;
  /** Null where time alone never ends it: V8 would keep an infinite number on its heap, for each. */
  #endMs: number | null = 0;

  constructor(credential: Credential, directory: Directory) {
    this.credential = credential;
    this.#directory = directory;
  }

  /** As {@link at}. Most are asked with each message and end by no time, so the clock is looked at only for those that do. */
  now(clock: Pick<Clock, 'wallMs'>): Principal | null {
    const isKnown = this.#endMs === null && this.#version === this.#directory.version;
    return isKnown ? this.#known : this.at(clock.wallMs());
  }

  at(nowMs: number): Principal | null {
    if (this.#version === this.#directory.version && (this.#endMs === null || nowMs < this.#endMs)) return this.#known;
    this.#known = holderOf(this.credential, this.#directory, nowMs);
    this.#version = this.#directory.version;
    this.#endMs = this.#known === null ? 0 : endOf(this.credential, this.#directory);
    return this.#known;
  }
}
