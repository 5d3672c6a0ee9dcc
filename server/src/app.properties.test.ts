import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admin, keyWith, owner, person, startApp, stranger, type TestApp } from './app.testing.ts';
import { listOf, recordsOf } from './app-reading.testing.ts';
import { DomainError } from './kernel/errors.ts';
import { isInScope, scopeOf } from './kernel/principal.ts';
import { fingerprintOf, formatRevision } from './kernel/revision.ts';
import type { Caller } from './kernel/record.ts';
import {
  isRunning,
  ownerEndReasons,
  type ChangedSessions,
  type Session,
  statedActivities,
} from './modules/sessions/index.ts';
import { taskOutcomes } from './modules/tasks/index.ts';

/** What the world does to the server; `pick` chooses among what there is. */
type Act = (app: TestApp, sessions: readonly Session[], pick: number) => Promise<unknown>;

const callers: readonly (readonly [Caller, string])[] = [
  [owner('owner1'), 'owner1'],
  [owner('owner2'), 'owner2'],
  [keyWith({ apps: ['demo'], keyId: 'key2' }, 'owner1'), 'owner1'],
  [stranger('owner1'), 'owner1'],
];

const one = <T>(values: readonly T[], pick: number): T | undefined => values[pick % Math.max(1, values.length)];

/** An act of whoever on a session that there is, if there is one. */
function onSession(act: (app: TestApp, session: Session, caller: Caller, pick: number) => Promise<unknown>): Act {
  return async (app, sessions, pick) => {
    const session = one(sessions, pick);
    const caller = one(callers, pick >> 3)?.[0] ?? admin;
    if (session !== undefined) await act(app, session, caller, pick);
  };
}

const acts: readonly Act[] = [
  async ({ services }, _, pick) => {
    const [caller, ownerId] = one(callers, pick) ?? [owner(), 'owner1'];
    await services.registerSession(caller, {
      app: 'demo',
      ownerId,
      externalId: `external ${pick % 4}`,
      userId: one([null, 'ada', 'eve'], pick >> 4),
    });
  },
  async ({ services }, sessions, pick) =>
    sessions.length > 0 &&
    services.heartbeat(
      one(callers, pick)?.[0] ?? owner(),
      sessions.slice(0, 5).map(({ id }) => id),
    ),
  onSession(({ services }, { id }, caller, pick) =>
    services.tasks.startTask(caller, { sessionId: id, taskId: `task_${pick % 12}`, name: 'x' }),
  ),
  onSession(({ services }, _, caller, pick) =>
    services.tasks.finishTask(caller, { taskId: `task_${pick % 12}`, outcome: one(taskOutcomes, pick) }),
  ),
  onSession(({ services }, _, caller, pick) =>
    services.tasks.reportProgress(caller, { taskId: `task_${pick % 12}`, progress: (pick % 11) / 10 }),
  ),
  onSession(({ services }, { id }, caller, pick) =>
    services.sessions.updateSession(caller, { id, activity: one([null, ...statedActivities], pick) }),
  ),
  onSession(({ services }, { id }, caller, pick) =>
    services.sessions.endSession(caller, { id, reason: one(ownerEndReasons, pick) ?? 'STOPPED' }),
  ),
  onSession(({ services }, { id }, _, pick) => services.kills.killSession(admin, { id, graceMs: (pick % 4) * 5_000 })),
  onSession(async ({ services }, { killId }, caller) => killId && services.kills.acknowledgeKill(caller, { killId })),
  onSession(({ services }, { id }) => services.sessions.pinSession(admin, { id })),
  onSession(({ services }, { id }) => services.sessions.unpinSession(admin, { id })),
  async ({ services }) => services.sweep.sweep(admin, { dryRun: false, staleAfterMs: 200_000 }),
];

const step = fc.record({
  acts: fc.array(fc.tuple(fc.constantFrom(...acts), fc.nat(10_000)), { minLength: 1, maxLength: 8 }),
  passMs: fc.constantFrom(0, 0, 1_000, 7_000, 130_000, 700_000),
  jumpMs: fc.constantFrom(0, 0, 0, 3 * 3_600_000, -3 * 3_600_000),
  isRestart: fc.constantFrom(false, false, false, false, true),
});

