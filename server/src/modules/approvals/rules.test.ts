import { describe, expect, test } from 'vitest';
import { admin, keyWith, owner, person, startApp, type TestApp } from '../../app.testing.ts';
import { query } from '../../app-reading.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { person as principalOf } from '../../kernel/principal.testing.ts';
import type { Caller } from '../../kernel/record.ts';
import { joinHost, runHost } from '../hosts/host.testing.ts';
import { anApproval } from './approval.testing.ts';
import type { Approval } from './approval.ts';
import { canDecide, isOwnQuestion } from './rule.ts';

/** Two who may do the same. */
const operator = (personId: string, userId: string | null = null): Caller => ({
  principal: principalOf({ role: 'OPERATOR', personId, name: personId, userId, signInId: `sign-in of ${personId}` }),
  origin: 'a test',
});
const [ada, bob] = [operator('ada'), operator('bob')];

const asker = { kind: 'PERSON', id: 'ada', name: 'Ada' } as const;

test.each([
  ['whom an app’s question works for', { kind: 'QUESTION', userId: 'u1' }, operator('x', 'u1'), true],
  ['whom it does not work for', { kind: 'QUESTION', userId: 'u1' }, operator('x', 'u2'), false],
  ['nobody, of nobody’s session', { kind: 'QUESTION', userId: null }, operator('x'), false],
  ['an asker of that name, in an app’s own words', { kind: 'QUESTION', userId: null, askedBy: asker }, ada, false],
  ['who asks for a command', { kind: 'COMMAND', askedBy: asker }, ada, true],
  ['who started a session', { kind: 'SESSION_START', askedBy: asker }, ada, true],
  ['whom a command works for', { kind: 'COMMAND', askedBy: asker, userId: 'u1' }, operator('x', 'u1'), false],
  ['a key that asked', { kind: 'COMMAND', askedBy: { kind: 'KEY', id: 'ada', name: 'k' } }, ada, false],
] as const)('it is the question of %s', (_, members, { principal }, isOwn) => {
  const approval = anApproval(members);
  expect(isOwnQuestion(principal, approval)).toBe(isOwn);
  expect(canDecide(principal, approval)).toBe(true);
  expect(canDecide(principal, { ...approval, needsSomebodyElse: true })).toBe(!isOwn);
  expect(canDecide(principal, { ...approval, state: 'APPROVED' })).toBe(false);
});

async function ask(app: TestApp, sessionId: string, title = 'May I?'): Promise<Approval> {
  return app.services.approvals.requestApproval(owner(), { sessionId, key: title, title });
}

async function again(app: TestApp, { id }: Approval): Promise<Approval> {
  const approval = await app.services.approvalReading.approval(admin, id);
  if (approval === null) throw new Error('It is gone');
  return approval;
}

describe('a rule that demands somebody else', () => {
  test('is set by admins, listed, and kept', async () => {
    const app = await startApp();
    const { setRule, list } = app.services.approvalRules;
    const rule = { app: 'demo', needsSomebodyElse: true };
    for (const caller of [ada, keyWith({ rights: ['KILL'] }), owner()]) {
      expect(() => setRule(caller, rule)).toThrow(ForbiddenError);
      await expect(list(caller)).rejects.toThrow(ForbiddenError);
    }
    expect(() => setRule(admin, { ...rule, app: ' ' })).toThrow(InvalidInputError);
    await setRule(admin, { app: 'demo', needsSomebodyElse: false });
    await setRule(admin, rule);
    expect(await (await app.restart()).services.approvalRules.list(admin)).toEqual([rule]);
  });

  test('lets whom a question works for see it, and everybody else answer', async () => {
    const app = await startApp();
    await app.services.approvalRules.setRule(admin, { app: 'demo', needsSomebodyElse: true });
    const { session } = await app.register({ userId: 'u1' });
    const approval = await ask(app, session.id);
    const own = person({ role: 'ADMIN', userId: 'u1' });
    expect(approval.needsSomebodyElse).toBe(true);
    await expect(app.services.approvals.approve(own, { id: approval.id })).rejects.toThrow('somebody else');
    await expect(app.services.approvals.deny(own, { id: approval.id })).rejects.toThrow(ForbiddenError);
    const [outcome] = await app.services.approvals.decideApprovals(own, { ids: [approval.id], decision: 'APPROVE' });
    expect(outcome).toBeInstanceOf(ForbiddenError);
    expect(await app.services.approvals.approve(bob, { id: approval.id })).toMatchObject({ state: 'APPROVED' });
  });

  test('counts at once for what waits, both ways, and for no other app', async () => {
    const app = await startApp();
    const { setRule } = app.services.approvalRules;
    const { session } = await app.register({ userId: 'u1' });
    const approval = await ask(app, session.id);
    await setRule(admin, { app: 'other', needsSomebodyElse: true });
    expect((await again(app, approval)).revision).toBe(approval.revision);
    await setRule(admin, { app: 'demo', needsSomebodyElse: true });
    const ruled = await again(app, approval);
    expect(ruled.needsSomebodyElse).toBe(true);
    expect(ruled.revision).toBeGreaterThan(approval.revision);
    await setRule(admin, { app: 'demo', needsSomebodyElse: false });
    const own = person({ userId: 'u1' });
    expect(await app.services.approvals.approve(own, { id: approval.id })).toMatchObject({ state: 'APPROVED' });
  });

  test('of a host counts for what its sessions ask, whoever started them', async () => {
    const app = await startApp();
    const joined = await joinHost(app);
    await runHost(app, joined);
    const { id } = joined.host;
    const start = { hostId: id, safetyMode: 'AUTONOMOUS', reason: 'why' };
    const { session } = await app.services.remote.startRemoteSession(ada, start);
    const text = `query ($id: ID!) { approvals(filter: { sessionId: $id }) { edges { node { id needsSomebodyElse } } } }`;
    const asked = async () => {
      const data = await query<{ approvals: { edges: { node: { id: string; needsSomebodyElse: boolean } }[] } }>(
        app,
        text,
        { id: session.id },
      );
      return data.approvals.edges[0]?.node ?? { id: '', needsSomebodyElse: null };
    };
    expect((await asked()).needsSomebodyElse).toBe(false);
    await app.services.hosts.updateHost(admin, { id, needsSomebodyElse: true });
    const approval = await asked();
    expect(approval.needsSomebodyElse).toBe(true);
    await expect(app.services.approvals.approve(ada, { id: approval.id })).rejects.toThrow('somebody else');
    await app.services.approvals.approve(bob, { id: approval.id });
    expect(await app.services.reading.session(admin, session.id)).toMatchObject({ lifecycle: 'ACTIVE' });
  });

  test('shows each who watches whether they may answer', async () => {
    const app = await startApp();
    await app.services.approvalRules.setRule(admin, { app: 'remote', needsSomebodyElse: true });
    const joined = await joinHost(app);
    await runHost(app, joined);
    const watches = await Promise.all([ada, bob].map((caller) => app.services.approvalReading.watch(caller, {}, null)));
    for (const watch of watches) await watch.next();
    const start = { hostId: joined.host.id, safetyMode: 'AUTONOMOUS', reason: 'why' };
    await app.services.remote.startRemoteSession(ada, start);
    const may = await Promise.all(
      watches.map(async (watch) => {
        const next = await watch.next();
        if (next.done === true) throw new Error('The watch is over');
        const { readBy, upserted } = next.value;
        return upserted.map((approval) => canDecide(readBy, approval));
      }),
    );
    expect(may).toEqual([[false], [true]]);
    for (const watch of watches) await watch.return?.();
  });
});
