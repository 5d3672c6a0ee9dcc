import type { Principal, Role } from '../../kernel/principal.ts';

/** Somebody who signs in. Times are milliseconds UTC. */
export interface Person {
  readonly id: string;
  /** What they sign in with; unique, ignoring case. */
  readonly name: string;
  readonly role: Role;
  /** The apps they may see; null: every app. Admins are never limited. */
  readonly apps: readonly string[] | null;
  /** The `userId` of the sessions that work for them; those they may always see and end. */
  readonly userId: string | null;
  /** Argon2id, as a PHC string; null until they have set one, and for those who sign in elsewhere. */
  readonly passwordHash: string | null;
  /** Who they are at the identity provider; null for those who sign in with a password. */
  readonly identity: { readonly issuer: string; readonly subject: string } | null;
  readonly createdAtMs: number;
}

/** A browser that is signed in; its secret is kept as a hash only. */
export interface SignIn {
  readonly id: string;
  readonly hash: string;
  readonly personId: string;
  /** The address and program it came from. */
  readonly origin: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly lastSeenAtMs: number;
}

/** A link that lets one person set a password, once. */
export interface SetUpCode {
  readonly hash: string;
  readonly personId: string;
  readonly expiresAtMs: number;
}

export function principalOf(person: Person, signIn: Pick<SignIn, 'id'>): Principal {
  const { id, name, role, apps, userId } = person;
  return { kind: 'PERSON', personId: id, name, role, apps, userId, signInId: signIn.id };
}

/** How names are compared. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** What a record says a person was left as. */
export function afterOf({ name, role, apps, userId }: Person): Readonly<Record<string, unknown>> {
  return { name, role, apps, userId };
}
