import { expect, test } from 'vitest';
import type { SessionScope } from '../../kernel/principal.ts';
import type { Grant, GrantReader } from '../../modules/approvals/index.ts';
import type { Store } from '../store.ts';
import { ended, everything, insert, type OpenStore, sessionAt } from './opened.testing.ts';

const ada = { kind: 'PERSON', id: 'person_1', name: 'Ada' } as const;

const grantAt = (at: number, members: Partial<Grant> = {}): Grant => ({
  id: `grant_${at}`,
  approvalId: `approval_${at}`,
  sessionId: 'app_01',
  app: 'demo',
  userId: 'ada',
  hostId: null,
  kind: 'QUESTION',
  title: 'May I?',
  details: { a: [1, null] },
  subjectHash: '0'.repeat(64),
  askedBy: { kind: 'KEY', id: 'key1', name: 'key configured' },
  grantedBy: ada,
  grantedAtMs: 1,
  expiresAtMs: 9,
  uses: 2,
  usedCount: 0,
  revokedBy: null,
  revokedAtMs: null,
  endedAtMs: null,
  ...members,
});

function insertAll(store: Store, all: readonly Grant[]): Promise<void> {
  return store.write(async ({ grants }) => {
    for (const grant of all) await grants.insert(grant);
  });
}

async function ids(store: Store, query: Partial<Parameters<GrantReader['list']>[0]> = {}): Promise<readonly string[]> {
  const { rows } = await store.grants.list({ filter: {}, scope: everything, first: 9, beforeRowId: null, ...query });
  return rows.map(({ grant }) => grant.id);
}

export function grantsContract(open: OpenStore): void {
  test('come back as they were stored, and as they were changed', async () => {
    const opened = await open();
    const full = grantAt(2, {
      userId: null,
      hostId: 'host_1',
      usedCount: 1,
      revokedBy: ada,
      revokedAtMs: 5,
      endedAtMs: 6,
    });
    await insertAll(opened.store, [grantAt(1), full]);
    const used = { ...grantAt(1), usedCount: 2, revokedBy: ada, revokedAtMs: 7, endedAtMs: 8 };
    await opened.store.write(({ grants }) => grants.update(used));
    const { store } = await opened.reopen();
    expect(await store.grants.ofApproval('approval_1')).toEqual(used);
    expect(await store.write(({ grants }) => grants.find('grant_2'))).toEqual(full);
    expect(await store.grants.ofApproval('approval_3')).toBeNull();
    expect(await store.write(({ grants }) => grants.find('grant_3'))).toBeNull();
  });

  test('are one for each approval', async () => {
    const { store } = await open();
    await insertAll(store, [grantAt(1)]);
    await expect(insertAll(store, [{ ...grantAt(2), approvalId: 'approval_1' }])).rejects.toThrow('UNIQUE');
  });

  test('are usable until they are used up, revoked or ended', async () => {
    const { store } = await open();
    const over = [{ usedCount: 2 }, { revokedBy: ada, revokedAtMs: 1 }, { endedAtMs: 1 }];
    await insertAll(store, [
      grantAt(1),
      ...over.map((members, at) => grantAt(at + 2, members)),
      grantAt(5, { usedCount: 1 }),
      grantAt(6, { sessionId: 'app_02' }),
    ]);
    const usable = await store.write(({ grants }) => grants.usableOf('app_01'));
    expect(usable.map(({ id }) => id)).toEqual(['grant_1', 'grant_5']);
    expect((await store.grants.usable()).map(({ id }) => id)).toEqual(['grant_1', 'grant_5', 'grant_6']);
  });

  test('of a host are usable in each of its sessions, and go with none', async () => {
    const { store } = await open();
    const onHost = { hostId: 'host_1', sessionId: 'app_02' };
    await insertAll(store, [grantAt(1), grantAt(2, onHost), grantAt(3, { ...onHost, usedCount: 2 })]);
    const usable = (sessionId: string, hostId: string | null) =>
      store.write(async ({ grants }) => (await grants.usableIn(sessionId, hostId)).map(({ id }) => id));
    expect(await usable('app_01', 'host_1')).toEqual(['grant_1', 'grant_2']);
    expect(await usable('app_01', 'host_2')).toEqual(['grant_1']);
    expect(await usable('app_01', null)).toEqual(['grant_1']);
    expect(await usable('app_02', null)).toEqual([]);
    expect(await store.write(({ grants }) => grants.usableOf('app_02'))).toEqual([]);
  });

  test('are listed newest first, page by page, of those who may know of them', async () => {
    const { store } = await open();
    const elsewhere = { app: 'other', userId: 'eve', sessionId: 'app_02' };
    await insertAll(store, [grantAt(1), grantAt(2, elsewhere), grantAt(3), grantAt(4, { userId: null })]);
    expect(await ids(store)).toEqual(['grant_4', 'grant_3', 'grant_2', 'grant_1']);
    const { rows, hasMore } = await store.grants.list({ filter: {}, scope: everything, first: 2, beforeRowId: null });
    expect([rows.map(({ grant }) => grant.id), hasMore]).toEqual([['grant_4', 'grant_3'], true]);
    expect(await ids(store, { beforeRowId: rows.at(-1)?.rowId ?? 0 })).toEqual(['grant_2', 'grant_1']);
    expect(await ids(store, { filter: { sessionId: 'app_02' } })).toEqual(['grant_2']);
    expect(await ids(store, { filter: { apps: ['other', 'third'] } })).toEqual(['grant_2']);
    const scopes: [SessionScope, string[]][] = [
      [{ apps: ['other'], userId: 'ada' }, ['grant_3', 'grant_2', 'grant_1']],
      [{ apps: [], userId: 'eve' }, ['grant_2']],
      [{ apps: [], userId: null }, []],
    ];
    for (const [scope, expected] of scopes) expect(await ids(store, { scope })).toEqual(expected);
  });

  test('go with their session', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1, { ...ended, endedAtMs: 5 }));
    await insertAll(store, [grantAt(1, { sessionId: sessionAt(1).id }), grantAt(2)]);
    await store.write(({ sessions }) => sessions.removeEnded(10, 10, 20));
    expect(await ids(store)).toEqual(['grant_2']);
  });
}
