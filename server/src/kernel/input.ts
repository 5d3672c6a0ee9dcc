import type { ZodType } from 'zod';
import { type InputIssue, InvalidInputError } from './errors.ts';

const maxIssues = 20;
const maxPathCharacters = 200;

/**
 * Checks an input against its bounds.
 * @throws {InvalidInputError} naming every problem
 */
export function parseInput<Output>(schema: ZodType<Output>, input: unknown): Output {
  if (!isWellFormed(input)) throw new InvalidInputError(illFormedTexts(input));
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues
      .slice(0, maxIssues)
      .map(({ path, message }) => ({ path: path.join('.').slice(0, maxPathCharacters), message })),
  );
}

const halfAPair = /\p{Surrogate}/u;

/** Half a surrogate pair is no character: it would be stored as another one, and never be found again. */
function isWellFormed(input: unknown): boolean {
  // No recursion: inputs may be nested deeper than the stack holds.
  const waiting = [[input]];
  for (let values = waiting.pop(); values !== undefined; values = waiting.pop()) {
    for (const value of values) {
      if (typeof value === 'string' && halfAPair.test(value)) return false;
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value) && Object.keys(value).some((key) => halfAPair.test(key))) return false;
      waiting.push(Array.isArray(value) ? value : Object.values(value));
    }
  }
  return true;
}

/** Where they are, and what is wrong with them. */
function illFormedTexts(input: unknown): readonly InputIssue[] {
  const issues: InputIssue[] = [];
  const waiting = [{ path: '', value: input }];
  for (let next = waiting.pop(); next !== undefined && issues.length < maxIssues; next = waiting.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && halfAPair.test(value)) {
      issues.push({ path, message: 'is not well-formed Unicode' });
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (halfAPair.test(key)) issues.push({ path, message: 'has a key that is not well-formed Unicode' });
      waiting.push({ path: (path === '' ? key : `${path}.${key}`).slice(0, maxPathCharacters), value: member });
    }
  }
  return issues;
}
