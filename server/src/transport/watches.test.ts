import { getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { nameAsked, startVariablesOf } from './watches.ts';

function startVariables(text: string): readonly string[] {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('This is no operation');
  return startVariablesOf(document, operation);
}

it.each([
  ['where it starts', 'subscription ($after: R) { sessionChanges(afterRevision: $after) { revision } }', ['after']],
  ['at which byte', 'subscription ($from: Int) { commandOutput(afterOffset: $from) { offset } }', ['from']],
  ['nothing', 'subscription ($after: R) { sessionChanges(afterRevision: "r1") { revision } }', []],
  [
    'what is told, too, and is part of what is asked',
    'subscription ($after: R) { sessionChanges(afterRevision: $after) { upserted { changes(after: $after) { id } } } }',
    [],
  ],
  [
    'what is told, by the same name',
    'subscription ($afterRevision: R) { sessionChanges(filter: { search: $afterRevision }) { revision } }',
    [],
  ],
  [
    'what a fragment tells',
    'subscription ($after: R) { sessionChanges(afterRevision: $after) { ...F } } fragment F on C { x(y: $after) }',
    [],
  ],
])('knows a variable that says %s', (_, text, names) => {
  expect(startVariables(text)).toEqual(names);
});

it('names what is asked by the document and the variables that matter', () => {
  const variables = { filter: { apps: ['a'] }, after: 'r1' };
  const name = nameAsked('d1', ['after'], variables);
  expect(nameAsked('d1', ['after'], { ...variables, after: 'r2' })).toBe(name);
  const others = [
    nameAsked('d2', ['after'], variables),
    nameAsked('d1', [], variables),
    nameAsked('d1', ['after'], { filter: { apps: ['b'] }, after: 'r1' }),
    nameAsked('d1', ['after'], {}),
  ];
  expect(new Set([name, ...others]).size).toBe(5);
});
