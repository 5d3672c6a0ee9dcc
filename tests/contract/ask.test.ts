import { ApprovalDeniedError, ApprovalExpiredError } from '@rollcall/sdk';
import { expect, test } from 'vitest';
import { until } from '../harness/until.ts';
import { answerOf, ask, errorOf, open, question, title, untilWaiting } from './asking.ts';
import { admin, operationNames, serveAgain } from './owner.ts';
import { startContractServer } from './server.ts';

test('asks in words and data, and goes on once a person approved and the server knows that it does', async () => {
  const { server, session, problems } = await open();
  const outcome = ask(session, { details: { ids: [1, 2, 3] }, expiresInMs: 60_000, onExpiry: 'WAIT' });
  const asked = await question(server);
  expect(asked).toMatchObject({ title, details: { ids: [1, 2, 3] }, expiresInMs: 60_000, onExpiry: 'WAIT' });
  await untilWaiting(server);
  expect(outcome).toEqual({});
  server.approvals.decide(asked, 'APPROVED', admin, 'Go ahead');
  expect(await answerOf(outcome)).toEqual({
    id: asked.id,
    decidedBy: admin,
    decidedAtMs: asked.decidedAtMs,
    note: 'Go ahead',
  });
  expect(asked.acted).toBe(1);
  expect(problems).toEqual([]);
});

test('is told who denied it, and what they wrote; nothing is acted on', async () => {
  const { server, session } = await open();
  const outcome = ask(session);
  const asked = await question(server);
  server.approvals.decide(asked, 'DENIED', admin, 'Not in December');
  const error = await errorOf(outcome);
  expect(error).toBeInstanceOf(ApprovalDeniedError);
  expect(error).toMatchObject({
    approvalId: asked.id,
    decidedBy: admin,
    decidedAtMs: asked.decidedAtMs,
    note: 'Not in December',
    message: 'Ada denied this: Not in December',
  });
  expect(asked.acted).toBe(0);
});

test('nobody answered in time', async () => {
  const { server, session } = await open();
  const outcome = ask(session, { expiresInMs: 1_000 });
  server.approvals.expire(await question(server));
  expect(await errorOf(outcome)).toBeInstanceOf(ApprovalExpiredError);
});

test('an approval that cannot be acted on before it lapses allows nothing', async () => {
  const { server, session } = await open();
  server.unknown.add('ActOnApproval');
  const outcome = ask(session);
  const asked = await question(server);
  server.approvals.decide(asked, 'APPROVED', admin);
  await until('two tries to act', () => operationNames(server).filter((name) => name === 'ActOnApproval')[1]);
  expect(outcome).toEqual({});
  server.approvals.expire(asked);
  server.unknown.clear();
  expect(await errorOf(outcome)).toBeInstanceOf(ApprovalExpiredError);
  expect(asked.acted).toBe(0);
});

test.each(['RequestApproval', 'ApprovalDecision', 'ActOnApproval'])(
  'a connection cut at %s loses nothing and repeats nothing',
  async (name) => {
    const { server, session } = await open();
    let cuts = 0;
    server.onExecuted = (executed) => {
      if (executed === name && (cuts += 1) === 1) server.cut();
    };
    const outcome = ask(session);
    const asked = await question(server);
    if (name !== 'ActOnApproval') await until('the cut', () => cuts > 0);
    server.approvals.decide(asked, 'APPROVED', admin);
    expect(await answerOf(outcome)).toMatchObject({ id: asked.id, decidedBy: admin });
    expect(server.approvals.all()).toHaveLength(1);
    expect(server.sockets.opened).toBe(2);
    expect(asked.acted).toBe(name === 'ActOnApproval' ? 2 : 1);
  },
);

test('what the server ends without an answer is asked again over the same connection', async () => {
  const { server, session } = await open();
  for (const name of ['RequestApproval', 'ActOnApproval']) server.unanswered.add(name);
  const outcome = ask(session);
  const asked = await question(server);
  const asks = (name: string) => operationNames(server).filter((executed) => executed === name).length;
  await until('a second request', () => asks('RequestApproval') > 1);
  server.unanswered.delete('RequestApproval');
  server.approvals.decide(asked, 'APPROVED', admin);
  await until('a second act', () => asks('ActOnApproval') > 1);
  expect(outcome).toEqual({});
  server.unanswered.clear();
  expect(await answerOf(outcome)).toMatchObject({ id: asked.id });
  expect(server.approvals.all()).toHaveLength(1);
  expect(server.sockets.opened).toBe(1);
});

test('a question outlives the server, and an answer given meanwhile is heard when it is back', async () => {
  const { server: before, session } = await open();
  const outcome = ask(session, { unreachableAfterMs: 300 });
  const asked = await question(before);
  await untilWaiting(before);
  await before.close();
  // Longer than it may take to be stored: it is.
  const laterMs = performance.now() + 600;
  await until('some time', () => performance.now() > laterMs);
  before.approvals.decide(asked, 'APPROVED', admin);
  expect(outcome).toEqual({});
  await serveAgain(before);
  expect(await answerOf(outcome)).toMatchObject({ id: asked.id, decidedBy: admin });
  expect(before.approvals.all()).toHaveLength(1);
  expect(asked.acted).toBe(1);
});

test('asks when the server comes, where it comes in time', async () => {
  const away = await startContractServer();
  await away.close();
  const { session } = await open(away);
  const outcome = ask(session);
  const server = await serveAgain(away);
  server.approvals.decide(await question(server), 'APPROVED', admin);
  expect(await answerOf(outcome)).toMatchObject({ decidedBy: admin });
});
