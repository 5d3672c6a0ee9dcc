import { describe, expect, test } from 'vitest';
import { admin, keyWith, owner, person, startApp, type TestApp } from '../../app.testing.ts';
import { beat, recordsOf, sessionOf } from '../../app-reading.testing.ts';
import { until } from '../../app-socket.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import type { Approval } from '../approvals/index.ts';
import { statusOf } from '../sessions/index.ts';
import { HostAwayError, HostNotFoundError, ModeNotAllowedError, SandboxMissingError } from './errors.ts';
import { abilities, joinHost, runHost } from './host.testing.ts';

const operator = person({ role: 'OPERATOR', apps: ['remote'], userId: 'ada' });
const somebody = person({ role: 'OPERATOR' });

/** A host that is connected, and a way to start remote access on it. */
async function setUp(able: object = {}) {
  const app = await startApp();
  const joined = await joinHost(app);
  const running = await runHost(app, joined, { abilities: { ...abilities, ...able } });
  const hostId = joined.host.id;
  const start = (input: object = {}, caller: Caller = operator) =>
    app.services.remote.startRemoteSession(caller, { hostId, safetyMode: 'SUPERVISED', reason: 'why', ...input });
  return { app, joined, running, hostId, start };
}

async function questionOf({ services }: TestApp, sessionId: string): Promise<Approval> {
  const query = { filter: { sessionId }, orderBy: 'NEWEST', first: 1, after: null } as const;
  const { rows } = await services.approvalReading.list(admin, query);
  if (rows[0] === undefined) throw new Error('Nothing was asked');
  return rows[0].approval;
}

describe('remote access', () => {
  test('starts at once where commands are asked for, or harmless, and its host hears of it', async () => {
    const { app, running, hostId, start } = await setUp();
    for (const safetyMode of ['SUPERVISED', 'READ_ONLY'] as const) {
      const metadata = { ticket: 7 };
      const { session, requiresApproval } = await start({ safetyMode, metadata, systemUser: 'worker' });
      expect(requiresApproval).toBe(false);
      expect(session).toMatchObject({
        ...{ kind: 'REMOTE_ACCESS', app: 'remote', userId: 'ada', name: 'why', ownerId: hostId, keyId: '', metadata },
        ...{ lifecycle: 'ACTIVE', liveness: 'LIVE', pendingApprovalCount: 0 },
        remote: {
          ...{ hostId, safetyMode, systemUser: 'worker', startKey: null, commandsExecuted: 0, openCommandCount: 0 },
          startedBy: { kind: 'PERSON', id: 'person_1', name: 'Ada' },
        },
      });
      expect(session.id).toMatch(/^remote_/);
      const told = { id: session.id, safetyMode, lifecycle: 'ACTIVE', cutOffMs: 120_000, kill: null };
      expect(await running.next()).toEqual({ isAll: false, sessions: [told] });
      expect(await recordsOf(app, session.id)).toEqual(['REMOTE_SESSION_STARTED by PERSON: why']);
    }
  });

  test('of an app’s server works for the user that it names', async () => {
    const { start } = await setUp();
    const { session } = await start({ userId: 'eve' }, keyWith({ apps: ['remote'], rights: ['REMOTE'] }));
    expect(session).toMatchObject({ userId: 'eve', remote: { startedBy: { kind: 'KEY' } } });
    await expect(start({ userId: 'eve' })).rejects.toThrow(InvalidInputError);
  });

  test('is started once under a key, whatever races, and by each caller for themselves', async () => {
    const { app, hostId, start } = await setUp();
    const started = await Promise.all(Array.from({ length: 10 }, () => start({ key: 'k1' })));
    expect(new Set(started.map(({ session }) => session.id)).size).toBe(1);
    await expect(start({ key: 'k1', safetyMode: 'READ_ONLY' })).rejects.toThrow('was used for another start');
    const key = keyWith({ apps: ['remote'], rights: ['REMOTE'] });
    expect((await start({ key: 'k1' }, key)).session.id).not.toBe(started[0]?.session.id);
    // Also once the host is away, and once the session is over.
    await app.services.sessions.endSession(operator, { id: started[0]?.session.id ?? '', reason: 'STOPPED' });
    const again = await (
      await app.restart()
    ).services.remote.startRemoteSession(operator, {
      ...{ hostId, safetyMode: 'SUPERVISED', reason: 'why', key: 'k1' },
    });
    expect(again.session.id).toBe(started[0]?.session.id);
  });

  test('is refused to who may not, and tells nothing of hosts that they may not see', async () => {
    const { start } = await setUp();
    const allowed = { apps: ['remote'] };
    for (const caller of [
      person({ role: 'VIEWER', userId: 'ada' }),
      keyWith({ ...allowed, rights: ['REGISTER', 'READ', 'KILL'] }),
      admin,
    ]) {
      await expect(start({}, caller)).rejects.toThrow(ForbiddenError);
    }
    for (const caller of [
      person({ role: 'OPERATOR', apps: ['demo'] }),
      keyWith({ apps: ['demo'], rights: ['REMOTE'] }),
    ]) {
      await expect(start({}, caller)).rejects.toThrow(HostNotFoundError);
    }
    await expect(start({ hostId: 'host_nobody' })).rejects.toThrow(HostNotFoundError);
  });

  test('is refused by what the host is not able, or not allowed, to do', async () => {
    const { start, running, app, hostId } = await setUp({ sandbox: false, sandboxProblem: 'No bwrap.' });
    await expect(start({ safetyMode: 'READ_ONLY' })).rejects.toThrow(SandboxMissingError);
    await expect(start({ safetyMode: 'READ_ONLY' })).rejects.toThrow('No bwrap.');
    await expect(start({ systemUser: 'root' })).rejects.toThrow('worker');
    await app.services.hostPresence.reportHost(
      { principal: { kind: 'HOST', hostId, name: 'rack 1', app: 'remote' }, origin: null },
      {
        load: { loadAverage: 0, freeMemoryBytes: 0, runningCommands: 0 },
        abilities: { ...abilities, modes: ['READ_ONLY'] },
      },
    );
    await expect(start()).rejects.toThrow(ModeNotAllowedError);
    running.socket.close();
    await until(() => app.app.openSubscriptionCount() === 0);
    await expect(start({ safetyMode: 'READ_ONLY' })).rejects.toThrow(HostAwayError);
    await app.services.hosts.removeHost(admin, { id: hostId });
    await expect(start({ safetyMode: 'READ_ONLY' })).rejects.toThrow(HostNotFoundError);
  });

  test.each([[{ reason: ' ' }], [{ safetyMode: 'ROOT' }], [{ metadata: { x: 'x'.repeat(20_000) } }], [{ key: '' }]])(
    'is refused for %j',
    async (input) => {
      const { start } = await setUp();
      await expect(start(input)).rejects.toThrow(InvalidInputError);
    },
  );

  test('is no session that an app registers, drives or takes over', async () => {
    const { app, start } = await setUp();
    const { session } = await start({ key: 'k1' });
    const { services } = app;
    const key = keyWith({ apps: ['remote'], rights: ['REGISTER', 'READ', 'KILL'] });
    const { id } = session;
    expect((await beat(app, key, [id]))[0]?.outcome).toBe('UNKNOWN');
    await expect(services.sessions.updateSession(key, { id, name: 'x' })).rejects.toThrow('There is no session');
    const asked = { sessionId: id, key: 'k', title: 'May I?' };
    await expect(services.approvals.requestApproval(key, asked)).rejects.toThrow('There is no session');
    await expect(services.tasks.startTask(key, { sessionId: id, taskId: 't', name: 'x' })).rejects.toThrow(
      'There is no session',
    );
    await expect(services.sessions.endSession(owner(), { id, reason: 'STOPPED' })).rejects.toThrow(
      'There is no session',
    );
  });
});

