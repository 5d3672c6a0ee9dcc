import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { beat, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import type { Caller } from '../../kernel/record.ts';
import { SessionSupersededError } from './errors.ts';

describe('another owner', () => {
  test('takes a running session over, and the older owner’s every call answers SUPERSEDED', async () => {
    const app = await startApp();
    const first = await app.register({ externalId: 'tab-1' }, owner('owner1'));
    const { id } = first.session;
    const { services } = app;
    await services.tasks.startTask(owner('owner1'), { sessionId: id, taskId: 't1', name: 'Work' });
    const olderSignal = await services.openKillSignal(owner('owner1'), id, null);
    const failure = olderSignal.next().catch((error: unknown) => error);

    const second = await app.register({ externalId: 'tab-1', ownerId: 'owner2' }, owner('owner2'));
    expect(second).toMatchObject({ created: false, session: { id, ownerId: 'owner2', attempt: 1 } });
    expect(await failure).toBeInstanceOf(SessionSupersededError);

    const kill = await services.kills.killSession(admin, { id });
    const before = await sessionOf(app, id);
    for (const older of [owner('owner1'), await app.holderOf(first)]) {
      expect(await beat(app, older, [id])).toEqual([
        { sessionId: id, outcome: 'SUPERSEDED', killId: null, endReason: null },
      ]);
      const acts: (() => unknown)[] = [
        () => services.sessions.updateSession(older, { id, name: 'x' }),
        () => services.sessions.endSession(older, { id, reason: 'COMPLETED' }),
        () => services.tasks.startTask(older, { sessionId: id, taskId: 't2', name: 'x' }),
        () => services.tasks.reportProgress(older, { taskId: 't1', progress: 1 }),
        () => services.tasks.finishTask(older, { taskId: 't1', outcome: 'SUCCEEDED' }),
        () => services.reading.session(older, id),
        () => services.openKillSignal(older, id, null),
      ];
      for (const act of acts) await expect(async () => act()).rejects.toThrow(SessionSupersededError);
    }
    const acknowledge = (caller: Caller) => services.kills.acknowledgeKill(caller, { killId: kill.id });
    await expect(acknowledge(owner('owner1'))).rejects.toThrow(SessionSupersededError);
    await app.settle();
    expect(await sessionOf(app, id)).toEqual(before);
    expect(await beat(app, owner('owner2'), [id])).toMatchObject([{ outcome: 'KILL_REQUESTED' }]);
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('is told in the record, and in one change', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    const watcher = await watch(app);
    await watcher.told();
    await app.register({ externalId: 'tab-1', ownerId: 'owner2' });
    expect(await watcher.told()).toEqual([
      { revision: 2, upserted: [`${session.id} IDLE`], removed: [], resync: false },
    ]);
    expect(await recordsOf(app, session.id)).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_TAKEN_OVER by KEY']);
  });

  test('of two at once the later one has it', async () => {
    const app = await startApp();
    const [, second] = await Promise.all([
      app.register({ externalId: 'tab-1', ownerId: 'owner1' }),
      app.register({ externalId: 'tab-1', ownerId: 'owner2' }),
    ]);
    expect(await sessionOf(app, second.session.id)).toMatchObject({ ownerId: 'owner2', revision: 2 });
  });
});

test('a takeover closes what only the older owner could: its open tasks and what it waits for', async () => {
  const app = await startApp();
  const { services } = app;
  const { session } = await app.register({ externalId: 'tab-1' }, owner('owner1'));
  const { id } = session;
  await services.tasks.startTask(owner('owner1'), { sessionId: id, taskId: 't1', name: 'Work' });
  await services.sessions.updateSession(owner('owner1'), { id, activity: 'REQUIRES_ACTION' });
  await app.register({ externalId: 'tab-1', ownerId: 'owner2' }, owner('owner2'));
  expect(await sessionOf(app, id)).toMatchObject({ statedActivity: null, openTaskCount: 0, taskCount: 1, revision: 4 });
  const repeat = { sessionId: id, taskId: 't1', name: 'Work' };
  expect(await services.tasks.startTask(owner('owner2'), repeat)).toMatchObject({ state: 'ABANDONED' });
});
