import { describe, expect, test } from 'vitest';
import { admin, owner, startApp, type TestApp } from '../../app.testing.ts';
import { admitToken, signIn } from '../../app-people.testing.ts';
import { query, recordsOf, sessionOf } from '../../app-reading.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { ask, watchApprovals } from './asking.testing.ts';
import { GrantNotFoundError } from './errors.ts';
import type { Grant } from './grant.ts';

const what = { title: 'Delete?', details: { file: 'a', force: true } };
const dayMs = 86_400_000;

/** A session that works for ada, and a grant of what it asked. */
async function startGranted(terms: { readonly uses?: number; readonly forMs?: number } = {}) {
  const app = await startApp({ config: { staleAfterMs: 60 * dayMs, lostAfterMs: 90 * dayMs } });
  const registered = await app.register({ userId: 'ada', externalId: 'tab' });
  const { session } = registered;
  const ada = await signIn(app, { userId: 'ada', apps: [] });
  const { id } = await ask(app, session.id, what);
  const approval = await app.services.approvals.approve(ada, { id, grant: { uses: 3, forMs: 60_000, ...terms } });
  const grant = await app.services.grants.ofApproval(approval.id);
  if (grant === null) throw new Error('It was granted');
  return { app, registered, session, ada, approval, grant };
}

const stateOf = async (app: TestApp, { id }: Grant): Promise<string> => {
  const { rows } = await app.services.grants.list(admin, { filter: {}, first: 50, beforeRowId: null });
  const found = rows.find(({ grant }) => grant.id === id);
  return found === undefined ? 'gone' : app.services.grants.stateOf(found.grant);
};

describe('the same thing asked again', () => {
  test('is approved at once by who granted it, counted, and acted on as any other', async () => {
    const { app, session, ada, grant } = await startGranted();
    const told = await watchApprovals(app);
    await told();
    const asked = await ask(app, session.id, { title: what.title, details: { force: true, file: 'a' } });
    expect(asked).toMatchObject({
      state: 'APPROVED',
      decidedBy: { kind: 'PERSON', id: ada.id },
      grantId: grant.id,
      note: null,
      sentAtMs: app.clock.wallMs(),
      actedAtMs: null,
    });
    expect(await told()).toMatchObject([{ upserted: [`${asked.id} APPROVED`] }]);
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 0 });
    expect(await app.services.approvals.actOnApproval(owner(), asked)).toMatchObject({ actedAtMs: app.clock.wallMs() });
    expect(await app.services.grants.ofApproval(grant.approvalId)).toEqual({ ...grant, usedCount: 1 });
    expect((await recordsOf(app, session.id)).slice(2)).toEqual([
      'APPROVAL_APPROVED by PERSON',
      'GRANT_MADE by PERSON',
      'APPROVAL_REQUESTED by KEY',
      'GRANT_USED by SYSTEM',
      'APPROVAL_SENT by KEY',
      'APPROVAL_ACTED_ON by KEY',
    ]);
  });

  test('is approved as often as was said and not once more, however many ask at once', async () => {
    const { app, session, grant } = await startGranted({ uses: 5 });
    const asked = await Promise.all(Array.from({ length: 20 }, () => ask(app, session.id, what)));
    expect(asked.filter(({ state }) => state === 'APPROVED')).toHaveLength(5);
    expect(asked.filter(({ state, grantId }) => state === 'PENDING' && grantId === null)).toHaveLength(15);
    expect(await sessionOf(app, session.id)).toMatchObject({ pendingApprovalCount: 15 });
    expect(await stateOf(app, grant)).toBe('USED_UP');
  });

  test('is approved as long as was said, whatever the wall clock does, also after a restart', async () => {
    const { app: before, session, grant } = await startGranted({ uses: 1_000, forMs: 60_000 });
    const isGranted = async (app: TestApp) => (await ask(app, session.id, what)).state === 'APPROVED';
    await before.advance(20_000);
    before.clock.jumpWall(dayMs);
    expect(await isGranted(before)).toBe(true);
    before.clock.jumpWall(-dayMs);
    const app = await before.restart(20_000);
    expect(await isGranted(app)).toBe(true);
    await app.advance(19_000);
    app.clock.jumpWall(-dayMs);
    expect(await isGranted(app)).toBe(true);
    await app.advance(1_000);
    expect(await isGranted(app)).toBe(false);
    expect(await stateOf(app, grant)).toBe('EXPIRED');
  });

  test('by its key is the same question, and uses nothing up', async () => {
    const { app, session, grant } = await startGranted();
    const asked = await ask(app, session.id, { ...what, key: 'again' });
    expect(await ask(app, session.id, { ...what, key: 'again' })).toEqual(asked);
    expect(await app.services.grants.ofApproval(grant.approvalId)).toMatchObject({ usedCount: 1 });
  });
});

