import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, stranger, type TestApp } from '../../app.testing.ts';
import { killOf, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { adminSocket, openSocket, type TestSocket, until } from '../../app-socket.testing.ts';
import { SessionNotFoundError, SessionSupersededError } from '../sessions/index.ts';

const killSignal = 'subscription ($id: ID!) { killSignal(sessionId: $id) { id state } }';

async function livenessOf(app: TestApp, id: string): Promise<string> {
  await app.settle();
  return (await sessionOf(app, id)).liveness;
}

/** Opens the signal, and waits until the server has it. */
async function signal(app: TestApp, socket: TestSocket, id: string, name = 'kill'): Promise<void> {
  const before = app.app.openSubscriptionCount();
  socket.subscribe(name, killSignal, { id });
  await until(() => app.app.openSubscriptionCount() > before);
}

/** Lets time pass in steps that a socket outlives; what the server asks of it is answered in between. */
async function pass(app: TestApp, ms: number, meanwhile: () => Promise<void>): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 10_000) {
    await app.advance(10_000);
    await meanwhile();
  }
}

describe('an owner’s open signal', () => {
  test('wakes a quiet session', async () => {
    const before = await startApp();
    const { session } = await before.register();
    const app = await before.restart();
    expect(await livenessOf(app, session.id)).toBe('QUIET');
    await signal(app, await openSocket(app, { ownerId: 'owner1' }), session.id);
    expect(await livenessOf(app, session.id)).toBe('LIVE');
    expect((await recordsOf(app, session.id)).at(-1)).toBe('SESSION_HEARD by SYSTEM');
  });

  test('keeps a session live as long as its client pings', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const socket = await openSocket(app);
    await signal(app, socket, session.id);
    await pass(app, 300_000, () => socket.ping());
    expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'LIVE', revision: 1 });
  });

  test('is its lease, and a page’s signal by a session token is not', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    const socket = await openSocket(app, { bearer: token });
    await signal(app, socket, session.id);
    await pass(app, 130_000, () => socket.ping());
    expect(await livenessOf(app, session.id)).toBe('STALE');
  });

  test('is no proof of life when its socket is open and its program says nothing', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const socket = await openSocket(app);
    await signal(app, socket, session.id);
    let pongs = 0;
    socket.socket.on('ping', () => (pongs += 1));
    await pass(app, 120_000, () => app.settle());
    await until(() => pongs > 5);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    expect(await livenessOf(app, session.id)).toBe('STALE');
    await socket.ping();
    await app.advance(1_000);
    expect(await livenessOf(app, session.id)).toBe('LIVE');
  });

  test('leaves its session quiet at once when its socket closes, in one change', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const socket = await openSocket(app);
    await signal(app, socket, session.id);
    const watcher = await watch(app);
    await watcher.told();
    socket.close();
    await until(() => app.app.openSubscriptionCount() === 1);
    expect(await watcher.told()).toEqual([
      { revision: 2, upserted: [`${session.id} QUIET`], removed: [], resync: false },
    ]);
    expect(await recordsOf(app, session.id)).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_QUIET by SYSTEM']);

    await signal(app, await openSocket(app), session.id);
    expect(await watcher.told()).toEqual([
      { revision: 3, upserted: [`${session.id} IDLE`], removed: [], resync: false },
    ]);
  });

  test('leaves its session quiet when it is given up on a socket that stays open', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const socket = await openSocket(app);
    await signal(app, socket, session.id);
    socket.complete('kill');
    await until(() => app.app.openSubscriptionCount() === 0);
    expect(await livenessOf(app, session.id)).toBe('QUIET');
    await socket.ping();
    expect(await livenessOf(app, session.id)).toBe('QUIET');
  });

  test('is its sessions’ one lease: a socket that closes leaves all of them quiet', async () => {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 20 }, () => app.register()));
    const socket = await openSocket(app);
    for (const { session } of registered) await signal(app, socket, session.id, session.id);
    socket.socket.terminate();
    await until(() => app.app.openSubscriptionCount() === 0);
    for (const { session } of registered) expect(await livenessOf(app, session.id)).toBe('QUIET');
  });
});

