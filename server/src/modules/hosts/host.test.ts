import { describe, expect, test } from 'vitest';
import { HostConnections } from './connections.ts';
import { connect, disconnect, type Host, join, remove, update } from './host.ts';
import { abilities, aHost, system } from './host.testing.ts';
import { type HostJoinCode, outcomeOf } from './join-code.ts';

const nowMs = 2_000_000;

test('a machine that joins is a host that has never connected', () => {
  const { id, name, app, labels, keyHash, joinedBy } = aHost();
  const { host, record } = join({ id, name, app, labels, keyHash, system, abilities, joinedBy }, nowMs);
  expect(host).toEqual({ ...aHost(), joinedAtMs: nowMs, revision: 0 });
  expect(record).toMatchObject({ action: 'HOST_JOINED', after: { hostId: id, name, app, joinedBy } });
});

test('what an admin does not name stays as it is', () => {
  const { host, record } = update(aHost(), { needsSomebodyElse: true });
  expect(host).toEqual({ ...aHost(), needsSomebodyElse: true });
  expect(record).toMatchObject({ action: 'HOST_UPDATED', after: { needsSomebodyElse: true, name: 'rack 1' } });
});

test('a host is removed once, and is away by it', () => {
  const here = connect(aHost(), { instanceId: 'one', system, abilities }, nowMs);
  expect(here).toMatchObject({ instanceId: 'one', connectedAtMs: nowMs, lastHeardAtMs: nowMs });
  expect(disconnect(here, nowMs + 5)).toEqual({ ...here, connectedAtMs: null, lastHeardAtMs: nowMs + 5 });
  const removed = remove(here, nowMs + 9)?.host;
  expect(removed).toMatchObject({ connectedAtMs: null, removedAtMs: nowMs + 9 });
  expect(removed && remove(removed, nowMs + 10)).toBeNull();
});

const code: HostJoinCode = {
  ...{ id: 'code1', hash: 'h', app: 'remote', name: null, labels: null },
  ...{ createdAtMs: 1, createdBy: aHost().joinedBy, expiresAtMs: nowMs, hostId: null },
};
const joined = aHost();

test.each<[string, Partial<HostJoinCode>, Host | null, number, string]>([
  ['lets one machine join', {}, null, nowMs - 1, 'JOINS'],
  ['lets nobody join from its end on', {}, null, nowMs, 'EXPIRED'],
  ['gives the machine that joined the same answer', { hostId: joined.id }, joined, nowMs - 1, 'HAS_JOINED'],
  ['tells that machine nothing once it has expired', { hostId: joined.id }, joined, nowMs, 'EXPIRED'],
  ['is used for every other machine', { hostId: joined.id }, aHost({ keyHash: 'b' }), nowMs - 1, 'USED'],
  ['is used when its host was removed', { hostId: joined.id }, aHost({ removedAtMs: 1 }), nowMs - 1, 'USED'],
])('a code %s', (_, members, host, atMs, outcome) => {
  expect(outcomeOf({ ...code, ...members }, host, joined.keyHash, atMs)).toBe(outcome);
});

describe('of the connections of a host', () => {
  const connection = (instanceId: string) => ({ hostId: 'host_01', instanceId, lastHeardWallMs: () => 5 });
  const load = { loadAverage: 1, freeMemoryBytes: 2, runningCommands: 3, atMs: 4 };

  test('the newest counts, and an older process never again', () => {
    const connections = new HostConnections();
    const [older, newer] = [connection('one'), connection('two')];
    connections.add(older);
    connections.report('host_01', load);
    connections.add(newer);
    expect(connections.loadOf('host_01')).toBeNull();
    expect([connections.isCurrent(older), connections.isCurrent(newer)]).toEqual([false, true]);
    expect([connections.isSuperseded('host_01', 'one'), connections.isSuperseded('host_01', 'two')]).toEqual([
      true,
      false,
    ]);
    expect(connections.remove(older)).toBe(false);
    expect(connections.instanceOf('host_01')).toBe('two');
    expect(connections.remove(newer)).toBe(true);
    expect(connections.instanceOf('host_01')).toBeNull();
  });

  test('another of the same process supersedes no process', () => {
    const connections = new HostConnections();
    connections.add(connection('one'));
    connections.add(connection('one'));
    expect(connections.isSuperseded('host_01', 'one')).toBe(false);
  });

  test('nothing is kept of what an absent host says', () => {
    const connections = new HostConnections();
    connections.report('host_01', load);
    expect(connections.loadOf('host_01')).toBeNull();
  });
});
