import { ConnectionLostError, ForbiddenError, SessionNotFoundError, createClient } from '@rollcall/sdk';
import {
  KillSessionDocument,
  KillSignalDocument,
  SessionChangesDocument,
  SessionsDocument,
} from '@rollcall/sdk/operations';
import { expect, onTestFinished, test } from 'vitest';
import { until, within } from '../harness/until.ts';
import { own, serve } from './owner.ts';
import type { ContractServer } from './server.ts';

function administer(server: ContractServer) {
  const client = createClient({ url: server.url, key: server.secrets.adminToken });
  onTestFinished(() => client.close());
  return client;
}

test('the whole API is there, typed: list, kill, watch', async () => {
  const server = await serve();
  const session = await own(server).client.session({ app: 'reports' });
  const client = administer(server);
  const { sessions } = await client.request(SessionsDocument, { first: 10 });
  expect(sessions.edges[0]?.node.id).toBe(session.id);

  const changes = client.subscribe(SessionChangesDocument, { afterRevision: sessions.revision });
  expect((await changes.next()).value?.sessionChanges.upserted).toEqual([]);
  const { killSession } = await client.request(KillSessionDocument, { input: { id: session.id ?? '' } });
  expect(killSession).toMatchObject({ __typename: 'KillSessionSuccess', kill: { state: 'REQUESTED' } });
  for await (const { sessionChanges } of changes) {
    if (sessionChanges.upserted.some(({ lifecycle }) => lifecycle === 'ENDED')) break;
  }
  await until('no subscription left open', () => server.registry.openIterators === 0);
});

test('an expected failure of a mutation is a member of its result', async () => {
  const server = await serve();
  const { killSession } = await administer(server).request(KillSessionDocument, { input: { id: 'app_nobody' } });
  expect(killSession).toMatchObject({ __typename: 'SessionNotFoundError', code: 'SESSION_NOT_FOUND' });
});

test('a query or a subscription that may not be rejects with its class', async () => {
  const server = await serve();
  const { client } = own(server);
  await expect(client.request(SessionsDocument, {})).rejects.toBeInstanceOf(ForbiddenError);
  const signal = client.subscribe(KillSignalDocument, { sessionId: 'app_nobody' });
  await expect(signal.next()).rejects.toBeInstanceOf(SessionNotFoundError);
  expect(await signal.next()).toEqual({ done: true, value: undefined });
});

test('a subscription fails with the connection, and may be closed before there is one', async () => {
  const server = await serve();
  const client = administer(server);
  const cut = client.subscribe(SessionChangesDocument, {});
  await cut.next();
  const waiting = cut.next();
  server.cut();
  await expect(waiting).rejects.toBeInstanceOf(ConnectionLostError);

  await server.close();
  const never = client.subscribe(SessionChangesDocument, {});
  const unopened = never.next();
  await never.return?.();
  expect(await within('the end of a loop that never began', 10_000, unopened)).toEqual({
    done: true,
    value: undefined,
  });
});

test('a subscription may be closed while it waits, twice without harm', async () => {
  const server = await serve();
  const client = administer(server);
  const closed = client.subscribe(SessionChangesDocument, {});
  await closed.next();
  const last = closed.next();
  await closed.return?.();
  await closed.return?.();
  expect(await last).toEqual({ done: true, value: undefined });
});
