import type { ZodType } from 'zod';
import { type InputIssue, InvalidInputError } from './errors.ts';

const maxIssues = 20;
const maxPathCharacters = 200;

/**
 * Checks an input against its bounds.
 * @throws {InvalidInputError} naming every problem
 */
export function parseInput<Output>(schema: ZodType<Output>, input: unknown): Output {
  const illFormed = illFormedTexts(input);
  if (illFormed.length > 0) throw new InvalidInputError(illFormed);
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues
      .slice(0, maxIssues)
      .map(({ path, message }) => ({ path: path.join('.').slice(0, maxPathCharacters), message })),
  );
}

/** Half a surrogate pair is no character: it would be stored as another one, and never be found again. */
function illFormedTexts(input: unknown): readonly InputIssue[] {
  const issues: InputIssue[] = [];
  const waiting = [{ path: '', value: input }];
  for (let next = waiting.pop(); next !== undefined && issues.length < maxIssues; next = waiting.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
      issues.push({ path, message: 'is not well-formed Unicode' });
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (/\p{Surrogate}/u.test(key)) issues.push({ path, message: 'has a key that is not well-formed Unicode' });
      waiting.push({ path: (path === '' ? key : `${path}.${key}`).slice(0, maxPathCharacters), value: member });
    }
  }
  return issues;
}
