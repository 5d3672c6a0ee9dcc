import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { TestApp } from './app.testing.ts';
import { admin } from './app.testing.ts';
import type { Role } from './kernel/principal.ts';
import type { Caller } from './kernel/record.ts';
import type { Credentials } from './modules/access/authentication.ts';
import type { BegunSignIn, SignInRefusal } from './modules/access/sign-in.ts';

export const password = 'correct horse battery staple';

/** Somebody who is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly name: string;
  /** The cookie's value. */
  readonly secret: string;
  readonly caller: Caller;
}

/** The first admin, as the set-up link makes them. */
export async function firstAdmin(app: TestApp, name = 'ada'): Promise<SignedIn> {
  const { setUp } = app.services;
  return signedIn(app, await setUp.setUp({ code: setUp.createFirstAdminCode(), name, password }, 'a browser'));
}

interface NewPerson {
  readonly name: string;
  readonly role?: Role;
  readonly apps?: readonly string[] | null;
  readonly userId?: string | null;
}

/** Somebody an admin has made, who has followed their link. */
export async function addPerson(app: TestApp, by: Caller, person: NewPerson): Promise<SignedIn> {
  const { setUpLink } = await app.services.people.createPerson(by, { role: 'VIEWER', ...person });
  return follow(app, setUpLink.url);
}

/** Follows a set-up link. */
export async function follow(app: TestApp, link: string, chosen = password): Promise<SignedIn> {
  return signedIn(
    app,
    await app.services.setUp.setUp({ code: codeOf(link), name: null, password: chosen }, 'a browser'),
  );
}

export function codeOf(link: string): string {
  return link.slice(link.indexOf('#code=') + '#code='.length);
}

/** One more browser of somebody. */
export async function signInAgain(app: TestApp, name: string, given = password): Promise<SignedIn> {
  return signedIn(app, await app.services.signIns.begin({ name, password: given }, 'another browser'));
}

async function signedIn(app: TestApp, begun: BegunSignIn | SignInRefusal): Promise<SignedIn> {
  if ('code' in begun) throw new Error(`${begun.code}: ${begun.message}`);
  const principal = await who(app, { signIn: begun.secret });
  if (principal?.kind !== 'PERSON') throw new Error('The cookie is not good');
  const { personId: id, name } = principal;
  return { id, name, secret: begun.secret, caller: { principal, origin: 'a test' } };
}

const nobody: Credentials = { bearer: null, signIn: null, ownerId: null };

export async function who({ services }: TestApp, shown: Partial<Credentials>) {
  return (await services.access.authenticate({ ...nobody, ...shown }))?.principal ?? null;
}

/** Somebody who stays, and whether they were refused. */
export async function admit({ services }: TestApp, shown: Partial<Credentials>) {
  const visitor = await services.access.admit({ ...nobody, ...shown });
  if (visitor === null) throw new Error('Nobody is admitted with this');
  let refusals = 0;
  visitor.onRefused({ refused: () => void (refusals += 1) });
  return { visitor, refusals: () => refusals };
}

/** What was done to people, sign-ins and keys, oldest first: the action, on whom, by whom. */
export function accessRecordsOf({ dataDir }: TestApp): readonly string[] {
  return readRecords(dataDir).map(({ action, subject_id, actor_kind }) => `${action} ${subject_id} by ${actor_kind}`);
}

interface RecordRow {
  readonly action: string;
  readonly subject_id: string;
  readonly actor_kind: string;
}

function readRecords(dataDir: string): readonly RecordRow[] {
  return readAll(dataDir, 'select * from records where session_id is null order by id') as readonly RecordRow[];
}

/** Everything the database holds, as text, to look for what must not be in it. */
export function dumpOf({ dataDir }: TestApp): string {
  const tables = readAll(dataDir, `select name from sqlite_master where type = 'table'`) as readonly { name: string }[];
  return tables.map(({ name }) => JSON.stringify(readAll(dataDir, `select * from "${name}"`))).join('\n');
}

function readAll(dataDir: string, statement: string): readonly unknown[] {
  const database = new SQLite(join(dataDir, 'rollcall.db'), { readonly: true });
  try {
    return database.prepare(statement).all();
  } finally {
    database.close();
  }
}

/** Makes a key as the bootstrap token does while there is no admin. */
export function makeKey({ services }: TestApp, input: object = {}, by: Caller = admin) {
  return services.appKeys.createAppKey(by, { name: 'a key', rights: ['REGISTER'], ...input });
}
