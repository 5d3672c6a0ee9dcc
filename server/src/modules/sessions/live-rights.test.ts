import { describe, expect, test } from 'vitest';
import { admin, keyWith, owner, person, startApp, type TestApp } from '../../app.testing.ts';
import { admitKey, signIn } from '../../app-people.testing.ts';
import { listOf, watch } from '../../app-reading.testing.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { fingerprintOf, formatRevision } from '../../kernel/revision.ts';

const nothing = { upserted: [], removed: [], resync: false };

/** A place in the order of changes, as this caller sees it now. */
const at = (number: number, { principal }: Caller): string =>
  formatRevision({ epoch: 'template', number, fingerprint: fingerprintOf(principal) });

const headOf = async (app: TestApp): Promise<number> => (await listOf(app)).revision;

describe('a person who is narrowed while they watch', () => {
  test('is told to read again, and of nothing of the lost app afterwards', async () => {
    const app = await startApp();
    const { session: kept } = await app.register({ app: 'demo' });
    const { session: lost } = await app.register({ app: 'other' });
    const ada = await signIn(app);
    const watcher = await watch(app, {}, at(0, ada), ada);
    expect(await watcher.told()).toEqual([
      { ...nothing, revision: 2, upserted: [`${kept.id} IDLE`, `${lost.id} IDLE`] },
    ]);

    await ada.change({ apps: ['demo'] });
    expect(await watcher.told()).toEqual([{ ...nothing, revision: 2, resync: true }]);
    const { updateSession, endSession } = app.services.sessions;
    await updateSession(owner(), { id: lost.id, name: 'secret' });
    await endSession(owner(), { id: lost.id, reason: 'COMPLETED' });
    await app.register({ app: 'other' });
    expect(await watcher.told()).toEqual([]);
    await updateSession(owner(), { id: kept.id, name: 'new' });
    expect(await watcher.told()).toEqual([{ ...nothing, revision: 6, upserted: [`${kept.id} IDLE`] }]);
  });

  test('in the moment of a change hears nothing of it', async () => {
    const app = await startApp();
    const { session } = await app.register({ app: 'other' });
    const ada = await signIn(app);
    const watcher = await watch(app, {}, null, ada);
    await watcher.told();
    await Promise.all([
      ada.change({ apps: ['demo'] }),
      app.services.sessions.updateSession(owner(), { id: session.id, name: 'secret' }),
    ]);
    const told = await watcher.told();
    expect(told.map(({ upserted, removed, resync }) => [upserted, removed, resync])).toEqual([[[], [], true]]);
  });
});

describe('a person whose rights change otherwise while they watch', () => {
  test.each([
    ['who may see more', { apps: ['demo'] }, { apps: ['demo', 'other'] }],
    ['who may do more', {}, { role: 'OPERATOR' }],
    ['who is somebody', {}, { userId: 'ada' }],
  ] as const)('%s is told to read again, once', async (_, before, after) => {
    const app = await startApp();
    const ada = await signIn(app, before);
    const watcher = await watch(app, {}, null, ada);
    expect(await watcher.told()).toEqual([{ ...nothing, revision: 0 }]);
    await ada.change(after);
    expect(await watcher.told()).toEqual([{ ...nothing, revision: 0, resync: true }]);
    await ada.change({});
    const { session } = await app.register({ app: 'demo' });
    expect(await watcher.told()).toEqual([{ ...nothing, revision: 1, upserted: [`${session.id} IDLE`] }]);
  });

  test('and back before they looked has missed nothing', async () => {
    const app = await startApp();
    const ada = await signIn(app);
    const messages = await app.services.reading.watch(ada, {}, null);
    await messages.next();
    await ada.change({ apps: ['demo'] });
    const { session } = await app.register({ app: 'other' });
    await ada.change({ apps: null });
    expect(await messages.next()).toMatchObject({ value: { resync: false, upserted: [{ id: session.id }] } });
    await messages.return?.();
  });

  test('and somebody else’s rights are no news to them', async () => {
    const app = await startApp();
    const ada = await signIn(app, { apps: ['demo'] });
    const eve = await signIn(app, { apps: ['demo'] });
    const watcher = await watch(app, {}, null, ada);
    await watcher.told();
    await eve.change({ apps: null, role: 'OPERATOR' });
    expect(await watcher.told()).toEqual([]);
  });
});

describe('a watch that goes on', () => {
  test('under other rights than it stopped with is told to read again; under the same it goes on', async () => {
    const app = await startApp();
    const { session } = await app.register({ app: 'demo' });
    const ada = await signIn(app, { apps: ['demo'] });
    const { revision, fingerprint } = await listOf(app, {}, ada);
    const from = formatRevision({ epoch: 'template', number: revision, fingerprint });
    await app.services.sessions.updateSession(owner(), { id: session.id, name: 'new' });
    const goesOn = [{ ...nothing, revision: 2, upserted: [`${session.id} IDLE`] }];
    const resync = [{ ...nothing, revision: 2, resync: true }];

    expect(await (await watch(app, {}, from, ada)).told()).toEqual(goesOn);
    const sameRights = await signIn(app, { apps: ['demo'] });
    expect(await (await watch(app, {}, from, sameRights)).told()).toEqual(goesOn);
    for (const other of [admin, person(), person({ apps: ['demo'], userId: 'ada' }), keyWith({ rights: ['READ'] })]) {
      expect(await (await watch(app, {}, from, other)).told()).toEqual(resync);
      expect(await (await watch(app, {}, at(1, other), other)).told()).toEqual(goesOn);
    }
    await ada.change({ apps: ['demo', 'other'] });
    expect(await (await watch(app, {}, from, ada)).told()).toEqual(resync);
    await ada.change({ apps: ['demo'] });
    expect(await (await watch(app, {}, from, ada)).told()).toEqual(goesOn);
  });

  test('from where nothing said how it was seen is told to read again', async () => {
    const app = await startApp();
    await app.register();
    const from = formatRevision({ epoch: 'template', number: 1, fingerprint: null });
    const watcher = await watch(app, {}, from, person());
    expect(await watcher.told()).toEqual([{ ...nothing, revision: 1, resync: true }]);
  });
});

