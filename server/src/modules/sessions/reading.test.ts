import { describe, expect, test } from 'vitest';
import { admin, adminToken, owner, startApp } from '../../app.testing.ts';
import { listOf, query, sessionOf, watch } from '../../app-reading.testing.ts';
import { adminSocket, openSocket, until } from '../../app-socket.testing.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { formatRevision } from '../../kernel/revision.ts';

/** The epoch of the registries that tests start with. */
const epoch = 'template';
const at = (number: number): string => formatRevision({ epoch, number, fingerprint: null });
const empty = { upserted: [], removed: [], resync: false };

describe('a watch', () => {
  test('says where it stands with its first message, at once, even with nothing in it', async () => {
    const app = await startApp();
    await app.register();
    const watcher = await watch(app);
    expect(await watcher.told()).toEqual([{ ...empty, revision: 1 }]);
    expect(await watcher.told()).toEqual([]);
    const fromThere = await watch(app, {}, at(1));
    expect(await fromThere.told()).toEqual([{ ...empty, revision: 1 }]);
  });

  test('from a list’s revision delivers all that changed after it, in order, each session once, as it is now', async () => {
    const app = await startApp();
    const { session: first } = await app.register();
    const { revision } = await listOf(app);
    const { session: second } = await app.register();
    for (const name of ['a', 'b', 'c']) await app.services.sessions.updateSession(owner(), { id: first.id, name });
    const { session: third } = await app.register();
    await app.services.sessions.endSession(owner(), { id: second.id, reason: 'FAILED' });
    const watcher = await watch(app, {}, at(revision));
    expect(await watcher.told()).toEqual([
      { ...empty, revision: 7, upserted: [`${first.id} IDLE`, `${third.id} IDLE`, `${second.id} FAILED`] },
    ]);
  });

  test('tells a filter’s reader what came into it and what left it', async () => {
    const app = await startApp();
    const { session } = await app.register({ name: 'Report' });
    const watcher = await watch(app, { status: ['PAUSED'] });
    await watcher.told();
    const { updateSession } = app.services.sessions;
    await updateSession(owner(), { id: session.id, activity: 'PAUSED' });
    expect(await watcher.told()).toEqual([{ ...empty, revision: 2, upserted: [`${session.id} PAUSED`] }]);
    await updateSession(owner(), { id: session.id, activity: null });
    expect(await watcher.told()).toEqual([{ ...empty, revision: 3, removed: [session.id] }]);
  });

  test('gives a slow reader the newest state with its next message, and nothing twice', async () => {
    const app = await startApp();
    const { session } = await app.register();
    const messages = await app.services.reading.watch(admin, {}, null);
    await messages.next();
    for (let change = 0; change < 50; change += 1) {
      await app.services.sessions.updateSession(owner(), { id: session.id, name: `name ${change}` });
    }
    const { value } = (await messages.next()) as { value: { revision: number; upserted: readonly { name: string }[] } };
    expect(value.revision).toBe(51);
    expect(value.upserted.map(({ name }) => name)).toEqual(['name 49']);
    const next = messages.next();
    await app.settle();
    await messages.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  test('cuts a long past into messages that follow each other without gap or repeat', async () => {
    const app = await startApp();
    const registered = await Promise.all(Array.from({ length: 1_201 }, () => app.register()));
    const watcher = await watch(app, {}, at(0));
    const told = await watcher.told();
    expect(told.map(({ revision, upserted }) => [revision, upserted.length])).toEqual([
      [500, 500],
      [1_000, 500],
      [1_201, 201],
    ]);
    expect(told.flatMap(({ upserted }) => upserted)).toEqual(registered.map(({ session }) => `${session.id} IDLE`));
  });

  test('goes on after a restart from where it was: the restart’s own changes, and nothing twice', async () => {
    const before = await startApp();
    const { session: first } = await before.register();
    const { session: second } = await before.register();
    const watcher = await watch(before);
    expect(await watcher.told()).toEqual([{ ...empty, revision: 2 }]);
    await watcher.close();
    await before.services.sessions.endSession(owner(), { id: first.id, reason: 'COMPLETED' });
    const app = await before.restart();
    const { session: third } = await app.register();
    const goesOn = await watch(app, {}, at(2));
    expect(await goesOn.told()).toEqual([
      { ...empty, revision: 5, upserted: [`${first.id} ENDED`, `${second.id} QUIET`, `${third.id} IDLE`] },
    ]);
  });

  describe('is told to read again', () => {
    const resync = { ...empty, resync: true };

    test('from a revision of another database', async () => {
      const app = await startApp();
      await app.register();
      const watcher = await watch(app, {}, formatRevision({ epoch: 'restored', number: 1, fingerprint: null }));
      expect(await watcher.told()).toEqual([{ ...resync, revision: 1 }]);
      const { session } = await app.register();
      expect(await watcher.told()).toEqual([{ ...empty, revision: 2, upserted: [`${session.id} IDLE`] }]);
    });

    test('from a revision ahead of the newest', async () => {
      const app = await startApp();
      await app.register();
      for (const revision of [at(2), at(Number.MAX_SAFE_INTEGER)]) {
        expect(await (await watch(app, {}, revision)).told()).toEqual([{ ...resync, revision: 1 }]);
      }
    });

    test('from a revision whose tombstones are forgotten', async () => {
      const day = 86_400_000;
      const app = await startApp({ config: { retentionMs: day } });
      const { session } = await app.register();
      await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
      await app.advance(2 * day);
      await app.advance(3_600_000);
      expect(await (await watch(app, {}, at(2))).told()).toEqual([{ ...empty, revision: 3, removed: [session.id] }]);
      await app.advance(8 * day);
      await app.advance(3_600_000);
      expect(await (await watch(app, {}, at(2))).told()).toEqual([{ ...resync, revision: 3 }]);
      expect(await (await watch(app, {}, at(3))).told()).toEqual([{ ...empty, revision: 3 }]);
    });
  });

  test('refuses what is no revision', async () => {
    const app = await startApp();
    for (const text of ['', 'x', 'template.1', `${at(1)} `]) {
      await expect(app.services.reading.watch(admin, {}, text), text).rejects.toThrow(InvalidInputError);
    }
    expect(app.app.openSubscriptionCount()).toBe(0);
  });

  test('that is closed, waiting or not, leaves nothing open', async () => {
    const app = await startApp();
    const waiting = await app.services.reading.watch(admin, {}, null);
    await waiting.next();
    const pending = waiting.next();
    const idle = await app.services.reading.watch(admin, {}, null);
    expect(app.app.openSubscriptionCount()).toBe(2);
    await Promise.all([waiting.return?.(), idle.return?.(), idle.return?.()]);
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await idle.next()).toEqual({ done: true, value: undefined });
    expect(app.app.openSubscriptionCount()).toBe(0);
  });
});

test('watches that come over a socket or a stream leave nothing open, however they end', async () => {
  const app = await startApp();
  const { session } = await app.register();
  const isOpen = (count: number) => until(() => app.app.openSubscriptionCount() === count);
  const socket = await openSocket(app, adminSocket);
  const text = 'subscription ($from: Revision) { sessionChanges(afterRevision: $from) { revision } }';
  for (let at = 0; at < 20; at += 1) socket.subscribe(`watch ${at}`, text);
  await isOpen(20);
  socket.subscribe('refused', text, { from: 'x' });
  expect(await socket.next('refused')).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
  for (let at = 0; at < 10; at += 1) socket.complete(`watch ${at}`);
  await isOpen(10);

  const stop = new AbortController();
  const headers = { authorization: `Bearer ${adminToken}`, accept: 'text/event-stream', 'rollcall-csrf': '1' };
  const url = `${app.app.url}/graphql?query=${encodeURIComponent('subscription { sessionChanges { revision } }')}`;
  await fetch(url, { headers, signal: stop.signal });
  await isOpen(11);
  stop.abort();
  await isOpen(10);

  // Some wait, some are in the middle of a look.
  const change = app.services.sessions.updateSession(owner(), { id: session.id, name: 'New' });
  socket.socket.terminate();
  await change;
  await isOpen(0);
});

describe('a list', () => {
  test('refuses what is out of bounds', async () => {
    const app = await startApp();
    for (const first of [0, -1, 501, 1.5, NaN]) {
      await expect(async () => listOf(app, { first }), String(first)).rejects.toThrow(InvalidInputError);
    }
    const filters = [
      { ids: Array.from({ length: 1_001 }, () => 'x') },
      { apps: ['x'.repeat(201)] },
      { tags: Array.from({ length: 21 }, () => 'x') },
      { userId: 'x'.repeat(201) },
      { search: 'x'.repeat(201) },
      { status: Array.from({ length: 40_000 }, () => 'IDLE' as const) },
      { lifecycle: Array.from({ length: 1_001 }, () => 'ENDED' as const) },
    ];
    for (const filter of filters) {
      const [name = ''] = Object.keys(filter);
      await expect(async () => listOf(app, { filter }), name).rejects.toThrow(InvalidInputError);
      await expect(async () => app.services.reading.counts(admin, filter, 'APP'), name).rejects.toThrow(
        InvalidInputError,
      );
      await expect(async () => app.services.reading.watch(admin, filter, null), name).rejects.toThrow(
        InvalidInputError,
      );
    }
  });

  test('turns its cursors and its revision over to the next question', async () => {
    const app = await startApp();
    const registered = [];
    for (let at = 0; at < 5; at += 1) registered.push((await app.register()).session.id);
    const text = `query ($after: String) { sessions(first: 2, after: $after) {
      revision totalCount totalCountIsExact edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    interface Page {
      revision: string;
      edges: { cursor: string; node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { sessions }: { sessions: Page } = await query<{ sessions: Page }>(app, text, { after });
      expect(sessions).toMatchObject({
        revision: at(5),
        totalCount: 5,
        totalCountIsExact: true,
        pageInfo: {
          hasPreviousPage: after !== null,
          startCursor: sessions.edges[0]?.cursor,
          endCursor: sessions.edges.at(-1)?.cursor,
        },
      });
      seen.push(...sessions.edges.map(({ node }) => node.id));
      if (!sessions.pageInfo.hasNextPage) break;
      after = sessions.pageInfo.endCursor;
    }
    expect(seen).toEqual(registered.toReversed());
  });

  test('refuses a cursor of another order, or of nothing', async () => {
    const app = await startApp();
    await app.register();
    const text = `query ($after: String, $orderBy: SessionOrder!) { sessions(after: $after, orderBy: $orderBy) { edges { cursor } } }`;
    const page = await query<{ sessions: { edges: { cursor: string }[] } }>(app, text, { orderBy: 'STARTED' });
    const after = page.sessions.edges[0]?.cursor;
    for (const variables of [
      { after, orderBy: 'ATTENTION' },
      { after: '', orderBy: 'STARTED' },
      { after: 'x'.repeat(10_000), orderBy: 'STARTED' },
      { after: Buffer.from('STARTED:20:1e999').toString('base64url'), orderBy: 'STARTED' },
      { after: Buffer.from('STARTED:20:').toString('base64url'), orderBy: 'STARTED' },
    ]) {
      await expect(query(app, text, variables), JSON.stringify(variables).slice(0, 80)).rejects.toThrow(
        'INVALID_INPUT',
      );
    }
  });
});

test('a session that nobody knows is null', async () => {
  const app = await startApp();
  expect(await app.services.reading.session(admin, 'app_nope')).toBeNull();
  const { session } = await app.register();
  expect(await app.services.reading.session(owner(), session.id)).toEqual(await sessionOf(app, session.id));
});
