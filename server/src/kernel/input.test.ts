import { expect, test } from 'vitest';
import { z } from 'zod';
import { InvalidInputError } from './errors.ts';
import { parseInput } from './input.ts';

const schema = z.object({
  name: z.string().min(1, 'must not be empty'),
  tags: z.array(z.string().max(3, 'at most 3 characters')),
});

function refusal(input: unknown): InvalidInputError {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
  }
  throw new Error('The input was not refused');
}

test('an input within its bounds comes back as the schema makes it', () => {
  expect(parseInput(z.string().trim(), ' x ')).toBe('x');
});

test('every problem is named at once, with its place', () => {
  const { issues, message, code } = refusal({ name: '', tags: ['ok', 'long'] });
  expect(issues).toEqual([
    { path: 'name', message: 'must not be empty' },
    { path: 'tags.1', message: 'at most 3 characters' },
  ]);
  expect(message).toBe('name: must not be empty; tags.1: at most 3 characters');
  expect(code).toBe('INVALID_INPUT');
});

test('a problem of the whole has no place', () => {
  expect(refusal('x').issues.map(({ path }) => path)).toEqual(['']);
});

test('at most twenty problems are named, however many there are', () => {
  expect(refusal({ name: 'x', tags: Array.from({ length: 10_000 }, () => 'long') }).issues).toHaveLength(20);
});

test('text that is no well-formed Unicode is refused wherever it stands', () => {
  expect(() => parseInput(z.unknown(), { name: 'x\ud800y' })).toThrow('name: is not well-formed Unicode');
  expect(() => parseInput(z.unknown(), { tags: ['fine 🙂', '\udc00'] })).toThrow('tags.1: is not well-formed Unicode');
  expect(() => parseInput(z.unknown(), { metadata: { ['\ud800']: 1 } })).toThrow(
    'metadata: has a key that is not well-formed Unicode',
  );
  expect(parseInput(z.unknown(), { name: 'fine 🙂' })).toEqual({ name: 'fine 🙂' });
});
