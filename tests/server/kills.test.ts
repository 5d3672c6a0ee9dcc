import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin, asOwner } from '../harness/api.ts';
import { heartbeat, mutate, readSession, register } from '../harness/operations.ts';
import { adminToken, appKey, ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';
import { WireSocket } from '../harness/wire-socket.ts';

let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
});

afterAll(async () => {
  await server.remove();
});

interface Kill {
  readonly id: string;
  readonly state: string;
  readonly requestedBy: { readonly kind: string };
  readonly reason: string | null;
  readonly graceMs: number;
  readonly requestedAt: string;
  readonly sentAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly endedAt: string | null;
  readonly evidence: string | null;
  readonly attempt: number;
  readonly previousId: string | null;
}

const killFields =
  'id state requestedBy { kind } reason graceMs requestedAt sentAt acknowledgedAt endedAt evidence attempt previousId';
const killSignal = `subscription ($id: ID!) { killSignal(sessionId: $id) { ${killFields} } }`;

async function killOf(id: string): Promise<Kill | null> {
  const { session } = await asAdmin(server).data<{ session: { kill: Kill | null } | null }>(
    `query ($id: ID!) { session(id: $id) { kill { ${killFields} } } }`,
    { id },
  );
  return session?.kill ?? null;
}

async function kill(id: string, input: Record<string, unknown> = {}): Promise<Kill> {
  const { killSession } = await asAdmin(server).data<{ killSession: { kill?: Kill } }>(
    `mutation ($input: KillSessionInput!) { killSession(input: $input) { ... on KillSessionSuccess { kill { ${killFields} } } } }`,
    { input: { id, ...input } },
  );
  if (!killSession.kill) throw new Error(JSON.stringify(killSession));
  return killSession.kill;
}

async function registerOne() {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  return { ownerId, owner, ...(await register(owner, ownerId)) };
}

test('a kill is requested, sent, acknowledged and ended, each with its time', async () => {
  const { ownerId, owner, session } = await registerOne();
  const socket = await WireSocket.open(server.url, appKey, ownerId);
  const signal = socket.subscribe(killSignal, { id: session.id });
  await socket.request('query ($id: ID!) { session(id: $id) { id } }', { id: session.id });

  const requested = await kill(session.id, { reason: 'it is late', graceMs: 60_000 });
  expect(requested).toMatchObject({
    reason: 'it is late',
    graceMs: 60_000,
    requestedBy: { kind: 'BOOTSTRAP' },
    attempt: 1,
  });
  const { killSignal: told } = await socket.nextData<{ killSignal: Kill }>(signal);
  expect(told.id).toBe(requested.id);
  const sent = await until('the kill to be marked as sent', async () => {
    const current = await killOf(session.id);
    return current?.state === 'SENT' && current;
  });
  expect(sent.sentAt).not.toBeNull();
  expect(await readSession(owner, session.id)).toMatchObject({ lifecycle: 'ENDING', status: 'ENDING' });

  expect(await mutate(owner, 'acknowledgeKill', { killId: told.id })).toMatchObject({
    __typename: 'AcknowledgeKillSuccess',
  });
  expect(await killOf(session.id)).toMatchObject({ state: 'ACKNOWLEDGED', endedAt: null });

  // Whatever the owner says while a kill is pending, it was the kill.
  await mutate(owner, 'endSession', { id: session.id, reason: 'COMPLETED' });
  const ended = await killOf(session.id);
  expect(ended).toMatchObject({ state: 'ENDED', evidence: 'OWNER' });
  expect(await readSession(owner, session.id)).toMatchObject({
    lifecycle: 'ENDED',
    endReason: 'KILLED',
    status: 'ENDED',
  });
  const times = [ended?.requestedAt, ended?.sentAt, ended?.acknowledgedAt, ended?.endedAt].map((time) =>
    Date.parse(time ?? ''),
  );
  expect(times).toEqual([...times].sort((a, b) => a - b));

  expect(
    await socket.next('the end of the signal', ({ id, type }) => id === signal && type === 'complete'),
  ).toBeTruthy();
  await socket.close();
});

