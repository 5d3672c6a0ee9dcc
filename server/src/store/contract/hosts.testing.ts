import { expect, test } from 'vitest';
import type { Host, HostJoinCode } from '../../modules/hosts/index.ts';
import { aHost } from '../../modules/hosts/host.testing.ts';
import { aSession } from '../../modules/sessions/session.testing.ts';
import type { Store } from '../store.ts';
import { ended, idsOf, insert, type OpenStore, sessionAt, update } from './opened.testing.ts';

const hostAt = (at: number, members: Partial<Host> = {}): Host =>
  aHost({ id: `host_${at}`, name: `Rack ${at}`, keyHash: String(at).repeat(64), ...members });

const put = (store: Store, host: Host): Promise<Host> => store.write(({ hosts }) => hosts.insert(host));

const remoteAt = (at: number, hostId: string, startKey: string | null = null) =>
  sessionAt(at, {
    kind: 'REMOTE_ACCESS',
    remote: {
      ...{ hostId, safetyMode: 'READ_ONLY', systemUser: 'worker', startKey, commandsExecuted: 3, openCommandCount: 1 },
      startedBy: { kind: 'PERSON', id: 'person_1', name: 'Ada' },
    },
  });

const code: HostJoinCode = {
  ...{ id: 'code1', hash: 'h', app: 'remote', name: 'x', labels: ['a'], createdAtMs: 1 },
  ...{ createdBy: { kind: 'TERMINAL', id: null, name: 'the command line' }, expiresAtMs: 9, hostId: null },
};

