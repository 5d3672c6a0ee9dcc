import { describe, expect, test } from 'vitest';
import { owner, type TestApp } from '../../app.testing.ts';
import { signIn } from '../../app-people.testing.ts';
import { recordsOf, sessionOf } from '../../app-reading.testing.ts';
import type { Caller } from '../../kernel/record.ts';
import { SessionEndedError } from '../sessions/index.ts';
import { approvalOf, ask, startAsking, watchApprovals } from './asking.testing.ts';
import { ApprovalCancelledError } from './errors.ts';

/** A session with a question that waits, an approval that nobody has acted on, and some of which nothing more comes. */
async function startWithSome() {
  const asking = await startAsking();
  const { app, session, approval } = asking;
  const oper = await signIn(app, { role: 'OPERATOR' });
  const [approved, acted, denied] = [
    await ask(app, session.id),
    await ask(app, session.id),
    await ask(app, session.id),
  ];
  for (const { id } of [approved, acted]) await app.services.approvals.approve(oper, { id });
  await app.services.approvals.actOnApproval(owner(), { id: acted.id });
  await app.services.approvals.deny(oper, { id: denied.id });
  return { ...asking, oper, all: [approval, approved, acted, denied] };
}

const ends: Readonly<Record<string, (app: TestApp, id: string) => Promise<unknown>>> = {
  'its owner’s end': ({ services }, id) => services.sessions.endSession(owner(), { id, reason: 'COMPLETED' }),
  async 'a kill’s end'(app, id) {
    const oper = await signIn(app, { role: 'OPERATOR' });
    await app.services.kills.killSession(oper, { id });
    await app.services.sessions.endSession(owner(), { id, reason: 'STOPPED' });
  },
  'being lost': (app) => app.advance(2 * 3_600_000),
};

describe.each(Object.entries(ends))('a session by %s', (_, end) => {
  test('takes its questions with it: none waits, is answered or acted on any more', async () => {
    const { app, session, oper, all } = await startWithSome();
    const told = await watchApprovals(app);
    await told();
    await end(app, session.id);
    const [pending, approved, acted, denied] = all.map(({ id }) => id) as [string, string, string, string];
    const seen = (await told()).flatMap(({ upserted }) => upserted);
    expect(seen).toContain(`${pending} CANCELLED`);
    expect(seen.filter((each) => each.includes(acted) || each.includes(denied))).toEqual([]);
    const states = await Promise.all(all.map(async ({ id }) => (await approvalOf(app, id)).state));
    // What was approved so long ago that it lapsed before the session was lost has lapsed.
    expect(states).toEqual(['CANCELLED', expect.stringMatching(/CANCELLED|EXPIRED/), 'APPROVED', 'DENIED']);
    expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ENDED', pendingApprovalCount: 0 });
    await expect(app.services.approvals.approve(oper, { id: pending })).rejects.toThrow(ApprovalCancelledError);
    await expect(app.services.approvals.actOnApproval(owner(), { id: approved })).rejects.toThrow(/not acted|Nobody/);
    await expect(ask(app, session.id)).rejects.toThrow(SessionEndedError);
  });
});

test('the end of a session records whose end of its questions it was, in the same moment', async () => {
  const { app, session } = await startWithSome();
  const { endedAtMs } = await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
  expect((await recordsOf(app, session.id)).slice(-3)).toEqual([
    'APPROVAL_CANCELLED by KEY',
    'APPROVAL_CANCELLED by KEY',
    'SESSION_ENDED by KEY',
  ]);
  expect(endedAtMs).toBe(app.clock.wallMs());
});

