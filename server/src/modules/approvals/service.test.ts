import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { signIn } from '../../app-people.testing.ts';
import { recordsOf, sessionOf, watch } from '../../app-reading.testing.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { statusOf } from '../sessions/index.ts';
import { approvalOf, ask, listed, startAsking, watchApprovals } from './asking.testing.ts';
import {
  ApprovalCancelledError,
  ApprovalDecidedError,
  ApprovalExpiredError,
  ApprovalLimitError,
  ApprovalNotFoundError,
} from './errors.ts';

describe('a question', () => {
  test('waits for a person, who hears of it at once, and its session says so', async () => {
    const app = await startApp();
    const { session } = await app.register({ userId: 'ada' });
    const [approvals, sessions] = [await watchApprovals(app), await watch(app)];
    await Promise.all([approvals(), sessions.told()]);
    const asked = await ask(app, session.id, { title: ' Delete 3 files? ', details: { files: ['a'] }, key: 'k' });
    expect(asked).toMatchObject({
      kind: 'QUESTION',
      sessionId: session.id,
      app: 'demo',
      userId: 'ada',
      askKey: 'k',
      title: 'Delete 3 files?',
      details: { files: ['a'] },
      askedBy: { kind: 'KEY', name: 'key configured' },
      askedAtMs: app.clock.wallMs(),
      expiresAtMs: null,
      onExpiry: 'DENY',
      state: 'PENDING',
      decidedBy: null,
    });
    expect(await approvals()).toMatchObject([{ upserted: [`${asked.id} PENDING`], resync: false }]);
    expect(await sessions.told()).toMatchObject([{ upserted: [`${session.id} REQUIRES_ACTION`] }]);
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 1 });
    expect(await listed(app, { states: ['PENDING'] })).toEqual({ ids: [asked.id], totalCount: 1 });
    expect(await recordsOf(app, session.id)).toEqual(['SESSION_REGISTERED by KEY', 'APPROVAL_REQUESTED by KEY']);
  });

  test('is approved by a person, acted on by its asker, and is over on every screen', async () => {
    const { app, session, approval } = await startAsking();
    const ada = await signIn(app, { userId: 'ada', apps: [] });
    const [approvals, sessions] = [await watchApprovals(app), await watch(app)];
    await Promise.all([approvals(), sessions.told()]);
    const approved = await app.services.approvals.approve(ada, { id: approval.id, note: 'Go on' });
    expect(approved).toMatchObject({
      state: 'APPROVED',
      decidedBy: { kind: 'PERSON', id: ada.id },
      decidedAtMs: app.clock.wallMs(),
      note: 'Go on',
      actedAtMs: null,
    });
    expect(await approvals()).toMatchObject([{ upserted: [`${approval.id} APPROVED`] }]);
    expect(await sessions.told()).toMatchObject([{ upserted: [`${session.id} IDLE`] }]);
    expect(await listed(app, { states: ['PENDING'] })).toEqual({ ids: [], totalCount: 0 });
    app.clock.advance(1_000);
    const acted = await app.services.approvals.actOnApproval(owner(), { id: approval.id });
    expect(acted).toMatchObject({ state: 'APPROVED', actedAtMs: app.clock.wallMs() });
    app.clock.advance(1_000);
    const again = await app.services.approvals.actOnApproval(owner(), { id: approval.id });
    expect(again).toEqual(acted);
    expect((await recordsOf(app, session.id)).slice(2)).toEqual([
      'APPROVAL_APPROVED by PERSON: Go on',
      'APPROVAL_ACTED_ON by KEY',
    ]);
  });

  test('asked again with its key is the same one, with what has become of it; another one needs another key', async () => {
    const { app, session, approval } = await startAsking({ key: 'k', details: { a: 1, b: 2 } });
    const again = () => ask(app, session.id, { key: 'k', details: { b: 2, a: 1 } });
    expect(await again()).toEqual(approval);
    await expect(ask(app, session.id, { key: 'k', details: { a: 1, b: 3 } })).rejects.toThrow(InvalidInputError);
    const oper = await signIn(app, { role: 'OPERATOR' });
    await app.services.approvals.deny(oper, { id: approval.id, note: 'No' });
    app.clock.advance(1_000);
    expect(await again()).toMatchObject({ id: approval.id, state: 'DENIED', note: 'No', sentAtMs: app.clock.wallMs() });
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 0 });
  });

  test('is one of a hundred at most', async () => {
    const { app, session, approval } = await startAsking();
    for (let at = 1; at < 100; at += 1) await ask(app, session.id);
    await expect(ask(app, session.id)).rejects.toThrow(ApprovalLimitError);
    await app.services.approvals.cancelApproval(owner(), { id: approval.id });
    await ask(app, session.id);
  });

  test('that is closed goes once a thousand newer ones of its session were asked; one that waits stays', async () => {
    const { app, session, approval } = await startAsking();
    const { cancelApproval } = app.services.approvals;
    const first = await ask(app, session.id);
    await cancelApproval(owner(), first);
    for (let round = 0; round < 20; round += 1) {
      const asked = await Promise.all(Array.from({ length: 50 }, () => ask(app, session.id)));
      if (round === 19) expect(await app.services.approvalReading.approval(admin, first.id)).toBeNull();
      await Promise.all(asked.map((each) => cancelApproval(owner(), each)));
    }
    expect(await approvalOf(app, approval.id)).toMatchObject({ state: 'PENDING' });
    expect((await listed(app)).totalCount).toBe(1_001);
    await ask(app, session.id);
    expect((await listed(app)).totalCount).toBe(1_001);
  });

  test.each([
    ['an empty title', { title: ' ' }],
    ['a title of no width', { title: '\u200b\u00ad' }],
    ['a title of a filler', { title: '\u3164' }],
    ['a title of a mark', { title: '\u0301' }],
    ['an empty braille cell', { title: '\u2800' }],
    ['a number that is none', { details: { a: [{ b: Number.POSITIVE_INFINITY }] } }],
    ['a number that JSON cannot hold exactly', { details: { a: 9_007_199_254_740_992 } }],
    ['a number as far below', { details: { a: [-9_007_199_254_740_992] } }],
    ['a long title', { title: 'x'.repeat(201) }],
    ['an empty key', { key: '' }],
    ['a long key', { key: 'x'.repeat(101) }],
    ['no object', { details: { a: '\ud800' } }],
    ['large details', { details: { a: 'x'.repeat(16_384) } }],
    ['a short time', { expiresInMs: 999 }],
    ['a long time', { expiresInMs: 30 * 86_400_000 + 1 }],
    ['half a millisecond', { expiresInMs: 1_000.5 }],
    ['no time', { expiresInMs: Number.NaN }],
    ['another rule', { onExpiry: 'ALLOW' }],
  ])('with %s is refused', async (_, input) => {
    const app = await startApp();
    const { session } = await app.register();
    await expect(ask(app, session.id, input)).rejects.toThrow(InvalidInputError);
    expect(await listed(app)).toEqual({ ids: [], totalCount: 0 });
  });
});

