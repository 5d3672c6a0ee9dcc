import { expect, it } from 'vitest';
import { hostsSentence, loadSentence, modeProblem, modesWords, presenceSentence, presenceWords } from './host-words.ts';
import { NOW, at, hostRow } from './host.testing.ts';
import { labelsOf } from './labels.ts';

const away = hostRow({ isConnected: false, connectedAt: null, lastHeardAt: at(-200_000) });
const never = hostRow({ isConnected: false, connectedAt: null, lastHeardAt: null });

it('counts who is there and who is not', () => {
  expect(hostsSentence([])).toBe('No host has joined yet.');
  expect(hostsSentence([hostRow(), hostRow(), hostRow(), away])).toBe('3 connected · 1 away');
  expect(hostsSentence([hostRow()])).toBe('1 connected');
});

it.each([
  ['is there', hostRow(), 'connected', 'for 3 m'],
  ['is away', away, 'away for 3 m', 'not heard for 3 m 20 s'],
  ['was never there', never, 'never connected', 'joined, and never connected: start it there'],
])('says of a host that %s since when', (_what, host, words, sentence) => {
  expect(presenceWords(host, NOW)).toBe(words);
  expect(presenceSentence(host, NOW)).toBe(sentence);
});

it('names the modes that can be had, in their order', () => {
  expect(modesWords(hostRow({ abilities: { modes: ['AUTONOMOUS', 'SUPERVISED'] } }))).toBe('supervised, autonomous');
  expect(modesWords(hostRow({ abilities: { modes: ['READ_ONLY'], sandbox: false } }))).toBe('nothing');
});

it('says why a mode cannot be had', () => {
  expect(modeProblem(hostRow(), 'READ_ONLY')).toBeUndefined();
  expect(modeProblem(hostRow({ abilities: { modes: ['SUPERVISED'] } }), 'AUTONOMOUS')).toBe(
    'The host’s own policy does not allow it.',
  );
  const bare = hostRow({ abilities: { sandbox: false, sandboxProblem: 'bwrap is not installed' } });
  expect(modeProblem(bare, 'READ_ONLY')).toBe('The host has no sandbox: bwrap is not installed.');
  expect(modeProblem(bare, 'SUPERVISED')).toBeUndefined();
});

it('tells the load in full, or that it is not known', () => {
  const load = { loadAverage: 0.4211, freeMemoryBytes: 3.1 * 2 ** 30, runningCommands: 2, at: at(-12_000) };
  expect(loadSentence(load, hostRow(), NOW)).toBe('0.42 on 8 CPUs · 3.1 of 16 GB free · 2 commands run · 12 s ago');
  expect(loadSentence(undefined, hostRow(), NOW)).toBe('not known: it tells while it is connected');
});

it('takes labels apart by commas and blanks, each once', () => {
  expect(labelsOf(' build,eu  build ,')).toEqual(['build', 'eu']);
});
