import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, type TestApp } from '../../app.testing.ts';
import { admitKey, admitToken, signIn } from '../../app-people.testing.ts';
import { killOf, sessionOf } from '../../app-reading.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { OwnerConnection, SessionNotFoundError, SessionSupersededError } from '../sessions/index.ts';
import type { Kill } from './kill.ts';

type Next = IteratorResult<Kill>;
const done: Next = { done: true, value: undefined };

/** A signal, and what comes of it next, be it an error. */
async function open(app: TestApp, caller: Caller, id: string, connection: OwnerConnection | null = null) {
  const signal = await app.services.openKillSignal(caller, id, connection);
  return {
    next: (): Promise<unknown> => signal.next().catch((error: unknown) => error),
    close: async (): Promise<void> => void (await signal.return?.()),
  };
}

async function killAndEnd(app: TestApp, id: string): Promise<Kill> {
  const kill = await app.services.kills.killSession(admin, { id, reason: 'enough' });
  await app.services.sessions.endSession(owner(), { id, reason: 'STOPPED' });
  return kill;
}

describe('who may not see a session any more', () => {
  test('because their apps are fewer, has the signal end as if there were none', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const ada = await signIn(app);
    const signal = await open(app, ada, session.id);
    const next = signal.next();
    await ada.change({ apps: ['other'] });
    expect(await next).toBeInstanceOf(SessionNotFoundError);
    expect(await signal.next()).toEqual(done);
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('because it changed its user, has the signal end as well', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1', userId: 'ada' });
    const ada = await signIn(app, { apps: [], userId: 'ada' });
    const signal = await open(app, ada, session.id);
    const next = signal.next();
    await app.register({ externalId: 'tab-1', userId: 'eve' });
    expect(await next).toBeInstanceOf(SessionNotFoundError);
  });

  test('hears of no kill that came after that, not even of the one that ended it', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const ada = await signIn(app);
    const signal = await open(app, ada, session.id);
    await ada.change({ apps: ['other'] });
    await killAndEnd(app, session.id);
    expect(await signal.next()).toBeInstanceOf(SessionNotFoundError);
  });

  test('because the key is revoked or reads no more, has the signal end with FORBIDDEN', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const [revoked, narrowed] = [await admitKey(app), await admitKey(app)];
    const signals = [await open(app, revoked, session.id), await open(app, narrowed, session.id)];
    const nexts = signals.map((signal) => signal.next());
    await app.services.appKeys.revokeAppKey(admin, { id: revoked.id });
    await narrowed.change({ rights: ['KILL'] });
    for (const next of nexts) expect(await next).toBeInstanceOf(ForbiddenError);
    expect(app.app.openSubscriptionCount()).toBe(0);
  });
});

test('rights that change and still let one see the session leave the signal open', async () => {
  const app = await startApp();
  const { session } = await app.register({ userId: 'ada' });
  const ada = await signIn(app, { userId: 'ada' });
  const signal = await open(app, ada, session.id);
  const next = signal.next();
  await ada.change({ apps: [], role: 'OPERATOR' });
  const kill = await app.services.kills.killSession(admin, { id: session.id });
  expect(await next).toEqual({ done: false, value: kill });
  await signal.close();
});

describe('a signal whose session ends by a kill', () => {
  test('delivers the kill as it is then, if it had not before, and is over', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const signal = await open(app, owner(), session.id);
    const kill = await killAndEnd(app, session.id);
    const ended = { ...kill, state: 'ENDED', evidence: 'OWNER', endedAtMs: app.clock.wallMs() };
    expect(await signal.next()).toEqual({ done: false, value: ended });
    expect(await signal.next()).toEqual(done);
    await app.settle();
    // It ended before it left: nobody can say that it was sent.
    const again = await open(app, owner(), session.id);
    expect(await again.next()).toEqual({ done: false, value: ended });
    expect(app.app.openSubscriptionCount()).toBe(1);
    await again.close();
  });

  test('delivers it once', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const signal = await open(app, owner(), session.id);
    const kill = await app.services.kills.killSession(admin, { id: session.id });
    expect(await signal.next()).toEqual({ done: false, value: kill });
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'STOPPED' });
    expect(await signal.next()).toEqual(done);
  });

  test('delivers the newest of two', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const signal = await open(app, owner(), session.id);
    const first = await app.services.kills.killSession(admin, { id: session.id, graceMs: 0 });
    expect(await signal.next()).toMatchObject({ value: { id: first.id } });
    await app.advance(0);
    const second = await killAndEnd(app, session.id);
    expect(second.previousId).toBe(first.id);
    expect(await signal.next()).toMatchObject({ value: { id: second.id, state: 'ENDED' } });
    expect(await signal.next()).toEqual(done);
  });

  test('delivers it where the owner vanished', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const signal = await open(app, admin, session.id);
    const { id } = await app.services.kills.killSession(admin, { id: session.id });
    await app.advance(20 * 60_000);
    expect(await signal.next()).toMatchObject({ value: { id, state: 'ENDED', evidence: 'VANISHED' } });
    expect(await signal.next()).toEqual(done);
  });

  test('after a takeover tells the older owner of that alone', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1' });
    const signal = await open(app, owner('owner1'), session.id);
    await app.register({ externalId: 'tab-1', ownerId: 'owner2' });
    await killAndEnd(app, session.id);
    expect(await signal.next()).toBeInstanceOf(SessionSupersededError);
  });

  test.each(['COMPLETED', 'STOPPED', 'FAILED'] as const)('otherwise, as %s, is just over', async (reason) => {
    const app = await startApp();
    const { session } = await app.register();
    const signal = await open(app, owner(), session.id);
    await app.services.sessions.endSession(owner(), { id: session.id, reason });
    expect(await signal.next()).toEqual(done);
  });
});

