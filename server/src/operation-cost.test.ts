import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { adminToken, startApp } from './app.testing.ts';
import { knownDocuments } from './transport/generated/known-documents.ts';
import { limits } from './transport/limits.ts';
import { costOfOperation } from './transport/operation-cost.ts';

const lists = Array.from({ length: 29 }, (_, at) => `a${at}: sessions(first: $first) { edges { node { ...Told } } }`);
const query = `query ($first: Int!) { ${lists.join(' ')} }
  fragment Told on Session { id changes(first: 5) { edges { node { id } } } }`;
const refused = {
  message: 'This operation may be answered with more than 250,000 values. Ask for less at once.',
  extensions: { code: 'INVALID_INPUT' },
};

test('what would take seconds to answer is refused over HTTP, and by socket', async () => {
  const { app } = await startApp();
  async function post(first: number): Promise<unknown> {
    const response = await fetch(`${app.localUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
      body: JSON.stringify({ query, variables: { first } }),
    });
    return response.json();
  }
  expect(await post(500)).toMatchObject({ errors: [refused] });
  expect(await post(10)).toMatchObject({ data: { a0: { edges: [] }, a28: { edges: [] } } });

  const socket = new WebSocket(`${app.localUrl.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  const told: unknown[] = [];
  for (const message of [
    { type: 'connection_init', payload: { authorization: `Bearer ${adminToken}` } },
    { id: '1', type: 'subscribe', payload: { query, variables: { first: 500 } } },
  ]) {
    socket.send(JSON.stringify(message));
    const [data] = (await once(socket, 'message')) as [Buffer];
    told.push(JSON.parse(data.toString()));
  }
  expect(told).toMatchObject([{ type: 'connection_ack' }, { id: '1', type: 'error', payload: [refused] }]);
});

test('every known document may be asked for the longest lists there are, and name as many as it may', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  for (const text of Object.values(knownDocuments)) {
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('A known document has several operations');
    const variables = { first: 500, tasks: 500, changes: 500, input: { ids: Array.from({ length: 1_000 }) } };
    expect(costOfOperation({ schema, document, operation, variables }), text).toBeLessThanOrEqual(limits.answerCost);
  }
});
