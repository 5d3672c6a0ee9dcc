import { describe, expect, test } from 'vitest';
import { admin, keyWith, owner, startApp, stranger } from '../../app.testing.ts';
import { admitKey, signIn } from '../../app-people.testing.ts';
import { query } from '../../app-reading.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { fingerprintOf, formatRevision } from '../../kernel/revision.ts';
import { SessionSupersededError } from '../sessions/index.ts';
import { ask, listed, startAsking, watchApprovals } from './asking.testing.ts';
import { ApprovalNotFoundError } from './errors.ts';

/** A place in the order of changes, as this caller sees it now. */
const at = (number: number, { principal }: Caller): string =>
  formatRevision({ epoch: 'template', number, fingerprint: fingerprintOf(principal) });

/** A question of each of three sessions: ada's of demo, eve's of demo, ada's of other. */
async function startWithThree() {
  const app = await startApp();
  const all = [];
  for (const [name, userId] of [
    ['demo', 'ada'],
    ['demo', 'eve'],
    ['other', 'ada'],
  ] as const) {
    const { session } = await app.register({ app: name, userId });
    all.push(await ask(app, session.id));
  }
  const [one, two, three] = all.map(({ id }) => id) as [string, string, string];
  return { app, one, two, three, all: [one, two, three] };
}

describe('who may see a session', () => {
  test('may see what it asks, and nobody else does', async () => {
    const { app, one, two, three, all } = await startWithThree();
    const seen = async (caller: Caller) => (await listed(app, {}, caller)).ids;
    expect(await seen(admin)).toEqual(all);
    expect(await seen(await signIn(app, {}))).toEqual(all);
    expect(await seen(await signIn(app, { apps: ['demo'] }))).toEqual([one, two]);
    expect(await seen(await signIn(app, { apps: ['other'], userId: 'eve' }))).toEqual([two, three]);
    expect(await seen(await signIn(app, { apps: [], userId: 'ada' }))).toEqual([one, three]);
    expect(await seen(await signIn(app, { apps: [] }))).toEqual([]);
    expect(await seen(keyWith({ apps: ['other'], rights: ['READ'] }))).toEqual([three]);
    for (const caller of [owner(), stranger()]) await expect(seen(caller)).rejects.toThrow(ForbiddenError);
  });

  test('may read one of them, also as its owner, but no former one', async () => {
    const { app, session, registered, approval } = await startAsking({}, { externalId: 'tab' });
    const { approval: read } = app.services.approvalReading;
    const token = await app.holderOf(registered);
    for (const caller of [admin, owner('owner1'), token, await signIn(app, { apps: [], userId: 'ada' })])
      expect(await read(caller, approval.id)).toEqual(approval);
    const { session: other, ...rest } = await app.register();
    for (const caller of [stranger(), await signIn(app, { apps: [] }), await app.holderOf({ session: other, ...rest })])
      expect(await read(caller, approval.id)).toBeNull();
    expect(await read(admin, 'approval_none')).toBeNull();
    await app.register({ externalId: 'tab', userId: 'ada', ownerId: 'owner2' });
    await expect(read(owner('owner1'), approval.id)).rejects.toThrow(SessionSupersededError);
    expect(await read(owner('owner2'), approval.id)).toMatchObject({ sessionId: session.id, state: 'CANCELLED' });
  });
});

describe('who may answer', () => {
  test('is the session’s user, and who looks after its app; of others some are told that they may not, some nothing', async () => {
    const { app, one, three } = await startWithThree();
    const { approve } = app.services.approvals;
    const viewer = await signIn(app, {});
    const eve = await signIn(app, { userId: 'eve', apps: ['demo'] });
    const oper2 = await signIn(app, { role: 'OPERATOR', apps: ['other'] });
    const key = await admitKey(app, { rights: ['REGISTER', 'READ', 'KILL'] });
    for (const caller of [viewer, eve, key, admin, owner()])
      await expect(approve(caller, { id: one })).rejects.toThrow(ForbiddenError);
    await expect(approve(oper2, { id: one })).rejects.toThrow(ApprovalNotFoundError);
    expect(await approve(await signIn(app, { userId: 'ada', apps: [] }), { id: one })).toMatchObject({
      state: 'APPROVED',
    });
    expect(await approve(oper2, { id: three })).toMatchObject({ state: 'APPROVED' });
  });

  test('is asked in the moment of the answer: who loses the right meanwhile answers nothing', async () => {
    const { app, one, two } = await startWithThree();
    const oper = await signIn(app, { role: 'OPERATOR' });
    const { approve, decideApprovals } = app.services.approvals;
    const changed = oper.change({ role: 'VIEWER' });
    const [first, several] = await Promise.allSettled([
      approve(oper, { id: one }),
      decideApprovals(oper, { ids: [two], decision: 'DENY' }),
    ]);
    await changed;
    // In one turn they may share a transaction, and then the right was there still.
    const pending = await listed(app, { states: ['PENDING'] });
    expect(pending.totalCount).toBe([first, several].filter(({ status }) => status === 'rejected').length + 1);
    await expect(approve(oper, { id: one })).rejects.toThrow(ForbiddenError);
  });
});

