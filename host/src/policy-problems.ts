import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  array: 'a list, with [ and ] around it',
  object: 'an object, with { and } around it',
  string: 'a text, with quotes around it',
  number: 'a number, without quotes',
  int: 'a whole number, without quotes',
};

/**
 * What is wrong with a policy in the words of whoever writes one: which field, and what may stand there.
 *
 * @param fieldsAt the names of the fields that there are at a place
 */
export function problemsIn(
  issues: readonly z.core.$ZodIssue[],
  fieldsAt: (place: string) => readonly string[],
): readonly string[] {
  return issues.flatMap((issue) => {
    const place = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [`${place || 'it'}: ${wordsOf(issue)}`];
    const known = `there is no such field; there are ${fieldsAt(place).join(', ')}`;
    return issue.keys.map((key) => `${[...issue.path, key].join('.')}: ${known}`);
  });
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') {
    return `must be one of ${issue.values.map((value) => `"${String(value)}"`).join(', ')}`;
  }
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code !== 'too_small') return issue.message;
  const isNumber = issue.origin === 'number' || issue.origin === 'int';
  return isNumber ? `must be at least ${issue.minimum}` : 'must not be empty';
}
