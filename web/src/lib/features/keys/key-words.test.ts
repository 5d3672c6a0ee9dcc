import { expect, it } from 'vitest';
import { appKey } from './app-key.testing.ts';
import { keysSentence, rightsWords, runningWords, stateOf } from './key-words.ts';

const nowMs = Date.parse('2026-01-01T00:00:00.000Z');
const yesterday = '2025-12-31T00:00:00.000Z';
const tomorrow = '2026-01-02T00:00:00.000Z';
const nextYear = '2027-01-01T00:00:00.000Z';

it.each([
  ['that works', {}, 'active', true],
  ['that works until next year', { expiresAt: nextYear }, 'active', true],
  ['that expires tomorrow', { expiresAt: tomorrow }, '1 d left', true],
  ['that expired', { expiresAt: yesterday }, 'expired', false],
  ['with two secrets', { previousSecretExpiresAt: tomorrow }, 'rotating', true],
  ['whose secret before is over', { previousSecretExpiresAt: yesterday }, 'active', true],
  ['that was revoked', { revokedAt: yesterday, expiresAt: yesterday }, 'revoked', false],
])('tells the state of a key %s', (_what, changes, text, holds) => {
  expect(stateOf(appKey(changes), nowMs)).toMatchObject({ text, holds });
});

it('counts what works and what no longer does', () => {
  expect(keysSentence([], nowMs)).toBe('0 keys work');
  const keys = [appKey(), appKey({ expiresAt: yesterday }), appKey({ revokedAt: yesterday })];
  expect(keysSentence(keys, nowMs)).toBe('1 key works · 1 expired · 1 revoked');
});

it('names rights in their order, and running sessions with their limit', () => {
  expect(rightsWords(['KILL', 'REGISTER'])).toBe('register, kill');
  expect(runningWords(appKey({ runningSessions: 1_200 }))).toBe('1,200');
  expect(runningWords(appKey({ runningSessions: 12, maxRunningSessions: 50 }))).toBe('12 of 50');
});
