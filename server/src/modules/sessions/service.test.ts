import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { listOf, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { PinLimitError, SessionEndedError, SessionNotFoundError } from './errors.ts';
import { ownerEndReasons } from './session.ts';

async function startWithSession(input: Readonly<Record<string, unknown>> = {}) {
  const app = await startApp();
  const { session } = await app.register(input);
  const { sessions } = app.services;
  return {
    app,
    session,
    update: (patch: object) => sessions.updateSession(owner(), { id: session.id, ...patch }),
    end: (reason: 'COMPLETED' | 'STOPPED' | 'FAILED', message?: string) =>
      sessions.endSession(owner(), { id: session.id, reason, message }),
  };
}

describe('updating', () => {
  test('changes what is named, in one change and one record', async () => {
    const { app, session, update } = await startWithSession({ name: 'Old', metadata: { a: { b: 1, c: 2 } } });
    const watcher = await watch(app);
    await watcher.told();
    app.clock.advance(5_000);
    const error = { message: 'No credit', code: 'E7', helpUrl: 'https://example.com/top-up' };
    const updated = await update({
      name: 'New',
      metadata: { a: { b: null }, d: [1] },
      tags: ['x', 'x', ' y '],
      activity: 'REQUIRES_ACTION',
      error,
    });
    expect(updated).toEqual({
      ...session,
      name: 'New',
      metadata: { a: { c: 2 }, d: [1] },
      tags: ['x', 'y'],
      statedActivity: 'REQUIRES_ACTION',
      error,
      lastActivityAtMs: app.clock.wallMs(),
      revision: 2,
    });
    expect(await sessionOf(app, session.id)).toEqual(updated);
    expect(await watcher.told()).toEqual([
      { revision: 2, upserted: [`${session.id} REQUIRES_ACTION`], removed: [], resync: false },
    ]);
    expect(await recordsOf(app, session.id)).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_UPDATED by KEY']);
  });

  test('keeps what is absent and clears what is null', async () => {
    const { update } = await startWithSession({ name: 'Old', metadata: { a: 1 }, tags: ['x'] });
    await update({ activity: 'PAUSED', error: { message: 'x' } });
    expect(await update({})).toMatchObject({
      name: 'Old',
      metadata: { a: 1 },
      tags: ['x'],
      statedActivity: 'PAUSED',
      error: { message: 'x', code: null, helpUrl: null },
    });
    const cleared = { name: null, metadata: null, tags: null, activity: null, error: null };
    expect(await update(cleared)).toMatchObject({
      name: null,
      metadata: {},
      tags: [],
      statedActivity: null,
      error: null,
    });
  });

  test('is refused once the session has ended, and changes nothing', async () => {
    const { app, session, update, end } = await startWithSession();
    const ended = await end('COMPLETED', 'all done');
    const error = await update({ name: 'x' }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(SessionEndedError);
    expect(error).toMatchObject({ code: 'SESSION_ENDED', endReason: 'COMPLETED', endMessage: 'all done' });
    expect(await sessionOf(app, session.id)).toEqual(ended);
  });

  test('never grows metadata over its bound, patch by patch', async () => {
    const { app, session, update } = await startWithSession();
    await update({ metadata: { a: 'x'.repeat(10_000) } });
    await expect(update({ metadata: { b: 'x'.repeat(10_000) } })).rejects.toMatchObject({
      issues: [{ path: 'metadata', message: 'is 20015 bytes as JSON; at most 16384' }],
    });
    expect((await sessionOf(app, session.id)).metadata).toEqual({ a: 'x'.repeat(10_000) });
    await update({ metadata: { a: null, b: 'x'.repeat(10_000) } });
  });

  test('is refused with what is out of bounds', async () => {
    const { app, session, update } = await startWithSession();
    for (const [patch, path] of [
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ metadata: { a: 'x'.repeat(16_384) } }, 'metadata'],
      [{ tags: Array.from({ length: 21 }, () => 'x') }, 'tags'],
      [{ activity: 'RUNNING' }, 'activity'],
      [{ error: { message: '' } }, 'error.message'],
      [{ error: { message: 'x'.repeat(1_001) } }, 'error.message'],
      [{ error: { message: 'x', code: 'x'.repeat(201) } }, 'error.code'],
      [{ error: { message: 'x', helpUrl: 'javascript:alert(1)' } }, 'error.helpUrl'],
      [{ error: { message: 'x', helpUrl: `https://${'x'.repeat(2_000)}` } }, 'error.helpUrl'],
      [{ id: 'x'.repeat(101) }, 'id'],
    ] as const) {
      const act = async () => update(patch);
      await expect(act, JSON.stringify(patch).slice(0, 80)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path }],
      });
    }
    expect((await sessionOf(app, session.id)).revision).toBe(1);
  });
});

