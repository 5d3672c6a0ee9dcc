import { onTestFinished } from 'vitest';
import { admin, type TestApp } from './app.testing.ts';
import type { KeyRight, Role } from './kernel/principal.ts';
import type { Caller } from './kernel/record.ts';

/** What an admin decides about a person. */
export interface PersonRights {
  readonly role: Role;
  readonly apps: readonly string[] | null;
  readonly userId: string | null;
}

/** What an admin decides about a key. */
export interface KeyRights {
  readonly apps: readonly string[] | null;
  readonly rights: readonly KeyRight[];
  readonly maxRunningSessions: number | null;
}

/** Somebody known who stays, as a socket does: their principal is live, and an admin may change it. */
export interface Staying<Rights> extends Caller {
  readonly id: string;
  /** What they show over HTTP. */
  readonly headers: Readonly<Record<string, string>>;
  change(rights: Partial<Rights>): Promise<void>;
}

let made = 0;

/** Makes a person, who signs in and stays. */
export async function signIn(
  { services }: TestApp,
  rights: Partial<PersonRights> = {},
): Promise<Staying<PersonRights>> {
  let now: PersonRights = { role: 'VIEWER', apps: null, userId: null, ...rights };
  const name = `Person ${(made += 1)}`;
  const { person, setUpLink } = await services.people.createPerson(admin, { name, ...now });
  const code = new URL(setUpLink.url).hash.replace('#code=', '');
  const begun = await services.setUp.setUp({ code, name: null, password: 'correct horse battery' }, 'a test');
  if ('code' in begun) throw new Error(begun.message);
  const visitor = await services.access.admit({ bearer: null, signIn: begun.secret, ownerId: null });
  const headers = { cookie: `__Host-rollcall=${begun.secret}`, 'rollcall-csrf': '1' };
  return stay(visitor, person.id, headers, async (changes) => {
    now = { ...now, ...changes };
    await services.people.updatePerson(admin, { id: person.id, name, ...now });
  });
}

/** Makes a key, whose program stays. */
export async function admitKey(
  { services }: TestApp,
  rights: Partial<KeyRights> = {},
  ownerId: string | null = null,
): Promise<Staying<KeyRights>> {
  let now: KeyRights = { apps: null, rights: ['REGISTER'], maxRunningSessions: null, ...rights };
  const { appKey, secret } = await services.appKeys.createAppKey(admin, { name: 'a key', expiresAt: null, ...now });
  const visitor = await services.access.admit({ bearer: secret, signIn: null, ownerId });
  return stay(visitor, appKey.id, { authorization: `Bearer ${secret}` }, async (changes) => {
    now = { ...now, ...changes };
    const input = { id: appKey.id, name: 'a key', expiresAt: null, ...now };
    await services.appKeys.updateAppKey(admin, input);
  });
}

/** Somebody who stays with the token of a registration. */
export async function admitToken({ services }: TestApp, token: string): Promise<Caller> {
  const visitor = await services.access.admit({ bearer: token, signIn: null, ownerId: null });
  return stay(visitor, '', { authorization: `Bearer ${token}` }, () => Promise.resolve());
}

type Visitor = Awaited<ReturnType<TestApp['services']['access']['admit']>>;

function stay<Rights>(
  visitor: Visitor,
  id: string,
  headers: Readonly<Record<string, string>>,
  change: (rights: Partial<Rights>) => Promise<void>,
): Staying<Rights> {
  if (visitor === null) throw new Error('They were not let in');
  onTestFinished(() => visitor.leave());
  return {
    id,
    headers,
    change,
    get principal() {
      return visitor.principal;
    },
    origin: 'a test',
  };
}
