import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, type GraphQLField, type GraphQLSchema, isObjectType, isUnionType } from 'graphql';
import { visitors, type Visitor } from './visitors.ts';
import type { Way, Ways } from './way.ts';

/** Read from the contract, only to find what nobody thought of. */
const schema: GraphQLSchema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));

export type Row = Readonly<Record<Visitor, string>>;

/**
 * Rows of words, the first their name. A line of its own with the names of the columns may stand above.
 * @throws when a row has too few words or too many, or is there twice
 */
export function parseRows(...tables: readonly string[]): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const line of tables.join('\n').split('\n')) {
    const [name, ...words] = line.trim().split(/\s+/);
    if (!name?.includes('.')) continue;
    if (words.length !== visitors.length) throw new Error(`${name} has ${words.length} words`);
    if (rows.has(name)) throw new Error(`${name} is there twice`);
    rows.set(name, Object.fromEntries(visitors.map((visitor, at) => [visitor, words[at]])) as Row);
  }
  return rows;
}

/** The names of the rows there must be: every field of the schema's objects, by each way to its type. */
export function requiredRows(ways: Ways): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const secondWays = Object.keys(ways).filter((name) => name.includes('@') && !name.includes('.'));
  return types
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const names = [type.name, ...secondWays.filter((way) => way.startsWith(`${type.name}@`))];
      return names.flatMap((name) => Object.keys(type.getFields()).map((field) => `${name}.${field}`));
    });
}

/** How a row's field is reached, and how it is selected there. @throws when nobody said how */
export function wayOf(row: string, ways: Ways): { readonly way: Way; readonly selection: string } {
  const [place = '', fieldName = ''] = row.split('.');
  const way = ways[row] ?? ways[place];
  if (!way) throw new Error(`no way leads to ${row}`);
  const type = schema.getType(place.split('@')[0] ?? '');
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`the schema has no ${row}`);
  return { way, selection: `asked: ${fieldName} ${subselection(field)}` };
}

function subselection({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (isUnionType(named)) return '{ __typename ... on Error { code } }';
  return isObjectType(named) ? '{ __typename }' : '';
}