describe('who may list nothing any more', () => {
  test('has their watch end with FORBIDDEN, and nothing stays open', async () => {
    const app = await startApp();
    const key = await admitKey(app, { apps: ['demo'], rights: ['READ', 'REGISTER'] });
    const messages = await app.services.reading.watch(key, {}, null);
    await messages.next();
    const next = messages.next().catch((error: unknown) => error);
    await key.change({ rights: ['REGISTER'] });
    expect(await next).toBeInstanceOf(ForbiddenError);
    expect(await messages.next()).toEqual({ done: true, value: undefined });
    expect(app.app.openSubscriptionCount()).toBe(0);
    await expect(listOf(app, {}, key)).rejects.toThrow(ForbiddenError);
  });

  test('because what they signed in with holds no longer, has it end, too', async () => {
    const app = await startApp();
    const key = await admitKey(app, { rights: ['READ'] });
    const messages = await app.services.reading.watch(key, {}, null);
    await messages.next();
    const next = messages.next().catch((error: unknown) => error);
    await app.services.appKeys.revokeAppKey(admin, { id: key.id });
    expect(await next).toMatchObject({ code: 'FORBIDDEN' });
    await expect(async () => listOf(app, {}, key)).rejects.toThrow(ForbiddenError);
    await expect(async () => app.services.reading.session(key, 'app_nope')).rejects.toThrow(ForbiddenError);
  });
});

describe('a session that changes its user', () => {
  test('is gone for the former one and comes to the new one, as they watch', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1', userId: 'ada' });
    const [ada, eve, team] = await Promise.all([
      signIn(app, { apps: [], userId: 'ada' }),
      signIn(app, { apps: [], userId: 'eve' }),
      signIn(app, { apps: ['demo'] }),
    ]);
    const watchers = await Promise.all([ada, eve, team].map((caller) => watch(app, {}, null, caller)));
    const told = () => Promise.all(watchers.map((watcher) => watcher.told()));
    await told();
    await app.register({ externalId: 'tab-1', userId: 'eve' });
    expect(await told()).toEqual([
      [{ ...nothing, revision: 3, removed: [session.id] }],
      [{ ...nothing, revision: 3, upserted: [`${session.id} IDLE`] }],
      [{ ...nothing, revision: 3, upserted: [`${session.id} IDLE`] }],
    ]);
    expect(await app.services.reading.session(ada, session.id)).toBeNull();
    await expect(app.services.kills.killSession(ada, { id: session.id })).rejects.toMatchObject({
      code: 'SESSION_NOT_FOUND',
    });
    await app.services.kills.killSession(eve, { id: session.id });
    expect(await told()).toEqual([
      [],
      [{ ...nothing, revision: 4, upserted: [`${session.id} ENDING`] }],
      [{ ...nothing, revision: 4, upserted: [`${session.id} ENDING`] }],
    ]);
  });

  test('when it comes back after it was lost, is told the same', async () => {
    const app = await startApp();
    const { session } = await app.register({ externalId: 'tab-1', userId: 'ada' });
    await app.advance(20 * 60_000);
    const ada = await signIn(app, { apps: [], userId: 'ada' });
    const head = await headOf(app);
    const watcher = await watch(app, {}, null, ada);
    await watcher.told();
    await app.register({ externalId: 'tab-1', userId: null });
    expect(await watcher.told()).toEqual([{ ...nothing, revision: head + 2, removed: [session.id] }]);
  });
});

test('after its retention a session is gone for those who saw it, and others hear nothing of it', async () => {
  const day = 86_400_000;
  const app = await startApp({ config: { retentionMs: day } });
  const { session } = await app.register({ app: 'demo', userId: 'ada' });
  await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
  const callers = [
    person({ apps: ['demo'] }),
    person({ apps: [], userId: 'ada' }),
    person({ apps: ['other'], userId: 'eve' }),
  ];
  const watchers = await Promise.all(callers.map((caller) => watch(app, {}, null, caller)));
  for (const watcher of watchers) await watcher.told();
  await app.advance(day);
  await app.advance(3_600_000);
  expect(await Promise.all(watchers.map((watcher) => watcher.told()))).toEqual([
    [{ ...nothing, revision: 3, removed: [session.id] }],
    [{ ...nothing, revision: 3, removed: [session.id] }],
    [],
  ]);
});

test('a limited reader far behind gets all that is theirs, however much that is not lies in between', async () => {
  const app = await startApp();
  const own = [];
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: 600 }, () => app.register({ app: 'other' })));
    own.push((await app.register({ app: 'demo' })).session.id);
  }
  const caller = person({ apps: ['demo'] });
  const watcher = await watch(app, {}, at(0, caller), caller);
  expect(await watcher.told()).toEqual([{ ...nothing, revision: 1_803, upserted: own.map((id) => `${id} IDLE`) }]);
  await Promise.all(Array.from({ length: 600 }, () => app.register({ app: 'other' })));
  await app.register({ app: 'demo' });
  expect(await watcher.told()).toMatchObject([{ resync: false, removed: [], upserted: [expect.any(String)] }]);
});
