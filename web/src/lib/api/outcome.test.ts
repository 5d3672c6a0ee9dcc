import { expect, it } from 'vitest';
import { RequestFailure } from './failure.ts';
import { outcomeOf } from './outcome.ts';

type Result =
  | { readonly __typename: 'MakeSuccess'; readonly id: string }
  | { readonly __typename: 'InvalidInputError'; readonly message: string; readonly issues: readonly unknown[] };

const of = (result: Result) => outcomeOf(Promise.resolve(result), 'MakeSuccess');

it('is done with the member that is the success', async () => {
  const success = { __typename: 'MakeSuccess', id: 'x' } as const;
  expect(await of(success)).toEqual({ kind: 'DONE', result: success });
});

it('is refused with any other, in its words', async () => {
  const issue = { path: 'name', message: 'is too long' };
  expect(await of({ __typename: 'InvalidInputError', message: 'No.', issues: [issue, 'odd'] })).toEqual({
    kind: 'REFUSED',
    typename: 'InvalidInputError',
    message: 'No.',
    issues: [issue],
  });
});

it.each([
  [new RequestFailure('UNREACHABLE', 'away'), /not known whether/],
  [new RequestFailure('INTERNAL', 'failed', 'b7'), /b7/],
  [new RequestFailure('FORBIDDEN', 'You may not.'), /^You may not\.$/],
])('is refused where there is no answer: %s', async (failure, words) => {
  const outcome = await outcomeOf(Promise.reject<Result>(failure), 'MakeSuccess');
  expect(outcome).toMatchObject({ kind: 'REFUSED', issues: [], message: expect.stringMatching(words) as string });
});
