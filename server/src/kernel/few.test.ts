import { describe, expect, it } from 'vitest';
import { type Few, firstOf, listOf, restOf, without, withOne } from './few.ts';

interface Member {
  readonly name: string;
}

const [a, b, c]: readonly [Member, Member, Member] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

function fewOf(...members: readonly Member[]): Few<Member> {
  return members.reduce<Few<Member>>(withOne, null);
}

describe('few', () => {
  it.each([[[]], [[a]], [[a, b]], [[a, b, c]]])('keeps the order of %j', (members) => {
    expect(listOf(fewOf(...members))).toEqual(members);
    expect(firstOf(fewOf(...members))).toBe(members[0] ?? null);
    expect(listOf(restOf(fewOf(...members)))).toEqual(members.slice(1));
  });

  it('makes no list for one, also not for the last of several', () => {
    expect(fewOf(a)).toBe(a);
    expect(without(fewOf(a, b), a)).toBe(b);
    expect(restOf(fewOf(a, b))).toBe(b);
    expect(without(without(fewOf(a, b), a), b)).toBeNull();
  });

  it.each([
    [a, [b, c]],
    [b, [a, c]],
    [c, [a, b]],
  ])('lets go of %j alone', (member, left) => {
    expect(listOf(without(fewOf(a, b, c), member))).toEqual(left);
  });

  it.each([[[]], [[a]], [[a, b]]])('leaves %j as it was without a stranger', (members) => {
    expect(listOf(without(fewOf(...members), c))).toEqual(members);
  });

  it('counts one that was added twice as two, of which both go', () => {
    expect(listOf(fewOf(a, a))).toEqual([a, a]);
    expect(without(fewOf(a, a), a)).toBeNull();
  });
});
