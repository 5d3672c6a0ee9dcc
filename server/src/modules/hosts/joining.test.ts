import { describe, expect, test } from 'vitest';
import { admin, keyWith, person, startApp, type TestApp } from '../../app.testing.ts';
import { addPerson, firstAdmin } from '../../app-access.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { actions } from '../../kernel/principal.ts';
import { hashSecret } from '../../kernel/secrets.ts';
import { HostNameTakenError, HostNotFoundError } from './errors.ts';
import { abilities, holderOfCode, joinHost, system } from './host.testing.ts';

const machine = (key: string, name = 'rack 1') => ({ name, keyHash: hashSecret(key), system, abilities });

async function codeFor(app: TestApp, input: object = {}) {
  return (await app.services.hosts.createJoinCode(admin, input)).code;
}

/** Whether somebody is known by this. */
async function isKnown({ services }: TestApp, bearer: string): Promise<boolean> {
  return (await services.access.authenticate({ bearer, signIn: null, ownerId: null })) !== null;
}

describe('a join code', () => {
  test('is made by admins and the terminal, and holds an hour', async () => {
    const app = await startApp();
    const { createJoinCode } = app.services.hosts;
    const { code, expiresAtMs } = await createJoinCode({ principal: { kind: 'TERMINAL' }, origin: null }, {});
    expect(code).toMatch(/^rjc_[0-9a-f]{12}_[\w-]{43}$/);
    expect(expiresAtMs).toBe(app.clock.wallMs() + 3_600_000);
    for (const caller of [person({ role: 'OPERATOR' }), keyWith({ rights: ['REMOTE'] })]) {
      expect(() => createJoinCode(caller, {})).toThrow(ForbiddenError);
    }
    await app.advance(3_599_999);
    expect(await isKnown(app, code)).toBe(true);
    await app.advance(1);
    expect(await isKnown(app, code)).toBe(false);
  });

  test('lets its holder join, and nothing else', async () => {
    const app = await startApp();
    const { services } = app;
    const holder = await holderOfCode(app, await codeFor(app));
    expect(holder.principal.kind).toBe('JOIN_CODE');
    await expect(services.hostReading.list(holder)).rejects.toThrow(ForbiddenError);
    await expect(services.openHostWork(holder, {}, null)).rejects.toThrow(ForbiddenError);
    expect(actions).toContain('host.join');
  });

  test('lets one machine join, which may ask again and is answered the same', async () => {
    const app = await startApp();
    const { joinHost: join } = app.services.hosts;
    const code = await codeFor(app, { app: 'ops', name: 'Rack One', labels: ['blue', 'blue'] });
    const holder = await holderOfCode(app, code);
    const host = await join(holder, { ...machine('rhk_one'), labels: ['own'] });
    expect(host).toMatchObject({ name: 'Rack One', app: 'ops', labels: ['blue'], joinedBy: { kind: 'BOOTSTRAP' } });
    expect(await join(holder, machine('rhk_one'))).toEqual(host);
    await expect(join(holder, machine('rhk_two'))).rejects.toThrow('Another machine has joined');
    expect(await app.services.hostReading.list(admin)).toHaveLength(1);
  });

  test('lets one of two machines join that race for it', async () => {
    const app = await startApp();
    const holder = await holderOfCode(app, await codeFor(app));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => app.services.hosts.joinHost(holder, machine(`rhk_${at}`, `rack ${at}`))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await app.services.hostReading.list(admin)).toHaveLength(1);
  });

  test('lets nobody join once who made it is no admin any more; who has joined may ask again', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const [bob, eve] = [
      await addPerson(app, ada.caller, { name: 'bob', role: 'ADMIN' }),
      await addPerson(app, ada.caller, { name: 'eve', role: 'ADMIN' }),
    ];
    const { createJoinCode, joinHost: join } = app.services.hosts;
    const [used, ofBob, ofEve] = [
      await holderOfCode(app, (await createJoinCode(bob.caller, {})).code),
      await holderOfCode(app, (await createJoinCode(bob.caller, {})).code),
      await holderOfCode(app, (await createJoinCode(eve.caller, {})).code),
    ];
    const host = await join(used, machine('rhk_one'));
    await app.services.people.updatePerson(ada.caller, { id: bob.id, name: 'bob', role: 'OPERATOR' });
    await app.services.people.removePerson(ada.caller, { id: eve.id });
    for (const holder of [ofBob, ofEve]) {
      await expect(join(holder, machine('rhk_two', 'rack 2'))).rejects.toThrow('no admin any more');
    }
    expect(await join(used, machine('rhk_one'))).toEqual(host);
  });

  test('survives a restart, used or not', async () => {
    const before = await startApp();
    const [used, unused] = [await codeFor(before), await codeFor(before)];
    await before.services.hosts.joinHost(await holderOfCode(before, used), machine('rhk_one'));
    const app = await before.restart();
    const { joinHost: join } = app.services.hosts;
    await expect(join(await holderOfCode(app, used), machine('rhk_two', 'rack 2'))).rejects.toThrow(ForbiddenError);
    await join(await holderOfCode(app, unused), machine('rhk_two', 'rack 2'));
    expect(await isKnown(app, 'rhk_one')).toBe(true);
  });

  test('for a name that is taken, or with a key that was used, lets nobody join', async () => {
    const app = await startApp();
    const { host } = await joinHost(app, { name: 'Rack' });
    await expect(codeFor(app, { name: 'rack' })).rejects.toThrow(HostNameTakenError);
    const holder = await holderOfCode(app, await codeFor(app));
    const { joinHost: join } = app.services.hosts;
    await expect(join(holder, machine('rhk_two', 'RACK'))).rejects.toThrow(HostNameTakenError);
    await expect(join(holder, { ...machine('x', 'other'), keyHash: host.keyHash })).rejects.toThrow(InvalidInputError);
    await join(holder, machine('rhk_two', 'other'));
  });

  test.each([
    [{ keyHash: 'no hash' }, 'keyHash'],
    [{ name: '' }, 'name'],
    [{ system: { ...system, cpuCount: -1 } }, 'cpuCount'],
    [{ abilities: { ...abilities, modes: ['ROOT'] } }, 'modes'],
    [{ labels: Array.from({ length: 21 }, String) }, 'labels'],
  ])('is not used up by bad input: %j', async (bad, path) => {
    const app = await startApp();
    const holder = await holderOfCode(app, await codeFor(app));
    const { joinHost: join } = app.services.hosts;
    expect(() => join(holder, { ...machine('rhk_one'), ...bad })).toThrow(path);
    await join(holder, machine('rhk_one'));
  });
});