describe('ending', () => {
  test.each(ownerEndReasons)('as %s is told once and recorded once', async (reason) => {
    const { app, session, end } = await startWithSession();
    const watcher = await watch(app);
    await watcher.told();
    app.clock.advance(7_000);
    const nowMs = app.clock.wallMs();
    expect(await end(reason, 'bye')).toEqual({
      ...session,
      lifecycle: 'ENDED',
      endReason: reason,
      endMessage: 'bye',
      endedAtMs: nowMs,
      lastHeartbeatAtMs: nowMs,
      revision: 2,
    });
    const status = reason === 'FAILED' ? 'FAILED' : 'ENDED';
    expect(await watcher.told()).toEqual([
      { revision: 2, upserted: [`${session.id} ${status}`], removed: [], resync: false },
    ]);
    expect(await recordsOf(app, session.id)).toEqual(['SESSION_REGISTERED by KEY', 'SESSION_ENDED by KEY: bye']);
  });

  test('twice is no error, and the first end holds', async () => {
    const { app, session, end } = await startWithSession();
    const [first, second] = await Promise.all([end('COMPLETED', 'first'), end('FAILED', 'second')]);
    expect(second).toEqual(first);
    expect(await end('STOPPED')).toEqual(first);
    expect(await sessionOf(app, session.id)).toEqual(first);
  });

  test('stays, whatever time passes and whoever beats', async () => {
    const { app, session, end } = await startWithSession();
    const ended = await end('COMPLETED');
    for (let beat = 0; beat < 3; beat += 1) {
      await app.services.heartbeat(owner(), [session.id]);
      await app.advance(10 * 60_000);
    }
    expect(await sessionOf(app, session.id)).toEqual(ended);
  });

  test('what nobody knows is refused', async () => {
    const { app, end } = await startWithSession();
    const { endSession } = app.services.sessions;
    await expect(endSession(owner(), { id: 'app_nope', reason: 'STOPPED' })).rejects.toThrow(SessionNotFoundError);
    await expect(async () => end('STOPPED', 'x'.repeat(1_001))).rejects.toThrow(InvalidInputError);
  });
});

describe('pins', () => {
  test('are told and recorded once, and again is no change', async () => {
    const { app, session } = await startWithSession();
    const { pinSession, unpinSession } = app.services.sessions;
    const pinned = await pinSession(admin, { id: session.id });
    expect(pinned).toEqual({ ...session, pinnedAtMs: app.clock.wallMs(), revision: 2 });
    expect(await pinSession(admin, { id: session.id })).toEqual(pinned);
    const unpinned = await unpinSession(admin, { id: session.id });
    expect(unpinned).toEqual({ ...session, revision: 3 });
    expect(await unpinSession(admin, { id: session.id })).toEqual(unpinned);
    expect(await recordsOf(app, session.id)).toEqual([
      'SESSION_REGISTERED by KEY',
      'SESSION_PINNED by BOOTSTRAP',
      'SESSION_UNPINNED by BOOTSTRAP',
    ]);
  });

  test('outlive the end of their session', async () => {
    const { app, session, end } = await startWithSession();
    await app.services.sessions.pinSession(admin, { id: session.id });
    await end('COMPLETED');
    expect((await listOf(app)).pinned.map(({ id }) => id)).toEqual([session.id]);
  });

  test('are at most a hundred, also when set at once; one given up makes room', async () => {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 102 }, () => app.register()));
    const { pinSession, unpinSession } = app.services.sessions;
    const pin = (at: number) => pinSession(admin, { id: registered[at]?.session.id ?? '' });
    const outcomes = await Promise.allSettled(registered.slice(0, 101).map((_, at) => pin(at)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    expect(outcomes[100]).toMatchObject({ status: 'rejected', reason: { code: 'PIN_LIMIT', limit: 100 } });
    expect((await listOf(app)).pinned).toHaveLength(100);
    await expect(pin(101)).rejects.toThrow(PinLimitError);
    expect(await pin(0)).toMatchObject({ id: registered[0]?.session.id });
    await unpinSession(admin, { id: registered[0]?.session.id ?? '' });
    await pin(101);
  });

  test('of what nobody knows are refused', async () => {
    const { app } = await startWithSession();
    for (const act of [app.services.sessions.pinSession, app.services.sessions.unpinSession]) {
      await expect(act(admin, { id: 'app_nope' })).rejects.toThrow(SessionNotFoundError);
      await expect(async () => act(admin, { id: '' })).rejects.toThrow(InvalidInputError);
    }
  });
});
