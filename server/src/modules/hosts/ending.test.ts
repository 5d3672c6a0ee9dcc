import { describe, expect, test } from 'vitest';
import { admin, keyWith, person, startApp, type TestApp } from '../../app.testing.ts';
import { query, recordsOf, sessionOf } from '../../app-reading.testing.ts';
import { until } from '../../app-socket.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Kill } from '../kills/index.ts';
import { type SafetyMode, SessionNotFoundError, statusOf } from '../sessions/index.ts';
import { joinHost, runHost } from './host.testing.ts';

const operator = person({ role: 'OPERATOR', apps: ['remote'], userId: 'ada' });
const minute = 60_000;

/** Remote access that runs, on a host that is connected. */
async function setUp(safetyMode: SafetyMode = 'SUPERVISED') {
  const app = await startApp();
  const joined = await joinHost(app);
  const running = await runHost(app, joined);
  const input = { hostId: joined.host.id, safetyMode, reason: 'why' };
  const { session } = await app.services.remote.startRemoteSession(operator, input);
  if (safetyMode === 'AUTONOMOUS') await approve(app, session.id);
  const { id } = session;
  const stop = (message?: string, caller = operator) =>
    app.services.sessions.endSession(caller, { id, reason: 'STOPPED', message });
  const report = (survivors: readonly string[], to = app) =>
    to.services.remote.reportSessionEnd(joined.caller, { sessionId: id, survivors });
  return { app, joined, running, id, stop, report };
}

async function approve({ services }: TestApp, sessionId: string): Promise<void> {
  const asked = { filter: { sessionId }, orderBy: 'NEWEST', first: 1, after: null } as const;
  const { rows } = await services.approvalReading.list(admin, asked);
  await services.approvals.approve(person({ role: 'OPERATOR' }), { id: rows[0]?.approval.id ?? '' });
}

/** Its newest kill. */
async function killOf(app: TestApp, id: string): Promise<Pick<Kill, 'id' | 'state' | 'evidence' | 'survivors'>> {
  const text = 'query ($id: ID!) { session(id: $id) { kill { id state evidence survivors } } }';
  const { session } = await query<{ session: { kill: Kill } }>(app, text, { id });
  return session.kill;
}

describe('a session that people end', () => {
  test('is told to its host, and stopped once that has looked', async () => {
    const { app, running, joined, id, stop, report } = await setUp();
    await running.next();
    await app.advance(10_000);
    expect(await stop('enough')).toMatchObject({ lifecycle: 'ENDING' });
    const { id: killId } = await killOf(app, id);
    expect((await running.next()).sessions).toMatchObject([{ id, lifecycle: 'ENDING', kill: { id: killId } }]);
    await app.services.kills.acknowledgeKill(joined.caller, { killId });
    expect(await report([])).toMatchObject({ lifecycle: 'ENDED', endReason: 'STOPPED', endMessage: 'enough' });
    expect(await killOf(app, id)).toMatchObject({ state: 'ENDED', evidence: 'HOST_VERIFIED', survivors: [] });
    const text = 'query ($id: ID!) { session(id: $id) { durationSeconds remote { commandsExecuted worksUntil } } }';
    const remote = { commandsExecuted: 0, worksUntil: null };
    expect(await query(app, text, { id })).toEqual({ session: { durationSeconds: 10, remote } });
    const records = await recordsOf(app, id);
    for (const record of ['KILL_REQUESTED by PERSON: enough', 'KILL_ACKNOWLEDGED by HOST', 'KILL_ENDED by HOST'])
      expect(records).toContain(record);
    // Its host hears that it is over, and says so once more for nothing.
    await until(async () => (await running.next()).sessions.some(({ lifecycle }) => lifecycle === 'ENDED'));
    expect(await report(['pid 1 late'])).toMatchObject({ endReason: 'STOPPED' });
    expect(await stop()).toMatchObject({ endReason: 'STOPPED' });
  });

  test('counts as killed where it is killed', async () => {
    const { app, id, report } = await setUp();
    await app.services.kills.killSession(operator, { id, reason: 'now' });
    expect(await report([])).toMatchObject({ endReason: 'KILLED' });
    expect(await killOf(app, id)).toMatchObject({ evidence: 'HOST_VERIFIED' });
  });

  test('is ended by who may kill it, and as nothing else than stopped', async () => {
    const { app, id, stop } = await setUp();
    const { endSession } = app.services.sessions;
    await expect(stop('x', person({ role: 'VIEWER' }))).rejects.toThrow(ForbiddenError);
    await expect(stop('x', person({ role: 'OPERATOR', apps: ['demo'] }))).rejects.toThrow(ForbiddenError);
    await expect(stop('x', keyWith({ apps: ['remote'], rights: ['REMOTE'] }))).rejects.toThrow(ForbiddenError);
    await expect(endSession(operator, { id, reason: 'COMPLETED' })).rejects.toThrow(InvalidInputError);
    await stop('x', person({ role: 'VIEWER', userId: 'ada', apps: [] }));
    expect((await sessionOf(app, id)).lifecycle).toBe('ENDING');
  });

  test('of an app is the app’s to end, whoever asks', async () => {
    const { app } = await setUp();
    const { session } = await app.register();
    const end = app.services.sessions.endSession(operator, { id: session.id, reason: 'STOPPED' });
    await expect(end).rejects.toThrow('driven with an app key');
  });
});

