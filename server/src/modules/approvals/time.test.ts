import { describe, expect, test } from 'vitest';
import { owner, startApp, type TestApp } from '../../app.testing.ts';
import { signIn } from '../../app-people.testing.ts';
import { recordsOf, sessionOf } from '../../app-reading.testing.ts';
import { approvalOf, ask, listed, watchApprovals } from './asking.testing.ts';
import { ApprovalDecidedError, ApprovalExpiredError } from './errors.ts';

const dayMs = 86_400_000;

/** A server whose sessions outlive every question, with one of them. */
async function startPatient() {
  const app = await startApp({ config: { staleAfterMs: 60 * dayMs, lostAfterMs: 90 * dayMs } });
  const { session } = await app.register();
  return { app, session, oper: await signIn(app, { role: 'OPERATOR' }) };
}

/** Lets much time pass at once: what is due every second is due only once. */
async function leap(app: TestApp, ms: number): Promise<void> {
  app.clock.stall(ms);
  await app.advance(0);
  await app.advance(0);
}

async function stateOf(app: TestApp, id: string): Promise<string> {
  return (await approvalOf(app, id)).state;
}

describe('a question with a deadline', () => {
  test('reminds people at a half and four fifths of its time, and expires at the end, which is nobody’s no', async () => {
    const { app, session, oper } = await startPatient();
    const { id } = await ask(app, session.id, { expiresInMs: 100_000 });
    const told = await watchApprovals(app);
    await told();
    await app.advance(49_000);
    expect(await told()).toEqual([]);
    await app.advance(1_000);
    expect(await told()).toMatchObject([{ upserted: [`${id} PENDING`] }]);
    expect(await approvalOf(app, id)).toMatchObject({ remindedCount: 1 });
    await app.advance(30_000);
    expect(await told()).toMatchObject([{ upserted: [`${id} PENDING`] }]);
    expect(await approvalOf(app, id)).toMatchObject({ remindedCount: 2 });
    await app.advance(19_000);
    expect(await told()).toEqual([]);
    await app.advance(1_000);
    expect(await told()).toMatchObject([{ upserted: [`${id} EXPIRED`] }]);
    expect(await approvalOf(app, id)).toMatchObject({ state: 'EXPIRED', decidedBy: null, decidedAtMs: null });
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 0 });
    const late: unknown = await app.services.approvals.deny(oper, { id }).catch((error: unknown) => error);
    expect(late).toBeInstanceOf(ApprovalExpiredError);
    expect((await recordsOf(app, session.id)).slice(2)).toEqual([
      'APPROVAL_REMINDED by SYSTEM',
      'APPROVAL_REMINDED by SYSTEM',
      'APPROVAL_EXPIRED by SYSTEM',
    ]);
    await leap(app, dayMs);
    expect(await told()).toEqual([]);
  });

  test('that is to wait, waits on, and may still be answered', async () => {
    const { app, session, oper } = await startPatient();
    const { id } = await ask(app, session.id, { expiresInMs: 10_000, onExpiry: 'WAIT' });
    await leap(app, dayMs);
    expect(await approvalOf(app, id)).toMatchObject({ state: 'PENDING', remindedCount: 2 });
    expect(await app.services.approvals.approve(oper, { id })).toMatchObject({ state: 'APPROVED' });
  });

  test('may have thirty days', async () => {
    const { app, session } = await startPatient();
    const { id } = await ask(app, session.id, { expiresInMs: 30 * dayMs });
    await leap(app, 30 * dayMs - 2_000);
    expect(await stateOf(app, id)).toBe('PENDING');
    await app.advance(2_000);
    expect(await stateOf(app, id)).toBe('EXPIRED');
  });

  test('expires no sooner and no later however the wall clock jumps', async () => {
    const { app, session } = await startPatient();
    const { id } = await ask(app, session.id, { expiresInMs: 100_000 });
    app.clock.jumpWall(dayMs);
    await app.advance(99_000);
    expect(await stateOf(app, id)).toBe('PENDING');
    app.clock.jumpWall(-2 * dayMs);
    await app.advance(1_000);
    expect(await stateOf(app, id)).toBe('EXPIRED');
  });

  test('is expired for whoever answers after it, though nothing has run since', async () => {
    const { app, session, oper } = await startPatient();
    const [late, timely] = [
      await ask(app, session.id, { expiresInMs: 10_000 }),
      await ask(app, session.id, { expiresInMs: 10_001 }),
    ];
    app.clock.stall(10_000);
    const { approve } = app.services.approvals;
    await expect(approve(oper, { id: late.id })).rejects.toThrow(ApprovalExpiredError);
    expect(await approve(oper, { id: timely.id })).toMatchObject({ state: 'APPROVED' });
    await app.advance(1_000);
    expect(await stateOf(app, late.id)).toBe('EXPIRED');
    expect((await recordsOf(app, session.id)).filter((record) => record.includes('EXPIRED'))).toHaveLength(1);
  });

  test('and an answer in the very same moment come to one end, whichever is first', async () => {
    const { app, session, oper } = await startPatient();
    for (const isAnswerFirst of [true, false]) {
      const { id } = await ask(app, session.id, { expiresInMs: 10_000 });
      await app.advance(9_000);
      const answer = () => app.services.approvals.approve(oper, { id }).catch((error: unknown) => error);
      const answered = isAnswerFirst ? answer() : null;
      app.clock.advance(1_000);
      const outcome = await (answered ?? answer());
      await app.settle();
      // A unit that runs at the deadline is too late, whenever it was asked for.
      expect(outcome).toBeInstanceOf(ApprovalExpiredError);
      expect(await stateOf(app, id)).toBe('EXPIRED');
    }
    const { id } = await ask(app, session.id, { expiresInMs: 10_000 });
    await app.advance(9_999);
    expect(await app.services.approvals.approve(oper, { id })).toMatchObject({ state: 'APPROVED' });
    await app.advance(1_000);
    expect(await stateOf(app, id)).toBe('APPROVED');
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 0 });
  });
});

