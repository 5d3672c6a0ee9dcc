import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acknowledge,
  complete,
  type Kill,
  type KillChange,
  markSent,
  markUnresponsive,
  nameSurvivors,
  requestKill,
} from './kill.ts';
import { aKill } from './kill.testing.ts';

const nowMs = 2_000_000;
const requested = aKill();
const sent = aKill({ state: 'SENT', sentAtMs: 1 });
const acknowledged = aKill({ state: 'ACKNOWLEDGED', sentAtMs: 1, acknowledgedAtMs: 2 });
const unsentUnresponsive = aKill({ state: 'UNRESPONSIVE' });
const unresponsive = aKill({ state: 'UNRESPONSIVE', sentAtMs: 1 });
const heardUnresponsive = aKill({ state: 'UNRESPONSIVE', sentAtMs: 1, acknowledgedAtMs: 2 });
const ended = aKill({ state: 'ENDED', sentAtMs: 1, acknowledgedAtMs: 2, endedAtMs: 3, evidence: 'OWNER' });
const endedUnheard = aKill({ state: 'ENDED', endedAtMs: 3, evidence: 'VANISHED' });

const steps = {
  markSent: (kill: Kill) => markSent(kill, nowMs),
  acknowledge: (kill: Kill) => acknowledge(kill, nowMs),
  markUnresponsive,
  endByOwner: (kill: Kill) => complete(kill, 'OWNER', nowMs),
  vanish: (kill: Kill) => complete(kill, 'VANISHED', nowMs),
} satisfies Record<string, (kill: Kill) => KillChange | null>;

const byOwner = { state: 'ENDED', endedAtMs: nowMs, evidence: 'OWNER' } as const;
const vanished = { state: 'ENDED', endedAtMs: nowMs, evidence: 'VANISHED' } as const;

/** From each state, each step: what changes, or null where nothing does. */
const table: [from: Kill, step: keyof typeof steps, to: Partial<Kill> | null][] = [
  [requested, 'markSent', { state: 'SENT', sentAtMs: nowMs }],
  [requested, 'acknowledge', { state: 'ACKNOWLEDGED', sentAtMs: nowMs, acknowledgedAtMs: nowMs }],
  [requested, 'markUnresponsive', { state: 'UNRESPONSIVE' }],
  [requested, 'endByOwner', byOwner],
  [requested, 'vanish', vanished],

  [sent, 'markSent', null],
  [sent, 'acknowledge', { state: 'ACKNOWLEDGED', acknowledgedAtMs: nowMs }],
  [sent, 'markUnresponsive', { state: 'UNRESPONSIVE' }],
  [sent, 'endByOwner', byOwner],
  [sent, 'vanish', vanished],

  [acknowledged, 'markSent', null],
  [acknowledged, 'acknowledge', null],
  [acknowledged, 'markUnresponsive', { state: 'UNRESPONSIVE' }],
  [acknowledged, 'endByOwner', byOwner],
  [acknowledged, 'vanish', vanished],

  [unsentUnresponsive, 'markSent', { sentAtMs: nowMs }],
  [unsentUnresponsive, 'acknowledge', { state: 'ACKNOWLEDGED', sentAtMs: nowMs, acknowledgedAtMs: nowMs }],
  [unsentUnresponsive, 'markUnresponsive', null],
  [unsentUnresponsive, 'endByOwner', byOwner],
  [unsentUnresponsive, 'vanish', vanished],

  [unresponsive, 'markSent', null],
  [unresponsive, 'acknowledge', { state: 'ACKNOWLEDGED', acknowledgedAtMs: nowMs }],
  [unresponsive, 'markUnresponsive', null],
  [unresponsive, 'endByOwner', byOwner],
  [unresponsive, 'vanish', vanished],

  [heardUnresponsive, 'markSent', null],
  [heardUnresponsive, 'acknowledge', null],
  [heardUnresponsive, 'markUnresponsive', null],
  [heardUnresponsive, 'endByOwner', byOwner],
  [heardUnresponsive, 'vanish', vanished],

  [ended, 'markSent', null],
  [ended, 'acknowledge', null],
  [ended, 'markUnresponsive', null],
  [ended, 'endByOwner', null],
  [ended, 'vanish', null],
  [endedUnheard, 'markSent', null],
  [endedUnheard, 'acknowledge', null],
  [endedUnheard, 'markUnresponsive', null],
  [endedUnheard, 'endByOwner', null],
  [endedUnheard, 'vanish', null],
];

