import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRunning, ownerEndReasons, type Session, statedActivities, statusOf } from './session.ts';
import { aSession } from './session.testing.ts';
import { beginEnding, changeLiveness, end, pin, recover, registerAgain, unpin, update } from './transitions.ts';

interface Step {
  readonly name: string;
  /** As the services guard it. */
  isAllowed(session: Session): boolean;
  run(session: Session, nowMs: number): Session;
}

const always = (): boolean => true;

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom('owner1', 'owner2').map((ownerId) => ({
    name: `register again as ${ownerId}`,
    isAllowed: isRunning,
    run: (session: Session, nowMs: number) =>
      registerAgain(session, { ownerId, keyId: `key of ${ownerId}` }, nowMs).session,
  })),
  fc.constantFrom(null, ...statedActivities).map((activity) => ({
    name: `say ${String(activity)}`,
    isAllowed: isRunning,
    run: (session: Session, nowMs: number) => update(session, { activity }, nowMs).session,
  })),
  fc.constantFrom('LIVE' as const, 'QUIET' as const, 'STALE' as const).map((liveness) => ({
    name: `turn ${liveness}`,
    isAllowed: isRunning,
    run: (session: Session, nowMs: number) => changeLiveness(session, liveness, nowMs).session,
  })),
  fc.constantFrom(...ownerEndReasons, 'LOST' as const).map((reason) => ({
    name: `end ${reason}`,
    isAllowed: isRunning,
    run: (session: Session, nowMs: number) => end(session, { reason, message: null }, nowMs).session,
  })),
  fc.constant({
    name: 'kill',
    isAllowed: isRunning,
    run: (session: Session) => beginEnding(session, `kill_${session.killId ?? ''}`),
  }),
  fc.constant({
    name: 'recover',
    isAllowed: ({ endReason }: Session) => endReason === 'LOST',
    run: (session: Session, nowMs: number) => recover(session, { ownerId: 'owner1', keyId: 'key1' }, nowMs).session,
  }),
  fc.constant({
    name: 'pin',
    isAllowed: always,
    run: (session: Session, nowMs: number) => pin(session, nowMs).session,
  }),
  fc.constant({ name: 'unpin', isAllowed: always, run: (session: Session) => unpin(session).session }),
);

const neverChange = ['id', 'kind', 'app', 'externalId', 'startedAtMs', 'revision'] as const;

/** The wall clock may say anything at any step. */
const anyLife = fc.array(fc.tuple(anyStep, fc.nat(10_000_000)), { maxLength: 30 });

test('a life holds together, whatever happens in whatever order at whatever time of the wall clock', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      let session = aSession();
      for (const [step, nowMs] of life) {
        if (!step.isAllowed(session)) continue;
        const next = Object.freeze(step.run(session, nowMs));

        for (const name of neverChange) expect(next[name]).toBe(session[name]);
        if (!isRunning(session) && isRunning(next)) {
          expect(step.name).toBe('recover');
          expect(session.endReason).toBe('LOST');
        }
        expect(next.attempt - session.attempt).toBe(step.name === 'recover' ? 1 : 0);
        if (session.lifecycle === 'ENDING') {
          expect(isRunning(next) ? next.lifecycle : next.endReason).toBe(isRunning(next) ? 'ENDING' : 'KILLED');
        }
        if (next.endReason === 'KILLED') expect(next.killId).not.toBeNull();

        const hasEnded = next.lifecycle === 'ENDED';
        expect(next.endedAtMs !== null).toBe(hasEnded);
        expect(next.endReason !== null).toBe(hasEnded);
        if (hasEnded) expect(next).toMatchObject({ openTaskCount: 0, statedActivity: null, isUnresponsive: false });
        else expect(next.liveness).not.toBe('LOST');
        expect(['ENDED', 'FAILED'].includes(statusOf(next))).toBe(hasEnded);
        session = next;
      }
    }),
    { numRuns: 500 },
  );
});