export function hostsContract(open: OpenStore): void {
  test('a host is kept with every member, and each change takes a revision', async () => {
    const { store } = await open();
    const stored = await put(store, hostAt(1, { instanceId: 'one', connectedAtMs: 5, lastHeardAtMs: 6 }));
    expect(await store.hosts.find('host_1')).toEqual(stored);
    const changed = await store.write(({ hosts }) => hosts.update({ ...stored, needsSomebodyElse: true, labels: [] }));
    expect(changed).toEqual({ ...stored, needsSomebodyElse: true, labels: [], revision: stored.revision + 1 });
    expect(await store.hosts.find('host_1')).toEqual(changed);
    expect(await store.hosts.findMany(['host_1', 'host_nobody'])).toEqual([changed]);
    expect(await store.write(({ hosts }) => hosts.connected())).toEqual([changed]);
  });

  test('a name is one host’s, ignoring case, until that is removed; so is a key, for ever', async () => {
    const { store } = await open();
    const stored = await put(store, hostAt(1));
    await expect(put(store, hostAt(2, { name: 'RACK 1' }))).rejects.toThrow();
    expect((await store.write(({ hosts }) => hosts.findByName('rACK 1')))?.id).toBe('host_1');
    await store.write(({ hosts }) => hosts.update({ ...stored, removedAtMs: 9 }));
    expect(await store.write(({ hosts }) => hosts.findByName('rack 1'))).toBeNull();
    await put(store, hostAt(2, { name: 'RACK 1' }));
    await expect(put(store, hostAt(3, { keyHash: stored.keyHash }))).rejects.toThrow();
    expect((await store.write(({ hosts }) => hosts.findByKey(stored.keyHash)))?.id).toBe('host_1');
  });

  test('those who sign in are the hosts that were not removed, and the codes', async () => {
    const { store } = await open();
    const [first] = [await put(store, hostAt(1)), await put(store, hostAt(2))];
    await store.write(async ({ hosts }) => {
      await hosts.insertCode(code);
      await hosts.insertCode({ ...code, id: 'code2', hash: 'i', name: null, labels: null, expiresAtMs: 20 });
      await hosts.update({ ...first, removedAtMs: 9 });
    });
    const { id, name, app, keyHash } = hostAt(2);
    expect(await store.access.hostKeys()).toEqual([{ hostId: id, name, app, hash: keyHash }]);
    expect(await store.access.joinCodes()).toHaveLength(2);
    await store.write(async ({ hosts }) => {
      expect(await hosts.findCode('code1')).toEqual(code);
      await hosts.updateCode({ ...code, hostId: 'host_2' });
      expect((await hosts.findCode('code1'))?.hostId).toBe('host_2');
      await hosts.removeCodes(10);
    });
    expect((await store.access.joinCodes()).map((each) => each.id)).toEqual(['code2']);
  });

  test('lists and changes show the hosts of the apps, and removed ones as that', async () => {
    const { store } = await open();
    const [first] = [await put(store, hostAt(1)), await put(store, hostAt(2, { app: 'other' }))];
    await put(store, hostAt(3, { name: 'a' }));
    expect(idsOf(await store.hosts.list({ apps: null }))).toEqual(['host_3', 'host_1', 'host_2']);
    expect(idsOf(await store.hosts.list({ apps: ['other'] }))).toEqual(['host_2']);
    expect(await store.hosts.list({ apps: [] })).toEqual([]);
    const head = await store.hosts.head();
    await store.write(({ hosts }) => hosts.update({ ...first, removedAtMs: 9 }));
    const changes = await store.hosts.changesAfter(head, { apps: ['remote'] }, 9);
    expect(changes).toEqual({ upserted: [], removed: ['host_1'], revision: head + 1, resync: false, hasMore: false });
    const all = await store.hosts.changesAfter(0, { apps: null }, 2);
    expect([idsOf(all.upserted), all.hasMore]).toEqual([['host_2', 'host_3'], true]);
    const rest = await store.hosts.changesAfter(all.revision, { apps: null }, 2);
    expect([rest.removed, rest.hasMore]).toEqual([['host_1'], false]);
    expect((await store.hosts.changesAfter(head + 9, { apps: null }, 2)).resync).toBe(true);
  });

  test('a host’s sessions are kept with what they have of it, found, counted and told', async () => {
    const { store, reopen } = await open();
    const stored = await insert(store, remoteAt(1, 'host_1', 'k'));
    expect(await store.sessions.find(stored.id)).toEqual(stored);
    await insert(store, aSession({ id: 'app_9', externalId: null }));
    const other = await insert(store, remoteAt(2, 'host_2', 'k'));
    const over = await insert(store, remoteAt(3, 'host_1'));
    expect(idsOf(await store.hosts.runningOf('host_1'))).toEqual([stored.id, over.id]);
    await update(store, { ...over, ...ended });
    expect(idsOf(await store.hosts.runningOf('host_1'))).toEqual([stored.id]);
    expect(await store.write(({ hosts }) => hosts.runningSessionIds('host_1'))).toEqual([stored.id]);
    expect([...(await store.hosts.countRunning(['host_1', 'host_2', 'host_3']))]).toEqual([
      ['host_1', 1],
      ['host_2', 1],
    ]);
    expect(idsOf(await store.hosts.changedOf('host_1', stored.revision, 9))).toEqual([over.id]);
    expect((await store.write(({ sessions }) => sessions.findByStartKey('host_2', 'k')))?.id).toBe(other.id);
    await expect(insert(store, remoteAt(4, 'host_1', 'k'))).rejects.toThrow();
    const again = await reopen();
    expect((await again.store.sessions.find(stored.id))?.remote).toEqual(stored.remote);
  });

  test('an app has the rule that was set last', async () => {
    const { store } = await open();
    const find = (app: string) => store.write(({ rules }) => rules.find(app));
    expect(await find('demo')).toEqual({ app: 'demo', needsSomebodyElse: false });
    for (const needsSomebodyElse of [false, true]) {
      await store.write(({ rules }) => rules.put({ app: 'demo', needsSomebodyElse }));
      expect(await find('demo')).toEqual({ app: 'demo', needsSomebodyElse });
      expect(await store.rules.list()).toEqual([{ app: 'demo', needsSomebodyElse }]);
    }
  });
}
