import { describe, expect, test } from 'vitest';
import { type Command, commandOutcomes, type CommandState, commandStates, isOpen } from './command.ts';
import { aCommand, aSpec } from './command.testing.ts';
import {
  type CommandChange,
  type CommandReport,
  endWithSession,
  finish,
  followApproval,
  isStartedBy,
  lose,
  requestCancel,
  requestCommand,
  start,
} from './transitions.ts';

const nowMs = 5_000;

/** A command as it is in each state. */
function inState(state: CommandState, members: Partial<Command> = {}): Command {
  const isBegun = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'LOST'].includes(state);
  return aCommand({
    state,
    queuedAtMs: state === 'PENDING_APPROVAL' ? null : 1_000,
    ...(isBegun && { startedAtMs: 2_000, instanceId: 'one' }),
    endedAtMs: isOpen({ state }) ? null : 3_000,
    ...members,
  });
}

/** What a step makes of each state; `-` where it changes nothing. */
function table(step: (command: Command) => CommandChange | null): Readonly<Record<string, string>> {
  return Object.fromEntries(
    commandStates.map((state) => {
      const change = step(inState(state));
      return [state, change === null ? '-' : `${change.command.state} ${change.record.action}`];
    }),
  );
}

const nothing = Object.fromEntries(commandStates.map((state) => [state, '-']));

const report = (members: Partial<CommandReport> = {}): CommandReport => ({
  instanceId: 'one',
  outcome: 'EXITED',
  exitCode: 0,
  signal: null,
  message: null,
  isOutputTruncated: false,
  ...members,
});