/** A dashboard that has read the list once and then only watches, with all that somebody may know of. */
class Dashboard {
  readonly caller: Caller;
  readonly held = new Map<string, Session>();
  #revision: string;
  readonly #epoch = 'template';

  constructor(caller: Caller) {
    this.caller = caller;
    this.#revision = this.#at(0);
  }

  /** Reads what came since, from where it was. */
  async catchUp({ services }: TestApp): Promise<void> {
    const messages = await services.reading.watch(this.caller, {}, this.#revision);
    const { value } = (await messages.next()) as { value: ChangedSessions };
    await messages.return?.();
    expect(value.resync).toBe(false);
    for (const session of value.upserted) this.held.set(session.id, session);
    for (const id of value.removed) this.held.delete(id);
    this.#revision = this.#at(value.revision);
  }

  #at(number: number): string {
    return formatRevision({ epoch: this.#epoch, number, fingerprint: fingerprintOf(this.caller.principal) });
  }
}

/** When a session was last heard is stored now and then without a revision: nobody is told. */
function whatIsTold(sessions: Iterable<Session>): ReadonlyMap<string, Session> {
  return new Map([...sessions].map((session) => [session.id, { ...session, lastHeartbeatAtMs: 0 }]));
}

async function allSessions(app: TestApp): Promise<readonly Session[]> {
  const { rows, pinned } = await listOf(app, { first: 500 });
  return [...rows.map(({ session }) => session), ...pinned];
}

function check(before: Session | undefined, session: Session): void {
  const hasEnded = !isRunning(session);
  expect(session.endedAtMs !== null).toBe(hasEnded);
  expect(session.endReason !== null).toBe(hasEnded);
  if (session.liveness === 'LOST') expect(hasEnded).toBe(true);
  if (hasEnded) expect(session).toMatchObject({ openTaskCount: 0, statedActivity: null, isUnresponsive: false });
  if (session.lifecycle === 'ENDING' || session.endReason === 'KILLED') expect(session.killId).not.toBeNull();
  if (before === undefined) return;
  expect(session.revision).toBeGreaterThanOrEqual(before.revision);
  if (!isRunning(before) && before.endReason !== 'LOST') {
    expect({ ...session, pinnedAtMs: 0, revision: 0 }).toEqual({ ...before, pinnedAtMs: 0, revision: 0 });
  }
  expect(session.attempt).toBeGreaterThanOrEqual(before.attempt);
}

test('whatever happens at once, in whatever order, at whatever time, the registry holds together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      let app = await startApp();
      const dashboards = [admin, person({ apps: ['demo'] }), person({ apps: [], userId: 'ada' })].map(
        (caller) => new Dashboard(caller),
      );
      let before = new Map<string, Session>();
      for (const { acts, passMs, jumpMs, isRestart } of steps) {
        const sessions = [...before.values()];
        const outcomes = await Promise.allSettled(acts.map(([act, pick]) => act(app, sessions, pick)));
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DomainError);
        }
        app.clock.jumpWall(jumpMs);
        await app.advance(passMs);
        if (isRestart) app = await app.restart();

        const now = await allSessions(app);
        for (const session of now) check(before.get(session.id), session);
        for (const dashboard of dashboards) {
          await dashboard.catchUp(app);
          const theirs = now.filter((session) => isInScope(scopeOf(dashboard.caller.principal), session));
          expect(whatIsTold(dashboard.held.values())).toEqual(whatIsTold(theirs));
        }
        before = new Map(now.map((session) => [session.id, session]));
      }
      for (const { id, endReason } of before.values()) {
        const records = await recordsOf(app, id);
        const count = (action: string): number => records.filter((record) => record.startsWith(action)).length;
        expect(count('KILL_ENDED')).toBe(endReason === 'KILLED' ? 1 : 0);
        expect(count('SESSION_ENDED') - count('SESSION_RECOVERED')).toBe(endReason === null ? 0 : 1);
        expect(count('TASK_FINISHED')).toBeLessThanOrEqual(count('TASK_STARTED'));
      }
      expect(app.app.openSubscriptionCount()).toBe(0);
      expect(app.errors).toEqual([]);
      await app.app.close();
    }),
    { numRuns: 12 },
  );
}, 30_000);
