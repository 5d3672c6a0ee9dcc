import { buildSchema, execute, type GraphQLSchema, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { expect, test } from 'vitest';
import { asksFor } from './asked-fields.ts';

function openSchema(): { readonly schema: GraphQLSchema; readonly told: boolean[] } {
  const schema = buildSchema('type Query { list: List } type List { total: Int, exact: Boolean, rows: [List] }');
  const told: boolean[] = [];
  const list = schema.getQueryType()?.getFields()['list'];
  if (list === undefined) throw new Error('There is a list.');
  list.resolve = (_root, _args, _context, info) => {
    told.push(asksFor(info, 'total', 'exact'));
    return {};
  };
  return { schema, told };
}

test.each([
  ['{ list { total } }', true],
  ['{ list { how: exact } }', true],
  ['{ list { rows { total } } }', false],
  ['{ list { __typename } }', false],
  ['{ list { ...All } } fragment All on List { rows { exact } ...Rest } fragment Rest on List { total }', true],
  ['{ list { ... on List { total @include(if: true) } } }', true],
  ['query ($is: Boolean!) { list { total @include(if: $is) } }', true],
  ['query ($is: Boolean!) { list { total @skip(if: $is) exact @skip(if: $is) } }', false],
  ['query ($is: Boolean!) { list { ...All @skip(if: $is) } } fragment All on List { total }', false],
  ['query ($is: Boolean!) { list { ... @skip(if: $is) { exact } } }', false],
  ['{ list { rows { total } } list { exact } }', true],
])('%s asks for a total: %j', async (text, expected) => {
  const { schema, told } = openSchema();
  const document = parse(text);
  const variables = { is: true };
  await execute({ schema, document, variableValues: variables });
  const compiled = compileQuery(schema, document);
  if (!isCompiledQuery(compiled)) throw new Error('It is no query.');
  await compiled.query(null, null, variables);
  expect(told).toEqual([expected, expected]);
});
