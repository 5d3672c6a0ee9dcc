import { describe, expect, test } from 'vitest';
import { keyWith, owner, startApp } from '../../app.testing.ts';
import { signIn } from '../../app-people.testing.ts';
import { approvalOf } from './asking.testing.ts';
import { ApprovalExpiredError } from './errors.ts';

/** A session of owner1, for ada, that has acted on what it was allowed. */
async function startActing() {
  const app = await startApp();
  const { session } = await app.register({ externalId: 'tab', userId: 'ada' }, owner('owner1'));
  const question = { sessionId: session.id, key: 'deploy', title: 'Deploy?', details: { version: 1 } };
  const { requestApproval, approve, actOnApproval } = app.services.approvals;
  const { id } = await requestApproval(owner('owner1'), question);
  const oper = await signIn(app, { role: 'OPERATOR' });
  await approve(oper, { id });
  const acted = await actOnApproval(owner('owner1'), { id });
  return { app, session, oper, question, acted, id };
}

describe('what was allowed once', () => {
  test('is told again to whoever lost the answer, for five minutes', async () => {
    const { app, acted, id } = await startActing();
    const { actOnApproval } = app.services.approvals;
    app.clock.stall(300_000);
    expect(await actOnApproval(owner('owner1'), { id })).toEqual(acted);
    app.clock.stall(1);
    await expect(actOnApproval(owner('owner1'), { id })).rejects.toThrow(/acted on at .* no second time/);
    expect(await approvalOf(app, id)).toEqual(acted);
  });

  test('is not done by a second one that holds the session as well', async () => {
    const { app, session, id } = await startActing();
    const token = {
      principal: { kind: 'SESSION_TOKEN', sessionId: session.id, ownerId: 'owner1', keyId: 'key1' },
      origin: 'a test',
    } as const;
    const other = keyWith({ apps: ['demo'], keyId: 'another' }, 'owner1');
    for (const caller of [token, other])
      await expect(app.services.approvals.actOnApproval(caller, { id })).rejects.toThrow(ApprovalExpiredError);
  });

  test.each([
    ['another process', 'owner2', 'ada'],
    ['another user', 'owner1', 'bob'],
  ])('allows nothing once the session is of %s, nor does its key', async (_, ownerId, userId) => {
    const { app, session, question, id } = await startActing();
    await app.register({ externalId: 'tab', userId, ownerId }, owner(ownerId));
    const { requestApproval, actOnApproval } = app.services.approvals;
    await expect(actOnApproval(owner(ownerId), { id })).rejects.toThrow(ApprovalExpiredError);
    await expect(requestApproval(owner(ownerId), question)).rejects.toMatchObject({
      issues: [
        { path: 'key', message: 'was used before the session changed hands; each question takes one of its own' },
      ],
    });
    const asked = await requestApproval(owner(ownerId), { ...question, key: 'deploy again' });
    expect(asked).toMatchObject({ state: 'PENDING', sessionId: session.id, userId });
  });

  test('allows nothing once the session has ended', async () => {
    const { app, session, oper, id } = await startActing();
    await app.services.kills.killSession(oper, { id: session.id });
    await app.services.sessions.endSession(owner('owner1'), { id: session.id, reason: 'STOPPED' });
    await expect(app.services.approvals.actOnApproval(owner('owner1'), { id })).rejects.toThrow(ApprovalExpiredError);
  });
});

test('what was cancelled as the user changed, its asker is told of when it asks again', async () => {
  const app = await startApp();
  const { session } = await app.register({ externalId: 'tab', userId: 'ada' });
  const question = { sessionId: session.id, key: 'k', title: 'Deploy?' };
  const { requestApproval } = app.services.approvals;
  const { id } = await requestApproval(owner(), question);
  await app.register({ externalId: 'tab', userId: 'bob' });
  expect(await requestApproval(owner(), question)).toMatchObject({ id, state: 'CANCELLED' });
});
