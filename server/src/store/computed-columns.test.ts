import { expect, it } from 'vitest';
import { type Remote, sessionEndReasons, type Session } from '../modules/sessions/index.ts';
import { aSession } from '../modules/sessions/session.testing.ts';
import { computedColumns, foldCase, searchTextOf } from './session-rows.ts';

const writeMigration =
  'What is computed has changed, and stored sessions keep what was computed before: write a migration that brings them ' +
  'to it, then change what stands here';

const remote: Remote = {
  hostId: 'host_1',
  safetyMode: 'SUPERVISED',
  systemUser: null,
  startedBy: { kind: 'PERSON', id: 'p1', name: 'Ada' },
  startKey: null,
  commandsExecuted: 1,
  openCommandCount: 1,
};

// activity, status and rank, as the rows of every database hold them.
it.each<readonly [Partial<Session>, string]>([
  [{}, 'IDLE IDLE 20'],
  [{ openTaskCount: 1 }, 'RUNNING RUNNING 40'],
  [{ remote }, 'RUNNING RUNNING 40'],
  [{ remote: { ...remote, openCommandCount: 0 } }, 'IDLE IDLE 20'],
  [{ openTaskCount: 1, statedActivity: 'PAUSED' }, 'PAUSED PAUSED 30'],
  [{ statedActivity: 'REQUIRES_ACTION' }, 'REQUIRES_ACTION REQUIRES_ACTION 80'],
  [{ statedActivity: 'PAUSED', pendingApprovalCount: 1 }, 'REQUIRES_ACTION REQUIRES_ACTION 80'],
  [{ liveness: 'QUIET', pendingApprovalCount: 1 }, 'REQUIRES_ACTION QUIET 60'],
  [{ liveness: 'STALE', openTaskCount: 1 }, 'RUNNING STALE 70'],
  [{ liveness: 'LOST' }, 'IDLE IDLE 20'],
  [{ lifecycle: 'PENDING_APPROVAL', liveness: 'STALE' }, 'IDLE PENDING_APPROVAL 90'],
  [{ lifecycle: 'ENDING', liveness: 'STALE', openTaskCount: 1 }, 'RUNNING ENDING 50'],
  [{ lifecycle: 'ENDING', isUnresponsive: true }, 'IDLE UNRESPONSIVE 100'],
  [{ lifecycle: 'ENDED', endReason: 'KILLED', isUnresponsive: true, openTaskCount: 1 }, 'RUNNING ENDED 0'],
  ...sessionEndReasons.map((endReason): [Partial<Session>, string] => [
    { lifecycle: 'ENDED', endReason },
    endReason === 'FAILED' ? 'IDLE FAILED 10' : 'IDLE ENDED 0',
  ]),
])('computes of %j what stored sessions hold', (members, stored) => {
  const { activity, status, attention_rank } = computedColumns(aSession(members));
  expect(`${activity} ${status} ${attention_rank}`, writeMigration).toBe(stored);
});

it('folds what is searched for as stored sessions hold it', () => {
  expect(searchTextOf(aSession({ id: 'app_01ABZ', name: 'Größe\nÉTÉ İ' })), writeMigration).toBe(
    'größe été i\u0307\napp_01abz',
  );
  expect(searchTextOf(aSession({ id: 'app_01', name: null })), writeMigration).toBe('\napp_01');
  expect(foldCase('E\u0301'), writeMigration).toBe('é');
});
