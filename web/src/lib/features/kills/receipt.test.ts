import { expect, it } from 'vitest';
import type { KillReceiptFragment } from '$lib/generated/graphql.ts';
import { killReceipt } from './kill-receipt.testing.ts';
import { furtherKill, receiptSteps, unresponsiveAdvice } from './receipt.ts';

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
const kill = killReceipt;
const words = (changes: Partial<KillReceiptFragment>) =>
  receiptSteps(kill(changes))
    .map(({ text }) => text)
    .join(' · ');

const sent = { state: 'SENT', sentAt: at(1) } as const;
const acknowledged = { ...sent, state: 'ACKNOWLEDGED', acknowledgedAt: at(3) } as const;
const ended = { ...acknowledged, state: 'ENDED', endedAt: at(23), evidence: 'OWNER' } as const;

it.each([
  [{}, 'requested'],
  [sent, 'requested · sent 1 ms'],
  [acknowledged, 'requested · sent 1 ms · acknowledged 3 ms'],
  [ended, 'requested · sent 1 ms · acknowledged 3 ms · ended in 23 ms'],
  [{ ...ended, acknowledgedAt: null, evidence: 'VANISHED' }, 'requested · sent 1 ms · ended in 23 ms · it vanished'],
  [{ ...sent, state: 'UNRESPONSIVE' }, 'requested · sent 1 ms · no answer within 10 s'],
  [{ ...acknowledged, state: 'UNRESPONSIVE' }, 'requested · sent 1 ms · acknowledged 3 ms · not ended within 10 s'],
] satisfies [Partial<KillReceiptFragment>, string][])('tells what happened to a kill: %#', (changes, expected) => {
  expect(words(changes)).toBe(expected);
});

it('shows where it stands, and when it failed', () => {
  expect(receiptSteps(kill(acknowledged)).map(({ tone }) => tone)).toEqual(['done', 'done', 'last']);
  expect(receiptSteps(kill({ state: 'UNRESPONSIVE' })).at(-1)?.tone).toBe('failed');
});

it('advises by what is known of the owner', () => {
  expect(unresponsiveAdvice(kill({ state: 'UNRESPONSIVE' }))).toMatch(/did not answer/);
  expect(unresponsiveAdvice(kill({ ...acknowledged, state: 'UNRESPONSIVE' }))).toMatch(/has not ended/);
});

it('takes the further word on the same kill, and the newer of two kills', () => {
  expect(furtherKill(kill(ended), kill(sent))?.state).toBe('ENDED');
  expect(furtherKill(kill(), kill(sent))?.state).toBe('SENT');
  expect(furtherKill(null, kill())?.id).toBe('kill_1');
  const again = kill({ id: 'kill_2', attempt: 2, requestedAt: at(60_000) });
  expect(furtherKill(kill({ state: 'UNRESPONSIVE' }), again)?.attempt).toBe(2);
});
