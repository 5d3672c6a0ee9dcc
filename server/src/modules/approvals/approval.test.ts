import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  act,
  actWithinMs,
  type Approval,
  type ApprovalChange,
  cancel,
  decide,
  expire,
  isDecidedSo,
  isOpen,
  markSent,
  nextDueMs,
  remind,
  requestApproval,
} from './approval.ts';
import { anApproval } from './approval.testing.ts';

const nowMs = 2_000_000;
const ada = { kind: 'PERSON', id: 'person_1', name: 'Ada' } as const;
const asker = { kind: 'KEY', id: 'key1', name: 'key configured' } as const;
const by = { decidedBy: ada, decidedAtMs: 1, note: 'so' } as const;

const pending = anApproval({ expiresAtMs: 1_010_000 });
const waiting = anApproval({ expiresAtMs: 1_010_000, onExpiry: 'WAIT' });
const approved = anApproval({ state: 'APPROVED', ...by });
const sent = anApproval({ state: 'APPROVED', ...by, sentAtMs: 2 });
const acted = anApproval({ state: 'APPROVED', ...by, sentAtMs: 2, actedAtMs: 3, actedBy: asker });
const denied = anApproval({ state: 'DENIED', ...by });
const expired = anApproval({ state: 'EXPIRED' });
const lapsed = anApproval({ state: 'EXPIRED', ...by, sentAtMs: 2 });
const cancelled = anApproval({ state: 'CANCELLED' });

const steps = {
  approve: (from: Approval) => decide(from, { verdict: 'APPROVE', by: ada, note: 'ok' }, nowMs),
  deny: (from: Approval) => decide(from, { verdict: 'DENY', by: ada, note: 'no' }, nowMs),
  cancel,
  send: (from: Approval) => markSent(from, nowMs),
  act: (from: Approval) => act(from, asker, nowMs),
  /** All the time that any has. */
  expire: (from: Approval) => expire(from, actWithinMs),
  remind: (from: Approval) => remind(from, 5_000),
} satisfies Record<string, (from: Approval) => ApprovalChange | null>;

type Step = keyof typeof steps;

/** Only what is told here changes anything: each step from each state that stands with it. */
const table: [from: Approval, changes: Partial<Record<Step, [Partial<Approval>, string]>>][] = [
  [
    pending,
    {
      approve: [{ state: 'APPROVED', decidedBy: ada, decidedAtMs: nowMs, note: 'ok' }, 'APPROVAL_APPROVED'],
      deny: [{ state: 'DENIED', decidedBy: ada, decidedAtMs: nowMs, note: 'no' }, 'APPROVAL_DENIED'],
      cancel: [{ state: 'CANCELLED' }, 'APPROVAL_CANCELLED'],
      expire: [{ state: 'EXPIRED' }, 'APPROVAL_EXPIRED'],
      remind: [{ remindedCount: 1 }, 'APPROVAL_REMINDED'],
    },
  ],
  [
    waiting,
    {
      approve: [{ state: 'APPROVED', decidedBy: ada, decidedAtMs: nowMs, note: 'ok' }, 'APPROVAL_APPROVED'],
      deny: [{ state: 'DENIED', decidedBy: ada, decidedAtMs: nowMs, note: 'no' }, 'APPROVAL_DENIED'],
      cancel: [{ state: 'CANCELLED' }, 'APPROVAL_CANCELLED'],
      remind: [{ remindedCount: 1 }, 'APPROVAL_REMINDED'],
    },
  ],
  [
    approved,
    {
      cancel: [{ state: 'CANCELLED' }, 'APPROVAL_CANCELLED'],
      send: [{ sentAtMs: nowMs }, 'APPROVAL_SENT'],
      act: [{ sentAtMs: nowMs, actedAtMs: nowMs, actedBy: asker }, 'APPROVAL_ACTED_ON'],
      expire: [{ state: 'EXPIRED' }, 'APPROVAL_LAPSED'],
    },
  ],
  [
    sent,
    {
      cancel: [{ state: 'CANCELLED' }, 'APPROVAL_CANCELLED'],
      act: [{ actedAtMs: nowMs, actedBy: asker }, 'APPROVAL_ACTED_ON'],
      expire: [{ state: 'EXPIRED' }, 'APPROVAL_LAPSED'],
    },
  ],
  [acted, {}],
  [denied, { send: [{ sentAtMs: nowMs }, 'APPROVAL_SENT'] }],
  [expired, { send: [{ sentAtMs: nowMs }, 'APPROVAL_SENT'] }],
  [lapsed, {}],
  [cancelled, { send: [{ sentAtMs: nowMs }, 'APPROVAL_SENT'] }],
];

const rows = table.flatMap(([from, changes]) =>
  (Object.keys(steps) as Step[]).map((step) => [from, step, changes[step] ?? null] as const),
);

