import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, stranger } from '../../app.testing.ts';
import { recordsOf, sessionOf } from '../../app-reading.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import { SessionNotFoundError } from './errors.ts';

describe('two keys', () => {
  test('that register the same app and external id have a session each', async () => {
    const app = await startApp();
    const one = await app.register({ externalId: 'tab-1' });
    const other = await app.register({ externalId: 'tab-1' }, stranger());
    expect(other.created).toBe(true);
    expect(other.session.id).not.toBe(one.session.id);
  });

  test('see and touch nothing of each other', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const { session: elsewhere } = await app.register({}, stranger());
    await app.services.tasks.startTask(owner(), { sessionId: session.id, taskId: 't1', name: 'Work' });
    const kill = await app.services.kills.killSession(admin, { id: session.id });
    const before = await sessionOf(app, session.id);
    const { services } = app;
    const other = stranger();

    expect(await services.reading.session(other, session.id)).toBeNull();
    expect(await services.heartbeat(other, [session.id])).toMatchObject([{ outcome: 'UNKNOWN', killId: null }]);
    const acts: (() => unknown)[] = [
      () => services.sessions.updateSession(other, { id: session.id, name: 'mine' }),
      () => services.sessions.endSession(other, { id: session.id, reason: 'COMPLETED' }),
      () => services.tasks.startTask(other, { sessionId: session.id, taskId: 't2', name: 'Work' }),
      () => services.openKillSignal(other, session.id, null),
    ];
    for (const act of acts) await expect(async () => act()).rejects.toThrow(SessionNotFoundError);
    await expect(services.tasks.reportProgress(other, { taskId: 't1', progress: 1 })).rejects.toMatchObject({
      code: 'TASK_NOT_FOUND',
    });
    await expect(services.tasks.finishTask(other, { taskId: 't1', outcome: 'FAILED' })).rejects.toMatchObject({
      code: 'TASK_NOT_FOUND',
    });
    await expect(services.kills.acknowledgeKill(other, { killId: kill.id })).rejects.toMatchObject({
      code: 'KILL_NOT_FOUND',
    });
    // Whether an id is in use by others is all that making one's own can tell.
    await expect(
      services.tasks.startTask(other, { sessionId: elsewhere.id, taskId: 't1', name: 'Work' }),
    ).rejects.toMatchObject({ code: 'TASK_ID_TAKEN' });
    await app.settle();
    expect(await sessionOf(app, session.id)).toEqual(before);
  });
});

describe('a key and a token', () => {
  test('may neither list, count, watch, kill, pin nor sweep', async () => {
    const app = await startApp();
    const registered = await app.register();
    const { id } = registered.session;
    const { services } = app;
    for (const caller of [owner(), await app.holderOf(registered)]) {
      const acts: (() => unknown)[] = [
        () => services.reading.list(caller, { filter: {}, orderBy: 'STARTED', first: 1, after: null }),
        () => services.reading.counts(caller, {}, 'STATUS'),
        () => services.reading.watch(caller, {}, null),
        () => services.kills.killSession(caller, { id }),
        () => services.kills.killSessions(caller, { ids: [id] }),
        () => services.sessions.pinSession(caller, { id }),
        () => services.sessions.unpinSession(caller, { id }),
        () => services.sweep.sweep(caller, { dryRun: true }),
      ];
      for (const act of acts) await expect(async () => act()).rejects.toThrow(ForbiddenError);
    }
    expect(await recordsOf(app, id)).toEqual(['SESSION_REGISTERED by KEY']);
  });

  test('an admin drives no session', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const { services } = app;
    const acts: (() => unknown)[] = [
      () => services.registerSession(admin, { app: 'demo', ownerId: 'owner1' }),
      () => services.heartbeat(admin, [session.id]),
      () => services.sessions.updateSession(admin, { id: session.id, name: 'x' }),
      () => services.sessions.endSession(admin, { id: session.id, reason: 'STOPPED' }),
      () => services.tasks.startTask(admin, { sessionId: session.id, taskId: 't1', name: 'x' }),
      () => services.kills.acknowledgeKill(admin, { killId: 'kill_1' }),
    ];
    for (const act of acts) await expect(async () => act()).rejects.toThrow(ForbiddenError);
    expect((await sessionOf(app, session.id)).revision).toBe(1);
  });

  test('a token touches its one session and nothing else', async () => {
    const app = await startApp();
    const registered = await app.register();
    const { session: sibling } = await app.register();
    const token = await app.holderOf(registered);
    const { services } = app;

    expect(await services.heartbeat(token, [registered.session.id, sibling.id])).toMatchObject([
      { outcome: 'RENEWED' },
      { outcome: 'UNKNOWN' },
    ]);
    await services.sessions.updateSession(token, { id: registered.session.id, name: 'Mine' });
    await expect(services.sessions.updateSession(token, { id: sibling.id, name: 'x' })).rejects.toThrow(
      SessionNotFoundError,
    );
    expect(await services.reading.session(token, sibling.id)).toBeNull();
    await expect(services.registerSession(token, { app: 'demo', ownerId: 'o' })).rejects.toThrow(ForbiddenError);
    expect(await recordsOf(app, registered.session.id)).toEqual([
      'SESSION_REGISTERED by KEY',
      'SESSION_UPDATED by SESSION_TOKEN',
    ]);
  });
});
