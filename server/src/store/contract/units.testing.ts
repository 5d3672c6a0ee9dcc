import fc from 'fast-check';
import { expect, test } from 'vitest';
import { system } from '../../kernel/record.ts';
import { StoreClosedError } from '../store.ts';
import { ended, idAt, insert, insertAll, list, type OpenStore, rowIdsOf, sessionAt, update } from './opened.testing.ts';

export function unitsContract(open: OpenStore): void {
  test('a unit stores all of what it does or nothing, and says why', async () => {
    const { store, commits } = await open();
    const problem = new Error('no');
    const token = { hash: 'h', sessionId: idAt(1), ownerId: 'o', keyId: 'k', createdAtMs: 1 };
    const failing = store.write(async ({ sessions, tasks, tokens }) => {
      await sessions.insert(sessionAt(1));
      const task = { parentId: null, progress: null, message: null, error: null, startedAtMs: 1, endedAtMs: null };
      await tasks.insert({ ...task, id: 't', sessionId: idAt(1), name: 'x', state: 'RUNNING' });
      await tokens.insert(token);
      throw problem;
    });
    await expect(failing).rejects.toBe(problem);
    expect(await store.sessions.head()).toBe(0);
    expect(await store.sessions.find(idAt(1))).toBeNull();
    expect(await store.tasks.newestOf(idAt(1), 1)).toEqual([]);
    expect(commits.flat()).toEqual([]);
    await insert(store, sessionAt(1));
    expect(await store.access.findToken('h')).toBeNull();
  });

  test('where one of many fails, each of the others is stored once and gives what it gave last, however often it is run', async () => {
    const { store, commits } = await open();
    const runs = [0, 0, 0, 0];
    const problem = new Error('no');
    const unit = (at: number, fails = false) =>
      store.write(async ({ sessions, records }) => {
        const run = (runs[at] ?? 0) + 1;
        runs[at] = run;
        const { revision } = await sessions.insert(sessionAt(at, { name: `run ${run}` }));
        const of = { sessionId: idAt(at), subjectId: null, atMs: 1, note: null } as const;
        await records.append({ ...of, ...system, action: 'SESSION_REGISTERED', after: { run } });
        if (fails) throw problem;
        return { revision, run };
      });
    const outcomes = await Promise.allSettled([unit(0), unit(1), unit(2, true), unit(3)]);
    expect(outcomes).toEqual([
      { status: 'fulfilled', value: { revision: 1, run: runs[0] } },
      { status: 'fulfilled', value: { revision: 2, run: runs[1] } },
      { status: 'rejected', reason: problem },
      { status: 'fulfilled', value: { revision: 3, run: runs[3] } },
    ]);
    expect(commits.flat()).toEqual([idAt(0), idAt(1), idAt(3)]);
    for (const at of [0, 1, 2, 3]) {
      const records = await store.records.ofSession(idAt(at), 10, null);
      expect(records.map(({ after }) => after)).toEqual(at === 2 ? [] : [{ run: runs[at] }]);
    }
    expect((await list(store)).rows.map(({ session }) => session.name)).toEqual(
      [3, 1, 0].map((at) => `run ${runs[at]}`),
    );
    expect(await store.sessions.head()).toBe(3);
  });

  test('a commit that changes no session tells nobody', async () => {
    const { store, commits } = await open();
    await store.write(({ tokens }) =>
      tokens.insert({ hash: 'h', sessionId: idAt(1), ownerId: 'o', keyId: 'k', createdAtMs: 1 }),
    );
    await store.write(({ sessions }) => sessions.find('app_nope'));
    await store.write(() => Promise.reject(new Error('no'))).catch(() => undefined);
    expect(commits).toEqual([]);
  });

  test('a unit gives what its work gives', async () => {
    const { store } = await open();
    expect(await store.write(async () => 'x')).toBe('x');
  });

  test('a unit that throws before it awaits fails like any other', async () => {
    const { store } = await open();
    const failing = store.write(() => {
      throw new Error('at once');
    });
    await expect(failing).rejects.toThrow('at once');
    expect(await insert(store, sessionAt(1))).toMatchObject({ revision: 1 });
  });

  test('a commit tells the sessions that it changed before anybody is answered, and each as it is', async () => {
    const { store, commits } = await open();
    const [first] = await insertAll(store, 1);
    if (!first) throw new Error('One was stored');
    commits.splice(0);
    const order: string[] = [];
    await Promise.all([
      update(store, { ...first, name: 'a' }).then(() => order.push(`answered, told ${commits.flat().length}`)),
      store.write(({ sessions }) => sessions.countPinned('demo')).then(() => order.push('answered')),
    ]);
    expect(order[0]).toBe('answered, told 1');
    expect(commits.flat()).toEqual([first.id]);
  });

  test('a thousand units at once, some of which fail, leave revisions without a gap, in the order of commits', async () => {
    const { store, commits } = await open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('insert', 'fail', 'double', 'read'), { minLength: 1_000, maxLength: 1_000 }),
        async (acts) => {
          const start = await store.sessions.head();
          const from = rowIdsOf(await list(store, { first: 1 }));
          const base = Number(from[0]?.slice(4) ?? 0);
          const outcomes = await Promise.allSettled(
            acts.map((act, at) =>
              store.write(async ({ sessions }) => {
                if (act === 'read') {
                  await sessions.countPinned('demo');
                  return [];
                }
                const { id, revision } = await sessions.insert(sessionAt(base + at + 1, ended));
                if (act === 'fail') throw new Error('on purpose');
                if (act === 'insert') return [revision];
                return [revision, (await sessions.update({ ...sessionAt(0, ended), id })).revision];
              }),
            ),
          );
          expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(acts.map((act) => act === 'fail'));
          const count =
            acts.filter((act) => act === 'insert').length + 2 * acts.filter((act) => act === 'double').length;
          const revisions = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
          expect(revisions).toEqual(Array.from({ length: count }, (_, at) => start + at + 1));
          expect(await store.sessions.head()).toBe(start + count);
          const told = new Set(commits.flat());
          expect(told.size).toBe((await list(store, { first: 100_000 })).rows.length);
        },
      ),
      { numRuns: 2 },
    );
  });

  test('a closed store keeps what was begun, takes nothing more, and may be closed again', async () => {
    const { store, reopen } = await open();
    const begun = Array.from({ length: 600 }, (_, at) => insert(store, sessionAt(at)));
    const closed = store.close();
    await expect(insert(store, sessionAt(1_000))).rejects.toThrow(StoreClosedError);
    await closed;
    expect(await Promise.all(begun)).toHaveLength(600);
    await store.close();
    const { store: again } = await reopen();
    expect(await list(again, { first: 1 })).toMatchObject({ totalCount: 600, revision: 600 });
  });
}