test.each(rows)('from %j, %s comes to %j', (from, step, expected) => {
  const change = steps[step](from);
  if (expected === null) return expect(change).toBeNull();
  const [members, action] = expected;
  const { id: approvalId, kind, title, subjectHash } = from;
  const state = members.state ?? from.state;
  const more = step === 'remind' ? { remindedCount: members.remindedCount } : {};
  expect(change).toEqual({
    approval: { ...from, ...members },
    record: { action, note: members.note ?? null, after: { approvalId, kind, state, title, subjectHash, ...more } },
  });
});

test('a question begins pending, with its deadline as a date', () => {
  const { id, kind, sessionId, app, userId, ownerId, askKey, title, details, subjectHash, askedBy, onExpiry } =
    anApproval();
  const asked = { id, kind, sessionId, app, userId, ownerId, askKey, title, details, subjectHash, askedBy, onExpiry };
  const { approval, record } = requestApproval({ ...asked, expiresInMs: 5_000 }, nowMs);
  expect(approval).toEqual(anApproval({ askedAtMs: nowMs, expiresAtMs: nowMs + 5_000, revision: 0 }));
  expect(record).toMatchObject({
    action: 'APPROVAL_REQUESTED',
    note: null,
    after: { expiresAtMs: nowMs + 5_000, onExpiry: 'DENY' },
  });
  expect(requestApproval({ ...asked, expiresInMs: null }, nowMs).approval.expiresAtMs).toBeNull();
});

describe('time', () => {
  const closes = (from: Approval, elapsedMs: number) => expire(from, elapsedMs)?.approval.state ?? null;
  const reminds = (from: Approval, elapsedMs: number) => remind(from, elapsedMs)?.approval.remindedCount ?? null;

  test('closes a question at its deadline and no sooner, where it does', () => {
    expect([9_999, 10_000].map((ms) => closes(pending, ms))).toEqual([null, 'EXPIRED']);
    expect(closes(waiting, Infinity)).toBeNull();
    expect(closes(anApproval(), Infinity)).toBeNull();
  });

  test('lapses what was approved after five minutes, and nothing that was acted on', () => {
    expect([299_999, 300_000].map((ms) => closes(approved, ms))).toEqual([null, 'EXPIRED']);
    expect(closes(acted, Infinity)).toBeNull();
  });

  test('reminds at a half and at four fifths, once each, and of both at once where both are past', () => {
    expect([4_999, 5_000, 7_999, 8_000].map((ms) => reminds(pending, ms))).toEqual([null, 1, 1, 2]);
    const reminded = { ...pending, remindedCount: 1 };
    expect([5_000, 8_000].map((ms) => reminds(reminded, ms))).toEqual([null, 2]);
    expect(reminds({ ...pending, remindedCount: 2 }, Infinity)).toBeNull();
    expect([5_000, 8_000].map((ms) => reminds(waiting, ms))).toEqual([1, 2]);
    expect(reminds(anApproval(), Infinity)).toBeNull();
  });

  test('does something next when that is due, and to nothing that is closed', () => {
    const dueOf = (from: Approval) => [0, 1, 2].map((remindedCount) => nextDueMs({ ...from, remindedCount }));
    expect(dueOf(pending)).toEqual([5_000, 8_000, 10_000]);
    expect(dueOf(waiting)).toEqual([5_000, 8_000, null]);
    expect(dueOf(anApproval())).toEqual([null, null, null]);
    expect([approved, sent].map(nextDueMs)).toEqual([300_000, 300_000]);
    expect([acted, denied, expired, lapsed, cancelled].map(nextDueMs)).toEqual([null, null, null, null, null]);
  });
});

test('the same answer by the same is a repeat, and by another or otherwise is none', () => {
  const approve = { verdict: 'APPROVE', by: ada } as const;
  expect([approved, acted].map((from) => isDecidedSo(from, approve))).toEqual([true, true]);
  expect(isDecidedSo(denied, { verdict: 'DENY', by: ada })).toBe(true);
  for (const from of [pending, denied, lapsed, cancelled]) expect(isDecidedSo(from, approve)).toBe(false);
  for (const other of [
    { ...ada, id: 'person_2' },
    { ...ada, kind: 'KEY' as const },
  ])
    expect(isDecidedSo(approved, { ...approve, by: other })).toBe(false);
});

test('whatever happens in whatever order, it is decided once, acted on once, and never comes back', () => {
  const anySteps = fc.array(fc.constantFrom(...(Object.keys(steps) as Step[])), { maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(pending, waiting), anySteps, (first, taken) => {
      const happened: string[] = [];
      let now = first;
      for (const step of taken) {
        const change = steps[step](now);
        if (change === null) continue;
        expect(isOpen(change.approval) && !isOpen(now)).toBe(false);
        now = change.approval;
        happened.push(change.record.action);
      }
      for (const action of ['APPROVAL_SENT', 'APPROVAL_ACTED_ON', 'APPROVAL_CANCELLED'])
        expect(happened.filter((each) => each === action).length).toBeLessThanOrEqual(1);
      expect(happened.filter((each) => /APPROVED|DENIED/.test(each)).length).toBeLessThanOrEqual(1);
      if (now.actedAtMs !== null) expect(now.state).toBe('APPROVED');
    }),
  );
});