test('nothing but what was shown is covered: no other words, data, asker or session', async () => {
  const { app, registered, session, grant } = await startGranted({ uses: 100 });
  const { session: other } = await app.register({ userId: 'ada' });
  const token = await admitToken(app, registered.token);
  const asked = [
    await ask(app, session.id, { ...what, title: 'Delete it?' }),
    await ask(app, session.id, { ...what, details: { file: 'a', force: false } }),
    await ask(app, session.id, { ...what, details: { file: 'a' } }),
    await ask(app, session.id, { ...what, details: { file: 'a', force: true, also: null } }),
    await ask(app, session.id, { ...what, details: { file: ['a'], force: true } }),
    await ask(app, session.id, what, token),
    await ask(app, other.id, what),
  ];
  expect(asked.map(({ state }) => state)).toEqual(asked.map(() => 'PENDING'));
  expect(await app.services.grants.ofApproval(grant.approvalId)).toMatchObject({ usedCount: 0 });
});

describe('a grant is over', () => {
  test('once somebody who may answer takes it back, whoever gave it; what it approved before stays approved', async () => {
    const { app, session, grant } = await startGranted();
    const { revokeGrant } = app.services.grants;
    const used = await ask(app, session.id, what);
    const oper = await signIn(app, { role: 'OPERATOR', apps: ['demo'] });
    const revoked = await revokeGrant(oper, grant);
    expect(revoked).toMatchObject({ revokedBy: { id: oper.id }, revokedAtMs: app.clock.wallMs(), usedCount: 1 });
    expect(await revokeGrant(oper, grant)).toEqual(revoked);
    expect(await stateOf(app, grant)).toBe('REVOKED');
    expect(await ask(app, session.id, what)).toMatchObject({ state: 'PENDING' });
    expect(await app.services.approvals.actOnApproval(owner(), used)).toMatchObject({ state: 'APPROVED' });
    expect((await recordsOf(app, session.id)).filter((record) => record.startsWith('GRANT'))).toEqual([
      'GRANT_MADE by PERSON',
      'GRANT_USED by SYSTEM',
      'GRANT_REVOKED by PERSON',
    ]);
  });

  test.each<[string, (app: TestApp, id: string) => Promise<unknown>]>([
    ['its session ends', ({ services }, id) => services.sessions.endSession(owner(), { id, reason: 'STOPPED' })],
    ['its session works for somebody else', (app) => app.register({ externalId: 'tab', userId: 'eve' })],
    ['another process has its session', (app) => app.register({ externalId: 'tab', userId: 'ada', ownerId: 'owner2' })],
  ])('where %s', async (_, happen) => {
    const { app, session, grant } = await startGranted();
    await happen(app, session.id);
    expect(await stateOf(app, grant)).toBe('ENDED');
    const asked = ask(app, session.id, what).catch((error: unknown) => error);
    expect(await asked).not.toMatchObject({ state: 'APPROVED' });
  });
});

