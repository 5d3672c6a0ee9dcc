import { expect, it } from 'vitest';
import { NOW, approvalRow, at, decidedRow } from './approval-row.testing.ts';
import { type KnownApprovals, LEAVES_AFTER_MS, learn, readAnew, shownOf, waitingOf } from './known-approvals.ts';

const none: KnownApprovals = new Map();
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
const known = (...rows: Parameters<typeof readAnew>[1]) => readAnew(none, rows);

it('puts the nearest deadline first, those without one last, then the oldest first', () => {
  const rows = [
    approvalRow({ id: 'none, new', askedAt: at(-1) }),
    approvalRow({ id: 'none, old', askedAt: at(-9) }),
    approvalRow({ id: 'late', expiresAt: at(9_000) }),
    approvalRow({ id: 'soon', expiresAt: at(1_000) }),
  ];
  expect(idsOf(waitingOf(known(...rows)))).toEqual(['soon', 'late', 'none, old', 'none, new']);
});

it('keeps what was closed in its place for a moment, and then lets it go', () => {
  const before = known(approvalRow({ id: 'a', expiresAt: at(1_000) }), approvalRow({ id: 'b', expiresAt: at(2_000) }));
  const { known: after, left } = learn(before, [decidedRow({ id: 'a', expiresAt: at(1_000) })], NOW);
  expect(idsOf(left)).toEqual(['a']);
  expect(idsOf(waitingOf(after))).toEqual(['b']);
  expect(idsOf(shownOf(after, NOW + LEAVES_AFTER_MS - 1))).toEqual(['a', 'b']);
  expect(idsOf(shownOf(after, NOW + LEAVES_AFTER_MS))).toEqual(['b']);
  expect(after.get('a')?.row.decidedBy?.name).toBe('Ada');
});

it('shows nothing in the list that never waited there', () => {
  const { known: after, left } = learn(none, [decidedRow({ actedAt: at(0) })], NOW);
  expect([shownOf(after, NOW), left]).toEqual([[], []]);
});

it('believes the word that is further, in whatever order they come', () => {
  const told = [decidedRow({ sentAt: at(0), actedAt: at(0) }), decidedRow({ sentAt: at(0) }), approvalRow()];
  const { known: after } = learn(known(approvalRow()), told, NOW);
  expect(after.get('approval_1')?.row).toMatchObject({ state: 'APPROVED', actedAt: at(0) });
});

it('tells of a reminder once', () => {
  const once = learn(known(approvalRow()), [approvalRow({ remindedCount: 1 })], NOW);
  expect(idsOf(once.reminded)).toEqual(['approval_1']);
  expect(learn(once.known, [approvalRow({ remindedCount: 1 })], NOW).reminded).toEqual([]);
});

it('read anew, drops what waits no more and keeps what it knows of the closed', () => {
  const { known: before } = learn(
    known(approvalRow({ id: 'a' }), approvalRow({ id: 'b' })),
    [decidedRow({ id: 'a' })],
    NOW,
  );
  expect([...readAnew(before, [approvalRow({ id: 'c' })]).keys()]).toEqual(['a', 'c']);
});

it('keeps no more than two hundred closed ones', () => {
  let now = known(...Array.from({ length: 300 }, (_, index) => approvalRow({ id: String(index) })));
  for (let index = 0; index < 299; index += 1) now = learn(now, [decidedRow({ id: String(index) })], NOW + index).known;
  expect([now.size, now.has('0'), now.has('298'), now.has('299')]).toEqual([201, false, true, true]);
});
