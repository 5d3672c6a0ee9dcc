import { ForbiddenError } from './errors.ts';

/** Who calls, as the transport found out from what the caller showed. */
export type Principal =
  /** Whoever holds the admin token, or a browser signed in with it. */
  | { readonly kind: 'ADMIN'; readonly name: string }
  /** An app's server. `ownerId` is the SDK instance behind the call, where it said so. */
  | { readonly kind: 'KEY'; readonly keyId: string; readonly ownerId?: string }
  /** Code that may touch one session: `ownerId` is the owner the token was given to. */
  | { readonly kind: 'SESSION_TOKEN'; readonly sessionId: string; readonly ownerId: string; readonly keyId: string };

export type Action =
  | 'session.register'
  /** Hold its lease and answer its kills: what only the process behind it can vouch for. */
  | 'session.own'
  /** Tell of its work. */
  | 'session.touch'
  | 'session.read'
  | 'session.list'
  | 'session.kill'
  | 'session.pin'
  | 'registry.sweep'
  | 'access.quickStart';

/** What of a session decides who may touch it. */
export interface SessionSubject {
  readonly id: string;
  readonly keyId: string;
}

/**
 * Whether `principal` may do `action` to `subject`; without a subject, whether there is any it could do it to. Pure;
 * every service asks it first, and once more when it has found the subject.
 */
export function isAllowed(principal: Principal, action: Action, subject?: SessionSubject): boolean {
  switch (principal.kind) {
    case 'ADMIN':
      return action !== 'session.register' && action !== 'session.own' && action !== 'session.touch';
    case 'KEY':
      if (action === 'session.register') return true;
      if (action !== 'session.own' && action !== 'session.touch' && action !== 'session.read') return false;
      return subject === undefined || subject.keyId === principal.keyId;
    case 'SESSION_TOKEN':
      if (action !== 'session.touch' && action !== 'session.read') return false;
      return subject === undefined || subject.id === principal.sessionId;
  }
}

/** @throws {ForbiddenError} when {@link isAllowed} says no */
export function authorize(principal: Principal, action: Action, subject?: SessionSubject): void {
  if (isAllowed(principal, action, subject)) return;
  throw new ForbiddenError(`${describe(principal)} may not do this (${action}). ${advice[principal.kind]}`);
}

function describe(principal: Principal): string {
  switch (principal.kind) {
    case 'ADMIN':
      return principal.name;
    case 'KEY':
      return 'An app key';
    case 'SESSION_TOKEN':
      return 'A session token';
  }
}

const advice: Readonly<Record<Principal['kind'], string>> = {
  ADMIN: 'Sessions are registered and driven with an app key.',
  KEY: 'A key registers sessions and drives its own; for the rest sign in as an admin.',
  SESSION_TOKEN: 'A token tells of the work of its one session; the key that registered it holds it.',
};
