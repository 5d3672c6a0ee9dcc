import type { GraphQLSchema } from 'graphql';
import type { Clock } from '../kernel/clock.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Caller } from '../kernel/record.ts';

/** What a caller showed; at most one of `bearer` and `signIn` is given. */
export interface Credentials {
  /** An app key, a session token or the admin token. */
  readonly bearer: string | null;
  /** The secret of a browser's sign-in. */
  readonly signIn: string | null;
  /** The SDK instance that calls, where it says so. */
  readonly ownerId: string | null;
}

/** One WebSocket, for whoever takes an open socket as proof of life. */
export interface OwnerConnection {
  /** The client sent something by itself, a ping included. */
  heard(): void;
  /** The socket is gone. Called once, after every operation of it has ended. */
  close(): void;
}

/** Something a person shows once to sign a browser in. */
export type SignInProof = { readonly code: string } | { readonly token: string };

export interface SignIns {
  /** @returns null for a wrong, used or expired proof */
  begin(
    proof: SignInProof,
    origin: string | null,
  ): Promise<{ readonly secret: string; readonly maxAgeSeconds: number } | null>;
  /** Ends a sign-in; an unknown secret is no error. */
  end(secret: string): Promise<void>;
}

/** The few methods of a pino logger that are used. */
export interface TransportLogger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** @typeParam Connection what the server's own connections are, given back with each operation */
export interface TransportPorts<Connection extends OwnerConnection = OwnerConnection> {
  readonly schema: GraphQLSchema;
  /** The GraphQL context of one operation. `connection` is the socket the operation came by, null over HTTP. */
  createContext(caller: Caller, connection: Connection | null): object;
  /**
   * Who shows these credentials; null for a stranger. Asked for every operation, and every 12 seconds for whatever
   * stays open, so that expiry and revocation reach both: it should be cheap.
   */
  authenticate(credentials: Credentials): Promise<Principal | null>;
  readonly signIns: SignIns;
  /** Called once for each WebSocket whose credentials were accepted. */
  openConnection(): Connection;
  isReady(): boolean;
  /** Where the built dashboard lies; it may be missing. */
  readonly dashboardDir: string;
  readonly clock: Clock;
  readonly logger: TransportLogger;
}
