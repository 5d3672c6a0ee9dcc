import { describe, expect, test } from 'vitest';
import { admin, appKey, otherAppKey, owner, startApp, type TestApp } from '../../app.testing.ts';
import { accessRecordsOf, addPerson, firstAdmin, makeKey, who } from '../../app-access.testing.ts';
import { beat } from '../../app-reading.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { hashSecret } from '../../kernel/secrets.ts';
import { AppKeyNotFoundError, AppKeyRevokedError } from './errors.ts';

const day = 86_400_000;
const whole = { name: 'a key', apps: null, rights: ['REGISTER'], expiresAt: null, maxRunningSessions: null };

describe('a key', () => {
  test('is made, changed, rotated and revoked by admins, each act recorded', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const ada = await firstAdmin(app);
    const input = { ...whole, apps: ['demo'], expiresAt: app.clock.wallMs() + day, maxRunningSessions: 5 };
    const { appKey: key, secret } = await appKeys.createAppKey(ada.caller, input);
    expect(secret).toMatch(new RegExp(`^rck_${key.id}_[\\w-]{43}$`));
    expect(key).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
      name: 'a key',
      apps: ['demo'],
      rights: ['REGISTER'],
      expiresAtMs: app.clock.wallMs() + day,
      maxRunningSessions: 5,
      createdAtMs: app.clock.wallMs(),
      createdByName: 'ada',
      revokedAtMs: null,
      lastUsedAtMs: null,
      secrets: [{ hash: hashSecret(secret), createdAtMs: app.clock.wallMs(), expiresAtMs: null }],
    });
    const { id } = key;
    const changed = await appKeys.updateAppKey(ada.caller, { ...whole, id, name: 'other', rights: ['KILL', 'READ'] });
    expect(changed).toMatchObject({ name: 'other', apps: null, rights: ['READ', 'KILL'], maxRunningSessions: null });
    await appKeys.rotateAppKey(ada.caller, { id });
    expect(await appKeys.revokeAppKey(ada.caller, { id })).toMatchObject({ revokedAtMs: app.clock.wallMs() });
    await appKeys.revokeAppKey(ada.caller, { id });
    expect(accessRecordsOf(app).slice(5)).toEqual(
      ['CREATED', 'UPDATED', 'ROTATED', 'REVOKED'].map((act) => `KEY_${act} ${id} by PERSON`),
    );
  });

  test('is no business of anybody else', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob', role: 'OPERATOR' });
    const terminal = { principal: { kind: 'TERMINAL' }, origin: null } as const;
    const id = '00000000000a';
    for (const caller of [bob.caller, owner(), terminal, admin]) {
      if (caller !== admin) {
        expect(() => appKeys.list(caller)).toThrow(ForbiddenError);
        expect(() => appKeys.quickStartKey(caller)).toThrow(ForbiddenError);
      }
      const acts = [
        appKeys.createAppKey(caller, whole),
        appKeys.updateAppKey(caller, { ...whole, id }),
        appKeys.rotateAppKey(caller, { id }),
        appKeys.revokeAppKey(caller, { id }),
      ];
      await Promise.all(acts.map((act) => expect(act).rejects.toThrow(ForbiddenError)));
    }
    expect(appKeys.own(owner())).toMatchObject({ id });
    expect(appKeys.own(ada.caller)).toBeNull();
  });

  test.each([
    { name: '' },
    { name: 'x'.repeat(101) },
    { rights: [] },
    { rights: ['OWN'] },
    { apps: [] },
    { apps: ['x'.repeat(101)] },
    { expiresAt: Date.UTC(2026, 0, 1) },
    { maxRunningSessions: 0 },
    { maxRunningSessions: 1_000_001 },
  ])('is not made of %j', async (wrong) => {
    const app = await startApp();
    const { appKeys } = app.services;
    const input = { ...whole, ...wrong };
    await expect(appKeys.createAppKey(admin, input)).rejects.toThrow(InvalidInputError);
    const { appKey: key } = await makeKey(app);
    await expect(appKeys.updateAppKey(admin, { ...input, id: key.id })).rejects.toThrow(InvalidInputError);
  });

  test('that has expired may be renamed without a later end, and given one', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const expiresAt = app.clock.wallMs() + day;
    const { appKey: key, secret } = await makeKey(app, { expiresAt });
    app.clock.jumpWall(day);
    expect(await who(app, { bearer: secret })).toBeNull();
    await appKeys.updateAppKey(admin, { ...whole, id: key.id, name: 'renamed', expiresAt });
    expect(await who(app, { bearer: secret })).toBeNull();
    await appKeys.updateAppKey(admin, { ...whole, id: key.id, expiresAt: app.clock.wallMs() + day });
    expect(await who(app, { bearer: secret })).not.toBeNull();
  });

  test('that is not there, or revoked, is not changed', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const acts = (id: string) => [appKeys.updateAppKey(admin, { ...whole, id }), appKeys.rotateAppKey(admin, { id })];
    const missing = [...acts('nope'), appKeys.revokeAppKey(admin, { id: 'nope' })];
    await Promise.all(missing.map((act) => expect(act).rejects.toThrow(AppKeyNotFoundError)));
    const { appKey: key } = await makeKey(app);
    await appKeys.revokeAppKey(admin, { id: key.id });
    await Promise.all(acts(key.id).map((act) => expect(act).rejects.toThrow(AppKeyRevokedError)));
  });
});

