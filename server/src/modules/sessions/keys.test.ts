import { describe, expect, test } from 'vitest';
import { admin, keyWith, owner, startApp, stranger, type TestApp } from '../../app.testing.ts';
import { admitKey, admitToken } from '../../app-people.testing.ts';
import { beat, listOf, recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import { SessionQuotaError, SessionSupersededError } from './errors.ts';

const minute = 60_000;

describe('two keys of one app', () => {
  test('drive its sessions alike: a key takes over what another registered, and it counts as its own', async () => {
    const app = await startApp();
    const [first, second] = [await admitKey(app, { apps: ['demo'] }), await admitKey(app, { apps: ['demo'] })];
    const before = await app.register({ externalId: 'tab-1' }, first);
    const { id } = before.session;
    expect(before.session.keyId).toBe(first.id);
    const watcher = await watch(app);
    await watcher.told();

    const after = await app.register({ externalId: 'tab-1', ownerId: 'owner2' }, second);
    expect(after).toMatchObject({ created: false, session: { id, keyId: second.id, ownerId: 'owner2' } });
    expect(await watcher.told()).toEqual([{ revision: 2, upserted: [`${id} IDLE`], removed: [], resync: false }]);
    expect((await recordsOf(app, id)).at(-1)).toBe('SESSION_TAKEN_OVER by KEY');

    await app.services.sessions.updateSession(first, { id, name: 'by the first' });
    expect(await beat(app, first, [id])).toMatchObject([{ outcome: 'RENEWED' }]);
    await expect(beat(app, await app.holderOf(before), [id])).resolves.toMatchObject([{ outcome: 'SUPERSEDED' }]);
    const kill = await app.services.kills.killSession(admin, { id });
    await app.services.kills.acknowledgeKill(first, { killId: kill.id });
    await app.services.sessions.endSession(first, { id, reason: 'STOPPED' });
    expect(await sessionOf(app, id)).toMatchObject({ endReason: 'KILLED', keyId: second.id });
  });

  test('that register one external id at once have one session', async () => {
    const app = await startApp();
    const keys = ['key1', 'key2', 'key3'].map((keyId) => keyWith({ apps: ['demo'], keyId }));
    const registered = await Promise.all(keys.map((key) => app.register({ externalId: 'tab-1' }, key)));
    expect(new Set(registered.map(({ session }) => session.id)).size).toBe(1);
    expect((await listOf(app)).totalCount).toBe(1);
    expect(registered.at(-1)?.session.keyId).toBe('key3');
  });

  test('leave a session that is revoked its life: the other key goes on with it', async () => {
    const app = await startApp();
    const [first, second] = [await admitKey(app), await admitKey(app)];
    const { session, token } = await app.register({}, first);
    await app.services.appKeys.revokeAppKey(admin, { id: first.id });
    await expect(async () => app.services.heartbeat(first, [session.id])).rejects.toThrow(ForbiddenError);
    await expect(admitToken(app, token)).rejects.toThrow('They were not let in');
    expect(await beat(app, second, [session.id])).toMatchObject([{ outcome: 'RENEWED' }]);
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ACTIVE' });
  });
});

describe('a key of another app', () => {
  test('that guesses an external id gets a session of its own app, and is refused the other', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'guessed', userId: 'ada' });
    const before = await sessionOf(app, session.id);
    const own = await app.register({ externalId: 'guessed', app: 'elsewhere' }, stranger());
    expect(own).toMatchObject({ created: true, session: { app: 'elsewhere', userId: null } });
    const refused = app.register({ externalId: 'guessed', ownerId: 'owner2' }, stranger());
    await expect(refused).rejects.toThrow(
      'This app key may not register sessions of this app. It takes a key of this app with the right REGISTER; an admin makes one.',
    );
    expect(await sessionOf(app, session.id)).toEqual(before);
  });

  test('is refused the same whether or not there is such a session, and nothing is stored', async () => {
    const app = await startApp();
    await app.register({ externalId: 'tab-1' });
    const refusal = (externalId: string) => app.register({ externalId }, stranger()).catch((error: unknown) => error);
    const [known, unknown] = [await refusal('tab-1'), await refusal('tab-2')];
    expect(known).toBeInstanceOf(ForbiddenError);
    expect(String(known)).toBe(String(unknown));
    expect(await listOf(app)).toMatchObject({ totalCount: 1, revision: 1 });
  });

  test('whose name differs by a space or a letter is another app', async () => {
    const app = await startApp();
    const key = keyWith({ apps: ['demo'] });
    for (const name of ['Demo', 'demo2', 'dem']) {
      await expect(app.register({ app: name }, key), name).rejects.toThrow(ForbiddenError);
    }
    // The name is taken without the spaces around it, and so are its rights.
    expect((await app.register({ app: ' demo ' }, key)).session.app).toBe('demo');
  });
});

