import type { AppKey } from './app-key.ts';
import type { HostKey, JoinCode } from './host-key.ts';
import type { Person, SetUpCode, SignIn } from './person.ts';

/** What is kept of a session token; never the token. */
export interface SessionToken {
  readonly hash: string;
  readonly sessionId: string;
  /** The owner it was given to; a newer owner's takeover supersedes it. */
  readonly ownerId: string;
  /** The key it was given to; the token holds no longer than that key. */
  readonly keyId: string;
  readonly createdAtMs: number;
}

/** The session tokens as a unit of work sees them. */
export interface SessionTokenStore {
  /** Keeps the ten newest of a session; older ones hold no longer. */
  insert(token: SessionToken): Promise<void>;
}

/** People, their sign-ins and their links, as a unit of work sees them. */
export interface PeopleStore {
  find(id: string): Promise<Person | null>;
  /** By name, ignoring case. */
  findByName(name: string): Promise<Person | null>;
  findByIdentity(issuer: string, subject: string): Promise<Person | null>;
  /** Whether there ever was an admin. */
  isSetUp(): Promise<boolean>;
  /** Whether somebody else is an admin who can sign in. */
  hasAdminBesides(id: string): Promise<boolean>;
  /** Sets up for good where the person is an admin; so does `update`. */
  insert(person: Person): Promise<void>;
  update(person: Person): Promise<void>;
  /** With sign-ins and links. */
  remove(id: string): Promise<void>;
  findSignIn(id: string): Promise<SignIn | null>;
  /** A person's, newest first. */
  signInIds(personId: string): Promise<readonly string[]>;
  insertSignIn(signIn: SignIn): Promise<void>;
  removeSignIn(id: string): Promise<void>;
  /** All of a person's, but for `exceptId`. @returns their ids */
  removeSignIns(personId: string, exceptId: string | null): Promise<readonly string[]>;
  removeExpiredSignIns(nowMs: number): Promise<void>;
  /** Writes when sign-ins were last seen, and nothing else: nobody is told. */
  saveSeen(seen: ReadonlyMap<string, number>): Promise<void>;
  /** Takes the place of the person's earlier code. */
  putSetUpCode(code: SetUpCode): Promise<void>;
  findSetUpCode(hash: string): Promise<SetUpCode | null>;
  removeSetUpCode(personId: string): Promise<void>;
}

/** What people have granted, as far as access has to do with it. */
export interface GivenGrants {
  /** Ends what this person granted: it covers nothing more. */
  endGivenBy(personId: string, nowMs: number): Promise<void>;
}

/** The app keys as a unit of work sees them. */
export interface AppKeyStore {
  find(id: string): Promise<AppKey | null>;
  /** The key that has or had this secret. */
  findBySecret(hash: string): Promise<AppKey | null>;
  insert(key: AppKey): Promise<void>;
  /** With its secrets: those it does not name are gone. */
  update(key: AppKey): Promise<void>;
  /** Writes when keys were last used, and nothing else: nobody is told. */
  saveUsed(used: ReadonlyMap<string, number>): Promise<void>;
}

/** A token with what decides whether it holds. */
export interface FoundToken extends SessionToken {
  readonly app: string;
  readonly isRunning: boolean;
}

/** Committed access, for telling who calls. All but the tokens is little: it is read once, at the start. */
export interface AccessReader {
  findToken(hash: string): Promise<FoundToken | null>;
  people(): Promise<readonly Person[]>;
  signIns(): Promise<readonly SignIn[]>;
  setUpCodes(): Promise<readonly SetUpCode[]>;
  keys(): Promise<readonly AppKey[]>;
  /** Of all hosts that were not removed. */
  hostKeys(): Promise<readonly HostKey[]>;
  joinCodes(): Promise<readonly JoinCode[]>;
  /** Whether there ever was an admin. */
  isSetUp(): Promise<boolean>;
  /** How many running sessions were registered with each of these keys; absent where none. */
  runningSessions(keyIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** What a transaction changed in access, by id; null where it is gone. Told after the commit. */
export interface AccessChanges {
  readonly people: ReadonlyMap<string, Person | null>;
  readonly signIns: ReadonlyMap<string, SignIn | null>;
  /** By the person's id. */
  readonly setUpCodes: ReadonlyMap<string, SetUpCode | null>;
  readonly keys: ReadonlyMap<string, AppKey>;
  /** By the host's id. */
  readonly hostKeys: ReadonlyMap<string, HostKey | null>;
  readonly joinCodes: ReadonlyMap<string, JoinCode | null>;
  /** Whether somebody was made an admin, even if they are none any more. */
  readonly hasMadeAdmin: boolean;
}
