import { expect, it } from 'vitest';
import type { SessionRow } from './session-row.ts';
import { killReceipt } from '../kills/kill-receipt.testing.ts';
import { sessionRow } from './session-row.testing.ts';
import { STATUSES, ageMs, markOf, pillOf, shortId, statusSentence, titleOf, webAddress } from './words.ts';

const NOW = Date.parse('2026-01-01T00:10:00.000Z');

it.each([
  ['LIVE', 'ACTIVE', 'active', 'active'],
  ['QUIET', 'ACTIVE', 'silent', 'last known: active'],
  ['STALE', 'ACTIVE', 'silent', 'last known: active'],
  ['LOST', 'ACTIVE', 'silent', 'last known: active'],
  ['LIVE', 'PENDING_APPROVAL', 'pending', 'pending approval'],
  ['STALE', 'ENDING', 'ending', 'ending'],
  ['LIVE', 'ENDED', 'ended', 'ended'],
] satisfies [SessionRow['liveness'], SessionRow['lifecycle'], string, string][])(
  'shows what is %s and %s as %s: %s',
  (liveness, lifecycle, tone, text) => {
    expect(pillOf(sessionRow(1, { liveness, lifecycle }))).toEqual({ tone, text });
  },
);

it.each([
  ['ACTIVE', 'silent', 'last known: active'],
  ['PENDING_APPROVAL', 'silent', 'last known: waiting'],
  ['ENDING', 'silent', 'last known: ending'],
  ['ENDED', 'ended', 'ended'],
] satisfies [SessionRow['lifecycle'], string, string][])(
  'shows what is %s as %s while the server is not heard: %s',
  (lifecycle, tone, text) => {
    expect(pillOf(sessionRow(1, { lifecycle }), true)).toEqual({ tone, text });
  },
);

it('never shows as idle or running what is not heard', () => {
  const silent = STATUSES.filter((status) => markOf(status) !== 'idle' && markOf(status) !== 'running');
  expect(silent).toEqual(STATUSES.filter((status) => status !== 'IDLE' && status !== 'RUNNING'));
});

it.each([
  [{ status: 'STALE' }, 'not heard for 9 m 50 s'],
  [{ status: 'UNRESPONSIVE', kill: killReceipt() }, 'does not answer the kill'],
  [
    { status: 'UNRESPONSIVE', kill: killReceipt({ acknowledgedAt: '2026-01-01T00:00:00.000Z' }) },
    'heard the kill and has not ended in time',
  ],
  [{ status: 'REQUIRES_ACTION' }, 'needs a person'],
  [{ status: 'ENDED', endReason: 'KILLED' }, 'killed'],
  [{ status: 'ENDED', endReason: 'LOST' }, 'lost'],
  [{ status: 'RUNNING' }, 'running'],
] satisfies [Partial<SessionRow>, string][])('says %j as “%s”', (changes, sentence) => {
  expect(statusSentence(sessionRow(1, changes), NOW)).toBe(sentence);
});

it('counts the age to the end, where there is one', () => {
  expect(ageMs(sessionRow(1), NOW)).toBe(600_000);
  expect(ageMs(sessionRow(1, { endedAt: '2026-01-01T00:01:00.000Z' }), NOW)).toBe(60_000);
});

it('shortens an id to what tells it from its neighbours', () => {
  expect(shortId('app_01M7W9CM36HZ92506C7VCNCDYR')).toBe('app_…CNCDYR');
  expect(shortId('app_12345')).toBe('app_12345');
});

it('calls a session by its app, and its name or its id', () => {
  expect(titleOf(sessionRow(1))).toBe('reports · Session 1');
  expect(titleOf(sessionRow(1, { name: null }))).toBe('reports app_0001');
});

it.each([
  ['https://example.com/help', true],
  ['http://example.com', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  [null, false],
])('opens %s: %s', (address, isOpened) => {
  expect(webAddress(address) !== undefined).toBe(isOpened);
});