describe('a request', () => {
  const { sessionId, hostId, app, userId, key, inputHash, safetyMode, requestedBy } = aCommand();
  const request = { id: 'command_09', sessionId, hostId, app, userId, key, inputHash, safetyMode, requestedBy };
  const ask = (isApproved: boolean) =>
    requestCommand({ ...request, spec: aSpec(), approvalId: 'approval_1' }, isApproved, nowMs);

  test('waits for an approval, or is queued where none is missing', () => {
    expect(ask(false).command).toMatchObject({ state: 'PENDING_APPROVAL', requestedAtMs: nowMs, queuedAtMs: null });
    expect(ask(true).command).toMatchObject({ state: 'QUEUED', requestedAtMs: nowMs, queuedAtMs: nowMs });
    expect(ask(true).command.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(ask(false).record).toMatchObject({
      action: 'COMMAND_REQUESTED',
      after: { commandId: 'command_09', state: 'PENDING_APPROVAL', approvalId: 'approval_1' },
    });
  });
});

describe('what becomes of its approval', () => {
  const follow = (state: 'PENDING' | 'APPROVED' | 'DENIED' | 'EXPIRED' | 'CANCELLED') =>
    table((command) => followApproval(command, { state, note: 'so' }, nowMs));

  test('changes what has not begun, and nothing else', () => {
    expect(follow('PENDING')).toEqual(nothing);
    expect(follow('APPROVED')).toEqual({ ...nothing, PENDING_APPROVAL: 'QUEUED COMMAND_QUEUED' });
    for (const state of ['DENIED', 'EXPIRED', 'CANCELLED'] as const) {
      const closed = `${state} COMMAND_ENDED`;
      expect(follow(state)).toEqual({ ...nothing, PENDING_APPROVAL: closed, QUEUED: closed });
    }
  });

  test('leaves when, and what the decider said', () => {
    const approved = followApproval(inState('PENDING_APPROVAL'), { state: 'APPROVED', note: 'go' }, nowMs);
    expect(approved?.command).toMatchObject({ queuedAtMs: nowMs, endedAtMs: null, message: null });
    const denied = followApproval(inState('PENDING_APPROVAL'), { state: 'DENIED', note: 'no' }, nowMs);
    expect(denied?.command).toMatchObject({ endedAtMs: nowMs, message: 'no' });
    expect(denied?.record).toMatchObject({ note: 'no', after: { state: 'DENIED' } });
  });
});

describe('a start', () => {
  test('is of what is queued alone, by one instance', () => {
    expect(table((command) => start(command, 'two', nowMs))).toEqual({ ...nothing, QUEUED: 'RUNNING COMMAND_STARTED' });
    const started = start(inState('QUEUED'), 'two', nowMs)?.command;
    expect(started).toMatchObject({ instanceId: 'two', startedAtMs: nowMs, endedAtMs: null });
  });

  test('may be asked for again by who has started it, as long as it runs', () => {
    expect(isStartedBy(inState('RUNNING'), 'one')).toBe(true);
    expect(isStartedBy(inState('RUNNING'), 'two')).toBe(false);
    expect(isStartedBy(inState('LOST'), 'one')).toBe(false);
  });
});

describe('a cancel', () => {
  test('ends at once what has not begun, and asks the host to stop what runs', () => {
    expect(table((command) => requestCancel(command, nowMs))).toEqual({
      ...nothing,
      PENDING_APPROVAL: 'CANCELLED COMMAND_CANCELLED',
      QUEUED: 'CANCELLED COMMAND_CANCELLED',
      RUNNING: 'RUNNING COMMAND_CANCELLED',
    });
    expect(requestCancel(inState('QUEUED'), nowMs)?.command).toMatchObject({ endedAtMs: nowMs });
    const asked = requestCancel(inState('RUNNING'), nowMs)?.command;
    expect(asked).toMatchObject({ isCancelRequested: true, endedAtMs: null });
    expect(asked && requestCancel(asked, nowMs)).toBeNull();
  });
});

describe('a host’s report of the end', () => {
  test.each([
    [{ outcome: 'EXITED', exitCode: 0 }, 'SUCCEEDED'],
    [{ outcome: 'EXITED', exitCode: 3 }, 'FAILED'],
    [{ outcome: 'SIGNALLED', signal: 'SIGKILL', exitCode: null }, 'FAILED'],
    [{ outcome: 'TIMED_OUT' }, 'TIMED_OUT'],
    [{ outcome: 'CANCELLED' }, 'CANCELLED'],
    [{ outcome: 'REFUSED', message: 'Its digest is another' }, 'FAILED'],
    [{ outcome: 'LOST' }, 'LOST'],
  ] as const)('%j makes it %s', (members, state) => {
    const finished = finish(inState('RUNNING', { outputBytes: 9 }), report(members), nowMs);
    const { exitCode, signal, message } = report(members);
    expect(finished?.command).toMatchObject({ state, exitCode, signal, message, endedAtMs: nowMs, outputBytes: 9 });
    expect(finished?.record).toMatchObject({
      action: 'COMMAND_ENDED',
      note: message,
      after: { state, outputBytes: 9 },
    });
  });

  test('is of what its instance runs, or of what that was thought to have lost', () => {
    for (const outcome of commandOutcomes) {
      const expected = { ...nothing };
      const state = { EXITED: 'SUCCEEDED', SIGNALLED: 'FAILED', REFUSED: 'FAILED' }[outcome as string] ?? outcome;
      expected['RUNNING'] = `${state} COMMAND_ENDED`;
      if (outcome !== 'LOST') expected['LOST'] = `${state} COMMAND_ENDED`;
      if (outcome === 'REFUSED') expected['QUEUED'] = 'FAILED COMMAND_ENDED';
      expect(table((command) => finish(command, report({ outcome }), nowMs))).toEqual(expected);
    }
  });

  test('of another instance counts only as far as it knows nothing of it', () => {
    for (const outcome of commandOutcomes) {
      const told = table((command) => finish(command, report({ outcome, instanceId: 'two' }), nowMs));
      if (outcome === 'LOST') expect(told).toEqual({ ...nothing, RUNNING: 'LOST COMMAND_ENDED' });
      else if (outcome === 'REFUSED') expect(told).toEqual({ ...nothing, QUEUED: 'FAILED COMMAND_ENDED' });
      else expect(told).toEqual(nothing);
    }
  });

  test('that comes late keeps when it was given up', () => {
    const late = finish(inState('LOST', { message: 'gone' }), report({ exitCode: 1 }), nowMs)?.command;
    expect(late).toMatchObject({ state: 'FAILED', endedAtMs: 3_000, exitCode: 1, message: null });
  });

  test('says that some output is missing, and never that it is not', () => {
    const cut = finish(inState('RUNNING'), report({ isOutputTruncated: true }), nowMs)?.command;
    expect(cut).toMatchObject({ isOutputTruncated: true });
    expect(finish(inState('RUNNING', { isOutputTruncated: true }), report(), nowMs)?.command).toMatchObject({
      isOutputTruncated: true,
    });
  });
});

describe('a loss', () => {
  test('is of what runs', () => {
    expect(table((command) => lose(command, 'why', nowMs))).toEqual({ ...nothing, RUNNING: 'LOST COMMAND_ENDED' });
    expect(lose(inState('RUNNING'), 'why', nowMs)?.command).toMatchObject({ message: 'why', endedAtMs: nowMs });
  });

  test('comes with the end of the session, which also cancels what has not begun', () => {
    expect(table((command) => endWithSession(command, nowMs))).toEqual({
      ...nothing,
      PENDING_APPROVAL: 'CANCELLED COMMAND_ENDED',
      QUEUED: 'CANCELLED COMMAND_ENDED',
      RUNNING: 'LOST COMMAND_ENDED',
    });
  });
});