describe('a page’s signal by a session token', () => {
  test('hears who ended its session, though the token ends with it', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    const page = await admitToken(app, token);
    const signal = await open(app, page, session.id);
    const next = signal.next();
    const { id } = await killAndEnd(app, session.id);
    expect(await next).toMatchObject({ value: { id } });
    app.clock.advance(1_000);
    expect(() => page.principal).toThrow(ForbiddenError);
    expect(await signal.next()).toEqual(done);
  });

  test('hears it also when it looks only after the token was refused', async () => {
    const app = await startApp();
    const { session, token } = await app.register();
    const page = await admitToken(app, token);
    const signal = await open(app, page, session.id);
    const { id } = await killAndEnd(app, session.id);
    await app.advance(1_000);
    expect(() => page.principal).toThrow(ForbiddenError);
    expect(await signal.next()).toMatchObject({ value: { id, state: 'ENDED' } });
    expect(await signal.next()).toEqual(done);
    await expect(app.services.openKillSignal(page, session.id, null)).rejects.toThrow(ForbiddenError);
  });

  test('fails as long as its session runs, if the key it was given to holds no longer', async () => {
    const app = await startApp();
    const key = await admitKey(app, { apps: ['demo'] });
    const { session, token } = await app.register({}, key);
    const page = await admitToken(app, token);
    const signal = await open(app, page, session.id);
    const next = signal.next();
    await key.change({ apps: ['other'] });
    expect(await next).toBeInstanceOf(ForbiddenError);
    await expect(admitToken(app, token)).rejects.toThrow('They were not let in');
  });
});

test('an owner’s signal that is closed in the middle of a look holds no lease afterwards', async () => {
  const app = await startApp();
  const { session } = await app.register();
  const connection = new OwnerConnection(app.clock);
  const signal = await open(app, owner(), session.id, connection);
  const next = signal.next();
  await signal.close();
  expect(await next).toEqual(done);
  await app.settle();
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'QUIET' });
  connection.heard();
  await app.advance(1_000);
  expect(await sessionOf(app, session.id)).toMatchObject({ liveness: 'QUIET' });
});

describe('an owner’s signal whose key may not drive the session any more', () => {
  test('is its lease no longer, marks nothing sent, and is again when the right comes back', async () => {
    const app = await startApp();
    const key = await admitKey(app, { rights: ['REGISTER', 'READ'] });
    const { session } = await app.register({}, key);
    const connection = new OwnerConnection(app.clock);
    const signal = await open(app, key, session.id, connection);
    const next = signal.next();
    const liveness = async (): Promise<string> => {
      await app.settle();
      return (await sessionOf(app, session.id)).liveness;
    };
    expect(await liveness()).toBe('LIVE');
    await key.change({ rights: ['READ'] });
    expect(await liveness()).toBe('QUIET');
    await key.change({ rights: ['REGISTER', 'READ'] });
    expect(await liveness()).toBe('LIVE');

    await key.change({ rights: ['READ'] });
    const kill = await app.services.kills.killSession(admin, { id: session.id });
    expect(await next).toMatchObject({ value: { id: kill.id } });
    await app.settle();
    expect(await killOf(app, session.id)).toMatchObject({ state: 'REQUESTED', sentAtMs: null });
    await signal.close();
    expect(await liveness()).toBe('QUIET');
  });
});