describe('what survives its end', () => {
  test('is named, and keeps the session from its end until the host finds nothing', async () => {
    const { app, id, report, stop } = await setUp();
    await stop();
    await app.settle();
    const session = await report(['pid 4711 sleep 1000']);
    expect([session.lifecycle, statusOf(session)]).toEqual(['ENDING', 'UNRESPONSIVE']);
    expect(await killOf(app, id)).toMatchObject({ state: 'UNRESPONSIVE', survivors: ['pid 4711 sleep 1000'] });
    const { revision } = session;
    expect((await report(['pid 4711 sleep 1000'])).revision).toBe(revision);
    expect(await report([])).toMatchObject({ endReason: 'STOPPED' });
    expect(await killOf(app, id)).toMatchObject({ state: 'ENDED', evidence: 'HOST_VERIFIED', survivors: [] });
  });

  test('is told by the session’s own host alone, and of a session that is told to end', async () => {
    const { app, id, report } = await setUp();
    const other = await joinHost(app, { name: 'other' });
    const { reportSessionEnd } = app.services.remote;
    await expect(report([])).rejects.toThrow('is not told to end');
    expect(() => reportSessionEnd(admin, { sessionId: id, survivors: [] })).toThrow(ForbiddenError);
    const { session: own } = await app.register();
    const { id: killId } = await app.services.kills.killSession(operator, { id });
    for (const sessionId of [id, own.id, 'remote_nobody']) {
      await expect(reportSessionEnd(other.caller, { sessionId, survivors: [] })).rejects.toThrow(SessionNotFoundError);
    }
    await expect(app.services.kills.acknowledgeKill(other.caller, { killId })).rejects.toThrow('There is no kill');
    expect(() => reportSessionEnd(other.caller, { sessionId: id, survivors: [''] })).toThrow(InvalidInputError);
    expect(await app.services.reading.session(other.caller, id)).toBeNull();
  });
});