describe('a key with a quota', () => {
  const fill = (app: TestApp, key: Parameters<TestApp['register']>[1], from: number, count: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => app.register({ externalId: `tab-${from + at}` }, key)));

  test('runs so many sessions at once and no more; one that ends makes room', async () => {
    const app = await startApp();
    const key = await admitKey(app, { maxRunningSessions: 2 });
    const [first] = await fill(app, key, 1, 2);
    const error = await app.register({ externalId: 'tab-3' }, key).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(SessionQuotaError);
    expect(error).toMatchObject({ code: 'SESSION_QUOTA', limit: 2 });
    expect(String(error)).toContain('All 2 sessions this app key may run at once are running.');
    expect((await listOf(app)).totalCount).toBe(2);
    await app.services.sessions.endSession(key, { id: first?.session.id ?? '', reason: 'COMPLETED' });
    expect(await app.register({ externalId: 'tab-3' }, key)).toMatchObject({ created: true });
  });

  test('gives the last place to one of those who race for it', async () => {
    const app = await startApp();
    const key = await admitKey(app, { maxRunningSessions: 3 });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => app.register({}, key)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(SessionQuotaError);
    }
    expect(await listOf(app)).toMatchObject({ totalCount: 3, revision: 3 });
  });

  test('may always register again what runs, also what another key registered', async () => {
    const app = await startApp();
    const key = await admitKey(app, { maxRunningSessions: 1 });
    await fill(app, key, 1, 1);
    expect(await app.register({ externalId: 'tab-1', name: 'new' }, key)).toMatchObject({ created: false });
    await app.register({ externalId: 'tab-2' });
    const taken = await app.register({ externalId: 'tab-2', ownerId: 'owner2' }, key);
    expect(taken).toMatchObject({ created: false, session: { keyId: key.id } });
    await expect(app.register({ externalId: 'tab-3' }, key)).rejects.toThrow(SessionQuotaError);
  });

  test('counts a lost session again when it comes back', async () => {
    const app = await startApp();
    const key = await admitKey(app, { maxRunningSessions: 1 });
    const [lost] = await fill(app, key, 1, 1);
    await app.advance(20 * minute);
    const [other] = await fill(app, key, 2, 1);
    await expect(app.register({ externalId: 'tab-1' }, key)).rejects.toThrow(SessionQuotaError);
    expect(await sessionOf(app, lost?.session.id ?? '')).toMatchObject({ endReason: 'LOST', attempt: 1 });
    await app.services.sessions.endSession(key, { id: other?.session.id ?? '', reason: 'COMPLETED' });
    expect(await app.register({ externalId: 'tab-1' }, key)).toMatchObject({
      created: false,
      session: { id: lost?.session.id, attempt: 2 },
    });
  });

  test('keeps no other key of the app waiting, and a lower one ends nothing', async () => {
    const app = await startApp();
    const key = await admitKey(app, { maxRunningSessions: 3 });
    await fill(app, key, 1, 3);
    await key.change({ maxRunningSessions: 1 });
    await expect(app.register({}, key)).rejects.toThrow('The one session this app key may run at once is running.');
    expect((await listOf(app, { filter: { lifecycle: ['ACTIVE'] } })).totalCount).toBe(3);
    await app.register({}, owner());
    await key.change({ maxRunningSessions: null });
    await app.register({}, key);
  });
});

test('a token holds for its owner as long as its session runs, and no later', async () => {
  const app = await startApp();
  const registered = await app.register({ externalId: 'tab-1' });
  const { id } = registered.session;
  await app.services.sessions.updateSession(await app.holderOf(registered), { id, name: 'by the page' });
  await app.services.sessions.endSession(owner(), { id, reason: 'COMPLETED' });
  await expect(app.holderOf(registered)).rejects.toThrow('The token is not good');
  await expect(admitToken(app, registered.token)).rejects.toThrow('They were not let in');
  const next = await app.register({ externalId: 'tab-1' });
  expect(next.session.id).not.toBe(id);
  expect(await app.services.reading.session(await app.holderOf(next), id)).toBeNull();
});

test('a token of a lost session stays dead when the session is back; the registration gives a new one', async () => {
  const app = await startApp();
  const registered = await app.register({ externalId: 'tab-1' });
  const { id } = registered.session;
  await app.advance(20 * minute);
  await expect(app.holderOf(registered)).rejects.toThrow('The token is not good');
  const again = await app.register({ externalId: 'tab-1' });
  await expect(app.holderOf(registered)).rejects.toThrow('The token is not good');
  expect(await app.services.reading.session(await app.holderOf(again), id)).toMatchObject({ attempt: 2 });
  await app.register({ externalId: 'tab-1', ownerId: 'owner2' });
  const older = await app.holderOf(again);
  await expect(app.services.reading.session(older, id)).rejects.toThrow(SessionSupersededError);
});
