import { describe, expect, test } from 'vitest';
import { keyWith, owner, startApp, stranger } from '../../app.testing.ts';
import { listOf, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';

const minute = 60_000;
const hour = 60 * minute;

test('a registered session is stored, recorded and told once', async () => {
  const app = await startApp();
  const watcher = await watch(app);
  expect(await watcher.told()).toEqual([{ revision: 0, upserted: [], removed: [], resync: false }]);

  const { session, created } = await app.register({ externalId: 'tab-1' });
  expect(created).toBe(true);
  expect(session.revision).toBe(1);
  expect(await sessionOf(app, session.id)).toEqual(session);
  expect(await recordsOf(app, session.id)).toEqual(['SESSION_REGISTERED by KEY']);
  expect(await watcher.told()).toEqual([{ revision: 1, upserted: [`${session.id} IDLE`], removed: [], resync: false }]);
});

describe('registering what runs already', () => {
  test('gives the owner its session, and what it says anew', async () => {
    const app = await startApp();
    const first = await app.register({ externalId: 'tab-1', name: 'Old', userId: 'ada' });
    const again = await app.register({ externalId: 'tab-1', name: 'New' });
    expect(again).toMatchObject({ created: false, session: { ...first.session, name: 'New', revision: 2 } });
    expect(await recordsOf(app, first.session.id)).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_UPDATED by KEY']);
    expect((await listOf(app)).totalCount).toBe(1);
  });

  test('is proof of life: a stale session is live for another two minutes', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.advance(2 * minute);
    expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'STALE' });
    await app.register({ externalId: 'tab-1' });
    await app.advance(2 * minute - 1_000);
    expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'LIVE', revision: 3 });
  });

  test('gives both tokens the same session', async () => {
    const app = await startApp();
    const first = await app.register({ externalId: 'tab-1' });
    const again = await app.register({ externalId: 'tab-1' });
    expect(again.token).not.toBe(first.token);
    for (const registered of [first, again]) {
      expect((await app.holderOf(registered)).principal).toMatchObject({ sessionId: first.session.id });
    }
  });

  test('without an external id, or with an empty one, makes another session each time', async () => {
    const app = await startApp();
    const inputs = [{}, {}, { externalId: null }, { externalId: '' }, { externalId: '' }];
    const registered = await Promise.all(inputs.map((input) => app.register(input)));
    expect(registered.map(({ created }) => created)).toEqual([true, true, true, true, true]);
    expect(new Set(registered.map(({ session }) => session.id)).size).toBe(5);
    expect(registered.map(({ session }) => session.externalId)).toEqual([null, null, null, null, null]);
  });

  test('under another app makes another session', async () => {
    const app = await startApp();
    const one = await app.register({ externalId: 'tab-1' });
    const other = await app.register({ externalId: 'tab-1', app: 'other' });
    expect(other.created).toBe(true);
    expect(other.session.id).not.toBe(one.session.id);
  });

  test('a hundred times at once makes one session', async () => {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 100 }, () => app.register({ externalId: 'tab-1' })));
    expect(new Set(registered.map(({ session }) => session.id)).size).toBe(1);
    expect(registered.filter(({ created }) => created)).toHaveLength(1);
    expect((await listOf(app)).totalCount).toBe(1);
  });
});