async function nextOf<Message>(messages: AsyncIterator<Message, unknown>): Promise<Message> {
  const next = await messages.next();
  if (next.done === true) throw new Error('The watch is over');
  return next.value;
}

describe('a watch of approvals', () => {
  test('goes on from a list, or from any revision, without gap or repeat, whatever happened meanwhile', async () => {
    const { app, one, two, three } = await startWithThree();
    const viewer = await signIn(app);
    const { revision } = await app.services.approvalReading.list(viewer, {
      ...{ filter: {}, orderBy: 'NEWEST', first: 1, after: null },
    });
    const oper = await signIn(app, { role: 'OPERATOR' });
    const { approve, deny } = app.services.approvals;
    await approve(oper, { id: one });
    const first = await watchApprovals(app, at(revision, viewer), viewer);
    const [told] = await first();
    expect(told).toMatchObject({ upserted: [`${one} APPROVED`], resync: false });
    await deny(oper, { id: two });
    await app.services.approvals.actOnApproval(owner(), { id: one });
    const later = await watchApprovals(app, at(told?.revision ?? 0, viewer), viewer);
    const expected = [`${two} DENIED`, `${one} APPROVED`];
    expect((await first()).flatMap(({ upserted }) => upserted)).toEqual(expected);
    expect((await later()).flatMap(({ upserted }) => upserted)).toEqual(expected);
    const all = await watchApprovals(app, at(0, viewer), viewer);
    expect((await all()).flatMap(({ upserted }) => upserted)).toEqual([`${three} PENDING`, ...expected]);
  });

  test('misses none of what many change while it is cut again and again', async () => {
    const { app, session } = await startAsking();
    const [viewer, oper] = [await signIn(app), await signIn(app, { role: 'OPERATOR' })];
    const known = new Map<string, string>();
    let place = at(0, viewer);
    for (let round = 0; round < 10; round += 1) {
      const messages = await app.services.approvalReading.watch(viewer, {}, place);
      const changing = (async () => {
        const asked = await Promise.all(Array.from({ length: 8 }, () => ask(app, session.id)));
        const ids = asked.map(({ id }) => id);
        await app.services.approvals.decideApprovals(oper, { ids: ids.slice(0, 6), decision: 'APPROVE' });
        await app.services.approvals.cancelApproval(owner(), { id: ids[6] ?? '' });
      })();
      for (let read = 0; read <= round % 3; read += 1) {
        const { upserted, revision, fingerprint } = await nextOf(messages);
        for (const { id, state } of upserted) known.set(id, state);
        place = formatRevision({ epoch: 'template', number: revision, fingerprint });
      }
      await messages.return?.();
      await changing;
    }
    const last = await app.services.approvalReading.watch(viewer, {}, place);
    for (const { id, state } of (await nextOf(last)).upserted) known.set(id, state);
    await last.return?.();
    const { rows } = await app.services.approvalReading.list(viewer, {
      ...{ filter: {}, orderBy: 'NEWEST', first: 500, after: null },
    });
    expect(Object.fromEntries(known)).toEqual(
      Object.fromEntries(rows.map(({ approval: { id, state } }) => [id, state])),
    );
    expect(known.size).toBe(81);
  });

  test('of somebody whose rights change is told to read again, and of nothing they lost', async () => {
    const { app, one, three } = await startWithThree();
    const viewer = await signIn(app);
    const told = await watchApprovals(app, null, viewer);
    expect(await told()).toMatchObject([{ upserted: [], resync: false }]);
    await viewer.change({ apps: ['demo'] });
    expect(await told()).toMatchObject([{ upserted: [], resync: true }]);
    const oper = await signIn(app, { role: 'OPERATOR' });
    await app.services.approvals.approve(oper, { id: three });
    expect(await told()).toEqual([]);
    await app.services.approvals.approve(oper, { id: one });
    expect(await told()).toMatchObject([{ upserted: [`${one} APPROVED`] }]);
  });

  test('is for those who may list, from a revision that is one', async () => {
    const { app } = await startWithThree();
    const { watch, list } = app.services.approvalReading;
    await expect(watch(owner(), {}, null)).rejects.toThrow(ForbiddenError);
    await expect(watch(admin, {}, 'yesterday')).rejects.toThrow(InvalidInputError);
    await expect(watch(admin, { apps: Array.from({ length: 1_001 }, () => 'x') }, null)).rejects.toThrow(
      InvalidInputError,
    );
    for (const first of [0, 501, 1.5])
      await expect(list(admin, { filter: {}, orderBy: 'NEWEST', first, after: null })).rejects.toThrow(
        InvalidInputError,
      );
  });
});

