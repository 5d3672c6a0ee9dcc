import { describe, expect, it } from 'vitest';
import { type ById, countOf, find, listOf, without, withOne } from './operations-by-id.ts';

interface Named {
  readonly id: string;
}

function opened(...ids: readonly string[]): ById<Named> {
  return ids.reduce<ById<Named>>((operations, id) => withOne(operations, { id }), null);
}

function idsOf(operations: ById<Named>): readonly string[] {
  return listOf(operations).map(({ id }) => id);
}

describe('the operations of a socket', () => {
  it.each([[[]], [['a']], [['a', 'b']], [['a', 'b', 'c']]])('finds each of %j', (ids) => {
    const operations = opened(...ids);
    expect(countOf(operations)).toBe(ids.length);
    expect(idsOf(operations)).toEqual(ids);
    expect(ids.map((id) => find(operations, id)?.id)).toEqual(ids);
    expect(find(operations, 'd')).toBeNull();
  });

  it.each([
    ['a', ['b', 'c']],
    ['b', ['a', 'c']],
    ['c', ['a', 'b']],
    ['d', ['a', 'b', 'c']],
  ])('lets go of %s alone', (id, left) => {
    const operations = without(opened('a', 'b', 'c'), id);
    expect(find(operations, id)).toBeNull();
    expect(countOf(operations)).toBe(left.length);
    expect(idsOf(operations)).toEqual(left);
  });

  it('takes an id again whose operation is over, whichever came first', () => {
    let operations = without(opened('a', 'b'), 'a');
    operations = without(withOne(operations, { id: 'c' }), 'b');
    for (const id of ['b', 'a']) operations = withOne(operations, { id });
    expect([...idsOf(operations)].sort()).toEqual(['a', 'b', 'c']);
    for (const id of ['a', 'b', 'c']) operations = without(operations, id);
    expect(operations).toBeNull();
  });

  it('keeps no map for one, also not for the last of several', () => {
    expect(without(opened('a', 'b'), 'a')).toEqual({ id: 'b' });
    expect(without(opened('a'), 'b')).toEqual({ id: 'a' });
  });
});
