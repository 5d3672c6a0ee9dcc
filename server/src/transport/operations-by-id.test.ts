import { describe, expect, it } from 'vitest';
import { OperationsById } from './operations-by-id.ts';

function opened(...ids: readonly string[]): OperationsById<{ readonly id: string }> {
  const operations = new OperationsById<{ readonly id: string }>();
  for (const id of ids) operations.add({ id });
  return operations;
}

function idsOf(operations: OperationsById<{ readonly id: string }>): readonly string[] {
  return operations.all().map(({ id }) => id);
}

describe('the operations of a socket', () => {
  it.each([[[]], [['a']], [['a', 'b']], [['a', 'b', 'c']]])('finds each of %j', (ids) => {
    const operations = opened(...ids);
    expect(operations.size).toBe(ids.length);
    expect(idsOf(operations)).toEqual(ids);
    expect(ids.map((id) => operations.get(id)?.id)).toEqual(ids);
    expect(operations.get('d')).toBeUndefined();
  });

  it.each([
    ['a', ['b', 'c']],
    ['b', ['a', 'c']],
    ['c', ['a', 'b']],
    ['d', ['a', 'b', 'c']],
  ])('lets go of %s alone', (id, left) => {
    const operations = opened('a', 'b', 'c');
    operations.delete(id);
    expect(operations.get(id)).toBeUndefined();
    expect(operations.size).toBe(left.length);
    expect(idsOf(operations)).toEqual(left);
  });

  it('takes an id again whose operation is over, whichever came first', () => {
    const operations = opened('a', 'b');
    operations.delete('a');
    operations.add({ id: 'c' });
    operations.delete('b');
    operations.add({ id: 'b' });
    operations.add({ id: 'a' });
    expect([...idsOf(operations)].sort()).toEqual(['a', 'b', 'c']);
    for (const id of ['a', 'b', 'c']) operations.delete(id);
    expect(operations.size).toBe(0);
    expect(idsOf(operations)).toEqual([]);
  });
});
