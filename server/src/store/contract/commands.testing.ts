import { expect, test } from 'vitest';
import type { SessionScope } from '../../kernel/principal.ts';
import { aCommand, aSpec } from '../../modules/commands/command.testing.ts';
import { type Command, type CommandFilter, type CommandReader, commandStates } from '../../modules/commands/index.ts';
import type { Store } from '../store.ts';
import { everything, type OpenStore } from './opened.testing.ts';

const idOf = (at: number): string => `command_${String(at).padStart(3, '0')}`;
const commandAt = (at: number, members: Partial<Command> = {}): Command =>
  aCommand({ id: idOf(at), key: `key ${at}`, ...members });

function insertAll(store: Store, commands: readonly Command[]): Promise<readonly Command[]> {
  return store.write(async (stores) => {
    const stored: Command[] = [];
    for (const command of commands) stored.push(await stores.commands.insert(command));
    return stored;
  });
}

function update(store: Store, command: Command): Promise<Command> {
  return store.write(({ commands }) => commands.update(command));
}

async function ids(store: Store, query: Partial<Parameters<CommandReader['list']>[0]> = {}) {
  const page = await store.commands.list({ filter: {}, scope: everything, first: 100, beforeRowId: null, ...query });
  return page.rows.map(({ command }) => Number(command.id.slice(-3)));
}

const numbersOf = (commands: readonly Command[]) => commands.map(({ id }) => Number(id.slice(-3)));

/** One of each state, in their order. */
const ofEachState = commandStates.map((state, at) => commandAt(at, { state }));

