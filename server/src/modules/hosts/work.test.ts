import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { admin, person, startApp, type TestApp } from '../../app.testing.ts';
import { query } from '../../app-reading.testing.ts';
import { until } from '../../app-socket.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { openStore } from '../../store/store.ts';
import { abilities, joinHost, runHost, system } from './host.testing.ts';
import type { Host } from './host.ts';

async function hostOf({ services }: TestApp, id: string): Promise<Host> {
  const host = await services.hostReading.host(admin, id);
  if (host === null) throw new Error(`There is no host ${id}`);
  return host;
}

const isHere = async (app: TestApp, id: string): Promise<boolean> => (await hostOf(app, id)).connectedAtMs !== null;

describe('a host’s open work', () => {
  test('makes it connected with what it says of itself, until its socket is gone', async () => {
    const app = await startApp();
    const joined = await joinHost(app);
    const { id } = joined.host;
    expect(await isHere(app, id)).toBe(false);
    const { socket, first } = await runHost(app, joined, { abilities: { ...abilities, folders: ['/work'] } });
    expect(first).toEqual({ isAll: true, sessions: [] });
    expect(await hostOf(app, id)).toMatchObject({ instanceId: 'instance-1', abilities: { folders: ['/work'] } });
    expect(await isHere(app, id)).toBe(true);
    await app.advance(5_000);
    await socket.ping();
    socket.close();
    await until(async () => !(await isHere(app, id)));
    expect(await hostOf(app, id)).toMatchObject({ connectedAtMs: null, lastHeardAtMs: app.clock.wallMs() });
  });

  test('is refused to everybody else, without a socket, and with bad input', async () => {
    const app = await startApp();
    const { caller } = await joinHost(app);
    const { openHostWork } = app.services;
    const input = { instanceId: 'one', system, abilities };
    for (const other of [admin, person({ role: 'ADMIN' })]) {
      await expect(openHostWork(other, input, null)).rejects.toThrow(ForbiddenError);
    }
    await expect(openHostWork(caller, input, null)).rejects.toThrow('WebSocket');
    await expect(openHostWork(caller, { ...input, instanceId: '' }, null)).rejects.toThrow(InvalidInputError);
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('of an older process fails as a newer one connects, and is refused from then on', async () => {
    const app = await startApp();
    const joined = await joinHost(app);
    const older = await runHost(app, joined, { instanceId: 'older' });
    const newer = await runHost(app, joined, { instanceId: 'newer' });
    expect(await older.socket.next('work')).toMatchObject({ errors: [{ extensions: { code: 'SUPERSEDED' } }] });
    older.socket.close();
    await app.settle();
    expect(await hostOf(app, joined.host.id)).toMatchObject({ instanceId: 'newer' });
    expect(await isHere(app, joined.host.id)).toBe(true);
    await expect(runHost(app, joined, { instanceId: 'older' })).rejects.toThrow('SUPERSEDED');
    newer.socket.close();
    await until(async () => !(await isHere(app, joined.host.id)));
  });

  test('of the same process that opens it anew is over without a word', async () => {
    const app = await startApp();
    const joined = await joinHost(app);
    const before = await runHost(app, joined);
    await runHost(app, joined);
    expect(await before.socket.next('work')).toBe('complete');
    before.socket.close();
    await app.settle();
    expect(await isHere(app, joined.host.id)).toBe(true);
  });

  test('is cut with its socket as the host is removed', async () => {
    const app = await startApp();
    const joined = await joinHost(app);
    const { socket } = await runHost(app, joined);
    const closed = once(socket.socket, 'close') as Promise<[number]>;
    await app.services.hosts.removeHost(admin, { id: joined.host.id });
    expect((await closed)[0]).toBe(4401);
    await until(() => app.app.openSubscriptionCount() === 0);
  });

  test('is over with the server, after whose start the host is away', async () => {
    const before = await startApp();
    const joined = await joinHost(before);
    await runHost(before, joined);
    const app = await before.restart();
    expect(await isHere(app, joined.host.id)).toBe(false);
    await runHost(app, joined);
    expect(await isHere(app, joined.host.id)).toBe(true);
  });
});

test('a host that was connected as the server crashed is away', async () => {
  const before = await startApp();
  const { host } = await joinHost(before);
  await before.app.close();
  const store = await openStore({ dataDir: before.dataDir, newEpoch: 'crashing', onCommit: () => undefined });
  await store.write(({ hosts }) => hosts.update({ ...host, connectedAtMs: 1_000, lastHeardAtMs: 2_000 }));
  await store.close();
  const app = await before.restart();
  expect(await hostOf(app, host.id)).toMatchObject({ connectedAtMs: null, lastHeardAtMs: 2_000 });
});

describe('a host that reports', () => {
  const load = { loadAverage: 0.5, freeMemoryBytes: 4e9, runningCommands: 2 };
  const text = `query ($id: ID!) {
    host(id: $id) { isConnected canManage canStart runningSessionCount load { loadAverage runningCommands } }
  }`;

  test('shows how busy it is, while it is connected and without a word to those who watch', async () => {
    const app = await startApp();
    const joined = await joinHost(app);
    const { id } = joined.host;
    const { socket } = await runHost(app, joined);
    const { revision } = await hostOf(app, id);
    await app.services.hostPresence.reportHost(joined.caller, { load });
    expect((await hostOf(app, id)).revision).toBe(revision);
    const shown = { canManage: true, canStart: false, runningSessionCount: 0 };
    const busy = { loadAverage: 0.5, runningCommands: 2 };
    expect(await query(app, text, { id })).toEqual({ host: { ...shown, isConnected: true, load: busy } });
    socket.close();
    await until(async () => !(await isHere(app, id)));
    expect(await query(app, text, { id })).toEqual({ host: { ...shown, isConnected: false, load: null } });
  });

  test('says anew what it can do', async () => {
    const app = await startApp();
    const joined = await joinHost(app);
    const { reportHost } = app.services.hostPresence;
    const host = await reportHost(joined.caller, { load, abilities: { ...abilities, modes: ['READ_ONLY'] } });
    expect(host.abilities.modes).toEqual(['READ_ONLY']);
    await expect(reportHost(admin, { load })).rejects.toThrow(ForbiddenError);
    await expect(reportHost(joined.caller, { load: { ...load, loadAverage: -1 } })).rejects.toThrow(InvalidInputError);
  });
});

describe('whoever watches hosts', () => {
  test('is told of their coming, their change, their going and their end', async () => {
    const app = await startApp();
    const messages = await app.services.hostReading.watch(person({ apps: ['remote'] }), null);
    const next = async () => {
      const { value } = (await messages.next()) as { value: { upserted: readonly Host[]; removed: readonly string[] } };
      return [
        ...value.upserted.map(({ name, connectedAtMs }) => `${name} ${connectedAtMs !== null}`),
        ...value.removed,
      ];
    };
    expect(await next()).toEqual([]);
    await joinHost(app, { name: 'hidden', ofApp: 'elsewhere' });
    const joined = await joinHost(app);
    expect(await next()).toEqual(['rack 1 false']);
    const { socket } = await runHost(app, joined);
    expect(await next()).toEqual(['rack 1 true']);
    socket.close();
    expect(await next()).toEqual(['rack 1 false']);
    await app.services.hosts.updateHost(admin, { id: joined.host.id, name: 'rack 9' });
    expect(await next()).toEqual(['rack 9 false']);
    await app.services.hosts.removeHost(admin, { id: joined.host.id });
    expect(await next()).toEqual([joined.host.id]);
    await messages.return?.();
  });
});