describe('an autonomous session', () => {
  const start = async () => {
    const all = await setUp();
    const { session, requiresApproval } = await all.start({ safetyMode: 'AUTONOMOUS' });
    expect(requiresApproval).toBe(true);
    expect(statusOf(session)).toBe('PENDING_APPROVAL');
    return { ...all, id: session.id, approval: await questionOf(all.app, session.id) };
  };

  test('waits a day for a person, who is told exactly what', async () => {
    const { approval, hostId } = await start();
    expect(approval).toMatchObject({
      ...{ kind: 'SESSION_START', state: 'PENDING', onExpiry: 'DENY', askedBy: { kind: 'PERSON', name: 'Ada' } },
      details: { safetyMode: 'AUTONOMOUS', reason: 'why', host: 'rack 1', hostId, systemUser: null },
    });
    expect((approval.expiresAtMs ?? 0) - approval.askedAtMs).toBe(24 * 3_600_000);
  });

  test('starts as it is approved, by which that is acted on', async () => {
    const { app, id, approval } = await start();
    const approved = await app.services.approvals.approve(somebody, { id: approval.id });
    expect(approved).toMatchObject({ state: 'APPROVED', actedAtMs: app.clock.wallMs(), actedBy: { kind: 'PERSON' } });
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ACTIVE', pendingApprovalCount: 0 });
    await app.advance(600_000);
    expect((await questionOf(app, id)).state).toBe('APPROVED');
    expect((await recordsOf(app, id)).slice(0, 5)).toEqual([
      ...['REMOTE_SESSION_STARTED by PERSON: why', 'APPROVAL_REQUESTED by PERSON'],
      ...['APPROVAL_APPROVED by PERSON', 'REMOTE_SESSION_APPROVED by PERSON', 'APPROVAL_ACTED_ON by PERSON'],
    ]);
  });

  test('is over as it is denied, with what was said', async () => {
    const { app, id, approval } = await start();
    await app.services.approvals.deny(somebody, { id: approval.id, note: 'Not today' });
    expect(await sessionOf(app, id)).toMatchObject({ endReason: 'DENIED', endMessage: 'Not today', killId: null });
    expect((await questionOf(app, id)).state).toBe('DENIED');
  });

  test('is over when nobody answers in a day, through a restart', async () => {
    const { app: before, id } = await start();
    const app = await before.restart(24 * 3_600_000 - 60_000);
    await app.advance(59_000);
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'PENDING_APPROVAL' });
    await app.advance(1_000);
    expect(await sessionOf(app, id)).toMatchObject({
      lifecycle: 'ENDED',
      endReason: 'EXPIRED',
      pendingApprovalCount: 0,
    });
    expect((await questionOf(app, id)).state).toBe('EXPIRED');
  });

  test('cancels its question as it is ended before, and nobody starts it any more', async () => {
    const { app, id, approval } = await start();
    const ended = await app.services.sessions.endSession(operator, { id, reason: 'STOPPED', message: 'no need' });
    expect(ended).toMatchObject({ endReason: 'STOPPED', endMessage: 'no need', killId: null });
    await expect(app.services.approvals.approve(somebody, { id: approval.id })).rejects.toThrow();
    expect((await questionOf(app, id)).state).toBe('CANCELLED');
  });

  test('waits through a restart, and is then approved', async () => {
    const { app: before, joined, id, approval } = await start();
    const app = await before.restart();
    await runHost(app, joined);
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'PENDING_APPROVAL', pendingApprovalCount: 1 });
    await app.services.approvals.approve(somebody, { id: approval.id });
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ACTIVE' });
  });
});
