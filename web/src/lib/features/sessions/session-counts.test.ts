import { expect, it } from 'vitest';
import { sentence, statusCounts, totalOf } from './session-counts.ts';

const say = (counts: Parameters<typeof sentence>[0]) =>
  sentence(counts)
    .map(({ count, word }) => `${count} ${word}`)
    .join(' · ');

it('says the fleet in one sentence', () => {
  expect(say({ IDLE: 113, RUNNING: 12, REQUIRES_ACTION: 3, STALE: 2 })).toBe(
    '128 live · 12 running · 3 need you · 2 stale',
  );
});

it('counts as live only what is heard', () => {
  expect(say({ QUIET: 4, STALE: 1, ENDING: 1, UNRESPONSIVE: 1, PENDING_APPROVAL: 1 })).toBe(
    '0 live · 1 needs you · 1 ending · 1 unresponsive · 4 quiet · 1 stale',
  );
});

it('leaves out what is none', () => {
  expect(say({})).toBe('0 live');
});

it('adds up what the server counted', () => {
  expect(
    totalOf(
      statusCounts([
        { key: 'IDLE', count: 2 },
        { key: 'RUNNING', count: 3 },
      ]),
    ),
  ).toBe(5);
});