describe('over HTTP', () => {
  const fields = 'id state canDecide session { id userId }';

  test('a list goes on by its cursors, each of its own order alone', async () => {
    const { app, all } = await startWithThree();
    const text = `query ($after: String, $orderBy: ApprovalOrder!) { approvals(first: 2, after: $after, orderBy: $orderBy) {
      edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } totalCount revision } }`;
    interface Page {
      approvals: {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
        totalCount: number;
      };
    }
    const pageAfter = (after: string | null, orderBy = 'DEADLINE') => query<Page>(app, text, { after, orderBy });
    const { approvals: first } = await pageAfter(null);
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const { approvals: second } = await pageAfter(first.pageInfo.endCursor);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(all);
    await expect(pageAfter(first.pageInfo.endCursor, 'NEWEST')).rejects.toThrow('INVALID_INPUT');
    for (const bad of ['', 'x', Buffer.from('DEADLINE:-1:2').toString('base64url')])
      await expect(pageAfter(bad), bad).rejects.toThrow('INVALID_INPUT');
  });

  test('who answers, and whose session it is, is told to each as they may know', async () => {
    const { app, session, approval } = await startAsking({}, { externalId: 'tab' });
    const ada = await signIn(app, { apps: [], userId: 'ada' });
    const read = (headers: Readonly<Record<string, string>>) =>
      query(app, `query ($id: ID!) { approval(id: $id) { ${fields} } }`, { id: approval.id }, headers);
    expect(await read(ada.headers)).toMatchObject({ approval: { canDecide: true, session: { id: session.id } } });
    expect(await read((await signIn(app)).headers)).toMatchObject({ approval: { canDecide: false } });
    await app.register({ externalId: 'tab', userId: 'eve' });
    expect(await read(ada.headers)).toMatchObject({
      approval: { state: 'CANCELLED', canDecide: false, session: null },
    });
  });

  test('a question of any nonsense is refused, and one of strange letters told as it was asked', async () => {
    const { app, session } = await startAsking();
    const text = `mutation ($input: RequestApprovalInput!) { requestApproval(input: $input) {
      __typename ... on Error { code } ... on RequestApprovalSuccess { approval { title details } } } }`;
    const headers = { authorization: `Bearer ${(await admitKey(app, {})).headers['authorization']?.slice(7) ?? ''}` };
    const send = (input: object) =>
      query<{ requestApproval: object }>(
        app,
        text,
        { input: { sessionId: session.id, key: 'k', title: 'x', ...input } },
        headers,
      );
    for (const input of [
      { details: [] },
      { details: 'x' },
      { expiresInMs: '5' },
      { title: 5 },
      { onExpiry: 'no' },
      { key: null },
    ])
      await expect(send(input), JSON.stringify(input)).rejects.toThrow();
    let deep: object = {};
    for (let depth = 0; depth < 150; depth += 1) deep = { a: deep };
    await expect(send({ details: deep })).rejects.toThrow('INVALID_INPUT');
    for (const input of [{ title: '\n' }, { expiresInMs: 1e300 }, { expiresInMs: -5 }, { key: ' '.repeat(101) }])
      expect(await send(input)).toMatchObject({ requestApproval: { code: 'INVALID_INPUT' } });
    const strange = { title: '\u202egpj.exe\u2066', details: { '\u200b': '\0', __proto__x: { constructor: 1 } } };
    expect(await send(strange)).toMatchObject({ requestApproval: { approval: strange } });
  });
});
