import { beforeEach, describe, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../kernel/clock.testing.ts';
import { Leases } from './leases.ts';
import { OwnerConnection } from './owner-connection.ts';
import { aSession } from './session.testing.ts';

const limits = { staleAfterMs: 120_000, lostAfterMs: 600_000 };
const session = aSession();
let clock: ManualClock;
let leases: Leases;
let quietCount: number;
const onQuiet = (): void => void (quietCount += 1);

beforeEach(() => {
  clock = createManualClock();
  leases = new Leases(clock, limits);
  quietCount = 0;
});

const liveness = (): string | null => leases.livenessOf(session.id);
const bind = (connection: OwnerConnection): (() => void) => {
  const binding = leases.bind(session, connection, onQuiet);
  return () => binding.end();
};

describe('a session that was registered', () => {
  beforeEach(() => leases.observe(session));

  test('is live until it was silent for the stale limit, then for the lost one', () => {
    clock.advance(119_999);
    expect(liveness()).toBe('LIVE');
    clock.advance(1);
    expect(liveness()).toBe('STALE');
    clock.advance(479_999);
    expect(liveness()).toBe('STALE');
    clock.advance(1);
    expect(liveness()).toBe('LOST');
  });

  test('is heard by a heartbeat, and the wall clock says when', () => {
    clock.advance(300_000);
    leases.renew(session.id);
    expect(liveness()).toBe('LIVE');
    expect(leases.lastHeardWallMs(session.id)).toBe(clock.wallMs());
    expect([...leases.heard()]).toEqual([{ id: session.id, lastHeartbeatAtMs: clock.wallMs() }]);
  });

  test('is not touched by a wall clock that jumps three hours', () => {
    clock.advance(60_000);
    clock.jumpWall(3 * 3_600_000);
    clock.advance(59_999);
    expect(liveness()).toBe('LIVE');
    clock.jumpWall(-6 * 3_600_000);
    clock.advance(1);
    expect(liveness()).toBe('STALE');
  });

  test('gets no life from a commit that changes something else', () => {
    clock.advance(120_000);
    leases.observe({ ...session, name: 'New', revision: 8 });
    expect(liveness()).toBe('STALE');
  });

  test('has its limits doubled as long as a task is open', () => {
    leases.observe({ ...session, openTaskCount: 1 });
    clock.advance(239_999);
    expect(liveness()).toBe('LIVE');
    leases.observe({ ...session, openTaskCount: 0 });
    expect(liveness()).toBe('STALE');
  });

  test('lives anew with another owner, or another attempt', () => {
    clock.advance(120_000);
    leases.observe({ ...session, ownerId: 'owner2' });
    expect(liveness()).toBe('LIVE');
    clock.advance(120_000);
    leases.observe({ ...session, ownerId: 'owner2', attempt: 2 });
    expect(liveness()).toBe('LIVE');
  });

  test('has no lease once it has ended', () => {
    leases.observe({ ...session, lifecycle: 'ENDED' });
    expect(leases.get(session.id)).toBeNull();
    expect(liveness()).toBeNull();
    expect(leases.lastHeardWallMs(session.id)).toBeNull();
    leases.renew(session.id);
    expect([...leases.heard()]).toEqual([]);
  });

  test('counts as changed as long as what is stored differs from what its lease says', async () => {
    expect(await leases.changed()).toEqual([]);
    clock.advance(120_000);
    expect(await leases.changed()).toEqual([session.id]);
    expect(await leases.changed({ staleAfterMs: 180_000, lostAfterMs: 600_000 })).toEqual([]);
    leases.observe({ ...session, liveness: 'STALE' });
    expect(await leases.changed()).toEqual([]);
  });
});

describe('a session restored after a start', () => {
  test('is quiet until heard, has a full period to come back, and was last heard when the disk says', () => {
    leases.restore(session);
    expect(liveness()).toBe('QUIET');
    expect(leases.lastHeardWallMs(session.id)).toBe(session.lastHeartbeatAtMs);
    clock.advance(119_999);
    expect(liveness()).toBe('QUIET');
    clock.advance(1);
    expect(liveness()).toBe('STALE');
    clock.advance(480_000);
    expect(liveness()).toBe('LOST');
  });

  test('is live once it is heard', () => {
    leases.restore(session);
    leases.renew(session.id);
    expect(liveness()).toBe('LIVE');
  });
});

describe('an owner’s connection', () => {
  let connection: OwnerConnection;

  beforeEach(() => {
    leases.observe(session);
    connection = new OwnerConnection(clock);
  });

  test('keeps all its sessions alive with one word', () => {
    const second = aSession({ id: 'app_02' });
    leases.observe(second);
    bind(connection);
    leases.bind(second, connection, onQuiet);
    clock.advance(119_000);
    connection.heard();
    clock.advance(119_000);
    expect([liveness(), leases.livenessOf(second.id)]).toEqual(['LIVE', 'LIVE']);
    clock.advance(1_000);
    expect([liveness(), leases.livenessOf(second.id)]).toEqual(['STALE', 'STALE']);
    expect(quietCount).toBe(0);
  });

  test('wakes a quiet session when it is bound', () => {
    leases.restore(session);
    bind(connection);
    expect(liveness()).toBe('LIVE');
  });

  test('leaves its session quiet the moment it closes, once', () => {
    const unbind = bind(connection);
    connection.close();
    expect(liveness()).toBe('QUIET');
    connection.close();
    unbind();
    expect(quietCount).toBe(1);
  });

  test('leaves its session quiet when its signal is closed though the socket stays', () => {
    const unbind = bind(connection);
    clock.advance(1_000);
    connection.heard();
    unbind();
    expect(liveness()).toBe('QUIET');
    expect(leases.lastHeardWallMs(session.id)).toBe(clock.wallMs());
    clock.advance(119_000);
    connection.heard();
    clock.advance(1_000);
    expect(liveness()).toBe('STALE');
    connection.close();
    expect(quietCount).toBe(1);
  });

  test('keeps its session live as long as one of two signals on it is open', () => {
    const unbindFirst = bind(connection);
    bind(connection);
    unbindFirst();
    expect(liveness()).toBe('LIVE');
    clock.advance(119_000);
    connection.heard();
    clock.advance(119_000);
    expect(liveness()).toBe('LIVE');
    expect(quietCount).toBe(0);
    connection.close();
    expect([liveness(), quietCount]).toEqual(['QUIET', 1]);
  });

  test.each([0, 1])(
    'keeps its session live where it is the one of two that is heard, bound before or behind: %i',
    (at) => {
      const both = [connection, new OwnerConnection(clock)];
      both.forEach(bind);
      clock.advance(119_000);
      both[at]?.heard();
      clock.advance(119_000);
      expect(liveness()).toBe('LIVE');
    },
  );

  test('of a reconnecting owner outlives the older one', () => {
    const newer = new OwnerConnection(clock);
    bind(connection);
    bind(newer);
    connection.close();
    expect([liveness(), quietCount]).toEqual(['LIVE', 0]);
    newer.close();
    expect([liveness(), quietCount]).toEqual(['QUIET', 1]);
  });

  test('of an older owner neither renews nor quiets a session that was taken over', () => {
    bind(connection);
    leases.observe({ ...session, ownerId: 'owner2' });
    clock.advance(119_000);
    connection.heard();
    clock.advance(1_000);
    expect(liveness()).toBe('STALE');
    leases.renew(session.id);
    connection.close();
    expect([liveness(), quietCount]).toEqual(['LIVE', 0]);
  });

  test('of an owner that was superseded in this moment binds nothing', () => {
    leases.observe({ ...session, ownerId: 'owner2' });
    const unbind = bind(connection);
    unbind();
    connection.close();
    expect([liveness(), quietCount]).toEqual(['LIVE', 0]);
  });

  test('of a session that has ended changes nothing any more', () => {
    bind(connection);
    leases.observe({ ...session, lifecycle: 'ENDED' });
    connection.close();
    expect([liveness(), quietCount]).toEqual([null, 0]);
  });

  test('bound to nothing is let go of without harm', () => {
    const binding = leases.bind(aSession({ id: 'app_99' }), connection, onQuiet);
    binding.end();
    connection.close();
    expect(quietCount).toBe(0);
  });

  test('that was heard before a heartbeat takes nothing from it', () => {
    bind(connection);
    clock.advance(100_000);
    leases.renew(session.id);
    const heardMs = clock.wallMs();
    clock.advance(100_000);
    expect(liveness()).toBe('LIVE');
    connection.close();
    expect(leases.lastHeardWallMs(session.id)).toBe(heardMs);
  });

  test('that is gone leaves a heartbeat its own life', () => {
    bind(connection);
    connection.close();
    leases.renew(session.id);
    expect(liveness()).toBe('LIVE');
  });
});
