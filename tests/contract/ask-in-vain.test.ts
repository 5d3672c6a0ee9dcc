import {
  ApprovalCancelledError,
  ApprovalLimitError,
  ApprovalUnavailableError,
  InvalidInputError,
  SessionEndedError,
  SessionKilledError,
  SessionSupersededError,
  UnauthenticatedError,
  UnexpectedError,
  type ApprovalRequest,
} from '@rollcall/sdk';
import { expect, test } from 'vitest';
import { until } from '../harness/until.ts';
import { answerOf, ask, errorOf, open, question, title, untilWaiting } from './asking.ts';
import { admin, kill, operationNames, own, serve, serveAgain, stored, untilListening, work } from './owner.ts';
import { SYSTEM } from './registry.ts';
import { startContractServer } from './server.ts';

test('a kill ends every wait at once, and takes the questions back before the session has ended', async () => {
  const { server, session } = await open();
  const held = work();
  session.onKill(() => held.promise);
  const outcome = ask(session);
  const asked = await question(server);
  await untilWaiting(server);
  const receipt = kill(server, session);
  const error = await errorOf(outcome);
  expect(error).toBeInstanceOf(ApprovalCancelledError);
  expect(error).toMatchObject({ cause: session.signal.reason as SessionKilledError });
  expect(session.signal.reason).toBeInstanceOf(SessionKilledError);
  await until('the question taken back', () => asked.state === 'CANCELLED');
  expect(stored(server, session).lifecycle).toBe('ENDING');
  await expect(session.ask({ title })).rejects.toBeInstanceOf(ApprovalCancelledError);
  held.finish();
  await until('the end of the kill', () => receipt.state === 'ENDED');
  expect(server.approvals.all()).toHaveLength(1);
});

test('the end of the session is the end of its questions', async () => {
  const { server, session, problems } = await open();
  const outcome = ask(session);
  const asked = await question(server);
  await untilWaiting(server);
  const ending = session.end();
  expect(await errorOf(outcome)).toMatchObject({
    constructor: ApprovalCancelledError,
    cause: { constructor: SessionEndedError },
  });
  await ending;
  expect(asked.state).toBe('CANCELLED');
  await expect(session.ask({ title })).rejects.toBeInstanceOf(ApprovalCancelledError);
  expect(operationNames(server)).not.toContain('CancelApproval');
  expect(problems).toEqual([]);
});

test('a session that was ended elsewhere or taken over waits for nobody', async () => {
  const { server, session: first } = await open();
  const superseded = ask(first);
  await untilWaiting(server);
  await open(server);
  expect(await errorOf(superseded)).toMatchObject({
    constructor: ApprovalCancelledError,
    cause: { constructor: SessionSupersededError },
  });

  const { server: other, session: second } = await open();
  const ended = ask(second);
  await untilWaiting(other);
  other.registry.end(stored(other, second), 'EXPIRED', null, SYSTEM);
  expect(await errorOf(ended)).toMatchObject({
    constructor: ApprovalCancelledError,
    cause: { constructor: SessionEndedError, endReason: 'EXPIRED' },
  });
});

test('what somebody else cancels is cancelled, in a session that goes on', async () => {
  const { server, session } = await open();
  const outcome = ask(session);
  server.approvals.cancel(await question(server));
  expect(await errorOf(outcome)).toBeInstanceOf(ApprovalCancelledError);
  expect(session.signal.aborted).toBe(false);
});

test('a session that was lost asks again, as its tasks start again', async () => {
  const { server, session } = await open();
  const outcome = ask(session);
  await untilWaiting(server);
  server.registry.end(stored(server, session), 'LOST', null, SYSTEM);
  const again = await question(server, 1);
  expect(server.approvals.all()[0]?.state).toBe('CANCELLED');
  expect(outcome).toEqual({});
  server.approvals.decide(again, 'APPROVED', admin);
  expect(await answerOf(outcome)).toMatchObject({ id: again.id });
  expect(server.approvals.all()).toHaveLength(2);
});

test('a session the server does not know any more asks under its new id', async () => {
  const { server, session } = await open();
  const outcome = ask(session);
  await untilWaiting(server);
  server.registry.forget(session.id ?? '');
  server.cut();
  const again = await question(server, 1);
  server.approvals.decide(again, 'APPROVED', admin);
  expect(await answerOf(outcome)).toMatchObject({ id: again.id });
});