describe('keys', () => {
  test('are listed newest first, the revoked ones last', async () => {
    const app = await startApp();
    const ids: string[] = [];
    for (let at = 0; at < 3; at += 1) ids.push((await makeKey(app)).appKey.id);
    await app.services.appKeys.revokeAppKey(admin, { id: ids[2] ?? '' });
    await app.services.appKeys.revokeAppKey(admin, { id: '00000000000a' });
    const expected = [ids[1], ids[0], '00000000000b', ids[2], '00000000000a'];
    expect(app.services.appKeys.list(admin).map(({ id }) => id)).toEqual(expected);
    expect((await app.restart()).services.appKeys.list(admin).map(({ id }) => id)).toEqual(expected);
  });

  test('know how many sessions registered with them run', async () => {
    const app = await startApp();
    const { appKeys, sessions } = app.services;
    const { session } = await app.register();
    await app.register();
    await sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
    const counts = Promise.all(appKeys.list(admin).map(async (key) => [key.id, await appKeys.runningSessions(key)]));
    expect(await counts).toEqual([
      ['00000000000b', 0],
      ['00000000000a', 1],
    ]);
  });
});

describe('a rotated key', () => {
  const secretsAt = async (app: TestApp, secrets: readonly string[]) =>
    Promise.all(secrets.map(async (bearer) => (await who(app, { bearer })) !== null));

  test('works by both secrets for a day, then by the new one', async () => {
    const app = await startApp();
    const { appKey: key, secret } = await makeKey(app);
    const { secret: newer, appKey: rotated } = await app.services.appKeys.rotateAppKey(admin, { id: key.id });
    expect(newer).toMatch(new RegExp(`^rck_${key.id}_`));
    expect(rotated.id).toBe(key.id);
    app.clock.jumpWall(day - 1);
    expect(await secretsAt(app, [secret, newer])).toEqual([true, true]);
    app.clock.jumpWall(1);
    expect(await secretsAt(app, [secret, newer])).toEqual([false, true]);
    expect(await secretsAt(await app.restart(), [secret, newer])).toEqual([false, true]);
  });

  test('without an overlap works by the newest alone, whatever was said before', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const { appKey: key, secret } = await makeKey(app);
    const { secret: second } = await appKeys.rotateAppKey(admin, { id: key.id, overlapMs: 30 * day });
    expect(await secretsAt(app, [secret, second])).toEqual([true, true]);
    const { secret: third } = await appKeys.rotateAppKey(admin, { id: key.id, overlapMs: 0 });
    expect(await secretsAt(app, [secret, second, third])).toEqual([false, false, true]);
  });

  test('gives an older secret no longer time than it had', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const { appKey: key, secret } = await makeKey(app);
    await appKeys.rotateAppKey(admin, { id: key.id, overlapMs: 1_000 });
    await appKeys.rotateAppKey(admin, { id: key.id, overlapMs: day });
    app.clock.jumpWall(1_000);
    expect(await secretsAt(app, [secret])).toEqual([false]);
  });

  test('a hundred times knows its first secret, the newest, and the twenty before it', async () => {
    const before = await startApp();
    const { secret: first, appKey: key } = await makeKey(before);
    const secrets = [first];
    const rotate = () => before.services.appKeys.rotateAppKey(admin, { id: key.id, overlapMs: day });
    for (let count = 0; count < 100; count += 1) secrets.push((await rotate()).secret);
    const known = () => before.services.appKeys.list(admin).find(({ id }) => id === key.id)?.secrets.length;
    expect(known()).toBe(22);
    // Too many at once end the oldest of them before their time; the first never comes in again as a key it was not.
    const worked = async (app: TestApp) => (await secretsAt(app, secrets)).filter((works) => works).length;
    expect(await worked(before)).toBe(22);
    await before.services.appKeys.bringIn([{ secret: first, name: 'configured' }]);
    const app = await before.restart();
    expect(app.services.appKeys.list(admin)).toHaveLength(3);
    expect(await worked(app)).toBe(22);
  });

  test.each([-1, 30 * day + 1, 0.5])('overlaps by no %d ms', async (overlapMs) => {
    const app = await startApp();
    const { appKey: key } = await makeKey(app);
    await expect(app.services.appKeys.rotateAppKey(admin, { id: key.id, overlapMs })).rejects.toThrow(
      InvalidInputError,
    );
  });

  test('that is revoked in the same moment works by no secret', async () => {
    for (const isFirst of [true, false]) {
      const app = await startApp();
      const { appKeys } = app.services;
      const { appKey: key, secret } = await makeKey(app);
      const revoke = () => appKeys.revokeAppKey(admin, { id: key.id });
      const early = isFirst ? revoke() : null;
      const rotating = appKeys.rotateAppKey(admin, { id: key.id }).catch(() => null);
      await Promise.all([early ?? revoke(), rotating]);
      const newer = (await rotating)?.secret ?? '';
      expect(await secretsAt(app, [secret, newer])).toEqual([false, false]);
      expect(newer === '').toBe(isFirst);
    }
  });

  test('leaves its sessions as they are', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const { secret } = await app.services.appKeys.rotateAppKey(admin, { id: session.keyId, overlapMs: 0 });
    const principal = await who(app, { bearer: secret });
    if (principal === null) throw new Error('The new secret is good');
    const [answer] = await beat(app, { principal, origin: null }, [session.id]);
    expect(answer).toMatchObject({ outcome: 'RENEWED' });
  });
});

