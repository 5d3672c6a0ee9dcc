import { expect, it } from 'vitest';
import { chordOf, chordWords } from './chord.ts';
import { type Command, Commands } from './commands.svelte.ts';

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

it('tells everything that is on screen, and what of it can be done now', () => {
  const command = (id: string, changes: Partial<Command> = {}): Command => ({
    id,
    title: id,
    section: 'View',
    run: () => undefined,
    ...changes,
  });
  const commands = new Commands();
  const remove = commands.add(() => [command('always'), command('not-now', { isAvailable: () => false })]);
  expect(commands.all.map(({ id }) => id)).toEqual(['always', 'not-now']);
  expect(commands.available.map(({ id }) => id)).toEqual(['always']);
  remove();
  expect(commands.all).toEqual([]);
});
