import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Api, asAdmin, asOwner } from '../harness/api.ts';
import { heartbeat, mutate, readSession, register, tryToRegister } from '../harness/operations.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { WireSocket } from '../harness/wire-socket.ts';

let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
});

afterAll(async () => {
  await server.remove();
});

const killSignal = 'subscription ($id: ID!) { killSignal(sessionId: $id) { id state } }';

test('the same owner gets the same session again, and what it gives replaces what was stored', async () => {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const names = { app: 'twice', externalId: randomUUID() };
  const first = await register(owner, ownerId, { ...names, name: 'before', userId: 'ada', metadata: { a: 1 } });
  const again = await register(owner, ownerId, { ...names, name: 'after' });
  expect([first.created, again.created]).toEqual([true, false]);
  expect(again.session).toMatchObject({ id: first.session.id, name: 'after', metadata: { a: 1 }, attempt: 1 });
});

test('two owners register one key at once: one session, and one of them owns it', async () => {
  const names = { app: 'race', externalId: randomUUID() };
  const owners = Array.from({ length: 8 }, () => randomUUID());
  const registered = await Promise.all(owners.map((ownerId) => register(asOwner(server, ownerId), ownerId, names)));
  const ids = new Set(registered.map(({ session }) => session.id));
  expect(ids.size).toBe(1);
  expect(registered.filter(({ created }) => created)).toHaveLength(1);
  const [id = ''] = ids;
  const outcomes = await Promise.all(
    owners.map(async (ownerId) => (await heartbeat(asOwner(server, ownerId), [id]))[0]?.outcome),
  );
  expect(outcomes.sort()).toEqual(['RENEWED', ...Array.from({ length: 7 }, () => 'SUPERSEDED')]);
});

test('after a takeover every call of the older owner answers SUPERSEDED and changes nothing', async () => {
  const [older, newer] = [randomUUID(), randomUUID()];
  const names = { app: 'takeover', externalId: randomUUID(), name: 'kept' };
  const { session, token } = await register(asOwner(server, older), older, names);
  const taskId = randomUUID();
  await mutate(asOwner(server, older), 'startTask', { sessionId: session.id, taskId, name: 'under way' });

  const socket = await WireSocket.open(server.url, appKey, older);
  const signal = socket.subscribe(killSignal, { id: session.id });
  // The answer to a later request shows that the subscription before it is open.
  await socket.request('query ($id: ID!) { session(id: $id) { id } }', { id: session.id });

  const taken = await register(asOwner(server, newer), newer, { app: names.app, externalId: names.externalId });
  expect(taken).toMatchObject({ created: false, session: { id: session.id } });

  const told = await socket.next('the end of the older signal', ({ id }) => id === signal);
  expect(JSON.stringify(told.payload)).toContain('SUPERSEDED');

  const oldest = asOwner(server, older);
  for (const api of [oldest, new Api(server.url, { secret: token })]) {
    expect(await heartbeat(api, [session.id])).toMatchObject([{ outcome: 'SUPERSEDED' }]);
    for (const [name, input] of [
      ['updateSession', { id: session.id, name: 'overwritten' }],
      ['startTask', { sessionId: session.id, taskId: randomUUID(), name: 'x' }],
      ['reportProgress', { taskId, progress: 0.5 }],
      ['finishTask', { taskId, outcome: 'SUCCEEDED' }],
      ['endSession', { id: session.id }],
    ] as const) {
      expect(await mutate(api, name, input), name).toMatchObject({ code: 'SUPERSEDED' });
    }
  }
  expect(await readSession(asAdmin(server), session.id)).toMatchObject({ name: 'kept', lifecycle: 'ACTIVE' });

  // The newer owner goes on with all of it.
  expect(await heartbeat(asOwner(server, newer), [session.id])).toMatchObject([{ outcome: 'RENEWED' }]);
  expect(await mutate(asOwner(server, newer), 'finishTask', { taskId, outcome: 'SUCCEEDED' })).toMatchObject({
    __typename: 'FinishTaskSuccess',
  });
  await socket.close();
});

test("the older owner's connection neither keeps a session alive nor makes it quiet when it goes", async () => {
  const [older, newer] = [randomUUID(), randomUUID()];
  const names = { app: 'takeover', externalId: randomUUID() };
  const { session } = await register(asOwner(server, older), older, names);
  const oldSocket = await WireSocket.open(server.url, appKey, older);
  oldSocket.subscribe(killSignal, { id: session.id });
  await oldSocket.request('query ($id: ID!) { session(id: $id) { id } }', { id: session.id });

  const newSocket = await WireSocket.open(server.url, appKey, newer);
  await register(asOwner(server, newer), newer, names);
  newSocket.subscribe(killSignal, { id: session.id });
  await newSocket.request('query ($id: ID!) { session(id: $id) { id } }', { id: session.id });

  await oldSocket.close();
  expect(await readSession(asAdmin(server), session.id)).toMatchObject({ liveness: 'LIVE' });
  await newSocket.close();
});

test('a session token given to the older owner does not come back to life', async () => {
  const [older, newer] = [randomUUID(), randomUUID()];
  const names = { app: 'takeover', externalId: randomUUID() };
  const before = await register(asOwner(server, older), older, names);
  const after = await register(asOwner(server, newer), newer, names);
  const update = { id: after.session.id, name: 'by token' };
  expect(await mutate(new Api(server.url, { secret: before.token }), 'updateSession', update)).toMatchObject({
    code: 'SUPERSEDED',
  });
  expect(await mutate(new Api(server.url, { secret: after.token }), 'updateSession', update)).toMatchObject({
    __typename: 'UpdateSessionSuccess',
  });
});

test('a killed key cannot register again for a minute, and is told why and by whom', async () => {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const names = { app: 'killed', externalId: randomUUID() };
  const { session } = await register(owner, ownerId, names);
  await mutate(asAdmin(server), 'killSession', { id: session.id, reason: 'it ran wild' });
  await mutate(owner, 'endSession', { id: session.id });
  for (const who of [ownerId, randomUUID()]) {
    const refused = await tryToRegister(asOwner(server, who), { ...names, ownerId: who });
    expect(refused).toMatchObject({ __typename: 'SessionKilledRecentlyError', code: 'KILLED_RECENTLY' });
    expect(refused.message).toContain('it ran wild');
  }
  const elsewhere = await register(owner, ownerId, { ...names, externalId: randomUUID() });
  expect(elsewhere.created).toBe(true);
});
