import { expect, it } from 'vitest';
import { failureOfGraphQLError } from './failure.ts';

const extensions = { code: 'INVALID_INPUT' };

it('tells what our server says of a value', () => {
  const failure = failureOfGraphQLError({ message: 'first: must be 1 to 500', path: ['sessions'], extensions });
  expect(failure).toMatchObject({ kind: 'INVALID', message: 'first: must be 1 to 500' });
});

it('never shows what GraphQL itself says of a request', () => {
  const message = 'Variable "$input" got invalid value 99999999999 at "input.maxRunningSessions"; Int cannot represent';
  const failure = failureOfGraphQLError({ message, extensions });
  expect(failure.kind).toBe('INVALID');
  expect(failure.message).not.toContain('$');
});