describe('who may', () => {
  test('see a session sees its grants; who may answer for it takes them back, and nobody else', async () => {
    const { app, registered, ada, grant } = await startGranted();
    const { list, revokeGrant } = app.services.grants;
    const seen = async (caller: Caller) =>
      (await list(caller, { filter: {}, first: 50, beforeRowId: null })).rows.map(({ grant: { id } }) => id);
    const viewer = await signIn(app, { apps: ['demo'] });
    const stranger = await signIn(app, { role: 'OPERATOR', apps: ['other'] });
    for (const caller of [admin, ada, viewer]) expect(await seen(caller)).toEqual([grant.id]);
    expect(await seen(stranger)).toEqual([]);
    await expect(seen(owner())).rejects.toThrow(ForbiddenError);
    for (const caller of [admin, viewer, owner(), await app.holderOf(registered)])
      await expect((async () => revokeGrant(caller, grant))()).rejects.toThrow(ForbiddenError);
    await expect(revokeGrant(stranger, grant)).rejects.toThrow(GrantNotFoundError);
    await expect(revokeGrant(ada, { id: 'grant_none' })).rejects.toThrow(GrantNotFoundError);
    expect(await revokeGrant(ada, grant)).toMatchObject({ revokedBy: { id: ada.id } });
  });

  test.each([
    { uses: 0 },
    { uses: 1_001 },
    { uses: 1.5 },
    { forMs: 999 },
    { forMs: 30 * dayMs + 1 },
    { forMs: Number.NaN },
  ])('not be granted %j', async (terms) => {
    const app = await startApp();
    const { session } = await app.register();
    const oper = await signIn(app, { role: 'OPERATOR' });
    const { id } = await ask(app, session.id, what);
    const approved = app.services.approvals.approve(oper, { id, grant: { uses: 1, forMs: 1_000, ...terms } });
    await expect(approved).rejects.toThrow(InvalidInputError);
    expect(await app.services.approvals.approve(oper, { id })).toMatchObject({ state: 'APPROVED' });
    expect(await app.services.grants.ofApproval(id)).toBeNull();
  });
});

test('a lost answer is given again with its grant, which is one', async () => {
  const { app, ada, approval, grant } = await startGranted();
  const text = `mutation ($input: ApproveInput!) { approve(input: $input) { __typename ... on ApproveSuccess {
    approval { id } grant { id state uses usedCount canRevoke expiresAt } } } }`;
  const again = () => query(app, text, { input: { id: approval.id, grant: { uses: 9, forMs: 5_000 } } }, ada.headers);
  const expected = { id: grant.id, state: 'ACTIVE', uses: 3, usedCount: 0, canRevoke: true };
  for (let time = 0; time < 2; time += 1)
    expect(await again()).toMatchObject({ approve: { approval: { id: approval.id }, grant: expected } });
  const listed = `{ grants(first: 1) { edges { cursor node { id title details askedBy { kind } } } pageInfo { hasNextPage } } }`;
  expect(await query(app, listed, {}, ada.headers)).toMatchObject({
    grants: {
      edges: [{ node: { id: grant.id, ...what, askedBy: { kind: 'KEY' } } }],
      pageInfo: { hasNextPage: false },
    },
  });
});

test('a grant covers nothing more once who gave it is removed; others’ do', async () => {
  const { app, session, ada, grant } = await startGranted();
  const bob = await signIn(app, { role: 'OPERATOR' });
  const other = await ask(app, session.id, { title: 'Move?' });
  await app.services.approvals.approve(bob, { id: other.id, grant: { uses: 3, forMs: 60_000 } });
  await app.services.people.removePerson(admin, { id: ada.id });
  expect(await ask(app, session.id, what)).toMatchObject({ state: 'PENDING', grantId: null });
  expect(await ask(app, session.id, { title: 'Move?' })).toMatchObject({ state: 'APPROVED' });
  expect(await stateOf(app, grant)).toBe('ENDED');
  expect(await stateOf(await app.restart(), grant)).toBe('ENDED');
});

test('a grant that whom a question works for gave covers nothing more once somebody else must answer', async () => {
  const { app, session, grant } = await startGranted();
  const bob = await signIn(app, { role: 'OPERATOR' });
  const other = await ask(app, session.id, { title: 'Move?' });
  await app.services.approvals.approve(bob, { id: other.id, grant: { uses: 3, forMs: 60_000 } });
  await app.services.approvalRules.setRule(admin, { app: 'demo', needsSomebodyElse: true });
  expect(await ask(app, session.id, what)).toMatchObject({ state: 'PENDING', grantId: null });
  expect(await ask(app, session.id, { title: 'Move?' })).toMatchObject({ state: 'APPROVED' });
  expect(await stateOf(app, grant)).toBe('ENDED');
});
