import type { GraphQLSchema } from 'graphql';
import type { Clock } from '../kernel/clock.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Caller } from '../kernel/record.ts';

/** What a caller showed; at most one of `bearer` and `signIn` is given. */
export interface Credentials {
  /** An app key, a session token, the bootstrap token or the terminal's. */
  readonly bearer: string | null;
  /** The secret of a browser's sign-in. */
  readonly signIn: string | null;
  /** The SDK instance that calls, where it says so. */
  readonly ownerId: string | null;
}

/** Somebody known. */
export interface Identity {
  /**
   * Who this is and what they may do now: it follows every change of rights at once.
   * @throws {ForbiddenError} once the credentials hold no longer
   */
  readonly principal: Principal;
}

/** Somebody known who stays: a socket, a stream. */
export interface Visitor extends Identity {
  /**
   * Whether it may begin anything new. The token of a session that has just ended may not, though `principal` answers
   * for half a second yet, for what is under way: so long its last message has to get out.
   */
  readonly canBegin: boolean;
  /** Tells this one, once, when the credentials hold no longer; at once where that is so already. */
  onRefused(guest: { refused(): void }): void;
  /** They have left. */
  leave(): void;
}

/** One WebSocket, for whoever takes an open socket as proof of life. */
export interface OwnerConnection {
  /** The client sent something by itself, a ping included. */
  heard(): void;
  /** The socket is gone. Called once, after every operation of it has ended. */
  close(): void;
}

/** Somebody signed in: what their browser keeps. */
export interface BegunSignIn {
  readonly secret: string;
  readonly maxAgeSeconds: number;
}

/** Whom a set-up link is for. */
export interface SetUpInvitation {
  /** FIRST_ADMIN chooses a name; PERSON sets the password of the name given. */
  readonly kind: 'FIRST_ADMIN' | 'PERSON';
  readonly name: string | null;
}

/** Why a sign-in or a set-up came to nothing, for people. */
export interface SignInRefusal {
  readonly code: 'SIGN_IN_REFUSED' | 'INVALID_INPUT' | 'NAME_TAKEN' | 'BUSY';
  readonly message: string;
}

export interface SignIns {
  /** Whether there ever was an admin; until then only a set-up link leads in. */
  isSetUp(): boolean;
  /** BUSY where too many passwords wait to be checked. */
  begin(
    proof: { readonly name: string; readonly password: string },
    origin: string | null,
  ): Promise<BegunSignIn | SignInRefusal>;
  /** Ends a sign-in; an unknown secret is no error. */
  end(secret: string, origin: string | null): Promise<void>;
  /** Whom this code is for; null for a wrong, used or expired one. It stays good. */
  findInvitation(code: string): Promise<SetUpInvitation | null>;
  /** Uses a code up: makes the first admin, or sets a person's password; and signs them in. */
  setUp(
    input: { readonly code: string; readonly name: string | null; readonly password: string },
    origin: string | null,
  ): Promise<BegunSignIn | SignInRefusal>;
}

/** Where people of an organisation sign in with one account for everything. */
export interface IdentityProvider {
  /** The words on the button. */
  readonly label: string;
  /**
   * Where to send a browser that wants to sign in, and what to find its attempt by when it is back.
   * @param redirectUri where the provider sends it back to
   * @param origin of one address only so many attempts wait: its oldest give way
   * @throws when the provider cannot be reached
   */
  begin(redirectUri: string, origin: string | null): Promise<{ readonly url: string; readonly state: string }>;
  /**
   * Signs in whoever the provider sent back. An attempt works once, for ten minutes.
   * @param callbackUrl the address they came back to, with what the provider added
   * @param state of the attempt that this browser began
   * @returns null when there is no such attempt (any more)
   * @throws when the provider cannot be reached
   */
  finish(callbackUrl: string, state: string, origin: string | null): Promise<BegunSignIn | SignInRefusal | null>;
}

/** The few methods of a pino logger that are used. */
export interface TransportLogger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** @typeParam Connection what the server's own connections are, given back with each operation */
export interface TransportPorts<Connection extends OwnerConnection = OwnerConnection> {
  readonly schema: GraphQLSchema;
  /** The texts of the documents that travel by an id, one operation each. */
  readonly knownDocuments: Readonly<Record<string, string>>;
  /** The GraphQL context of one operation over HTTP (`connection` is null), or of all operations of a socket. */
  createContext(caller: Caller, connection: Connection | null): object;
  /** Who shows these credentials, for one request; null for a stranger. */
  authenticate(credentials: Credentials): Promise<Identity | null>;
  /** Who shows these credentials, for as long as they stay; null for a stranger. */
  admit(credentials: Credentials): Promise<Visitor | null>;
  readonly signIns: SignIns;
  /** Null where none is configured. */
  readonly identityProvider: IdentityProvider | null;
  /** The address that people open, without a slash at its end. */
  publicUrl(): string;
  /** Called once for each WebSocket whose credentials were accepted. */
  openConnection(): Connection;
  isReady(): boolean;
  /** Where the built dashboard lies; it may be missing. */
  readonly dashboardDir: string;
  /** How many proxies stand in front of the server, each of which says in X-Forwarded-For whom it was called by. */
  readonly proxies: number;
  readonly clock: Clock;
  readonly logger: TransportLogger;
}
