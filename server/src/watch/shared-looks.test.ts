import { beforeEach, describe, expect, test } from 'vitest';
import { type Rester, SharedLooks } from './shared-looks.ts';

let looks: SharedLooks<string>;
let begun: { resolve(found: string): void; reject(error: Error): void }[];

beforeEach(() => {
  looks = new SharedLooks();
  begun = [];
});

/** Asks, and gives what has come of it so far. */
function ask(question: string): string[] {
  const heard: string[] = [];
  const look = () => new Promise<string>((resolve, reject) => void begun.push({ resolve, reject }));
  looks.ask(question, look, {
    found: (found) => void heard.push(found),
    failed: (error) => void heard.push(String(error)),
  });
  return heard;
}

/** Until what the turn in which it is called leaves behind is done, too. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('who asks the same is answered by one look, whoever asks otherwise by another', async () => {
  const heard = [ask('red'), ask('red'), ask('blue'), ask('red')];
  expect(begun).toHaveLength(2);
  begun[1]?.resolve('of blue');
  begun[0]?.resolve('of red');
  await turn();
  expect(heard).toEqual([['of red'], ['of red'], ['of blue'], ['of red']]);
});

test('a look that is done answers for the rest of its turn, and no longer', async () => {
  const first = ask('red');
  begun[0]?.resolve('early');
  await Promise.resolve();
  const second = ask('red');
  expect([first, second, begun.length]).toEqual([['early'], ['early'], 1]);
  await turn();
  expect(looks.size).toBe(0);
  ask('red');
  expect(begun).toHaveLength(2);
});

test('nobody who asks after a change is answered by a look from before it', async () => {
  const before = ask('red');
  looks.forget();
  const after = ask('red');
  expect(begun).toHaveLength(2);
  begun[0]?.resolve('old');
  await turn();
  expect([before, after]).toEqual([['old'], []]);
  expect(looks.size).toBe(1);
  begun[1]?.resolve('new');
  await turn();
  expect([before, after, looks.size]).toEqual([['old'], ['new'], 0]);
});

test('a look that fails is the failure of all who asked, and is forgotten', async () => {
  const heard = [ask('red'), ask('red')];
  begun[0]?.reject(new Error('broken'));
  await turn();
  expect(heard).toEqual([['Error: broken'], ['Error: broken']]);
  expect(looks.size).toBe(0);
});

/** Rests on `red`, and gives what has come of it. */
function rest(members: { begins?: () => boolean } = {}) {
  const heard: string[] = [];
  const rester: Rester<string> = {
    begin: members.begins ?? (() => heard.push('begins') > 0),
    look: () => new Promise((resolve, reject) => void begun.push({ resolve, reject })),
    wake: () => void heard.push('woken'),
    found: (found) => void heard.push(found),
    failed: (error) => void heard.push(String(error)),
  };
  looks.rest('red', rester);
  return { heard, rester };
}

test('those who rest on the same are woken by one look, of which each hears only where it goes on', async () => {
  const [first, second] = [rest(), rest()];
  const busy = rest({ begins: () => false });
  expect(begun).toHaveLength(0);
  looks.wake();
  expect([begun.length, first.heard, second.heard]).toEqual([1, ['begins'], []]);
  begun[0]?.resolve('of red');
  await turn();
  expect([first.heard, second.heard, busy.heard]).toEqual([['begins', 'of red'], ['begins', 'of red'], []]);
  looks.wake();
  expect([begun.length, looks.size]).toEqual([1, 0]);
});

test('nobody is looked for who has left, or does not go on', () => {
  const { rester } = rest();
  rest({ begins: () => false });
  looks.leave('red', rester);
  looks.wake();
  expect([begun.length, looks.size]).toEqual([0, 0]);
});

test('each of many is told once, in order, also where it begins with others', async () => {
  const order: number[] = [];
  const resting = Array.from({ length: 50 }, (_, index) =>
    rest({ begins: () => order.push(index) > 0 && index % 7 !== 3 }),
  );
  looks.wake();
  begun[0]?.resolve('of red');
  await turn();
  expect(order).toEqual(resting.map((_, index) => index));
  expect(resting.map(({ heard }) => heard)).toEqual(resting.map((_, index) => (index % 7 === 3 ? [] : ['of red'])));
});