export function commandsContract(open: OpenStore): void {
  test('come back as they were stored, each with the revision of its last change', async () => {
    const opened = await open();
    const full = commandAt(2, {
      userId: null,
      spec: aSpec({
        argv: ['sh', '-c', '\u202e"ü\n'],
        line: '\u202e"ü\n',
        env: [{ name: 'A', value: '' }],
        stdin: '\0',
      }),
      state: 'LOST',
      approvalId: 'approval_1',
      startedAtMs: 2,
      endedAtMs: 3,
      instanceId: 'one',
      exitCode: 4,
      signal: 'SIGTERM',
      message: 'so',
      outputBytes: 5,
      isOutputTruncated: true,
      isCancelRequested: true,
    });
    const [one, two] = await insertAll(opened.store, [commandAt(1), full]);
    expect([one, two]).toEqual([
      { ...commandAt(1), revision: 1 },
      { ...full, revision: 2 },
    ]);
    const { store } = await opened.reopen();
    expect(await store.commands.find(idOf(1))).toEqual(one);
    expect(await store.write(({ commands }) => commands.find(idOf(2)))).toEqual(two);
    expect(await store.commands.find('command_none')).toBeNull();
    expect(await store.commands.ofApprovals(['approval_1', 'approval_2'])).toEqual([two]);
    expect(await store.write(({ commands }) => commands.findByKey('remote_01', 'key 2'))).toEqual(two);
    expect(await store.write(({ commands }) => commands.findByKey('remote_02', 'key 2'))).toBeNull();
    expect(await store.write(({ commands }) => commands.findByApproval('approval_1'))).toEqual(two);
    expect(await store.write(({ commands }) => commands.findByApproval('approval_2'))).toBeNull();
    const { userId, spec, approvalId, key, id } = commandAt(1);
    const closed = { ...full, userId, spec, approvalId, key, id };
    expect(await update(store, closed)).toEqual({ ...closed, revision: 3 });
    expect(await store.commands.find(id)).toEqual({ ...closed, revision: 3 });
    expect(await store.commands.find(idOf(2))).toEqual(two);
  });

  test('have keys of their own within their session, and one approval each', async () => {
    const { store } = await open();
    await insertAll(store, [commandAt(1, { approvalId: 'approval_1' })]);
    const same = { ...commandAt(2), key: 'key 1' };
    await expect(insertAll(store, [same])).rejects.toThrow('UNIQUE');
    await insertAll(store, [{ ...same, sessionId: 'remote_02' }]);
    await expect(insertAll(store, [commandAt(3, { approvalId: 'approval_1' })])).rejects.toThrow('UNIQUE');
  });

  test('are open until they are over, and run where they run', async () => {
    const { store } = await open();
    const elsewhere = { sessionId: 'remote_02', hostId: 'host_02', state: 'RUNNING' } as const;
    await insertAll(store, [...ofEachState, commandAt(20, elsewhere)]);
    expect(await store.write(async ({ commands }) => numbersOf(await commands.openOf('remote_01')))).toEqual([0, 1, 2]);
    expect(await store.write(async ({ commands }) => numbersOf(await commands.openOf('remote_03')))).toEqual([]);
    expect(await store.write(async ({ commands }) => numbersOf(await commands.runningOf('host_01')))).toEqual([2]);
    expect(numbersOf(await store.commands.ofHost('host_01'))).toEqual([1, 2]);
    expect(numbersOf(await store.commands.ofHost('host_02'))).toEqual([20]);
  });

  test('are told to their host as they change, and to no other', async () => {
    const { store } = await open();
    await insertAll(store, [commandAt(1), commandAt(2, { hostId: 'host_02' }), commandAt(3)]);
    await update(store, { ...commandAt(1), state: 'CANCELLED' });
    const after = async (revision: number, limit = 9) =>
      numbersOf(await store.commands.changedOfHost('host_01', revision, limit));
    expect([await after(0), await after(1, 1), await after(3), await after(4)]).toEqual([[3, 1], [3], [1], []]);
  });

  test('are listed newest first, page by page, of those who may know of them', async () => {
    const { store } = await open();
    const elsewhere = { app: 'other', userId: 'eve', sessionId: 'remote_02', hostId: 'host_02' };
    await insertAll(store, [commandAt(1), commandAt(2, elsewhere), commandAt(3), commandAt(4, { userId: null })]);
    expect(await ids(store)).toEqual([4, 3, 2, 1]);
    const { rows, hasMore, revision } = await store.commands.list({
      ...{ filter: {}, scope: everything, first: 2, beforeRowId: null },
    });
    expect([rows.map(({ command }) => command.id), hasMore, revision]).toEqual([[idOf(4), idOf(3)], true, 4]);
    expect(await ids(store, { beforeRowId: rows.at(-1)?.rowId ?? 0 })).toEqual([2, 1]);
    const filters: [CommandFilter, number[]][] = [
      [{ sessionId: 'remote_02' }, [2]],
      [{ hostId: 'host_01' }, [4, 3, 1]],
      [{ hostId: 'host_01', sessionId: 'remote_02' }, []],
      [{ states: ['RUNNING', 'LOST'] }, []],
      [{ states: ['QUEUED'] }, [4, 3, 2, 1]],
      [{ states: [] }, []],
    ];
    for (const [filter, expected] of filters)
      expect(await ids(store, { filter }), JSON.stringify(filter)).toEqual(expected);
    const scopes: [SessionScope, number[]][] = [
      [{ apps: ['other'], userId: 'ada' }, [3, 2, 1]],
      [{ apps: [], userId: 'eve' }, [2]],
      [{ apps: [], userId: null }, []],
    ];
    for (const [scope, expected] of scopes) expect(await ids(store, { scope })).toEqual(expected);
  });

  test('are watched without gap or repeat, within a scope and a filter', async () => {
    const { store } = await open();
    const elsewhere = { app: 'other', userId: 'eve', sessionId: 'remote_02', hostId: 'host_02' };
    await insertAll(store, [commandAt(1), commandAt(2, elsewhere), commandAt(3)]);
    await update(store, commandAt(1));
    const changes = async (after: number, filter: CommandFilter = {}, scope = everything, limit = 9) => {
      const { upserted, ...rest } = await store.commands.changesAfter(after, filter, scope, limit);
      return { ids: numbersOf(upserted), ...rest };
    };
    const none = { resync: false, hasMore: false, revision: 4 };
    expect(await changes(0)).toEqual({ ...none, ids: [2, 3, 1] });
    expect(await changes(0, {}, everything, 2)).toEqual({ ...none, ids: [2, 3], revision: 3, hasMore: true });
    expect(await changes(3)).toEqual({ ...none, ids: [1] });
    expect(await changes(4)).toEqual({ ...none, ids: [] });
    expect(await changes(5)).toEqual({ ...none, ids: [], resync: true });
    expect(await changes(0, { sessionId: 'remote_02' })).toEqual({ ...none, ids: [2] });
    expect(await changes(0, { hostId: 'host_01' })).toEqual({ ...none, ids: [3, 1] });
    expect(await changes(0, {}, { apps: ['other'], userId: null })).toEqual({ ...none, ids: [2] });
  });

  test('come in pages that one message holds, and one at least, however large', async () => {
    const { store } = await open();
    const large = aSpec({ stdin: 'x'.repeat(900_000) });
    const huge = aSpec({ stdin: 'x'.repeat(2_100_000) });
    await insertAll(
      store,
      [1, 2, 3, 4, 5].map((at) => commandAt(at, { spec: at === 3 ? huge : large })),
    );
    const pages: (readonly number[])[] = [];
    for (let beforeRowId: number | null = null, hasMore = true; hasMore;) {
      const page = await store.commands.list({ filter: {}, scope: everything, first: 100, beforeRowId });
      pages.push(numbersOf(page.rows.map(({ command }) => command)));
      beforeRowId = page.rows.at(-1)?.rowId ?? null;
      hasMore = page.hasMore;
    }
    expect(pages).toEqual([[5, 4], [3], [2, 1]]);
    const changes: (readonly number[])[] = [];
    for (let after = 0, hasMore = true; hasMore;) {
      const page = await store.commands.changesAfter(after, {}, everything, 100);
      changes.push(numbersOf(page.upserted));
      after = page.revision;
      hasMore = page.hasMore;
    }
    expect(changes).toEqual([[1, 2], [3], [4, 5]]);
  });
}
