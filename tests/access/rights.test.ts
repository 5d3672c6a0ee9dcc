import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asOwner } from '../harness/api.ts';
import { createKey, updateKey } from '../harness/keys.ts';
import { mutate, readAll, register } from '../harness/operations.ts';
import { enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';
import { Visit } from './visit.ts';

let server: ServerProcess;
let admin: SignedIn;
const ownerId = randomUUID();
/** One session of each app; that of beta works for ada. */
let alpha: string;
let beta: string;

beforeAll(async () => {
  server = await ServerProcess.start();
  admin = await becomeFirstAdmin(server);
});

beforeEach(async () => {
  alpha = (await register(asOwner(server, ownerId), ownerId, { app: 'alpha' })).session.id;
  beta = (await register(asOwner(server, ownerId), ownerId, { app: 'beta', userId: 'ada' })).session.id;
});

afterAll(async () => {
  await server.remove();
});

const rename = (id: string, name: string) => mutate(asOwner(server, ownerId), 'updateSession', { id, name });

/** What a visit hears of two changes, the first to the session of beta, the second to that of alpha. */
async function hearsOfBoth(visit: Visit): Promise<readonly string[]> {
  const name = randomUUID();
  await rename(beta, name);
  await rename(alpha, name);
  const heard = new Set<string>();
  while (!heard.has(alpha)) {
    const changes = await visit.nextChanges(10_000);
    expect(changes.resync).toBe(false);
    for (const session of changes.upserted) heard.add(session.id);
    for (const id of changes.removed) heard.add(`removed ${id}`);
  }
  return [...heard].map((id) => id.replace(alpha, 'alpha').replace(beta, 'beta')).sort();
}

/** What is told at once of rights that have become other ones: read the list again, and nothing else. */
async function expectResync(visit: Visit): Promise<void> {
  expect(await visit.nextChanges()).toMatchObject({ resync: true, upserted: [], removed: [] });
  await visit.stream.includes('"resync":true', 1_000);
}

describe('an open watch, when the rights of whoever opened it change,', () => {
  test('is told to read again when the apps are narrowed, and never hears of the others any more', async () => {
    const person = await enter(server, admin.api, { role: 'OPERATOR', apps: ['alpha', 'beta'] });
    const visit = await Visit.open(server.url, { headers: person.headers }, beta);
    expect(await hearsOfBoth(visit)).toEqual(['alpha', 'beta']);
    await person.update(admin.api, { apps: ['alpha'] });
    await expectResync(visit);
    expect(await visit.nextError(visit.signal)).toBe('SESSION_NOT_FOUND');
    expect(await hearsOfBoth(visit)).toEqual(['alpha']);
    expect(visit.stream.text.split('"resync":true').at(-1)).not.toContain(beta);
    expect((await readAll(visit.api)).sessions.map(({ app }) => app)).not.toContain('beta');
    expect(await mutate(visit.api, 'killSession', { id: beta })).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    await visit.close();
  });

  test('is told to read again when they are widened, and hears of all from then on', async () => {
    const person = await enter(server, admin.api, { apps: ['alpha'] });
    const visit = await Visit.open(server.url, { headers: person.headers }, alpha);
    expect(await hearsOfBoth(visit)).toEqual(['alpha']);
    await person.update(admin.api, { apps: null });
    await expectResync(visit);
    expect(await hearsOfBoth(visit)).toEqual(['alpha', 'beta']);
    await visit.close();
  });

  test('is told to read again when an operator becomes a viewer, who kills nothing from that moment on', async () => {
    const person = await enter(server, admin.api, { role: 'OPERATOR' });
    const visit = await Visit.open(server.url, { headers: person.headers }, alpha);
    await person.update(admin.api, { role: 'VIEWER' });
    const kill = 'mutation ($id: ID!) { killSession(input: { id: $id }) { ... on Error { code } } }';
    expect(await visit.socket.request(kill, { id: alpha })).toEqual({ killSession: { code: 'FORBIDDEN' } });
    await expectResync(visit);
    await rename(alpha, 'told anew');
    expect((await visit.nextChanges(10_000)).upserted).toMatchObject([{ id: alpha, canKill: false }]);
    await visit.close();
  });

  test("is told to read again when the person's userId changes, whose sessions they see beside their apps", async () => {
    const person = await enter(server, admin.api, { apps: ['alpha'], userId: 'ada' });
    const visit = await Visit.open(server.url, { headers: person.headers }, beta);
    expect(await hearsOfBoth(visit)).toEqual(['alpha', 'beta']);
    await person.update(admin.api, { userId: 'bob' });
    await expectResync(visit);
    expect(await hearsOfBoth(visit)).toEqual(['alpha']);
    await visit.close();
  });

  test('drops a session that comes to work for another user', async () => {
    const person = await enter(server, admin.api, { apps: ['alpha'], userId: 'ada' });
    const externalId = randomUUID();
    const own = { app: 'beta', externalId, userId: 'ada' };
    const { session } = await register(asOwner(server, ownerId), ownerId, own);
    const visit = await Visit.open(server.url, { headers: person.headers }, session.id);
    await register(asOwner(server, ownerId), ownerId, { ...own, userId: 'bob' });
    expect(await visit.nextChanges()).toMatchObject({ upserted: [], removed: [session.id], resync: false });
    expect(await visit.nextError(visit.signal)).toBe('SESSION_NOT_FOUND');
    await mutate(asOwner(server, ownerId), 'updateSession', { id: session.id, name: 'of somebody else now' });
    expect(await hearsOfBoth(visit)).toEqual(['alpha', 'beta']);
    await visit.close();
  });

  test('of a key is told to read again when its apps are narrowed, and ends when it may read no more', async () => {
    const key = await createKey(admin.api, { rights: ['READ', 'KILL'] });
    const visit = await Visit.open(server.url, key, beta);
    await updateKey(admin.api, key, { apps: ['alpha'] });
    await expectResync(visit);
    expect(await visit.nextError(visit.signal)).toBe('SESSION_NOT_FOUND');
    expect(await hearsOfBoth(visit)).toEqual(['alpha']);
    await updateKey(admin.api, key, { apps: ['alpha'], rights: ['KILL'] });
    expect(await visit.nextError(visit.watch ?? '')).toBe('FORBIDDEN');
    await visit.expectWelcome();
    await visit.close();
  });
});

test('a watch that goes on under other rights than it stopped with is told to read again', async () => {
  const person = await enter(server, admin.api, { apps: ['alpha', 'beta'] });
  const { revision } = await readAll(person.api);
  await person.update(admin.api, { apps: ['alpha'] });
  const socket = await person.openSocket();
  const document = 'subscription ($after: Revision) { sessionChanges(afterRevision: $after) { resync revision } }';
  const resumed = socket.subscribe(document, { after: revision });
  const first = await socket.nextData<{ sessionChanges: { revision: string } }>(resumed);
  expect(first).toMatchObject({ sessionChanges: { resync: true } });
  // From what that message said on it goes on as ever, and so does another person's watch never from this one's place.
  const again = socket.subscribe(document, { after: first.sessionChanges.revision });
  expect(await socket.nextData(again)).toMatchObject({ sessionChanges: { resync: false } });
  const other = await (await enter(server, admin.api)).openSocket();
  const elsewhere = other.subscribe(document, { after: first.sessionChanges.revision });
  expect(await other.nextData(elsewhere)).toMatchObject({ sessionChanges: { resync: true } });
  await Promise.all([socket.close(), other.close()]);
});