describe('without its host', () => {
  const worksUntil = 'query ($id: ID!) { session(id: $id) { remote { worksUntil } } }';

  test.each([
    ['SUPERVISED', 5, 2],
    ['READ_ONLY', 5, 2],
    ['AUTONOMOUS', 16, 15],
  ] as const)('a session that is %s is quiet at once and lost after %i minutes', async (mode, lostAfter, cutOff) => {
    const { app, id, running } = await setUp(mode);
    await running.next();
    running.socket.close();
    await until(async () => (await sessionOf(app, id)).liveness === 'QUIET');
    const until15 = new Date(app.clock.wallMs() + cutOff * minute).toISOString();
    expect(await query(app, worksUntil, { id })).toEqual({ session: { remote: { worksUntil: until15 } } });
    await app.advance(lostAfter * minute - 1_000);
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ACTIVE', liveness: 'STALE' });
    await app.advance(1_000);
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ENDED', endReason: 'LOST' });
    expect(await query(app, worksUntil, { id })).toEqual({ session: { remote: { worksUntil: null } } });
  });

  test('a session goes on as its host is back, with all that it was told', async () => {
    const { app, id, joined, running } = await setUp();
    await running.next();
    running.socket.close();
    await until(async () => (await sessionOf(app, id)).liveness === 'QUIET');
    const { first } = await runHost(app, joined, { instanceId: 'another' });
    expect(first).toMatchObject({ isAll: true, sessions: [{ id, lifecycle: 'ACTIVE' }] });
    await until(async () => (await sessionOf(app, id)).liveness === 'LIVE');
  });

  test('a session that was told to end is stopped in its time, and nobody has seen it end', async () => {
    const { app, id, running, stop } = await setUp();
    running.socket.close();
    await until(async () => (await sessionOf(app, id)).liveness === 'QUIET');
    await stop();
    await app.advance(5 * minute);
    expect(await sessionOf(app, id)).toMatchObject({ endReason: 'STOPPED' });
    expect(await killOf(app, id)).toMatchObject({ evidence: 'VANISHED' });
  });

  test('a session goes on through a restart of the server, in each of its states', async () => {
    const { app: before, id, joined, report } = await setUp();
    const app = await before.restart();
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ACTIVE', liveness: 'QUIET' });
    const { first, socket } = await runHost(app, joined);
    expect(first.sessions).toMatchObject([{ id, lifecycle: 'ACTIVE' }]);
    socket.close();
    await app.services.sessions.endSession(operator, { id, reason: 'STOPPED' });
    const again = await app.restart();
    const ending = await runHost(again, joined);
    expect(ending.first.sessions).toMatchObject([{ id, lifecycle: 'ENDING' }]);
    await report(['pid 7 x'], again);
    const third = await again.restart();
    expect(statusOf(await sessionOf(third, id))).toBe('UNRESPONSIVE');
    expect(await report([], third)).toMatchObject({ endReason: 'STOPPED' });
    expect((await runHost(await third.restart(), joined)).first.sessions).toEqual([]);
  });
});

test('a host that is removed hears of no end: its sessions are killed in their time', async () => {
  const { app, id, joined } = await setUp();
  const input = { hostId: joined.host.id, safetyMode: 'AUTONOMOUS', reason: 'why' };
  const { session: pending } = await app.services.remote.startRemoteSession(operator, input);
  await app.services.hosts.removeHost(admin, { id: joined.host.id });
  expect(await sessionOf(app, pending.id)).toMatchObject({ endReason: 'STOPPED' });
  expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ENDING' });
  await app.advance(5 * minute);
  expect(await sessionOf(app, id)).toMatchObject({ endReason: 'KILLED' });
  const text = 'query ($id: ID!) { session(id: $id) { remote { host { name canStart } } } }';
  expect(await query(app, text, { id })).toEqual({
    session: { remote: { host: { name: 'rack 1', canStart: false } } },
  });
});

test('how many sessions a host works for is told to who watches hosts', async () => {
  const { app, joined, report, stop } = await setUp();
  const messages = await app.services.hostReading.watch(operator, null);
  await messages.next();
  await stop();
  await report([]);
  const next = (await messages.next()) as { value: { upserted: readonly { id: string }[] } };
  expect(next.value.upserted.map((host) => host.id)).toEqual([joined.host.id]);
  expect(await query(app, '{ hosts { runningSessionCount } }')).toEqual({ hosts: [{ runningSessionCount: 0 }] });
  await messages.return?.();
});
