import { describe, expect, test } from 'vitest';
import { admin, appKey, owner, stranger, type TestApp } from '../../app.testing.ts';
import { admitKey, admitToken, signIn } from '../../app-people.testing.ts';
import { recordsOf } from '../../app-reading.testing.ts';
import { openSocket } from '../../app-socket.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { SessionSupersededError } from '../sessions/index.ts';
import type { Approval } from './approval.ts';
import { approvalOf, ask, startAsking } from './asking.testing.ts';
import { ApprovalNotFoundError } from './errors.ts';

const over = { done: true, value: undefined };

/** What the asker waits with, and what comes of it next, be it an error. */
async function open({ services }: TestApp, id: string, caller: Caller = owner()) {
  const decision = await services.openApprovalDecision(caller, id);
  return {
    next: (): Promise<unknown> => decision.next().catch((error: unknown) => error),
    close: async (): Promise<void> => void (await decision.return?.()),
  };
}

const told = (approval: Partial<Approval>) => ({ done: false, value: approval });

describe('who waits for the answer to its question', () => {
  test('hears it as it comes, which is recorded as sent, and then no more', async () => {
    const { app, session, approval } = await startAsking();
    const decision = await open(app, approval.id);
    const next = decision.next();
    await ask(app, session.id);
    await app.settle();
    app.clock.advance(2_000);
    await app.services.approvals.approve(await signIn(app, { role: 'OPERATOR' }), { id: approval.id, note: 'Go on' });
    expect(await next).toMatchObject(told({ id: approval.id, state: 'APPROVED', note: 'Go on', sentAtMs: null }));
    expect(await decision.next()).toEqual(over);
    await app.settle();
    expect(await approvalOf(app, approval.id)).toMatchObject({ state: 'APPROVED', sentAtMs: app.clock.wallMs() });
    expect((await recordsOf(app, session.id)).at(-1)).toBe('APPROVAL_SENT by KEY');
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('hears at once what came while it was away, and again where that was lost; it is sent once', async () => {
    const { app, session, approval } = await startAsking({ expiresInMs: 10_000 });
    await app.advance(10_000);
    for (let time = 0; time < 2; time += 1) {
      const decision = await open(app, approval.id);
      expect(await decision.next()).toMatchObject(told({ state: 'EXPIRED', decidedBy: null }));
      expect(await decision.next()).toEqual(over);
      await app.settle();
    }
    expect((await recordsOf(app, session.id)).filter((record) => record.includes('SENT'))).toHaveLength(1);
  });

  test('waits on through a restart of the server', async () => {
    const { app: before, approval } = await startAsking();
    const app = await before.restart(1_000);
    const decision = await open(app, approval.id);
    const next = decision.next();
    await app.services.approvals.deny(await signIn(app, { role: 'OPERATOR' }), { id: approval.id });
    expect(await next).toMatchObject(told({ state: 'DENIED' }));
  });

  test('hears that its session’s end cancelled it, also by the token that ends with it', async () => {
    const { app, session, registered, approval } = await startAsking();
    const waiting = [
      await open(app, approval.id),
      await open(app, approval.id, await admitToken(app, registered.token)),
    ];
    const next = waiting.map((each) => each.next());
    await app.settle();
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
    for (const each of await Promise.all(next)) expect(each).toMatchObject(told({ state: 'CANCELLED' }));
    for (const each of waiting) expect(await each.next()).toEqual(over);
    await app.settle();
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('hears nothing more once another owner has the session, but that', async () => {
    const { app, approval } = await startAsking({}, { externalId: 'tab' });
    const decision = await open(app, approval.id, owner('owner1'));
    const next = decision.next();
    await app.settle();
    await app.register({ externalId: 'tab', userId: 'ada', ownerId: 'owner2' });
    expect(await next).toBeInstanceOf(SessionSupersededError);
    await expect(open(app, approval.id, owner('owner1'))).rejects.toThrow(SessionSupersededError);
    expect(await (await open(app, approval.id, owner('owner2'))).next()).toMatchObject(told({ state: 'CANCELLED' }));
  });

  test('heard it, though it lost its right before that is stored', async () => {
    const { app, session, approval } = await startAsking();
    await app.services.approvals.approve(await signIn(app, { role: 'OPERATOR' }), { id: approval.id });
    const { principal, origin } = owner();
    let isRefused = false;
    const caller: Caller = {
      get principal() {
        if (isRefused) throw new ForbiddenError('The key is revoked.');
        return principal;
      },
      origin,
    };
    const decision = await open(app, approval.id, caller);
    expect(await decision.next()).toMatchObject(told({ state: 'APPROVED' }));
    isRefused = true;
    await app.settle();
    expect((await recordsOf(app, session.id)).at(-1)).toBe('APPROVAL_SENT by KEY');
    expect(app.errors).toEqual([]);
  });

  test('whose key loses its right hears nothing of what is answered afterwards', async () => {
    const { app, approval } = await startAsking();
    const key = await admitKey(app, { rights: ['REGISTER', 'READ'] });
    const decision = await open(app, approval.id, key);
    const next = decision.next();
    await app.settle();
    await key.change({ rights: ['READ'] });
    expect(await next).toBeInstanceOf(ForbiddenError);
    expect(app.app.openSubscriptionCount()).toBe(0);
  });
});

test('nobody but the asker waits for an answer', async () => {
  const { app, approval } = await startAsking();
  const other = await app.register();
  const reader = await admitKey(app, { rights: ['READ', 'KILL'] });
  for (const caller of [admin, reader, await signIn(app, { userId: 'ada' }), await signIn(app, { role: 'ADMIN' })])
    await expect(open(app, approval.id, caller)).rejects.toThrow(ForbiddenError);
  for (const caller of [stranger(), await app.holderOf(other)])
    await expect(open(app, approval.id, caller)).rejects.toThrow(ApprovalNotFoundError);
  await expect(open(app, 'approval_none')).rejects.toThrow(ApprovalNotFoundError);
});

test('a hundred may be waited for, and none of them keeps anybody from the kill of the session', async () => {
  const { app, session, approval } = await startAsking();
  const waiting = [];
  for (let at = 0; at < 100; at += 1) waiting.push(await open(app, approval.id));
  await expect(open(app, approval.id)).rejects.toThrow(InvalidInputError);
  const signals = [];
  for (const caller of [owner(), admin]) signals.push(await app.services.openKillSignal(caller, session.id, null));
  await app.services.kills.killSession(admin, { id: session.id });
  for (const signal of signals) expect(await signal.next()).toMatchObject({ value: { state: 'REQUESTED' } });
  await Promise.all([...signals.map((signal) => signal.return?.()), ...waiting.map((each) => each.close())]);
});

test('over a socket the answer is told and the operation completed, and none of these counts as a watch', async () => {
  const { app, session, approval } = await startAsking();
  const socket = await openSocket(app, { bearer: appKey, ownerId: 'owner1' });
  const asked = [approval];
  for (let at = 1; at < 100; at += 1) asked.push(await ask(app, session.id));
  const { session: more } = await app.register();
  for (let at = 0; at < 20; at += 1) asked.push(await ask(app, more.id));
  for (const { id } of asked)
    socket.subscribe(id, 'subscription ($id: ID!) { approvalDecision(id: $id) { id state note } }', { id });
  await socket.ping();
  const oper = await signIn(app, { role: 'OPERATOR' });
  await app.services.approvals.decideApprovals(oper, { ids: asked.map(({ id }) => id), decision: 'DENY', note: 'No' });
  for (const { id } of asked) {
    expect(await socket.next(id)).toEqual({ data: { approvalDecision: { id, state: 'DENIED', note: 'No' } } });
    expect(await socket.next(id)).toBe('complete');
  }
});