test('a signal takes the question back: at once, while it is asked, and when the server is back', async () => {
  const { server: before, session } = await open();
  const [waiting, asking, away] = [new AbortController(), new AbortController(), new AbortController()];
  const outcomes = [ask(session, { signal: waiting.signal }), ask(session, { signal: away.signal })];
  await question(before, 1);
  await until('both to be waited for', () => operationNames(before).filter((n) => n === 'ApprovalDecision')[1]);
  waiting.abort();
  expect(await errorOf(outcomes[0] ?? {})).toMatchObject({ name: 'AbortError' });
  await until('the first taken back', () => before.approvals.all()[0]?.state === 'CANCELLED');

  before.onExecuted = (name) => name === 'RequestApproval' && asking.abort(new Error('Not needed'));
  const third = ask(session, { signal: asking.signal });
  expect(await errorOf(third)).toEqual(new Error('Not needed'));
  await until('the third taken back', () => before.approvals.all()[2]?.state === 'CANCELLED');

  await before.close();
  away.abort();
  expect(await errorOf(outcomes[1] ?? {})).toMatchObject({ name: 'AbortError' });
  expect(before.approvals.all()[1]?.state).toBe('PENDING');
  await serveAgain(before);
  await until('the second taken back', () => before.approvals.all()[1]?.state === 'CANCELLED');
  expect(before.approvals.all()).toHaveLength(3);

  const asked = session.ask({ title, signal: waiting.signal });
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  expect(before.approvals.all()).toHaveLength(3);
});

test('with the server away nothing is allowed, and nothing is asked later', async () => {
  const away = await startContractServer();
  await away.close();
  const { session } = await open(away);
  await expect(session.ask({ title, unreachableAfterMs: 200 })).rejects.toBeInstanceOf(ApprovalUnavailableError);
  expect(session.signal.aborted).toBe(false);
  const server = await serveAgain(away);
  await untilListening(server, session);
  expect(server.approvals.all()).toEqual([]);
});

test('with the server away it goes ahead without an answer, where the host says so', async () => {
  const away = await startContractServer();
  await away.close();
  const { session } = await open(away);
  const answer = await session.ask({ title, unreachableAfterMs: 200, whenUnreachable: 'approve' });
  expect(answer).toEqual({ id: null, decidedBy: null, decidedAtMs: null, note: null });
});

test('a server that was reached opens no gate by its silence: nobody is asked, and nothing allowed', async () => {
  const unasked = { unreachableAfterMs: 400, whenUnreachable: 'approve' } as const;
  const server = await serve();

  const wrongKey = own({ url: server.url, secrets: { key: 'rck_wrong_key', adminToken: '' } });
  const refused = await wrongKey.client.session({ app: 'reports' });
  const wrong = await errorOf(ask(refused, unasked));
  expect(wrong).toMatchObject({ constructor: ApprovalUnavailableError, cause: { constructor: UnauthenticatedError } });

  const { session } = await open(server);
  server.unknown.add('RequestApproval');
  const old = await errorOf(ask(session, unasked));
  expect(old).toMatchObject({ constructor: ApprovalUnavailableError, cause: { constructor: UnexpectedError } });
  server.unknown.clear();

  // It may have been stored, and be denied by now.
  server.onExecuted = (name) => name === 'RequestApproval' && void server.close();
  expect(await errorOf(ask(session, unasked))).toBeInstanceOf(ApprovalUnavailableError);
  expect(server.approvals.all()).toMatchObject([{ state: 'PENDING' }]);
  const after = await serveAgain(server);
  await until('the question taken back', () => after.approvals.all()[0]?.state === 'CANCELLED');
  expect(after.approvals.all()).toHaveLength(1);
});

test('what is not acceptable is refused, here and by the server', async () => {
  const { server, session } = await open();
  const invalid: Partial<ApprovalRequest>[] = [
    { title: ' ' },
    { title: 'x'.repeat(201) },
    { details: { big: 1n } },
    { expiresInMs: Number.NaN },
    { unreachableAfterMs: Number.NaN, whenUnreachable: 'approve' },
    { unreachableAfterMs: 0, whenUnreachable: 'approve' },
  ];
  for (const request of invalid)
    await expect(session.ask({ title, ...request })).rejects.toBeInstanceOf(InvalidInputError);
  expect(operationNames(server)).not.toContain('RequestApproval');
  await expect(session.ask({ title, expiresInMs: 10 })).rejects.toMatchObject({
    constructor: InvalidInputError,
    issues: [{ path: 'expiresInMs' }],
  });
  expect(server.approvals.all()).toEqual([]);
});

test('a hundred questions of a session wait, and one more is refused', async () => {
  const { server, session } = await open();
  const outcomes = Array.from({ length: 101 }, () => ask(session));
  const refused = await until('a refusal', () => outcomes.find(({ error }) => error !== undefined));
  expect(refused.error).toMatchObject({ constructor: ApprovalLimitError, limit: 100 });
  expect(server.approvals.all()).toHaveLength(100);
});
