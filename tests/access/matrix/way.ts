import type { Question, Visitor } from './visitors.ts';
import type { World } from './world.ts';

/** How an object of some type is reached, so that each of its fields can be asked for. */
export interface Way {
  /** `SELECT` stands for the field; where there is none, the document asks for one field by itself, as `asked`. */
  readonly document: string;
  /** From the data to the object. */
  readonly at: readonly string[];
  /** Which member of the one union on the way leads there. */
  readonly member?: string;
  /** What a cell asks about; made anew for each where asking changes it. */
  readonly prepare: (world: World, visitor: Visitor) => Promise<Question> | Question;
}

/** Ways by type, or by one field of it where that needs another; `@` tells a second way to a type from the first. */
export type Ways = Readonly<Record<string, Way>>;

const failed = '__typename ... on Error { code }';

const typeFor = (mutation: string) => `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;

const headFor = (mutation: string) => `mutation ($input: ${typeFor(mutation)}Input!)`;

/** The mutation itself, and the fields of its success. */
export function mutationWays(inputs: Readonly<Record<string, Way['prepare']>>): Ways {
  const ways = Object.entries(inputs).flatMap(([name, prepare]) => [
    [
      `Mutation.${name}`,
      { document: `${headFor(name)} { asked: ${name}(input: $input) { ${failed} } }`, at: [], prepare },
    ],
    [`${typeFor(name)}Success`, memberWay(name, `${typeFor(name)}Success`, prepare)],
  ]);
  return Object.fromEntries(ways) as Ways;
}

/** One member of what a mutation may answer; `within` leads on from there. */
export function memberWay(
  mutation: string,
  member: string,
  prepare: Way['prepare'],
  within: readonly string[] = [],
): Way {
  const selection = within.reduceRight((inner, name) => `${name} { ${inner} }`, 'SELECT');
  return {
    document: `${headFor(mutation)} { ${mutation}(input: $input) { ${failed} ... on ${member} { ${selection} } } }`,
    at: [mutation, ...within],
    member,
    prepare,
  };
}
