import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api, type ApiOptions, asAdmin, asOwner } from '../harness/api.ts';
import { createKey } from '../harness/keys.ts';
import { mutate, readSession, register } from '../harness/operations.ts';
import { createPerson, enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { codeOf, postJson } from '../harness/sign-in.ts';
import { WireSocket } from '../harness/wire-socket.ts';
import { createJoinCode, joinFresh } from './matrix/hosts.ts';

let server: ServerProcess;
/** What somebody may show, by what it is. */
let credentials: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await ServerProcess.start();
  const admin = asAdmin(server);
  const ownerId = randomUUID();
  credentials = {
    'an app key': (await createKey(admin)).secret,
    'a session token': (await register(asOwner(server, ownerId), ownerId)).token,
    'the token of the terminal': server.terminalToken,
    'the cookie of a sign-in': (await enter(server, admin)).cookie,
    'the key of a host': (await joinFresh({ server, admin })).key,
    'a join code': await createJoinCode({ server, admin }),
  };
});

afterAll(async () => {
  await server.remove();
});

const isCookie = (credential: string) => credential.startsWith('__Host-rollcall=');

const shown = (credential: string): ApiOptions =>
  isCookie(credential) ? { headers: { cookie: credential, origin: server.url } } : { secret: credential };

async function statusOf(credential: string): Promise<number> {
  return (await new Api(server.url, shown(credential)).send('{ viewer { actor { kind } } }')).status;
}

async function socketCloseOf(credential: string): Promise<number> {
  const { secret, headers = {} } = shown(credential);
  const socket = new WireSocket(server.url, { headers });
  await socket.connected();
  socket.send({ type: 'connection_init', payload: secret === undefined ? {} : { authorization: `Bearer ${secret}` } });
  return (await socket.closed).code;
}

/** As it is, with the character at one place changed into another one that may stand there. */
function changedAt(credential: string, place: number): string {
  const changed = credential.charAt(place) === 'A' ? 'B' : 'A';
  return `${credential.slice(0, place)}${changed}${credential.slice(place + 1)}`;
}

/** Changed at each place in turn, cut short, made longer, and in other letters; the name of a cookie stays. */
function tamperings(credential: string): readonly string[] {
  const start = isCookie(credential) ? credential.indexOf('=') + 1 : 0;
  const places = Array.from({ length: credential.length - start }, (_, at) => start + at);
  const [head, value] = [credential.slice(0, start), credential.slice(start)];
  return [
    ...places.map((place) => changedAt(credential, place)),
    credential.slice(0, -1),
    `${credential}A`,
    `${head}${value.toUpperCase()}`,
    `${head}${value.toLowerCase()}`,
    `${head}${value.split('_').slice(0, -1).join('_')}`,
    `${head}${value.split('_').slice(0, -1).join('_')}_`,
  ];
}

describe.each([
  ...['an app key', 'a session token', 'the token of the terminal', 'the cookie of a sign-in'],
  ...['the key of a host', 'a join code'],
])('%s', (what) => {
  test('is good as it is, and for nothing with one character changed, whichever', async () => {
    const credential = credentials[what] ?? '';
    expect(await statusOf(credential)).toBe(200);
    const tampered = tamperings(credential);
    expect(tampered.length).toBeGreaterThan(30);
    const statuses = await Promise.all(tampered.map(async (one) => [one, await statusOf(one)] as const));
    expect(statuses.filter(([, status]) => status !== 401)).toEqual([]);
    // The same check lets sockets in; its first, a middle and its last character show that it is asked there.
    const some = [tampered[0], tampered[Math.floor(credential.length / 2)], tampered[credential.length - 1]];
    for (const one of some) if (one !== undefined) expect(await socketCloseOf(one)).toBe(4401);
  });
});

test('a credential of one kind is none of another', async () => {
  const swapped = Object.values(credentials).flatMap((credential) => {
    const value = credential.replace('__Host-rollcall=', '');
    const others = ['rck', 'rst', 'rct', 'rca', 'rcs', 'rcc', 'rhk', 'rjc'].filter(
      (prefix) => !value.startsWith(prefix),
    );
    return others.map((prefix) => value.replace(/^[a-z]{3}/, prefix));
  });
  const values = Object.values(credentials).map((credential) => credential.replace('__Host-rollcall=', ''));
  const asBearer = [...swapped, values.find((value) => value.startsWith('rcs')) ?? ''];
  const asCookie = [...swapped, ...values.filter((value) => !value.startsWith('rcs'))].map(
    (value) => `__Host-rollcall=${value}`,
  );
  for (const shownAs of [...asBearer, ...asCookie]) expect(await statusOf(shownAs), shownAs).toBe(401);
});

test('the code of a set-up link is for nothing with one character changed, whichever', async () => {
  const code = codeOf((await createPerson(asAdmin(server))).link);
  const answers = await Promise.all(
    tamperings(code).map(
      async (tampered) => (await postJson(server.url, '/set-up/invitation', { code: tampered })).status,
    ),
  );
  // Whoever guesses for long is told to wait.
  expect(new Set(answers)).toEqual(new Set([401, 429]));
});

test('the token of one session does nothing to another of the same owner, by whatever it names it', async () => {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const [own, other] = [await register(owner, ownerId), await register(owner, ownerId)];
  const taskId = randomUUID();
  await mutate(owner, 'startTask', { sessionId: other.session.id, taskId, name: 'of the other' });
  const page = new Api(server.url, { secret: own.token, ownerId });
  expect(await readSession(page, other.session.id)).toBeNull();
  for (const [name, input, code] of [
    ['updateSession', { id: other.session.id, name: 'taken' }, 'SESSION_NOT_FOUND'],
    ['endSession', { id: other.session.id }, 'SESSION_NOT_FOUND'],
    ['startTask', { sessionId: other.session.id, taskId: randomUUID(), name: 'x' }, 'SESSION_NOT_FOUND'],
    ['startTask', { sessionId: own.session.id, taskId: randomUUID(), name: 'x', parentId: taskId }, 'TASK_NOT_FOUND'],
    ['reportProgress', { taskId, progress: 1 }, 'TASK_NOT_FOUND'],
    ['finishTask', { taskId, outcome: 'FAILED' }, 'TASK_NOT_FOUND'],
  ] as const) {
    expect(await mutate(page, name, input), name).toMatchObject({ code });
  }
  expect(await readSession(owner, other.session.id)).toMatchObject({ lifecycle: 'ACTIVE', name: null });
});

test('a session token neither acknowledges a kill nor turns it into another end', async () => {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const { session, token } = await register(owner, ownerId);
  const page = new Api(server.url, { secret: token });
  await mutate(asAdmin(server), 'killSession', { id: session.id, graceMs: 60_000 });
  const killId = (await readSession(owner, session.id))?.kill?.id;
  expect(await mutate(page, 'acknowledgeKill', { killId })).toMatchObject({ code: 'FORBIDDEN' });
  for (const reason of ['COMPLETED', 'STOPPED', 'FAILED']) {
    expect(await mutate(page, 'endSession', { id: session.id, reason })).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await readSession(owner, session.id)).toMatchObject({ lifecycle: 'ENDING', kill: { state: 'REQUESTED' } });
});
