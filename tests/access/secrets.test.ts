import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Api, asOwner } from '../harness/api.ts';
import { createKey } from '../harness/keys.ts';
import { change, mutate, register } from '../harness/operations.ts';
import { createPerson, enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, codeOf, password, postJson, type SignedIn } from '../harness/sign-in.ts';
import { WireSocket } from '../harness/wire-socket.ts';
import { connectHost, createJoinCode, joinFresh } from './matrix/hosts.ts';

let server: ServerProcess;
let admin: SignedIn;
let answers: string;
/** Every secret there is, by what it is. */
let secrets: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await ServerProcess.start({ env: { ROLLCALL_LOG_LEVEL: 'trace' } });
  admin = await becomeFirstAdmin(server);
  secrets = await makeSecrets();
  answers = await readEverything();
});

afterAll(async () => {
  await server.remove();
});

const valueOf = (cookie: string) => cookie.split('=')[1] ?? '';

/** Makes one of every kind, and uses it in the ways it can be used, rightly and wrongly. */
async function makeSecrets(): Promise<Readonly<Record<string, string>>> {
  const person = await enter(server, admin.api, { name: 'ada', role: 'OPERATOR' });
  const invited = await createPerson(admin.api);
  const key = await createKey(admin.api, { rights: ['REGISTER', 'READ', 'KILL'] });
  const rotated = await change<{ secret: string }>(admin.api, 'rotateAppKey', { id: key.id }, 'secret');
  const ownerId = randomUUID();
  const { session, token } = await register(asOwner(server, ownerId, key.secret), ownerId);
  await mutate(new Api(server.url, { secret: token }), 'updateSession', { id: session.id, name: 'in the page' });
  const place = { server, admin: admin.api };
  const host = await joinFresh(place);
  await (await connectHost(place, host)).socket.close();
  const newPassword = 'staple of another kind';
  await mutate(person.api, 'changePassword', { currentPassword: password, newPassword });
  await mutate(person.api, 'changePassword', { currentPassword: 'a wrong one, mistyped', newPassword });
  await postJson(server.url, '/sign-in', { name: 'ada', password: 'a wrong one at the door' });
  const made = {
    'the cookie of an admin': valueOf(admin.cookie),
    'the cookie of an operator': valueOf(person.cookie),
    'the code of a link that was used': codeOf(server.setUpLink),
    'the code of a link that waits': codeOf(invited.link),
    'the secret of a key': key.secret,
    'the secret of a rotated key': rotated.secret,
    'the token of a session': token,
    'the token of the terminal': server.terminalToken,
    'the key of a host': host.key,
    'a join code': await createJoinCode(place),
    'a password': password,
    'a changed password': newPassword,
    'a password mistyped': 'a wrong one, mistyped',
    'a password mistyped at the door': 'a wrong one at the door',
  };
  for (const secret of Object.values(made)) await useWrongly(secret);
  return made;
}

/** Shows a secret where it does not belong, and one that is nearly right. */
async function useWrongly(secret: string): Promise<void> {
  for (const shown of [secret, `${secret}x`]) {
    await new Api(server.url, { secret: shown }).send('{ viewer { actor { kind } } }');
    await postJson(server.url, '/set-up', { code: shown, password });
    await postJson(server.url, '/set-up/invitation', { code: shown });
    await postJson(server.url, '/sign-in', { name: shown, password: shown });
    const socket = new WireSocket(server.url);
    await socket.connected();
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${shown}` } });
    socket.subscribe('{ viewer { actor { kind } } }');
    socket.cut();
  }
}

/** Everything GraphQL tells an admin, the log of what was done included. */
async function readEverything(): Promise<string> {
  const { data } = await admin.api.send<unknown>(`{
    viewer { actor { id name } person { name signIns { id origin } } permissions }
    people { id name apps userId identityProvider signIns { id origin } }
    appKeys { id name apps rights createdBy }
    hosts { id name labels joinedBy { id name } }
    sessions { edges { cursor node {
      id name userId externalId metadata tags changes { edges { cursor node { id actor { id name } after note origin } } }
    } } }
  }`);
  return JSON.stringify(data);
}

function contentOfDataDir(): string {
  const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter(({ name }) => name !== 'terminal-token')
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
    .join('\n');
}

const leaked = (text: string) => Object.keys(secrets).filter((what) => text.includes(secrets[what] ?? ''));

test('no secret is in what GraphQL answers', () => {
  expect(answers.length).toBeGreaterThan(1_000);
  expect(leaked(answers)).toEqual([]);
});

test('no secret is in the database or any other file, but for the one of the terminal', () => {
  const content = contentOfDataDir();
  // The passwords are there as what they were hashed to.
  expect(content).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(leaked(content)).toEqual([]);
});

test('no secret is in what the server prints, but for the link that it prints to be followed', async () => {
  // Once it has ended, all it printed has come. This is the last test.
  server.kill('SIGTERM');
  await server.ended;
  expect(leaked(server.output.replace(server.setUpLink, ''))).toEqual([]);
});
