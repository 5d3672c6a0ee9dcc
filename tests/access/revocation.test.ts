import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api, asOwner } from '../harness/api.ts';
import { createKey, updateKey } from '../harness/keys.ts';
import { change, mutate, register } from '../harness/operations.ts';
import { enter, type Member } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, followLink, password, type SignedIn, signIn } from '../harness/sign-in.ts';
import { within } from '../harness/until.ts';
import { connectHost, joinFresh } from './matrix/hosts.ts';
import { Visit } from './visit.ts';

let server: ServerProcess;
let admin: SignedIn;
let sessionId: string;

beforeAll(async () => {
  server = await ServerProcess.start();
  admin = await becomeFirstAdmin(server);
  const ownerId = randomUUID();
  sessionId = (await register(asOwner(server, ownerId), ownerId, { app: 'alpha' })).session.id;
});

afterAll(async () => {
  await server.remove();
});

const open = (credentials: { readonly secret: string } | SignedIn) =>
  Visit.open(server.url, 'secret' in credentials ? credentials : { headers: credentials.headers }, sessionId);

async function signInIdOf({ api }: SignedIn): Promise<string> {
  const { viewer } = await api.data<{ viewer: { person: { signIns: { id: string; isCurrent: boolean }[] } } }>(
    '{ viewer { person { signIns { id isCurrent } } } }',
  );
  return viewer.person.signIns.find(({ isCurrent }) => isCurrent)?.id ?? '';
}

const endOthers = 'mutation { endOtherSignIns { ... on EndOtherSignInsSuccess { count } } }';

async function resetLinkFor({ id }: Member): Promise<string> {
  const { setUpLink } = await change<{ setUpLink: { url: string } }>(
    admin.api,
    'resetPassword',
    { id },
    'setUpLink { url }',
  );
  return setUpLink.url;
}

describe('a sign-in, with a socket and a stream open, is over within a second and at once over HTTP', () => {
  test.each<[string, (browser: Member, other: SignedIn) => Promise<unknown>]>([
    ['signs out', (browser) => browser.signOut()],
    [
      'is ended from another browser of the same person',
      async (browser, other) => mutate(other.api, 'endSignIn', { id: await signInIdOf(browser) }),
    ],
    ['is one of the others that are ended', (_browser, other) => other.api.data(endOthers)],
    ['is ended by an admin', async (browser) => mutate(admin.api, 'endSignIn', { id: await signInIdOf(browser) })],
    [
      'changes the password in another browser',
      (_browser, other) =>
        mutate(other.api, 'changePassword', { currentPassword: password, newPassword: 'another password' }),
    ],
    [
      'follows a link for a new password in another browser',
      async (browser) => followLink(server, await resetLinkFor(browser)),
    ],
  ])('of somebody who %s, and of nobody else', async (_title, act) => {
    const browser = await enter(server, admin.api);
    const other = await signIn(server, browser.name);
    const stranger = await enter(server, admin.api);
    const [visit, bystander] = await Promise.all([open(browser), open(stranger)]);
    await act(browser, other);
    await visit.expectRefused();
    await bystander.expectWelcome();
    await bystander.close();
  });

  test('of somebody who is removed, in every browser', async () => {
    const browser = await enter(server, admin.api);
    const visits = await Promise.all([open(browser), open(await signIn(server, browser.name))]);
    await mutate(admin.api, 'removePerson', { id: browser.id });
    await Promise.all(visits.map((visit) => visit.expectRefused()));
  });

  test('while the browser that ended the others stays', async () => {
    const browser = await enter(server, admin.api);
    await signIn(server, browser.name);
    const visit = await open(browser);
    expect(await browser.api.data(endOthers)).toEqual({ endOtherSignIns: { count: 1 } });
    await visit.expectWelcome();
    await visit.close();
  });
});