describe('an answer', () => {
  test('that comes second is told who was first, when and how; whoever repeats theirs gets the receipt', async () => {
    const { app, session, approval } = await startAsking();
    const [one, other] = [await signIn(app, { role: 'OPERATOR' }), await signIn(app, { role: 'ADMIN' })];
    const { approve, deny } = app.services.approvals;
    const { id } = approval;
    const first = await deny(one, { id, note: 'Too late in the day' });
    app.clock.advance(5_000);
    for (const late of [approve(other, { id }), deny(other, { id }), approve(one, { id })]) {
      const error: unknown = await late.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ApprovalDecidedError);
      expect(error).toMatchObject({ code: 'APPROVAL_DECIDED', approval: first });
    }
    expect(await deny(one, { id, note: 'Again' })).toEqual(first);
    expect(await approvalOf(app, id)).toEqual(first);
    expect((await recordsOf(app, session.id)).slice(2)).toEqual(['APPROVAL_DENIED by PERSON: Too late in the day']);
  });

  test('of two hundred races of two has one winner each, and tells the other who won', async () => {
    const app = await startApp();
    const [ada, bob] = [await signIn(app, { role: 'OPERATOR' }), await signIn(app, { role: 'OPERATOR' })];
    const sessions = await Promise.all(Array.from({ length: 4 }, () => app.register()));
    const asked = await Promise.all(
      sessions.flatMap(({ session }) => Array.from({ length: 50 }, () => ask(app, session.id))),
    );
    expect(asked).toHaveLength(200);
    const { approve, deny } = app.services.approvals;
    const races = asked.map(async ({ id }, at) => {
      const answers = [() => approve(ada, { id }), () => deny(bob, { id })];
      if (at % 2 === 1) answers.reverse();
      return Promise.allSettled(answers.map((answer) => answer()));
    });
    for (const [at, race] of (await Promise.all(races)).entries()) {
      const won = race.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      const lost = race.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
      expect(won).toMatchObject([{ decidedBy: { id: (at % 2 === 1 ? bob : ada).id } }]);
      expect(lost).toMatchObject([{ code: 'APPROVAL_DECIDED', approval: won[0] }]);
      expect(await approvalOf(app, asked[at]?.id ?? '')).toEqual(won[0]);
    }
    for (const { session } of sessions) {
      expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 0 });
      const decided = (await recordsOf(app, session.id)).filter((record) => /APPROVED|DENIED/.test(record));
      expect(decided).toHaveLength(50);
    }
  });

  test('to several at once is one for each, whatever becomes of the others', async () => {
    const { app, session, approval } = await startAsking();
    const oper = await signIn(app, { role: 'OPERATOR', apps: ['demo'] });
    const { session: hidden } = await app.register({ app: 'elsewhere' });
    const asked = [approval, await ask(app, session.id), await ask(app, session.id), await ask(app, hidden.id)];
    const [pending, denied, cancelled, unseen] = asked.map(({ id }) => id) as [string, string, string, string];
    const expiring = await ask(app, session.id, { expiresInMs: 1_000 });
    await app.services.approvals.deny(oper, { id: denied });
    await app.services.approvals.cancelApproval(owner(), { id: cancelled });
    await app.advance(2_000);
    const ids = [pending, denied, cancelled, expiring.id, unseen, 'approval_none', pending];
    const outcomes = await app.services.approvals.decideApprovals(oper, { ids, decision: 'APPROVE', note: 'All' });
    const [first, ...others] = outcomes;
    expect(first).toMatchObject({ id: pending, state: 'APPROVED', note: 'All' });
    expect(others.slice(0, -1).map((each) => each.constructor)).toEqual([
      ApprovalDecidedError,
      ApprovalCancelledError,
      ApprovalExpiredError,
      ApprovalNotFoundError,
      ApprovalNotFoundError,
    ]);
    expect(others.at(-1)).toEqual(first);
    expect(await approvalOf(app, unseen)).toMatchObject({ state: 'PENDING' });
    for (const bad of [[], Array.from({ length: 1_001 }, () => pending), ['']])
      expect(() => app.services.approvals.decideApprovals(oper, { ids: bad, decision: 'DENY' })).toThrow(
        InvalidInputError,
      );
  });

  test('cannot be acted on before it is there, nor where it is no', async () => {
    const { app, approval } = await startAsking();
    const { approvals } = app.services;
    const { id } = approval;
    await expect(approvals.actOnApproval(owner(), { id })).rejects.toThrow(InvalidInputError);
    await approvals.deny(await signIn(app, { role: 'OPERATOR' }), { id });
    await expect(approvals.actOnApproval(owner(), { id })).rejects.toThrow(ApprovalDecidedError);
    await expect(approvals.actOnApproval(owner(), { id: 'approval_none' })).rejects.toThrow(ApprovalNotFoundError);
  });
});

test('a question that its asker takes back is answered by nobody; one that was answered stays as it is', async () => {
  const { app, session, approval } = await startAsking();
  const { approvals } = app.services;
  const oper = await signIn(app, { role: 'OPERATOR' });
  expect(await approvals.cancelApproval(owner(), { id: approval.id })).toMatchObject({ state: 'CANCELLED' });
  expect(await approvals.cancelApproval(owner(), { id: approval.id })).toMatchObject({ state: 'CANCELLED' });
  await expect(approvals.approve(oper, { id: approval.id })).rejects.toThrow(ApprovalCancelledError);
  expect(statusOf(await sessionOf(app, session.id))).toBe('IDLE');

  const approved = await approvals.approve(oper, { id: (await ask(app, session.id)).id });
  expect(await approvals.cancelApproval(owner(), approved)).toMatchObject({
    state: 'CANCELLED',
    decidedBy: approved.decidedBy,
  });
  await expect(approvals.actOnApproval(owner(), approved)).rejects.toThrow(ApprovalCancelledError);

  const denied = await approvals.deny(oper, { id: (await ask(app, session.id)).id });
  expect(await approvals.cancelApproval(owner(), denied)).toEqual(denied);
});
