import { expect, test } from 'vitest';
import { readEach } from './read-each.ts';

const damaged = new Error('damaged');

/** Reads whatever is asked for but `nobody`; at a damaged one it stumbles, as a statement for all of them would. */
function readerOf(isDamaged: (id: string) => boolean) {
  const asked: (readonly string[])[] = [];
  const findMany = async (ids: readonly string[]) => {
    asked.push(ids);
    if (ids.some(isDamaged)) throw damaged;
    return ids.filter((id) => id !== 'nobody').map((id) => ({ id }));
  };
  return { asked, findMany };
}

test('reads all at once', async () => {
  const { asked, findMany } = readerOf(() => false);
  expect([...(await readEach(['a', 'b', 'nobody'], findMany))]).toEqual([
    ['a', { id: 'a' }],
    ['b', { id: 'b' }],
  ]);
  expect(asked).toEqual([['a', 'b', 'nobody']]);
});

test('a damaged one fails alone', async () => {
  const { asked, findMany } = readerOf((id) => id === 'b');
  expect([...(await readEach(['a', 'b', 'nobody', 'b'], findMany))]).toEqual([
    ['a', { id: 'a' }],
    ['b', damaged],
  ]);
  expect(asked.slice(1)).toEqual([['a'], ['b'], ['nobody']]);
});

test('where nothing can be read, all have the one failure', async () => {
  let failures = 0;
  const found = await readEach(['a', 'b'], async () => {
    failures += 1;
    throw new Error(`failure ${failures}`);
  });
  expect([...found.values()]).toEqual([new Error('failure 1'), new Error('failure 1')]);
  expect(found.get('a')).toBe(found.get('b'));
});
