import { describe, expect, test } from 'vitest';
import { admin, keyWith, owner, startApp, stranger, type TestApp } from '../../app.testing.ts';
import { beat, sessionOf } from '../../app-reading.testing.ts';
import { SessionKilledRecentlyError } from '../kills/index.ts';

const hour = 3_600_000;

async function startAndKill(): Promise<TestApp> {
  const app = await startApp();
  const { session } = await app.register({ externalId: 'tab-1' });
  await app.services.kills.killSession(admin, { id: session.id, reason: 'too loud' });
  await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
  return app;
}

const again = (app: TestApp): Promise<unknown> => app.register({ externalId: 'tab-1' });

async function refusal(app: TestApp, ownerId = 'owner1'): Promise<SessionKilledRecentlyError> {
  const error = await app.register({ externalId: 'tab-1', ownerId }).catch((error: unknown) => error);
  if (error instanceof SessionKilledRecentlyError) return error;
  throw new Error('It was not refused', { cause: error });
}

describe('a killed external id', () => {
  test('does not register again for 60 seconds, and is told why, by whom and until when', async () => {
    const app = await startAndKill();
    const untilMs = app.clock.wallMs() + 60_000;
    await app.advance(1_000);
    const error = await refusal(app);
    expect(error).toMatchObject({
      code: 'KILLED_RECENTLY',
      retryAtMs: untilMs,
      kill: { state: 'ENDED', evidence: 'OWNER', reason: 'too loud', requestedBy: { kind: 'BOOTSTRAP' } },
    });
    expect(error.message).toBe(
      `the bootstrap token killed this session because: too loud. It may register again at ${new Date(untilMs).toISOString()}.`,
    );
    await app.advance(58_999);
    expect((await refusal(app)).retryAtMs).toBe(untilMs);
    await app.advance(1);
    expect(await again(app)).toMatchObject({ created: true });
  });

  test.each([3 * hour, -3 * hour])('waits its 60 seconds, even if the wall clock jumps by %d ms', async (jumpMs) => {
    const app = await startAndKill();
    app.clock.jumpWall(jumpMs);
    await app.advance(59_999);
    expect((await refusal(app)).retryAtMs).toBe(app.clock.wallMs() + 1);
    await app.advance(1);
    expect(await again(app)).toMatchObject({ created: true });
  });

  test.each([0, 3 * hour, -3 * hour])(
    'waits the rest of its 60 seconds after a restart, even if the wall clock then jumps by %d ms',
    async (jumpMs) => {
      const app = await (await startAndKill()).restart(20_000);
      app.clock.jumpWall(jumpMs);
      await app.advance(39_999);
      await refusal(app);
      await app.advance(1);
      expect(await again(app)).toMatchObject({ created: true });
    },
  );

  test('waits no longer than 60 seconds after a restart, even if the wall clock went back meanwhile', async () => {
    const before = await startAndKill();
    before.clock.jumpWall(-3 * hour);
    const app = await before.restart();
    await app.advance(59_999);
    await refusal(app);
    await app.advance(1);
    expect(await again(app)).toMatchObject({ created: true });
  });

  test('does not wait anew because its killed session is pinned later', async () => {
    const app = await startAndKill();
    const { kill } = await refusal(app);
    await app.advance(60_000);
    await app.services.sessions.pinSession(admin, { id: kill.sessionId });
    expect(await again(app)).toMatchObject({ created: true });
  });

  test('waits, even if it asks in the moment of its end', async () => {
    const app = await startApp();
    await app.advance(hour);
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.services.kills.killSession(admin, { id: session.id });
    const [, error] = await Promise.all([
      app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' }),
      refusal(app),
    ]);
    expect(error.retryAtMs).toBe(app.clock.wallMs() + 60_000);
  });

  test('that vanished waits as well', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.services.kills.killSession(admin, { id: session.id });
    await app.advance(10 * 60_000);
    expect(await sessionOf(app, session.id)).toMatchObject({ endReason: 'KILLED' });
    expect((await refusal(app)).kill).toMatchObject({ state: 'ENDED', evidence: 'VANISHED' });
  });

  test('waits for every key of its app', async () => {
    const app = await startAndKill();
    const refused = app.register({ externalId: 'tab-1' }, keyWith({ apps: ['demo'] }));
    await expect(refused).rejects.toThrow(SessionKilledRecentlyError);
  });

  test('keeps no other app or external id waiting', async () => {
    const app = await startAndKill();
    expect(await app.register({ externalId: 'tab-2' })).toMatchObject({ created: true });
    expect(await app.register({ externalId: 'tab-1', app: 'other' })).toMatchObject({ created: true });
    const elsewhere = { externalId: 'tab-1', app: 'elsewhere' };
    expect(await app.register(elsewhere, stranger())).toMatchObject({ created: true });
  });
});

describe('a session that is being killed', () => {
  test('is not taken over', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.services.kills.killSession(admin, { id: session.id });
    expect((await refusal(app, 'owner2')).retryAtMs).toBe(app.clock.wallMs() + 60_000);
    expect(await sessionOf(app, session.id)).toMatchObject({ ownerId: 'owner1', lifecycle: 'ENDING' });
  });

  test('is still its owner’s, who hears of the kill with the next heartbeat', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    await app.services.kills.killSession(admin, { id: session.id });
    expect(await again(app)).toMatchObject({ created: false, session: { id: session.id, lifecycle: 'ENDING' } });
    expect(await beat(app, owner('owner1'), [session.id])).toMatchObject([{ outcome: 'KILL_REQUESTED' }]);
  });
});
