import { describe, expect, it } from 'vitest';
import type { SafetyMode } from '$lib/generated/graphql.ts';
import { timeOfDay } from '$lib/ui/time-of-day.ts';
import { NOW, at, remoteRow } from './remote-row.testing.ts';
import { awayEndWords, failureWords, remoteSentence, remoteState, statusLine } from './remote-words.ts';

const away = remoteRow({ liveness: 'QUIET' });
const ended = remoteRow({ lifecycle: 'ENDED', liveness: 'QUIET', endedAt: at(-60_000), endReason: 'STOPPED' });

describe('the one button', () => {
  it.each([
    ['pending', remoteRow({ lifecycle: 'PENDING_APPROVAL' })],
    ['connected', remoteRow()],
    ['away', away],
    ['loading', remoteRow({ lifecycle: 'ENDING' })],
    ['none', ended],
    ['none', remoteRow({ lifecycle: 'ENDED', endReason: 'KILLED' })],
    ['failed', remoteRow({ lifecycle: 'ENDED', endReason: 'DENIED' })],
    ['failed', remoteRow({ lifecycle: 'ENDED', endReason: 'LOST' })],
  ] as const)('is %s', (state, row) => {
    expect(remoteState(row, false)).toBe(state);
  });

  it('never says connected while the server or the host is not heard', () => {
    expect(remoteState(remoteRow(), true)).toBe('away');
    expect(remoteState(away, false)).toBe('away');
  });
});

it('counts what is on, by how it stands', () => {
  const rows = [remoteRow(), remoteRow(), away, remoteRow({ lifecycle: 'PENDING_APPROVAL' }), ended];
  expect(remoteSentence(rows, false)).toBe('2 connected · 1 pending · 1 not heard');
  expect(remoteSentence([ended], false)).toBe('No remote access is on.');
});

it.each([
  [remoteRow(), 'Connected for 3 m · supervised on build-1 · 4 commands ran'],
  [
    remoteRow({ remote: { systemUser: 'deploy', commandsExecuted: 1, safetyMode: 'READ_ONLY' } }),
    'Connected for 3 m · read only on build-1 as deploy · 1 command ran',
  ],
  [remoteRow({ lifecycle: 'PENDING_APPROVAL' }), 'Waits for a person for 3 m · supervised on build-1 · 4 commands ran'],
  [ended, 'Stopped after 2 m · supervised on build-1 · 4 commands ran'],
])('tells how things stand', (row, words) => {
  expect(statusLine(row, NOW, false)).toBe(words);
});

it('says until when a host that is away may still be at work', () => {
  const until = timeOfDay(NOW + 80_000, NOW);
  const working = remoteRow({ liveness: 'QUIET', remote: { worksUntil: at(80_000) } });
  expect(statusLine(working, NOW, false)).toContain(
    `Host not heard for 40 s; what runs there may go on until ${until}, 1 m`,
  );
  const over = remoteRow({ liveness: 'QUIET', remote: { worksUntil: at(-1) } });
  expect(statusLine(over, NOW, false)).toContain('it has ended what ran by now');
});

it('says of nothing that it may go on where no command runs or waits', () => {
  const idle = remoteRow({ liveness: 'QUIET', remote: { worksUntil: at(80_000) } });
  expect(statusLine(idle, NOW, false, 0)).not.toContain('may go on');
  expect(statusLine(idle, NOW, false, 1)).toContain('may go on');
});

it('says what becomes of an end while its host is away', () => {
  const ending = (isConnected: boolean, safetyMode: SafetyMode = 'SUPERVISED') =>
    remoteRow({ lifecycle: 'ENDING', remote: { safetyMode, host: { id: 'host_1', name: 'build-1', isConnected } } });
  const givenUp = (minutes: number) => timeOfDay(NOW - 40_000 + minutes * 60_000, NOW);
  expect(awayEndWords(ending(true), 0, NOW)).toBeUndefined();
  expect(awayEndWords(remoteRow(), 0, NOW)).toBeUndefined();
  expect(awayEndWords(ending(false), 0, NOW)).toBe(
    `Its host is away; it ends once that is back, or is given up at ${givenUp(5)}.`,
  );
  expect(awayEndWords(ending(false), 1, NOW)).toContain(`at ${givenUp(10)}`);
  expect(awayEndWords(ending(false), undefined, NOW)).toContain(`by ${givenUp(10)}`);
  expect(awayEndWords(ending(false, 'AUTONOMOUS'), 0, NOW)).toContain(givenUp(16));
  expect(awayEndWords(ending(false), 0, NOW + 3_600_000)).toContain('given up soon');
});

it('says why it failed', () => {
  expect(failureWords(remoteRow({ endReason: 'DENIED', endMessage: 'not today' }))).toBe(
    'A person did not allow it. “not today”',
  );
  expect(failureWords(remoteRow({ endReason: 'EXPIRED' }))).toContain('Nobody answered in time');
});