describe('what was approved', () => {
  test('lapses where nobody acts on it for five minutes: it is not done afterwards, and who approved it stays readable', async () => {
    const { app, session, oper } = await startPatient();
    const { id } = await ask(app, session.id);
    const approved = await app.services.approvals.approve(oper, { id, note: 'Now' });
    await app.advance(299_000);
    expect(await stateOf(app, id)).toBe('APPROVED');
    await app.advance(1_000);
    const { decidedBy, decidedAtMs, note } = approved;
    expect(await approvalOf(app, id)).toMatchObject({ state: 'EXPIRED', decidedBy, decidedAtMs, note });
    await expect(app.services.approvals.actOnApproval(owner(), { id })).rejects.toThrow(ApprovalExpiredError);
    await expect(app.services.approvals.approve(oper, { id })).rejects.toThrow(ApprovalExpiredError);
    expect((await recordsOf(app, session.id)).at(-1)).toBe('APPROVAL_LAPSED by SYSTEM');
  });

  test('has lapsed for whoever acts too late, though nothing has run since', async () => {
    const { app, session, oper } = await startPatient();
    const { id } = await ask(app, session.id);
    await app.services.approvals.approve(oper, { id });
    app.clock.stall(300_000);
    await expect(app.services.approvals.actOnApproval(owner(), { id })).rejects.toThrow(ApprovalExpiredError);
    expect(await stateOf(app, id)).toBe('EXPIRED');
  });

  test('counts from the answer, however long the question waited, and lapses not once it was acted on', async () => {
    const { app, session, oper } = await startPatient();
    const { id } = await ask(app, session.id, { expiresInMs: dayMs });
    await leap(app, dayMs - 60_000);
    const { approve, actOnApproval } = app.services.approvals;
    const [, acted] = await Promise.all([approve(oper, { id }), actOnApproval(owner(), { id })]);
    expect(acted).toMatchObject({ state: 'APPROVED', actedAtMs: app.clock.wallMs() });
    await leap(app, dayMs);
    expect(await approvalOf(app, id)).toEqual(acted);
    await expect(app.services.approvals.deny(oper, { id })).rejects.toThrow(ApprovalDecidedError);
  });
});

describe('after a restart', () => {
  test('a question still waits, with the rest of its time, and a deadline that passed meanwhile has passed', async () => {
    const { app: before, session, oper } = await startPatient();
    const ids: string[] = [];
    for (const expiresInMs of [100_000, 200_000, undefined])
      ids.push((await ask(before, session.id, { expiresInMs })).id);
    const [short = '', long = '', endless = ''] = ids;
    await before.advance(60_000);
    const app = await before.restart(60_000);
    await app.settle();
    await app.advance(1_000);
    expect(await Promise.all(ids.map((id) => stateOf(app, id)))).toEqual(['EXPIRED', 'PENDING', 'PENDING']);
    expect(await approvalOf(app, long)).toMatchObject({ remindedCount: 1 });
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 2 });
    await expect(app.services.approvals.approve(oper, { id: short })).rejects.toThrow(ApprovalExpiredError);
    await app.advance(78_000);
    expect(await stateOf(app, long)).toBe('PENDING');
    await app.advance(1_000);
    expect(await stateOf(app, long)).toBe('EXPIRED');
    expect(await app.services.approvals.approve(oper, { id: endless })).toMatchObject({ state: 'APPROVED' });
  });

  test('an approval may still be acted on for the rest of its five minutes, and no longer', async () => {
    const { app: before, session, oper } = await startPatient();
    const asked = [await ask(before, session.id), await ask(before, session.id)];
    const [one = '', other = ''] = asked.map(({ id }) => id);
    for (const { id } of asked) await before.services.approvals.approve(oper, { id });
    const app = await before.restart(200_000);
    expect(await app.services.approvals.actOnApproval(owner(), { id: one })).toMatchObject({ state: 'APPROVED' });
    await app.advance(100_000);
    expect(await stateOf(app, one)).toBe('APPROVED');
    expect(await stateOf(app, other)).toBe('EXPIRED');
  });

  test('with the wall clock set back a question has its whole time once more, and no more than that', async () => {
    const { app: before, session } = await startPatient();
    const { id } = await ask(before, session.id, { expiresInMs: 100_000 });
    await before.advance(90_000);
    before.clock.jumpWall(-dayMs);
    const app = await before.restart();
    await app.advance(99_000);
    expect(await stateOf(app, id)).toBe('PENDING');
    await app.advance(1_000);
    expect(await stateOf(app, id)).toBe('EXPIRED');
    expect(await listed(app, { states: ['PENDING'] })).toEqual({ ids: [], totalCount: 0 });
  });
});
