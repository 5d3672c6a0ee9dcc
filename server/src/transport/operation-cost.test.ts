import { buildSchema, type DocumentNode, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { checkCost, costOfOperation } from './operation-cost.ts';

const schema = buildSchema(`
  input KillInput { ids: [ID!]!, reason: String }
  input Filter { ids: [ID!] }
  type Task { id: ID name: String }
  type Session { id: ID tags: [String!] tasks(first: Int! = 100): [Task!] }
  type Edge { node: Session }
  type Page { edges: [Edge!] pinned: [Session!] }
  type Changes { revision: Int upserted: [Session!] names: [String!] marks: [Killed!] }
  type Killed { id: ID }
  type Refused { code: String }
  union KillResult = Killed | Refused
  type Query { sessions(first: Int! = 50, filter: Filter): Page hello: String }
  type Mutation { kill(input: KillInput!): [KillResult!] }
  type Subscription { changes(filter: Filter): Changes }
`);

function asked(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document: DocumentNode = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return { schema, document, operation, variables };
}

const cost = (...given: Parameters<typeof asked>): number => costOfOperation(asked(...given));

describe('an operation costs', () => {
  it('each of its fields, and each list the reading of it', () => {
    expect(cost('{ hello a: hello __typename }')).toBe(3);
    // A page, and of ten sessions the edge, the node, and the id.
    expect(cost('{ sessions(first: 10) { edges { node { id } } } }')).toBe(50 + 10 * 4);
  });

  it('what lists within lists come to', () => {
    expect(cost('{ sessions(first: 10) { edges { node { tasks(first: 20) { id name } } } } }')).toBe(
      50 + 10 * (3 + 50 + 20 * 3),
    );
  });

  it('the same wherever it says how long its lists are', () => {
    const of = (first: number): number => 50 + first * 4;
    const edges = '{ edges { node { id } } }';
    expect(cost(`{ sessions ${edges} }`)).toBe(of(50));
    expect(cost(`query ($n: Int!) { sessions(first: $n) ${edges} }`, { n: 7 })).toBe(of(7));
    expect(cost(`query ($n: Int! = 8) { sessions(first: $n) ${edges} }`)).toBe(of(8));
    expect(cost(`query ($n: Int! = 8) { sessions(first: $n) ${edges} }`, { n: 9 })).toBe(of(9));
    // Longer than any: whoever reads the list says so.
    expect(cost(`{ sessions(first: 2000000000) ${edges} }`)).toBe(of(500));
    expect(cost(`{ sessions(first: -1) ${edges} }`)).toBe(of(0));
  });

  it('what fragments hold, wherever they are spread', () => {
    const fragments = 'fragment Edges on Page { edges { ...Node } } fragment Node on Edge { node { ... { id } } }';
    expect(cost(`{ a: sessions(first: 10) { ...Edges } b: sessions(first: 10) { ...Edges } } ${fragments}`)).toBe(
      2 * (50 + 10 * 4),
    );
  });

  it('what fragments come to that spread each other, counted once each', () => {
    // Counted as often as they are spread, these would be counted for days.
    const doubling = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    expect(cost(`{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { hello }`)).toBe(2 ** 40);
  });

  it('what the largest of several types has', () => {
    const results = '{ __typename ... on Killed { id a: id b: id } ... on Refused { code } }';
    expect(cost(`mutation { kill(input: { ids: [1] }) ${results} }`)).toBe(50 + 50 + 1 + 4);
  });

  it('as much as the longest, where a list does not say how long it is and each in it may have lists of its own', () => {
    const tasks = '{ tasks(first: 20) { id name } }';
    const session = 1 + 50 + 20 * 3;
    expect(cost(`subscription { changes { revision upserted ${tasks} } }`)).toBe(2 + 500 * session);
    expect(cost(`subscription { changes(filter: { ids: [1, 2] }) { upserted ${tasks} } }`)).toBe(1 + 2 * session);
    expect(cost('subscription { changes { names marks { id } } }')).toBe(1 + 1 + 2);
    for (const first of [1, 10, 500]) {
      expect(cost(`{ sessions(first: ${first}) { pinned ${tasks} } }`)).toBe(50 + first + 500 * session);
    }
    expect(cost(`{ sessions(first: 1, filter: { ids: [1] }) { pinned ${tasks} } }`)).toBe(50 + 1 + session);
  });

  it('what it does, also where it names none of many', () => {
    expect(cost('mutation { kill(input: { ids: [] }) { ... on Killed { id } } }')).toBe(50 + (2 + 50));
  });

  it('as much as a list for each of those that a mutation names', () => {
    const results = '{ ... on Killed { id } ... on Refused { code } }';
    const ids = Array.from({ length: 30 }, (_, at) => `session_${at}`);
    const ofAll = 50 + 30 * (2 + 50);
    expect(cost(`mutation ($ids: [ID!]!) { kill(input: { ids: $ids }) ${results} }`, { ids })).toBe(ofAll);
    expect(cost(`mutation ($input: KillInput!) { kill(input: $input) ${results} }`, { input: { ids } })).toBe(ofAll);
    expect(cost(`mutation { kill(input: { ids: ${JSON.stringify(ids)} }) ${results} }`)).toBe(ofAll);
  });
});

it('is refused where it costs too much, and not before', () => {
  const lists = (count: number): string =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: sessions(first: 500) { edges { node { tasks(first: 5) { id name } } } }`).join(' ')} }`;
  const atMost = Math.floor(limits.answerCost / cost(lists(1)));
  checkCost(asked(lists(atMost)));
  expect(() => checkCost(asked(lists(atMost + 1)))).toThrow('more than 250,000 values. Ask for less at once.');
});
