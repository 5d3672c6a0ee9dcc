import { expect, test } from 'vitest';
import { ApprovalExpiredError, ApprovalUnavailableError } from './approval-errors.ts';
import { ConnectionLostError } from './errors.ts';
import { createHandDrivenPlatform, turn } from './platform.testing.ts';
import { Questions } from './questions.ts';
import type { ApprovalRequest } from './approval-request.ts';
import type { Sink } from './socket.ts';
import type { TypedDocument } from './typed-document.ts';

const DAY_MS = 86_400_000;

/** A question over a line that stores it as soon as it can, and on which nobody ever answers. */
function ask(request: Partial<ApprovalRequest>, { isUp = true } = {}) {
  const { platform, advance } = createHandDrivenPlatform();
  const outcome: { error?: unknown } = {};
  let sent = 0;
  const approval = { id: 'approval_1', state: 'PENDING', decidedBy: null, decidedAt: null, note: null };
  const connection = {
    isUp,
    lost: isUp ? undefined : new ConnectionLostError('Away'),
    send<Result>(): Promise<Result> {
      sent += 1;
      // Of the two that are sent, each takes what is its own.
      const answer: unknown = {
        requestApproval: { __typename: 'RequestApprovalSuccess', approval },
        cancelApproval: { __typename: 'CancelApprovalSuccess' },
      };
      return Promise.resolve(answer as Result);
    },
    subscribe<Result, Variables>(
      _document: TypedDocument<Result, Variables>,
      _variables: Variables,
      _sink: Sink<Result>,
    ) {
      return () => undefined;
    },
  };
  const questions = new Questions({ connection, platform, onDoubt: () => undefined });
  questions.ask({ title: 'Delete 3 accounts?', ...request }).catch((error: unknown) => (outcome.error = error));
  if (isUp) questions.resume('app_1');
  return { questions, outcome, advance, sent: () => sent };
}

test('waits over an outage until its own time is over, and a little longer for an answer on its way', async () => {
  const { questions, outcome, advance, sent } = ask({ expiresInMs: 60_000, unreachableAfterMs: 30_000 });
  await turn();
  questions.pause();
  await advance(79_999);
  expect(outcome).toEqual({});
  await advance(1);
  expect(outcome.error).toBeInstanceOf(ApprovalExpiredError);
  expect(sent()).toBe(1);
  questions.resume('app_1');
  await turn();
  expect(sent()).toBe(2);
  questions.resume('app_1');
  await turn();
  expect(sent()).toBe(2);
});

test.each([
  ['without a time of its own', {}],
  ['overdue, where the host says so', { expiresInMs: 60_000, onExpiry: 'WAIT' }],
] as const)('waits for as long as it takes %s', async (_how, request) => {
  const { questions, outcome, advance } = ask(request);
  await turn();
  questions.pause();
  await advance(100 * DAY_MS);
  expect(outcome).toEqual({});
});

test('waits for longer than a timer takes', async () => {
  const { outcome, advance } = ask({ expiresInMs: 30 * DAY_MS });
  await turn();
  await advance(30 * DAY_MS + 19_999);
  expect(outcome).toEqual({});
  await advance(1);
  expect(outcome.error).toBeInstanceOf(ApprovalExpiredError);
});

test('fails closed after 30 seconds without the server', async () => {
  const { outcome, advance } = ask({}, { isUp: false });
  await advance(29_999);
  expect(outcome).toEqual({});
  await advance(1);
  expect(outcome.error).toBeInstanceOf(ApprovalUnavailableError);
  expect(outcome.error).toMatchObject({ cause: { constructor: ConnectionLostError } });
});