describe('a lost session', () => {
  async function loseOne() {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1', tags: ['blue'] });
    await app.services.tasks.startTask(owner(), { sessionId: session.id, taskId: 't1', name: 'Work' });
    await app.advance(20 * minute);
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ENDED', endReason: 'LOST' });
    return { app, session };
  }

  test('comes back as its next attempt when its owner returns within 24 hours', async () => {
    const { app, session } = await loseOne();
    await app.advance(24 * hour - minute);
    const { session: back, created } = await app.register({ externalId: 'tab-1', ownerId: 'owner2' });
    expect(created).toBe(false);
    expect(back).toEqual({
      ...session,
      ownerId: 'owner2',
      lifecycle: 'ACTIVE',
      liveness: 'LIVE',
      endedAtMs: null,
      endReason: null,
      attempt: 2,
      openTaskCount: 0,
      taskCount: 1,
      lastHeartbeatAtMs: app.clock.wallMs(),
      lastActivityAtMs: app.clock.wallMs(),
      revision: back.revision,
    });
    expect(await sessionOf(app, session.id)).toEqual(back);
    expect((await recordsOf(app, session.id)).slice(-2)).toEqual([
      'SESSION_ENDED by SYSTEM',
      'SESSION_RECOVERED by KEY',
    ]);
    await app.services.tasks.startTask(owner('owner2'), { sessionId: session.id, taskId: 't2', name: 'More' });
    expect(await sessionOf(app, session.id)).toMatchObject({ openTaskCount: 1, taskCount: 2 });
  });

  test('stays in the history after 24 hours, and its owner gets a new one', async () => {
    const { app, session } = await loseOne();
    const before = await sessionOf(app, session.id);
    await app.advance(24 * hour);
    const { session: fresh, created } = await app.register({ externalId: 'tab-1' });
    expect(created).toBe(true);
    expect(fresh.id > session.id).toBe(true);
    expect(await sessionOf(app, session.id)).toEqual(before);
  });

  test('comes back to any key of its app, and to none of another', async () => {
    const { app, session } = await loseOne();
    const elsewhere = { externalId: 'tab-1', app: 'elsewhere' };
    expect(await app.register(elsewhere, stranger())).toMatchObject({ created: true });
    await expect(app.register({ externalId: 'tab-1' }, stranger())).rejects.toThrow(ForbiddenError);
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ENDED', attempt: 1 });
    const second = keyWith({ apps: ['demo'], keyId: 'key2' });
    const { session: back } = await app.register({ externalId: 'tab-1' }, second);
    expect(back).toMatchObject({ id: session.id, attempt: 2, keyId: 'key2' });
  });
});

test.each(['COMPLETED', 'STOPPED', 'FAILED'] as const)(
  'a session that ended as %s does not come back: its external id gets a new one at once',
  async (reason) => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.services.sessions.endSession(owner(), { id: session.id, reason });
    const { session: fresh, created } = await app.register({ externalId: 'tab-1' });
    expect(created).toBe(true);
    expect(fresh.id > session.id).toBe(true);
  },
);

describe('what is out of bounds', () => {
  test('is refused with its place and what to do', async () => {
    const app = await startApp();
    for (const [input, path, message] of [
      [{ app: '' }, 'app', 'name the app, as you want to see it in the list'],
      [{ app: '  ' }, 'app', 'name the app, as you want to see it in the list'],
      [{ app: 'x'.repeat(101) }, 'app', 'at most 100 characters'],
      [{ ownerId: '' }, 'ownerId', 'must not be empty'],
      [{ name: 'x'.repeat(201) }, 'name', 'at most 200 characters'],
      [{ userId: 'x'.repeat(201) }, 'userId', 'at most 200 characters'],
      [{ externalId: 'x'.repeat(201) }, 'externalId', 'at most 200 characters'],
      [{ metadata: { a: 'x'.repeat(16_384 - 7) } }, 'metadata', 'is 16385 bytes as JSON; at most 16384'],
      [{ metadata: { a: 'é'.repeat(8_189) } }, 'metadata', 'is 16386 bytes as JSON; at most 16384'],
      [{ tags: [''] }, 'tags.0', 'must not be empty'],
      [{ tags: ['ok', 'x'.repeat(51)] }, 'tags.1', 'at most 50 characters'],
      [{ tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }, 'tags', 'at most 20 tags'],
      [{ heartbeatIntervalMs: 999 }, 'heartbeatIntervalMs', 'at least 1000 ms'],
      [{ heartbeatIntervalMs: 40_001 }, 'heartbeatIntervalMs', 'at most 40000 ms, a third of the stale limit'],
    ] as const) {
      const error = await app.register(input).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error).toMatchObject({ issues: [{ path, message }] });
    }
    expect((await listOf(app)).revision).toBe(0);
  });

  test('metadata nested so deep that it cannot be measured is refused, too', async () => {
    const app = await startApp();
    let metadata: object = {};
    for (let depth = 0; depth < 100_000; depth += 1) metadata = { a: metadata };
    await expect(app.register({ metadata })).rejects.toThrow(InvalidInputError);
  });

  test('what just fits is taken, and tags are told once', async () => {
    const app = await startApp();
    const { session } = await app.register({
      app: ` ${'x'.repeat(100)} `,
      metadata: { a: 'x'.repeat(16_384 - 8) },
      tags: [' a ', 'a', ...Array.from({ length: 18 }, (_, at) => `t${at}`)],
      heartbeatIntervalMs: 40_000,
    });
    expect(session.app).toBe('x'.repeat(100));
    expect(session.tags).toHaveLength(19);
  });
});
