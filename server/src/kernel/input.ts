import type { ZodType } from 'zod';
import { InvalidInputError } from './errors.ts';

/**
 * Checks an input against its bounds.
 * @throws {InvalidInputError} naming every problem
 */
export function parseInput<Output>(schema: ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.').slice(0, 200), message })),
  );
}
