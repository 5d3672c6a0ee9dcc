import fc from 'fast-check';
import { execute, GraphQLError, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileOperation } from './compiled-operation.ts';
import { type Deed, schema, Wild } from './every-type.testing.ts';

/** What GraphQL's own executor makes of a document; errors as they travel, in the order of their places. */
async function executed(text: string, variableValues: Record<string, unknown>, rootValue: unknown): Promise<object> {
  const { data, errors = [] } = await execute({
    schema,
    document: parse(text),
    variableValues,
    rootValue,
    contextValue: 'the context',
    hideSuggestions: true,
  });
  return outcome(data === undefined ? null : JSON.stringify(data), errors);
}

async function compiled(text: string, variableValues: Record<string, unknown>, rootValue: unknown): Promise<object> {
  const result = await compileOperation(schema, parse(text))(rootValue, 'the context', variableValues);
  // What is left to execute is the same.
  if (result === null) return executed(text, variableValues, rootValue);
  const { data, errors = [] } = result;
  return outcome(data === undefined ? null : JSON.stringify(data), errors);
}

interface Told {
  readonly path?: readonly (string | number)[];
}

/**
 * The data, and of the errors all that does not hang on who was faster: where several things fail of which each makes the
 * same thing null, one of them is told for sure, and any of them may be.
 */
function outcome(data: string | null, errors: readonly object[]): object {
  const told = errors.map((error) => JSON.parse(JSON.stringify(error)) as Told);
  const nulls = told.map(({ path = [] }) => nullAbove(data === null ? null : (JSON.parse(data) as unknown), path));
  const atTheirPlace = told.filter(({ path = [] }, at) => nulls[at]?.length === path.length);
  return {
    data,
    nulls: [...new Set(nulls.map((path) => path.join('.')))].sort(),
    // They differ in how they quote the names of fields.
    errors: atTheirPlace.map((error) => JSON.stringify(error).replaceAll('\\"', '')).sort(),
  };
}

/** The part of a path that leads to the first null. */
function nullAbove(data: unknown, [key, ...rest]: readonly (string | number)[]): readonly (string | number)[] {
  if (data === null || key === undefined) return [];
  return [key, ...nullAbove((data as Record<string | number, unknown>)[key], rest)];
}

async function expectSame(
  text: string,
  variables: Record<string, unknown> = {},
  rootValue: unknown = {},
): Promise<void> {
  expect(await compiled(text, variables, rootValue)).toEqual(await executed(text, variables, rootValue));
}

const everything = `
  query Everything($text: String, $input: In, $choice: Choice = SECOND) {
    wild { ...Wild nested: wild { ...Wild } wilds { ...Wild } strict { ...Wild } mixed { ...Either } any { ...Either } }
    echo(text: $text, input: $input, choice: $choice) { __typename said: text text }
    constant: echo(text: "a \\" b", choice: FIRST) { text }
    __typename
  }
  fragment Wild on Wild { text id whole number flag choice moment texts matrix strictTexts __typename }
  fragment Either on Either {
    __typename
    ... on Wild { text strict { text } }
    ... on Tame { name texts }
    ... on Named { name: text }
  }
`;