describe('somebody else’s signal', () => {
  test('of an admin delivers kills, and neither renews, nor marks sent, nor quiets', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const socket = await openSocket(app, adminSocket);
    await signal(app, socket, session.id);
    const { id } = await app.services.kills.killSession(admin, { id: session.id, graceMs: 3_600_000 });
    expect(await socket.next('kill')).toEqual({ data: { killSignal: { id, state: 'REQUESTED' } } });
    await pass(app, 120_000, () => socket.ping());
    expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'STALE' });
    expect(await killOf(app, session.id)).toMatchObject({ state: 'REQUESTED', sentAtMs: null });
    await app.services.heartbeat(owner(), [session.id]);
    socket.close();
    await until(() => app.app.openSubscriptionCount() === 0);
    expect(await livenessOf(app, session.id)).toBe('LIVE');
  });

  test('of a stranger, of nobody’s session, or of a session of another token, is refused', async () => {
    const app = await startApp();
    const first = await app.register();
    const second = await app.register();
    const { openKillSignal } = app.services;
    const refused = [
      () => openKillSignal(stranger(), first.session.id, null),
      () => openKillSignal(owner(), 'app_nope', null),
    ];
    for (const open of refused) await expect(open).rejects.toThrow(SessionNotFoundError);
    const holder = await app.holderOf(second);
    await expect(openKillSignal(holder, first.session.id, null)).rejects.toThrow(SessionNotFoundError);
    expect(app.app.openSubscriptionCount()).toBe(0);
  });
});

describe('the signal', () => {
  test('gives the pending kill at once, each kill once, and is over with the session', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const { kills, sessions } = app.services;
    const first = await kills.killSession(admin, { id: session.id, graceMs: 0 });
    const socket = await openSocket(app);
    socket.subscribe('kill', killSignal, { id: session.id });
    expect(await socket.next('kill')).toEqual({ data: { killSignal: { id: first.id, state: 'REQUESTED' } } });
    await app.advance(0);
    const second = await kills.killSession(admin, { id: session.id });
    expect(await socket.next('kill')).toEqual({ data: { killSignal: { id: second.id, state: 'REQUESTED' } } });
    await kills.acknowledgeKill(owner(), { killId: second.id });
    await sessions.endSession(owner(), { id: session.id, reason: 'STOPPED' });
    expect(await socket.next('kill')).toBe('complete');
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('tells the owner before whoever asked for the kill is answered', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const signal = await app.services.openKillSignal(owner(), session.id, null);
    const heard: string[] = [];
    const told = signal.next().then(() => heard.push('owner'));
    const answered = app.services.kills.killSession(admin, { id: session.id }).then(() => heard.push('asker'));
    await Promise.all([told, answered]);
    expect(heard).toEqual(['owner', 'asker']);
    await signal.return?.();
  });

  test('gives a kill from before a restart', async () => {
    const before = await startApp();
    const { session } = await before.register();
    const { id } = await before.services.kills.killSession(admin, { id: session.id, reason: 'too loud' });
    const app = await before.restart();
    const signal = await app.services.openKillSignal(owner(), session.id, null);
    expect(await signal.next()).toMatchObject({ value: { id, reason: 'too loud', state: 'REQUESTED' } });
    await signal.return?.();
  });

  test('of a session that has ended is over at once', async () => {
    const app = await startApp();
    const { session } = await app.register();
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'STOPPED' });
    const socket = await openSocket(app);
    socket.subscribe('kill', killSignal, { id: session.id });
    expect(await socket.next('kill')).toBe('complete');
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('waits for nothing after it is returned while a look is under way', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const signal = await app.services.openKillSignal(owner(), session.id, null);
    const next = signal.next();
    await signal.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(app.app.openSubscriptionCount()).toBe(0);
  });
});

describe('when another owner takes the session over', () => {
  test('the older owner’s signal fails, and its closing socket does not make the session quiet', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    const older = await openSocket(app, { ownerId: 'owner1' });
    await signal(app, older, session.id);
    await app.register({ externalId: 'tab-1', ownerId: 'owner2' });
    expect(await older.next('kill')).toMatchObject({ errors: [{ extensions: { code: 'SUPERSEDED' } }] });
    expect(await older.next('kill')).toBe('complete');
    const newer = await openSocket(app, { ownerId: 'owner2' });
    await signal(app, newer, session.id);
    const { revision } = await sessionOf(app, session.id);

    older.close();
    await new Promise((resolve) => older.socket.once('close', resolve));
    await pass(app, 130_000, () => newer.ping());
    expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'LIVE', revision });
    newer.close();
    await until(() => app.app.openSubscriptionCount() === 0);
    expect(await livenessOf(app, session.id)).toBe('QUIET');
  });

  test('the older owner’s new signal is refused', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.register({ externalId: 'tab-1', ownerId: 'owner2' });
    const open = app.services.openKillSignal(owner('owner1'), session.id, null);
    await expect(open).rejects.toThrow(SessionSupersededError);
  });
});
