import fc from 'fast-check';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { checkDocument } from './document-limits.ts';

const problems = (query: string): readonly string[] => checkDocument(parse(query)).map(({ message }) => message);

it('counts levels through fragments, which add none themselves', () => {
  const nest = (depth: number): string => (depth === 1 ? 'a' : `a { ${nest(depth - 1)} }`);
  expect(problems(`{ ${nest(10)} }`)).toEqual([]);
  expect(problems(`{ ${nest(11)} }`)).toEqual(['This operation has more than 10 levels. Ask for less at once.']);
  expect(problems(`{ ... { ... on A { ${nest(10)} } } }`)).toEqual([]);
  expect(problems(`{ a { ...F } } fragment F on A { ${nest(9)} }`)).toEqual([]);
  expect(problems(`{ a { ...F } } fragment F on A { ${nest(10)} }`)).toHaveLength(1);
});

it('lets introspection be as deep as GraphiQL asks it', () => {
  const types = 'ofType { '.repeat(12) + 'name' + ' }'.repeat(12);
  expect(problems(`{ __schema { types { fields { type { ${types} } } } } }`)).toEqual([]);
  expect(problems(`{ a { __typename } }`)).toEqual([]);
});

it('counts fields and aliases as often as fragments repeat them', () => {
  const powers = Array.from(
    { length: 8 },
    (_, at) => `fragment F${at} on A { a { ...F${at + 1} } b { ...F${at + 1} } c { ...F${at + 1} } }`,
  );
  const query = `{ ...F0 } ${powers.join(' ')} fragment F8 on A { x: d }`;
  expect(problems(query)).toEqual([
    'This operation has more than 2000 fields. Ask for less at once.',
    'This operation has more than 30 aliases. Ask for less at once.',
  ]);
});

it('leaves circles and unknown fragments to validation', () => {
  expect(problems('{ ...A } fragment A on T { a { ...B } } fragment B on T { b { ...A } }')).toEqual([]);
  expect(problems('{ ...Nowhere }')).toEqual([]);
});

it('measures every operation of a document, and only operations', () => {
  const deep = 'a { '.repeat(10) + 'a' + ' }'.repeat(10);
  expect(problems(`query A { a } query B { ${deep} }`)).toHaveLength(1);
  expect(problems(`query A { a } fragment Unused on T { ${deep} }`)).toEqual([]);
});

it('is quick, whatever the fragments spread', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F'];
  const spread = fc.constantFrom(...names).map((name) => `a { ...${name} }`);
  const fragment = fc.array(spread, { minLength: 1, maxLength: 6 }).map((spreads) => spreads.join(' '));
  fc.assert(
    fc.property(fc.tuple(...names.map(() => fragment)), (bodies) => {
      const fragments = bodies.map((body, at) => `fragment ${names[at] ?? ''} on T { ${body} }`);
      checkDocument(parse(`{ ...A } ${fragments.join(' ')}`));
    }),
    { numRuns: 200 },
  );
});