test('a session that is told to end begins nothing that it was allowed, and goes on with what it had begun', async () => {
  const { app, session, approval } = await startAsking();
  const oper = await signIn(app, { role: 'OPERATOR' });
  const { approve, actOnApproval } = app.services.approvals;
  const begun = await approve(oper, { id: (await ask(app, session.id)).id });
  await actOnApproval(owner(), begun);
  await app.services.kills.killSession(oper, { id: session.id });
  expect(await sessionOf(app, session.id)).toMatchObject({ lifecycle: 'ENDING', pendingApprovalCount: 0 });
  await expect(approve(oper, { id: approval.id })).rejects.toThrow(ApprovalCancelledError);
  await expect(ask(app, session.id)).rejects.toThrow(SessionEndedError);
  for (let time = 0; time < 2; time += 1)
    await expect(actOnApproval(owner(), approval)).rejects.toThrow(ApprovalCancelledError);
  expect(await approvalOf(app, approval.id)).toMatchObject({ state: 'CANCELLED', actedAtMs: null });
  expect(await actOnApproval(owner(), begun)).toMatchObject({ state: 'APPROVED' });
});

describe('a session that changes hands', () => {
  test('works for somebody else: what its former user was asked, the new one cannot answer, nor is told of', async () => {
    const { app, session, approval } = await startAsking({}, { externalId: 'tab' });
    const [ada, eve] = [await signIn(app, { userId: 'ada', apps: [] }), await signIn(app, { userId: 'eve', apps: [] })];
    const [adas, eves] = [await watchApprovals(app, null, ada), await watchApprovals(app, null, eve)];
    await Promise.all([adas(), eves()]);
    await app.register({ externalId: 'tab', userId: 'eve' });
    expect(await approvalOf(app, approval.id)).toMatchObject({ state: 'CANCELLED', userId: 'ada' });
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 0, userId: 'eve' });
    expect(await adas()).toMatchObject([{ upserted: [`${approval.id} CANCELLED`] }]);
    expect(await eves()).toEqual([]);
    const { approve } = app.services.approvals;
    await expect(approve(ada, { id: approval.id })).rejects.toThrow(ApprovalCancelledError);
    await expect(approve(eve, { id: approval.id })).rejects.toThrow('There is no approval');
    const asked = await ask(app, session.id);
    await expect(approve(ada, { id: asked.id })).rejects.toThrow('There is no approval');
    expect(await approve(eve, { id: asked.id })).toMatchObject({ state: 'APPROVED' });
  });

  test('tells its new user nothing of what the former one was asked and said, but whoever looks after the app', async () => {
    const { app, session, approval, registered } = await startAsking({ title: 'Of ada' }, { externalId: 'tab' });
    const [ada, eve] = [await signIn(app, { userId: 'ada', apps: [] }), await signIn(app, { userId: 'eve', apps: [] })];
    const grant = { uses: 2, forMs: 60_000 };
    await app.services.approvals.approve(ada, { id: approval.id, note: 'Words of ada', grant });
    const { session: given } = await app.register({ externalId: 'tab', userId: 'eve' });
    const told = (caller: Caller) => app.services.history.changes(caller, given, { first: 50, beforeId: null });
    for (const caller of [eve, await app.holderOf(registered)]) {
      const records = await told(caller);
      expect(records.map(({ action }) => action)).toContain('GRANT_MADE');
      expect(JSON.stringify(records)).not.toMatch(/[oO]f ada/);
      expect(JSON.stringify(records)).not.toContain(approval.subjectHash);
    }
    const oper = await signIn(app, { role: 'OPERATOR' });
    expect(JSON.stringify(await told(oper))).toMatch(/Words of ada.*Of ada/);
    expect(session.id).toBe(given.id);
  });

  test('is taken over by another process: nobody waits for the answer any more', async () => {
    const { app, session, approval } = await startAsking({}, { externalId: 'tab' });
    await app.register({ externalId: 'tab', userId: 'ada', ownerId: 'owner2' });
    expect(await approvalOf(app, approval.id)).toMatchObject({ state: 'CANCELLED' });
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 0 });
  });

  test('is only registered again by the same process: its questions wait on', async () => {
    const { app, session, approval } = await startAsking({}, { externalId: 'tab' });
    await app.register({ externalId: 'tab', userId: 'ada', name: 'Renamed' });
    expect(await approvalOf(app, approval.id)).toEqual(approval);
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 1 });
  });
});
