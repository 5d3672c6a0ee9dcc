import { expect, test } from 'vitest';
import { admin, owner, startApp, stranger } from '../../app.testing.ts';
import { admitKey, signIn } from '../../app-people.testing.ts';
import { query } from '../../app-reading.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';

async function startWithHistory() {
  const app = await startApp();
  const registered = await app.register();
  const { session } = registered;
  for (const name of ['a', 'b', 'c', 'd']) {
    app.clock.advance(1_000);
    await app.services.sessions.updateSession(owner(), { id: session.id, name });
  }
  return { app, session, registered };
}

test('what was done to a session says who, from where, when and what it left behind, newest first', async () => {
  const { app, session } = await startWithHistory();
  const { changes } = app.services.history;
  const [newest, ...rest] = await changes(admin, session, { first: 10, beforeId: null });
  if (newest === undefined) throw new Error('Something was done');
  expect(newest).toEqual({
    id: newest.id,
    atMs: app.clock.wallMs(),
    action: 'SESSION_UPDATED',
    sessionId: session.id,
    subjectId: null,
    actor: { kind: 'KEY', id: session.keyId, name: 'key configured' },
    origin: 'a test',
    note: null,
    after: {
      lifecycle: 'ACTIVE',
      activity: 'IDLE',
      liveness: 'LIVE',
      status: 'IDLE',
      endReason: null,
      attempt: 1,
      ownerId: 'owner1',
      updated: ['name'],
    },
  });
  expect(rest.map(({ id }) => newest.id - id)).toEqual([1, 2, 3, 4]);
});

test('it is read page by page, without gap or repeat, while more is done', async () => {
  const { app, session } = await startWithHistory();
  const text = `query ($id: ID!, $after: String) { session(id: $id) { changes(first: 2, after: $after) {
    edges { cursor node { id action } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;
  interface Answer {
    session: { changes: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
  }
  const before = await app.services.history.changes(admin, session, { first: 10, beforeId: null });
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: Answer = await query<Answer>(app, text, { id: session.id, after });
    const { edges, pageInfo } = answer.session.changes;
    seen.push(...edges.map(({ node }) => node.id));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
    await app.services.sessions.updateSession(owner(), { id: session.id, name: `later ${after}` });
  }
  expect(seen).toEqual(before.map(({ id }) => String(id)));
  for (const cursor of ['', 'x', Buffer.from('-1').toString('base64url')]) {
    await expect(query(app, text, { id: session.id, after: cursor }), cursor).rejects.toThrow('INVALID_INPUT');
  }
});

test('from where it was done is told to people and the bootstrap token, not to keys and tokens', async () => {
  const { app, session, registered } = await startWithHistory();
  const { changes } = app.services.history;
  const origins = async (caller: Caller) => {
    const found = await changes(caller, session, { first: 10, beforeId: null });
    return [...new Set(found.map(({ origin }) => origin))];
  };
  for (const caller of [admin, await signIn(app, { role: 'VIEWER' })])
    expect(await origins(caller)).toEqual(['a test']);
  const reader = await admitKey(app, { rights: ['READ'] });
  for (const caller of [owner(), reader, await app.holderOf(registered)]) expect(await origins(caller)).toEqual([null]);
});

test('it is for those who may read the session', async () => {
  const { app, session, registered } = await startWithHistory();
  const { changes } = app.services.history;
  const page = { first: 10, beforeId: null };
  for (const caller of [admin, owner(), await app.holderOf(registered)]) {
    expect(await changes(caller, session, page)).toHaveLength(5);
  }
  const { session: other } = await app.register();
  const token = await app.holderOf(registered);
  await expect(changes(stranger(), session, page)).rejects.toThrow(ForbiddenError);
  await expect(changes(token, other, page)).rejects.toThrow(ForbiddenError);
  for (const first of [0, 201, 1.5]) {
    await expect(changes(admin, session, { first, beforeId: null }), String(first)).rejects.toThrow(InvalidInputError);
  }
});

test('it is for nobody who may not read the session any more once it is read', async () => {
  const { app, session } = await startWithHistory();
  let { principal } = admin;
  const caller: Caller = {
    get principal() {
      return principal;
    },
    origin: null,
  };
  const changes = app.services.history.changes(caller, session, { first: 10, beforeId: null });
  ({ principal } = stranger());
  await expect(changes).rejects.toThrow(ForbiddenError);
});
