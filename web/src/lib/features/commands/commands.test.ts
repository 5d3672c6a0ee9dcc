import { expect, it } from 'vitest';
import { chordOf, chordWords } from './chord.ts';

const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

it.each([
  ['j', {}, 'j'],
  ['?', {}, '?'],
  ['K', { metaKey: true }, 'mod+k'],
  ['k', { ctrlKey: true }, 'mod+k'],
  ['Backspace', {}, 'Delete'],
  ['Shift', {}, undefined],
  ['j', { altKey: true }, undefined],
])('reads the key %s %j as %s', (key, held, chord) => {
  expect(press(key, held)).toBe(chord);
});

it('writes keys as people find them on their keyboard', () => {
  expect(chordWords('mod+k', true)).toEqual(['⌘K']);
  expect(chordWords('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(chordWords('g s', true)).toEqual(['g', 's']);
});
