import { expect, it } from 'vitest';
import { approvalRow } from '../approvals/approval-row.testing.ts';
import { approvedWords, cancelWord, outputNote, stateWords, textOf } from './command-words.ts';
import { NOW, at, commandRow } from './remote-row.testing.ts';
import type { CommandRow } from './session-commands.svelte.ts';

const running = { state: 'RUNNING', endedAt: null, exitCode: null } as const;
const never = { startedAt: null, endedAt: null, exitCode: null, outputBytes: 0 } as const;

it.each<[Partial<CommandRow>, string]>([
  [{}, 'succeeded · exit 0 · 1.2 s'],
  [{ ...never, state: 'PENDING_APPROVAL' }, 'waits for an answer'],
  [{ ...never, state: 'QUEUED' }, 'waits for its turn'],
  [running, 'runs · 5 s'],
  [{ ...running, isCancelRequested: true }, 'being cancelled · 5 s'],
  [{ state: 'FAILED', exitCode: 2 }, 'failed · exit 2 · 1.2 s'],
  [{ state: 'FAILED', exitCode: null, signal: 'SIGSEGV' }, 'failed · ended by SIGSEGV · 1.2 s'],
  [{ ...never, state: 'FAILED' }, 'failed'],
  [{ state: 'TIMED_OUT', exitCode: null }, 'ended: over its time of 10 m · 1.2 s'],
  [{ state: 'LOST', exitCode: null }, 'lost: its host has not told how it ended'],
  [{ ...never, state: 'DENIED' }, 'denied: it did not run'],
  [{ ...never, state: 'CANCELLED' }, 'cancelled: it did not run'],
  [{ state: 'CANCELLED', exitCode: null, signal: 'SIGTERM' }, 'cancelled · ended by SIGTERM · 1.2 s'],
])('says where a command stands: %o', (changes, words) => {
  expect(stateWords(commandRow(changes), NOW)).toBe(words);
});

it('says who approved it, if anybody had to', () => {
  const decided = (changes: Parameters<typeof approvalRow>[0]) =>
    commandRow({
      approval: approvalRow({
        state: 'APPROVED',
        decidedBy: { kind: 'PERSON', id: 'person_grace', name: 'Grace' },
        ...changes,
      }),
    });
  expect(approvedWords(commandRow({ approval: null }), undefined)).toBeUndefined();
  expect(approvedWords(commandRow({ approval: approvalRow() }), undefined)).toBeUndefined();
  expect(approvedWords(decided({}), undefined)).toBe('approved by Grace');
  expect(approvedWords(decided({}), 'person_grace')).toBe('approved by you');
  expect(approvedWords(decided({ state: 'DENIED' }), undefined)).toBe('denied by Grace');
  expect(approvedWords(decided({ grantId: 'grant_1' }), undefined)).toBe('allowed by a grant of Grace');
});

it('shows what was typed, or the arguments as a shell would take them', () => {
  expect(textOf({ line: 'ls -l; pwd', argv: [] })).toBe('ls -l; pwd');
  expect(textOf({ line: null, argv: ['git', 'commit', '-m', "it's done", ''] })).toBe(
    `git commit -m 'it'\\''s done' ''`,
  );
});

it('says of output that it was cut, is gone, or never was', () => {
  expect(outputNote(commandRow(), NOW)).toBeUndefined();
  expect(outputNote(commandRow({ outputTruncated: true }), NOW)).toContain('Cut at 10 MB');
  expect(outputNote(commandRow({ outputKeptUntil: at(-1) }), NOW)).toContain('is gone');
  expect(outputNote(commandRow({ outputBytes: 0 }), NOW)).toBe('It wrote nothing.');
});

it.each<[Partial<CommandRow>, string | undefined, string | undefined]>([
  [{ ...never, state: 'PENDING_APPROVAL', canCancel: true }, 'Take it back', undefined],
  [{ ...never, state: 'QUEUED', canCancel: true }, 'Take it back', 'Cancel it'],
  [{ ...running, canCancel: true }, 'Stop it', 'Stop it'],
  [{ ...running, canCancel: false }, undefined, undefined],
  [{ canCancel: true }, undefined, undefined],
])('lets only who asked take it back: %#', (changes, own, others) => {
  const row = commandRow(changes);
  expect([cancelWord(row, 'person_ada'), cancelWord(row, 'person_grace')]).toEqual([own, others]);
});