describe.each(table)('%j', (from, step, to) => {
  test(`${step} changes ${JSON.stringify(to)}`, () => {
    const change = steps[step](from);
    if (to === null) expect(change).toBeNull();
    else expect(change?.kill).toEqual({ ...from, ...to });
  });
});

test.each([
  [markSent(requested, nowMs), 'KILL_SENT'],
  [acknowledge(sent, nowMs), 'KILL_ACKNOWLEDGED'],
  [markUnresponsive(sent), 'KILL_UNRESPONSIVE'],
  [complete(sent, 'VANISHED', nowMs), 'KILL_ENDED'],
] as const)('each change has its record: %j', (change, action) => {
  const { id, state, evidence, attempt } = change?.kill ?? requested;
  expect(change?.record).toEqual({ action, note: null, after: { killId: id, state, evidence, attempt } });
});

describe('requesting', () => {
  const { id, sessionId, requestedBy, reason, graceMs, endsAs } = requested;
  const request = { id, sessionId, requestedBy, reason, graceMs, endsAs };

  test('makes a receipt of the first attempt, and its record tells the reason', () => {
    const { kill, record } = requestKill(request, null, nowMs);
    expect(kill).toEqual({ ...requested, requestedAtMs: nowMs });
    expect(record).toEqual({
      action: 'KILL_REQUESTED',
      note: 'enough',
      after: { killId: id, state: 'REQUESTED', evidence: null, attempt: 1 },
    });
  });

  test('after an unanswered kill makes the next attempt, linked to it', () => {
    const second = requestKill({ ...request, id: 'kill_02' }, unresponsive, nowMs).kill;
    expect(second).toMatchObject({ attempt: 2, previousId: 'kill_01', state: 'REQUESTED', sentAtMs: null });
    const third = requestKill({ ...request, id: 'kill_03' }, { ...second, state: 'UNRESPONSIVE' }, nowMs).kill;
    expect(third).toMatchObject({ attempt: 3, previousId: 'kill_02' });
  });

  test('after one that left processes names them until its host says otherwise', () => {
    const left = { ...unresponsive, survivors: ['pid 7 sleep'] };
    const { kill } = requestKill({ ...request, id: 'kill_02' }, left, nowMs);
    expect(kill.survivors).toEqual(['pid 7 sleep']);
    expect(complete(kill, 'HOST_VERIFIED', nowMs)?.kill.survivors).toEqual([]);
  });
});

test('whatever happens in whatever order, no time is told twice, none is taken back, and an end is final', () => {
  const anySteps = fc.array(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])), { maxLength: 12 });
  fc.assert(
    fc.property(anySteps, (names) => {
      let kill = requested;
      for (const name of names) {
        const next = steps[name](kill)?.kill ?? kill;
        for (const time of ['sentAtMs', 'acknowledgedAtMs', 'endedAtMs'] as const) {
          if (kill[time] !== null) expect(next[time]).toBe(kill[time]);
        }
        if (kill.state === 'ENDED') expect(next).toBe(kill);
        expect(next.state === 'ENDED').toBe(next.endedAtMs !== null);
        expect(next.evidence === null).toBe(next.endedAtMs === null);
        if (next.acknowledgedAtMs !== null) expect(next.sentAtMs).not.toBeNull();
        if (kill.state !== 'REQUESTED') expect(next.state).not.toBe('REQUESTED');
        kill = next;
      }
    }),
  );
});

describe('what survives', () => {
  const survivors = ['pid 4711 sleep 1000'];

  test.each([requested, sent, acknowledged, unresponsive])('is named, whatever came before: $state', (kill) => {
    const change = nameSurvivors(kill, survivors);
    expect(change?.kill).toEqual({ ...kill, state: 'UNRESPONSIVE', survivors });
    expect(change?.record).toMatchObject({ action: 'KILL_UNRESPONSIVE', after: { survivors } });
    expect(change && nameSurvivors(change.kill, survivors)).toBeNull();
    expect(change && nameSurvivors(change.kill, ['pid 1 other'])?.kill.survivors).toEqual(['pid 1 other']);
  });

  test('is named no more once it is over, and stays named where nobody has looked again', () => {
    const named = aKill({ state: 'UNRESPONSIVE', survivors });
    expect(nameSurvivors(ended, survivors)).toBeNull();
    expect(complete(named, 'HOST_VERIFIED', nowMs)?.kill).toMatchObject({ evidence: 'HOST_VERIFIED', survivors: [] });
    expect(complete(named, 'VANISHED', nowMs)?.kill).toMatchObject({ evidence: 'VANISHED', survivors });
  });
});
