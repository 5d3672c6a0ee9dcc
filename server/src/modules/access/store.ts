/** What is kept of a session token; never the token. */
export interface SessionToken {
  readonly hash: string;
  readonly sessionId: string;
  /** The owner it was given to; a newer owner's takeover supersedes it. */
  readonly ownerId: string;
  readonly keyId: string;
  readonly createdAtMs: number;
}

/** The session tokens as a unit of work sees them. */
export interface SessionTokenStore {
  /** Keeps the ten newest of a session; older ones hold no longer. */
  insert(token: SessionToken): Promise<void>;
}

/** A browser that is signed in. */
export interface SignIn {
  readonly hash: string;
  readonly name: string;
  readonly origin: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** The sign-ins as a unit of work sees them. */
export interface SignInStore {
  insert(signIn: SignIn): Promise<void>;
  remove(hash: string): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}

/** Committed tokens and sign-ins, for telling who calls. */
export interface AccessReader {
  findToken(hash: string): Promise<SessionToken | null>;
  findSignIn(hash: string): Promise<SignIn | null>;
}