describe('a host', () => {
  test('is renamed where its name is free, and keeps what is not named', async () => {
    const app = await startApp();
    const { host } = await joinHost(app);
    await joinHost(app, { name: 'rack 2' });
    const { updateHost } = app.services.hosts;
    await expect(updateHost(admin, { id: host.id, name: 'RACK 2' })).rejects.toThrow(HostNameTakenError);
    await expect(updateHost(admin, { id: 'host_nobody' })).rejects.toThrow(HostNotFoundError);
    const updated = await updateHost(admin, { id: host.id, name: 'Rack 1', needsSomebodyElse: true });
    expect(updated).toMatchObject({ name: 'Rack 1', needsSomebodyElse: true, labels: [], app: 'remote' });
    expect(updated.revision).toBeGreaterThan(host.revision);
  });

  test('that was removed is nobody any more, and gives its name back', async () => {
    const app = await startApp();
    const { host, key } = await joinHost(app);
    expect(await isKnown(app, key)).toBe(true);
    const removed = await app.services.hosts.removeHost(admin, { id: host.id });
    expect(await isKnown(app, key)).toBe(false);
    expect(await app.services.hosts.removeHost(admin, { id: host.id })).toEqual(removed);
    expect(await app.services.hostReading.host(admin, host.id)).toBeNull();
    await joinHost(app);
    expect(await app.services.hostReading.list(admin)).toHaveLength(1);
    const again = await app.restart();
    expect(await isKnown(again, key)).toBe(false);
  });

  test('is seen, and managed, as its app allows', async () => {
    const app = await startApp();
    const [{ host }, other] = [await joinHost(app), await joinHost(app, { name: 'other', ofApp: 'elsewhere' })];
    const { hosts, hostReading } = app.services;
    const ofApps = { apps: ['remote'] };
    const readers = [
      person(ofApps),
      keyWith({ ...ofApps, rights: ['READ'] }),
      keyWith({ ...ofApps, rights: ['REMOTE'] }),
    ];
    for (const caller of readers) {
      expect((await hostReading.list(caller)).map(({ id }) => id)).toEqual([host.id]);
      expect(await hostReading.host(caller, other.host.id)).toBeNull();
      expect(() => hosts.updateHost(caller, { id: host.id, name: 'x' })).toThrow(ForbiddenError);
      await expect(hosts.removeHost(caller, { id: host.id })).rejects.toThrow(ForbiddenError);
    }
    for (const caller of [keyWith({ ...ofApps, rights: ['REGISTER', 'KILL'] }), other.caller]) {
      await expect(hostReading.list(caller)).rejects.toThrow(ForbiddenError);
    }
  });
});