describe('a compiled operation', () => {
  it('answers as execute does, whatever its resolvers do', async () => {
    const deed: fc.Arbitrary<Deed> = fc.constantFrom(
      'VALUE',
      'VALUE',
      'VALUE',
      'LATER',
      'NULL',
      'UNDEFINED',
      'THROW',
      'REJECT',
      'ERROR',
      'NONSENSE',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 60 }), (deeds) =>
        expectSame(everything, { text: 'x' }, { wild: () => new Wild(deeds) }),
      ),
      { numRuns: 300, seed: 20_261_120 },
    );
  });

  it.each([
    [{}],
    [{ text: null, input: null, choice: null }],
    [{ text: 'ü "quoted" \\ \u0000 \ud800', choice: 'FIRST' }],
    [{ text: 1 }],
    [{ choice: 'THIRD' }],
    [{ choice: 1 }],
    [{ input: { count: 1, tags: ['a'], inner: { count: 2 } } }],
    [{ input: { count: 1, tags: 'a' } }],
    [{ input: { count: 1.5 } }],
    [{ input: { count: 2 ** 31 } }],
    [{ input: { count: '1' } }],
    [{ input: { count: 1, share: Number.MAX_VALUE, on: true, at: '2026-01-01T00:00:00Z' } }],
    [{ input: { count: 1, share: '1', on: 1, at: 'nonsense' } }],
    [{ input: { count: 1, id: 7 } }],
    [{ input: { count: 1, id: 7.5 } }],
    [{ input: {} }],
    [{ input: [] }],
    [{ input: 'in' }],
    [{ input: { count: null } }],
    [{ input: { count: 1, unknown: 1 } }],
    [{ input: { count: 1, tags: [null, 'a', 1] } }],
    [{ input: { count: 1, inner: { count: 1, inner: { count: 'x', unknown: 2 } } } }],
    [{ unknown: 1 }],
  ])('takes the variables %j as execute does', async (variables) => {
    await expectSame(everything, variables);
  });

  it('takes any variables as execute does', async () => {
    const input = fc.record(
      {
        count: fc.oneof(fc.integer(), fc.jsonValue()),
        tags: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
        inner: fc.oneof(fc.record({ count: fc.integer() }), fc.jsonValue()),
        at: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), fc.jsonValue()),
        id: fc.jsonValue(),
        __proto__: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const variables = fc.record({
      text: fc.jsonValue(),
      input: fc.oneof(input, fc.jsonValue()),
      choice: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(variables, (values) => expectSame(everything, values)),
      {
        numRuns: 500,
        seed: 20_261_120,
      },
    );
  });

  it('requires what is required', async () => {
    const text = 'query Required($text: String!, $many: [ID!]!) { echo(text: $text, many: $many) { text } }';
    for (const variables of [{}, { text: null }, { text: 'x', many: [null] }, { text: 'x', many: 'one' }]) {
      await expectSame(text, variables);
    }
  });

  const withDefaults = `query Defaults(
    $text: String! = "t", $choice: Choice! = SECOND, $many: [ID!]! = ["a", 2], $input: In! = { count: 1, inner: { tags: ["b"] } }
  ) { echo(text: $text, choice: $choice, many: $many, input: $input) { text } }`;

  it.each([[{}], [{ text: 'x', many: ['b'] }], [{ choice: 'FIRST', input: { count: 2 } }]])(
    'takes the defaults of what may be left out and not be null: %j',
    async (variables) => {
      await expectSame(withDefaults, variables);
      expect(compileOperation(schema, parse(withDefaults))({}, null, variables)).not.toBeNull();
    },
  );

  it.each([[{ text: null }], [{ choice: 'THIRD' }], [{ many: [null] }]])(
    'refuses what is no value for them, as execute does: %j',
    async (variables) => {
      await expectSame(withDefaults, variables);
    },
  );

  it('runs a mutation, and what a subscription asks of a message', async () => {
    await expectSame('mutation Change { change again: change }');
    await expectSame('subscription Told { told { text } }', {}, new Wild(['VALUE']));
    await expectSame('subscription Told { told { text } }', {}, new Wild(['LATER', 'THROW']));
  });

  it.each([{ is: true }, { is: false }])('skips and includes: %j', async (variables) => {
    await expectSame('query Directed($is: Boolean!) { echo @include(if: $is) { text @skip(if: $is) } }', variables);
  });

  it('keeps from the caller what our own code did wrong, as execute does', async () => {
    const run = compileOperation(schema, parse('{ wild { flag } }'));
    const { errors = [] } =
      (await run({ wild: () => new Wild(['VALUE', 'VALUE', 'VALUE', 'VALUE', 'NULL']) }, null, {})) ?? {};
    expect(errors.map(({ originalError }) => originalError)).toEqual([expect.any(Error)]);
    expect(errors[0]?.originalError).not.toBeInstanceOf(GraphQLError);
  });
});