describe('an app key, with a socket and a stream open, is over within a second and at once over HTTP', () => {
  const rights = ['REGISTER', 'READ', 'KILL'] as const;

  test('that is revoked, with both its secrets', async () => {
    const key = await createKey(admin.api, { rights });
    const { secret } = await change<{ secret: string }>(admin.api, 'rotateAppKey', { id: key.id }, 'secret');
    const visits = await Promise.all([open(key), open({ secret })]);
    await mutate(admin.api, 'revokeAppKey', { id: key.id });
    await Promise.all(visits.map((visit) => visit.expectRefused()));
  });

  test('whose secret was rotated out with no time left, while the new one works', async () => {
    const key = await createKey(admin.api, { rights });
    const visit = await open(key);
    const input = { id: key.id, overlapMs: 0 };
    const { secret } = await change<{ secret: string }>(admin.api, 'rotateAppKey', input, 'secret');
    await visit.expectRefused();
    const next = await open({ secret });
    await next.close();
  });

  test('whose secret was rotated out, when its time is over and not before', async () => {
    const key = await createKey(admin.api, { rights });
    const visit = await open(key);
    const overlapMs = 5_000;
    const startMs = performance.now();
    await mutate(admin.api, 'rotateAppKey', { id: key.id, overlapMs });
    await visit.expectWelcome();
    await within('the end of the overlap', overlapMs + 1_000, visit.socket.closed);
    expect(performance.now() - startMs).toBeGreaterThan(overlapMs);
    await visit.expectRefused();
  });

  test('whose end has come, and not before', async () => {
    const key = await createKey(admin.api, { rights });
    const visit = await open(key);
    const endMs = Date.now() + 5_000;
    await updateKey(admin.api, key, { expiresAt: new Date(endMs).toISOString() });
    await visit.expectWelcome();
    await within("the key's end", 6_000, visit.socket.closed);
    expect(Date.now()).toBeGreaterThanOrEqual(endMs);
    expect(Date.now() - endMs).toBeLessThan(1_000);
    await visit.expectRefused();
  });

  test('and takes the tokens with it that were given to it', async () => {
    const key = await createKey(admin.api, { apps: ['alpha'] });
    const ownerId = randomUUID();
    const { session, token } = await register(asOwner(server, ownerId, key.secret), ownerId, { app: 'alpha' });
    const visit = await Visit.openSignals(server.url, { secret: token }, session.id);
    await mutate(admin.api, 'revokeAppKey', { id: key.id });
    await visit.expectRefused();
  });

  test('takes those tokens with it, too, when it may register no more', async () => {
    const key = await createKey(admin.api, { apps: ['alpha'] });
    const ownerId = randomUUID();
    const { session, token } = await register(asOwner(server, ownerId, key.secret), ownerId, { app: 'alpha' });
    const visit = await Visit.openSignals(server.url, { secret: token }, session.id);
    await updateKey(admin.api, key, { apps: ['another'] });
    await visit.expectRefused();
  });
});

describe('a session token', () => {
  test.each([
    ['ends with its session', (api: Api, id: string) => mutate(api, 'endSession', { id }), []],
    [
      'still hears the kill that ended its session, even where the end comes with it',
      async (api: Api, id: string) => {
        const killed = mutate(admin.api, 'killSession', { id, reason: 'enough' });
        await Promise.all([killed, killed.then(() => mutate(api, 'endSession', { id }))]);
      },
      ['next'],
    ],
  ])('%s', async (_title, end, told) => {
    const ownerId = randomUUID();
    const owner = asOwner(server, ownerId);
    const { session, token } = await register(owner, ownerId, { app: 'alpha' });
    const visit = await Visit.openSignals(server.url, { secret: token }, session.id);
    await end(owner, session.id);
    await visit.expectRefused();
    const frames = visit.socket.frames.filter(({ id }) => id === visit.signal);
    expect(frames.map(({ type }) => type)).toEqual([...told, 'complete']);
  });
});

test('a host that is removed is over within a second, and at once over HTTP', async () => {
  const place = { server, admin: admin.api };
  const host = await joinFresh(place);
  const { socket } = await connectHost(place, host);
  const known = new Api(server.url, { secret: host.key });
  expect((await known.send('{ viewer { actor { kind } } }')).status).toBe(200);
  await mutate(admin.api, 'removeHost', { id: host.id });
  expect((await known.send('{ viewer { actor { kind } } }')).status).toBe(401);
  expect(await within('the end of its socket', 1_000, socket.closed)).toMatchObject({ code: 4401 });
});

test('the bootstrap token is refused once there is an admin, and the file with it is gone', async () => {
  const fresh = await ServerProcess.start({ env: { ROLLCALL_ADMIN_TOKEN: '' } });
  try {
    const secret = fresh.keptAdminToken() ?? '';
    const ownerId = randomUUID();
    const { session } = await register(asOwner(fresh, ownerId), ownerId);
    const visit = await Visit.open(fresh.url, { secret }, session.id);
    await becomeFirstAdmin(fresh);
    await visit.expectRefused();
    expect(fresh.keptAdminToken()).toBeNull();
  } finally {
    await fresh.remove();
  }
});