describe('those who are told together', () => {
  /** Rests on `red`, and on what `onFound` gives once it is told. */
  function restAgain(onFound: (rester: Rester<string>) => string | null, begins = () => true) {
    const heard: string[] = [];
    const rester: Rester<string> = {
      begin: begins,
      look: () => new Promise((resolve, reject) => void begun.push({ resolve, reject })),
      wake: () => undefined,
      found(found) {
        heard.push(found);
        const question = onFound(rester);
        if (question !== null) looks.rest(question, rester);
      },
      failed: (error) => void heard.push(String(error)),
    };
    looks.rest('red', rester);
    return { heard, rester };
  }

  async function tell(found: string, look = 0): Promise<void> {
    begun[look]?.resolve(found);
    await turn();
  }

  test('rest together again without those who went on alone: the next change is looked for once, and told to each once', async () => {
    const members = Array.from({ length: 40 }, () => restAgain(() => 'blue'));
    const busy = restAgain(
      () => 'blue',
      () => false,
    );
    looks.wake();
    await tell('of red');
    expect(looks.restingCount).toBe(40);
    looks.wake();
    expect([begun.length, looks.restingCount]).toEqual([2, 0]);
    await tell('of blue', 1);
    expect(members.map(({ heard }) => heard)).toEqual(members.map(() => ['of red', 'of blue']));
    expect(busy.heard).toEqual([]);
  });

  test('rest with those alone who rest on the same, also where these have come before', async () => {
    const members = ['blue', 'green', null, 'blue'].map((question) => restAgain(() => question));
    looks.wake();
    const early = restAgain(() => null);
    looks.leave('red', early.rester);
    looks.rest('blue', early.rester);
    await tell('of red');
    expect(looks.restingCount).toBe(4);
    looks.wake();
    expect(begun).toHaveLength(3);
    await tell('of one', 1);
    await tell('of the other', 2);
    const heardBehind = [...members, early].map(({ heard }) => heard.filter((found) => found !== 'of red'));
    expect(heardBehind.filter(([found]) => found === 'of one' || found === 'of the other')).toHaveLength(4);
    expect(heardBehind[0]).toEqual(heardBehind[3]);
    expect(heardBehind[0]).toEqual(heardBehind[4]);
    expect(heardBehind[1]).not.toEqual(heardBehind[0]);
    expect(heardBehind[2]).toEqual([]);
  });

  test('are nobody’s once they have left, also in the turn of another', async () => {
    const first = restAgain(() => 'blue');
    const second = restAgain((rester) => {
      looks.leave('blue', first.rester);
      looks.rest('blue', rester);
      looks.leave('blue', rester);
      return null;
    });
    const third = restAgain(() => 'blue');
    looks.wake();
    await tell('of red');
    expect(looks.restingCount).toBe(1);
    looks.wake();
    await tell('of blue', 1);
    expect([first, second, third].map(({ heard }) => heard.length)).toEqual([1, 1, 2]);
  });

  test('rest by themselves behind their turn, and are woken with the others', async () => {
    const late = restAgain(() => null);
    const other = restAgain(
      () => 'blue',
      () => {
        if (late.heard.length === 1) looks.rest('blue', late.rester);
        return true;
      },
    );
    looks.wake();
    await tell('of red');
    expect(looks.restingCount).toBe(2);
    looks.wake();
    expect(begun).toHaveLength(2);
    await tell('of blue', 1);
    expect([late.heard, other.heard]).toEqual([
      ['of red', 'of blue'],
      ['of red', 'of blue'],
    ]);
  });
});

test('who rests is counted, until it leaves or is woken', async () => {
  const [first] = [rest(), rest(), rest({ begins: () => false })];
  looks.leave('blue', first.rester);
  expect(looks.restingCount).toBe(3);
  looks.leave('red', first.rester);
  looks.leave('red', first.rester);
  expect(looks.restingCount).toBe(2);
  looks.wake();
  expect(looks.restingCount).toBe(0);
  begun[0]?.resolve('of red');
  await turn();
  expect(looks.restingCount).toBe(0);
});

test('what changes while those who rested are looked for wakes each of them', async () => {
  const [first, second] = [rest(), rest()];
  looks.wake();
  looks.forget();
  looks.wake();
  begun[0]?.resolve('old');
  await turn();
  // The first has begun, and hears of changes by itself since.
  expect([first.heard, second.heard]).toEqual([
    ['begins', 'old'],
    ['begins', 'woken', 'old'],
  ]);
});

test('a look that fails is the failure of all who rested', async () => {
  const resting = [rest(), rest()];
  looks.wake();
  begun[0]?.reject(new Error('broken'));
  await turn();
  expect(resting.map(({ heard }) => heard)).toEqual([['begins', 'Error: broken'], ['Error: broken']]);
});