describe('the keys a server is started with', () => {
  test('work for every app, and only register', async () => {
    const app = await startApp();
    expect(await who(app, { bearer: appKey })).toMatchObject({ apps: null, rights: ['REGISTER'] });
    expect(accessRecordsOf(app)).toEqual(['a', 'b'].map((last) => `KEY_CREATED 00000000000${last} by SYSTEM`));
  });

  test('are brought in once: what was revoked or rotated out stays so', async () => {
    const before = await startApp();
    await before.services.appKeys.revokeAppKey(admin, { id: '00000000000a' });
    await before.services.appKeys.rotateAppKey(admin, { id: '00000000000b', overlapMs: 0 });
    const app = await before.restart();
    expect(await who(app, { bearer: appKey })).toBeNull();
    expect(await who(app, { bearer: otherAppKey })).toBeNull();
    expect(app.services.appKeys.list(admin)).toHaveLength(2);
  });

  test('show a newcomer the first of them, while it holds', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    expect(appKeys.quickStartKey(admin)).toBe(appKey);
    await appKeys.rotateAppKey(admin, { id: '00000000000a', overlapMs: day });
    expect(appKeys.quickStartKey(admin)).toBe(appKey);
    app.clock.jumpWall(day);
    expect(appKeys.quickStartKey(admin)).toBeNull();
  });

  test('that an operator chose have the id they always had; one that states another’s gets a new one', async () => {
    const app = await startApp();
    const { appKeys } = app.services;
    const chosen = 'a key that somebody chose';
    const crafted = `rck_00000000000a_${'x'.repeat(43)}`;
    await appKeys.bringIn([
      { secret: chosen, name: 'chosen' },
      { secret: crafted, name: 'crafted' },
    ]);
    // So what was registered with it before there were people keeps its tokens, and counts.
    expect(await who(app, { bearer: chosen })).toMatchObject({ keyId: hashSecret(chosen).slice(0, 12) });
    const principal = await who(app, { bearer: crafted });
    if (principal?.kind !== 'KEY') throw new Error('It is a key');
    expect(principal.keyId).toMatch(/^[0-9a-f]{12}$/);
    expect(principal.keyId).not.toBe('00000000000a');
  });
});
