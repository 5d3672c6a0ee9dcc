import { expect, test } from 'vitest';
import { ConnectionLostError, type RollcallError, UnexpectedError } from './errors.ts';
import { type Beating, type Heartbeat, Heartbeats } from './heartbeats.ts';
import { createHandDrivenPlatform } from './platform.testing.ts';

function createHeartbeats() {
  const { platform, advance } = createHandDrivenPlatform();
  const sent: (readonly string[])[] = [];
  const problems: RollcallError[] = [];
  const state: {
    isUp: boolean;
    failsWith: Error | undefined;
    failedPart: RollcallError | undefined;
    exceptions: readonly Heartbeat[];
  } = { isUp: true, failsWith: undefined, failedPart: undefined, exceptions: [] };
  const heartbeats = new Heartbeats({
    platform,
    reportProblem: (error) => void problems.push(error),
    connection: {
      get isUp() {
        return state.isUp;
      },
      async send(_document, variables, onFailedPart) {
        const { input } = variables as unknown as { input: { sessionIds: string[] } };
        sent.push(input.sessionIds);
        if (state.failsWith !== undefined) throw state.failsWith;
        if (state.failedPart !== undefined) onFailedPart?.(state.failedPart);
        const { exceptions } = state;
        return { heartbeat: { __typename: 'HeartbeatSuccess', exceptions } } as never;
      },
    },
  });
  return { heartbeats, sent, problems, state, advance };
}

function createSession(id: string, heartbeatIntervalMs = 30_000): Beating & { heard: Heartbeat[] } {
  const heard: Heartbeat[] = [];
  return { id, heartbeatIntervalMs, heard, hear: (answer) => void heard.push(answer) };
}

test('beats once an interval, and hands the answer to the session', async () => {
  const { heartbeats, sent, advance } = createHeartbeats();
  const session = createSession('app_1');
  heartbeats.add(session);
  await advance(29_999);
  expect(sent).toEqual([]);
  await advance(60_001);
  expect(sent).toEqual([['app_1'], ['app_1'], ['app_1']]);
  expect(session.heard).toHaveLength(3);
});

test('hands each exception to its session, and to all others that they were renewed', async () => {
  const { heartbeats, state, advance } = createHeartbeats();
  const [fine, taken] = [createSession('app_1'), createSession('app_2')];
  heartbeats.add(fine);
  heartbeats.add(taken);
  const superseded = { sessionId: 'app_2', outcome: 'SUPERSEDED', endReason: null, kill: null } as const;
  state.exceptions = [superseded];
  await advance(30_000);
  expect(fine.heard).toEqual([{ sessionId: 'app_1', outcome: 'RENEWED', endReason: null, kill: null }]);
  expect(taken.heard).toEqual([superseded]);
});

test('brings sessions that registered apart into one message', async () => {
  const { heartbeats, sent, advance } = createHeartbeats();
  heartbeats.add(createSession('app_1'));
  await advance(10_000);
  heartbeats.add(createSession('app_2'));
  await advance(50_000);
  expect(sent).toEqual([
    ['app_1', 'app_2'],
    ['app_1', 'app_2'],
  ]);
});

test('sends at most a thousand ids in a message', async () => {
  const { heartbeats, sent, advance } = createHeartbeats();
  for (let number = 0; number < 2_001; number += 1) heartbeats.add(createSession(`app_${number}`));
  await advance(30_000);
  expect(sent.map(({ length }) => length)).toEqual([1_000, 1_000, 1]);
});

test('asks at once, for all that hurry in one turn together', async () => {
  const { heartbeats, sent, advance } = createHeartbeats();
  const [first, second] = [createSession('app_1'), createSession('app_2')];
  heartbeats.add(first);
  heartbeats.add(second);
  heartbeats.hurry(first);
  heartbeats.hurry(second);
  await advance(0);
  expect(sent).toEqual([['app_1', 'app_2']]);
});

test('keeps silent about a removed session, and without a connection about all', async () => {
  const { heartbeats, sent, state, advance } = createHeartbeats();
  const removed = createSession('app_1');
  heartbeats.add(removed);
  heartbeats.add(createSession('app_2'));
  heartbeats.remove(removed);
  state.isUp = false;
  await advance(30_000);
  state.isUp = true;
  await advance(30_000);
  expect(sent).toEqual([['app_2']]);
});

test('reports a failure, but not an outage, and beats on', async () => {
  const { heartbeats, sent, problems, state, advance } = createHeartbeats();
  heartbeats.add(createSession('app_1', 1_000));
  state.failsWith = new ConnectionLostError('gone');
  await advance(1_000);
  expect(problems).toEqual([]);
  state.failsWith = new UnexpectedError('broken', null);
  await advance(1_000);
  expect(problems).toEqual([state.failsWith]);
  expect(sent).toHaveLength(2);
});

test('reports what failed of an answer, and hands out the rest', async () => {
  const { heartbeats, problems, state, advance } = createHeartbeats();
  const [killed, fine] = [createSession('app_1'), createSession('app_2')];
  heartbeats.add(killed);
  heartbeats.add(fine);
  const unreadable = { sessionId: 'app_1', outcome: 'ENDED', endReason: 'KILLED', kill: null } as const;
  state.exceptions = [unreadable];
  state.failedPart = new UnexpectedError('The kill cannot be read.', null);
  await advance(30_000);
  expect(problems).toEqual([state.failedPart]);
  expect(killed.heard).toEqual([unreadable]);
  expect(fine.heard).toMatchObject([{ outcome: 'RENEWED' }]);
});