test('a kill asked for while nobody listened comes with the signal and with the heartbeat', async () => {
  const { ownerId, owner, session } = await registerOne();
  const pending = await kill(session.id);
  expect(await heartbeat(owner, [session.id])).toMatchObject([{ outcome: 'KILL_REQUESTED', kill: { id: pending.id } }]);
  const socket = await WireSocket.open(server.url, appKey, ownerId);
  const signal = socket.subscribe(killSignal, { id: session.id });
  expect(await socket.nextData(signal)).toMatchObject({ killSignal: { id: pending.id } });
  await socket.close();
});

test('killing again while one is under way gives that receipt', async () => {
  const { session } = await registerOne();
  const order = { graceMs: 60_000 };
  const receipts = await Promise.all([kill(session.id, order), kill(session.id, order), kill(session.id, order)]);
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
});

test('killing again what was unresponsive is a new attempt, linked to the first', async () => {
  const { owner, session } = await registerOne();
  const first = await kill(session.id, { graceMs: 0 });
  await until('the grace to pass', async () => (await killOf(session.id))?.state === 'UNRESPONSIVE');
  expect(await readSession(owner, session.id)).toMatchObject({ lifecycle: 'ENDING', status: 'UNRESPONSIVE' });
  const second = await kill(session.id, { graceMs: 60_000 });
  expect(second).toMatchObject({ attempt: 2, previousId: first.id });
  expect(second.id).not.toBe(first.id);
});

test('what is unresponsive and then answers late counts as killed by its owner', async () => {
  const { owner, session } = await registerOne();
  await kill(session.id, { graceMs: 0 });
  await until('the grace to pass', async () => (await killOf(session.id))?.state === 'UNRESPONSIVE');
  await mutate(owner, 'endSession', { id: session.id, reason: 'FAILED' });
  expect(await killOf(session.id)).toMatchObject({ state: 'ENDED', evidence: 'OWNER' });
  expect(await readSession(owner, session.id)).toMatchObject({ endReason: 'KILLED', status: 'ENDED' });
});

test('only the owner acknowledges', async () => {
  const { session } = await registerOne();
  const { id } = await kill(session.id);
  expect(await mutate(asAdmin(server), 'acknowledgeKill', { killId: id })).toMatchObject({ code: 'FORBIDDEN' });
  const stranger = asOwner(server, randomUUID());
  expect(await mutate(stranger, 'acknowledgeKill', { killId: id })).toMatchObject({ code: 'SUPERSEDED' });
  expect((await killOf(session.id))?.acknowledgedAt).toBeNull();
});

test('many at once answer one result for each id, in their order', async () => {
  const sessions = await Promise.all([registerOne(), registerOne(), registerOne()]);
  const ids = [sessions[0].session.id, 'app_unknown', sessions[1].session.id, sessions[2].session.id];
  const { killSessions } = await asAdmin(server).data<{
    killSessions: { results: { __typename: string; kill?: { sessionId: string } }[] };
  }>(
    `mutation ($input: KillSessionsInput!) { killSessions(input: $input) { ... on KillSessionsSuccess {
      results { __typename ... on KillSessionSuccess { kill { sessionId } } }
    } } }`,
    { input: { ids } },
  );
  expect(killSessions.results.map(({ kill: receipt }) => receipt?.sessionId ?? null)).toEqual([
    ids[0],
    null,
    ids[2],
    ids[3],
  ]);
  expect(killSessions.results[1]?.__typename).toBe('SessionNotFoundError');
});

test("a dashboard that opens somebody's kill signal sees the kill, and the owner does not count as told", async () => {
  const { session } = await registerOne();
  const dashboard = await WireSocket.open(server.url, adminToken);
  const signal = dashboard.subscribe(killSignal, { id: session.id });
  await dashboard.request('{ viewer { actor { kind } } }');
  const requested = await kill(session.id, { graceMs: 60_000 });
  expect(await dashboard.nextData(signal)).toMatchObject({ killSignal: { id: requested.id } });
  // Writes are stored in their order: after this one a mark would be there.
  await registerOne();
  expect(await killOf(session.id)).toMatchObject({ state: 'REQUESTED', sentAt: null });
  await dashboard.close();
});
