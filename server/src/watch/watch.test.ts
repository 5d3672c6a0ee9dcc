import { expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../kernel/clock.testing.ts';
import { isMessages, type MessageReader, type SharedSource, type SubscriptionSource } from '../kernel/subscription.ts';
import { createWatch } from './watch.ts';

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** A source that has nothing, and counts how often it is asked. */
function quiet(sessionId: string | null): SubscriptionSource<never> & { looks: number } {
  return {
    sessionId,
    looks: 0,
    async look() {
      this.looks += 1;
      return { kind: 'NOTHING' };
    },
  };
}

test('a commit wakes who watches one of its sessions, and nobody else', async () => {
  const watch = createWatch(createManualClock());
  const sources = [quiet('app_1'), quiet('app_1'), quiet('app_2'), quiet(null)];
  const subscriptions = sources.map((source) => watch.openSubscription(source));
  const pending = subscriptions.map((subscription) => subscription.next());
  await turn();
  const looks = () => sources.map((source) => source.looks);
  expect(looks()).toEqual([1, 1, 1, 1]);
  watch.wake(['app_1', 'app_3']);
  await turn();
  expect(looks()).toEqual([2, 2, 1, 1]);
  watch.wake(['app_2', 'app_1']);
  await turn();
  expect(looks()).toEqual([3, 3, 2, 1]);
  watch.wakeWatches();
  await turn();
  expect(looks()).toEqual([3, 3, 2, 2]);
  for (const subscription of subscriptions) await subscription.return?.();
  await Promise.all(pending);
});

test('rights that change wake everybody, also who watches one session alone', async () => {
  const watch = createWatch(createManualClock());
  const sources = [quiet('app_1'), quiet('app_1'), quiet('app_2'), quiet(null)];
  const subscriptions = sources.map((source) => watch.openSubscription(source));
  const pending = subscriptions.map((subscription) => subscription.next());
  await turn();
  watch.wakeAll();
  await turn();
  expect(sources.map(({ looks }) => looks)).toEqual([2, 2, 2, 2]);
  const ending = watch.openSubscription<never>({ sessionId: 'app_3', look: async () => ({ kind: 'DONE' }) });
  const end = ending.next();
  watch.wakeAll();
  expect(await end).toEqual({ done: true, value: undefined });
  for (const subscription of subscriptions) await subscription.return?.();
  await Promise.all(pending);
  watch.wakeAll();
  expect(watch.openCount()).toBe(0);
});

test('what many share may be of one session alone, and wakes on that', async () => {
  const watch = createWatch(createManualClock());
  let looks = 0;
  const share = watch.shareSubscriptions<number, number>();
  const open = (wakesOn: string) =>
    share({
      wakesOn,
      question: () => wakesOn,
      look: async () => (looks += 1),
      take: () => ({ kind: 'NOTHING' }),
      giveUp: () => null,
    });
  const subscriptions = [open('command_1'), open('command_1'), open('command_2')];
  const pending = subscriptions.map((subscription) => subscription.next());
  await turn();
  expect(looks).toBe(2);
  watch.wakeWatches();
  watch.wake(['command_3']);
  await turn();
  expect(looks).toBe(2);
  watch.wake(['command_1']);
  await turn();
  expect(looks).toBe(3);
  watch.wakeAll();
  await turn();
  expect(looks).toBe(5);
  for (const subscription of subscriptions) await subscription.return?.();
  await Promise.all(pending);
  expect(watch.openCount()).toBe(0);
});

test('who would ask something else by the time of a change is told what that comes to, and not what it rested on', async () => {
  const watch = createWatch(createManualClock());
  const colours = ['red', 'red', 'red'];
  const share = watch.shareSubscriptions<string, string>();
  const subscriptions = colours.map((_, at) =>
    share({
      question: () => colours[at] ?? '',
      look: async () => `of ${colours[at]}`,
      take: (message) => ({ kind: 'MESSAGE', message, hasMore: false }),
      giveUp: () => null,
    }),
  );
  const next = async (each: AsyncIterator<string>): Promise<string> => {
    const told = await each.next();
    return told.done === true ? 'over' : told.value;
  };
  const tell = () => Promise.all(subscriptions.map(next));
  expect(await tell()).toEqual(['of red', 'of red', 'of red']);
  for (const colour of ['blue', 'green']) {
    const told = tell();
    colours[colour === 'blue' ? 0 : 2] = colour;
    watch.wakeAll();
    expect(await told).toEqual(colours.map((each) => `of ${each}`));
  }
  for (const subscription of subscriptions) await subscription.return?.();
});

test('a change wakes one that rests with nobody beside many that rest together, also once one of these has left', async () => {
  const watch = createWatch(createManualClock());
  const share = watch.shareSubscriptions<never, null>();
  const rest = () =>
    share({ question: () => 'red', look: async () => null, take: () => ({ kind: 'NOTHING' }), giveUp: () => null });
  const alone = quiet(null);
  const left = rest();
  const others = [rest(), rest(), watch.openSubscription(alone)];
  const pending = [left, ...others].map((subscription) => subscription.next());
  await turn();
  for (const looks of [2, 3]) {
    watch.wakeWatches();
    await turn();
    expect(alone.looks).toBe(looks);
    await left.return?.();
  }
  for (const subscription of others) await subscription.return?.();
  await Promise.all(pending);
});

test('what changes while those who rest together are told is told to each of them, once', async () => {
  const watch = createWatch(createManualClock());
  const share = watch.shareSubscriptions<number, number>();
  let value = 0;
  const change = (): void => {
    value += 1;
    watch.wakeWatches();
  };
  const open = (onFirst: () => void = () => undefined): readonly number[] => {
    const heard: number[] = [];
    const source: SharedSource<number, number> = {
      question: () => `after ${heard.length}`,
      look: async () => value,
      take: (message) =>
        message === heard.length ? { kind: 'NOTHING' } : { kind: 'MESSAGE', message, hasMore: false },
      giveUp: () => null,
    };
    const subscription = share(source);
    const reader: MessageReader<number> = {
      beginLook: () => true,
      endLook: () => undefined,
      told(message) {
        heard.push(message);
        pull();
        if (message === 1) onFirst();
      },
      over: () => undefined,
      failed: (error) => expect.unreachable(String(error)),
    };
    const pull = (): void => {
      if (isMessages<number>(subscription)) subscription.pull(reader);
    };
    pull();
    onTestFinished(() => void subscription.return?.());
    return heard;
  };
  const readers = [open(), open(), open(change), open(), open()];
  await turn();
  change();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(readers).toEqual(readers.map(() => [1, 2]));
});

test('a look that throws at once is the failure of all who asked it, and of nobody else', async () => {
  const watch = createWatch(createManualClock());
  const share = watch.shareSubscriptions<string, string>();
  let isBroken = false;
  const open = (name: string) =>
    share({
      question: () => name,
      look() {
        if (isBroken && name === 'red') throw new Error('broken');
        return Promise.resolve(name);
      },
      take: (message) => ({ kind: 'MESSAGE', message, hasMore: false }),
      giveUp: () => null,
    });
  const subscriptions = [open('red'), open('red'), open('blue')];
  await Promise.all(subscriptions.map((subscription) => subscription.next()));
  const [first, second, other] = subscriptions.map((subscription) => subscription.next());
  isBroken = true;
  watch.wakeWatches();
  await Promise.all([
    expect(first).rejects.toThrow('broken'),
    expect(second).rejects.toThrow('broken'),
    expect(other).resolves.toMatchObject({ value: 'blue' }),
  ]);
  expect(watch.openCount()).toBe(1);
  await subscriptions[2]?.return?.();
});

test('of two reads that wait, each is told a change of its own, also where the second would ask something else', async () => {
  const watch = createWatch(createManualClock());
  let asked = 'red';
  const taken: string[] = [];
  const subscription = watch.shareSubscriptions<string, string>()({
    question: () => asked,
    look: async () => `of ${asked}`,
    take(message) {
      taken.push(message);
      return { kind: 'MESSAGE', message, hasMore: false };
    },
    giveUp: () => null,
  });
  expect(await subscription.next()).toMatchObject({ value: 'of red' });
  const first = subscription.next();
  asked = 'blue';
  const second = subscription.next();
  watch.wakeWatches();
  expect(await first).toMatchObject({ value: 'of blue' });
  await turn();
  expect(taken).toEqual(['of red', 'of blue']);
  watch.wakeWatches();
  expect(await second).toMatchObject({ value: 'of blue' });
  expect(taken).toEqual(['of red', 'of blue', 'of blue']);
  await subscription.return?.();
});

test('what is open is counted, and goes back to nothing however it ends', async () => {
  const watch = createWatch(createManualClock());
  const outcomes = ['done', 'failure', 'returned'].map((how) => {
    const subscription = watch.openSubscription<never>({
      sessionId: how === 'returned' ? null : 'app_1',
      async look() {
        if (how === 'failure') throw new Error('broken');
        return { kind: how === 'done' ? 'DONE' : 'NOTHING' };
      },
    });
    return { how, subscription, next: () => subscription.next() };
  });
  expect(watch.openCount()).toBe(3);
  const [ended, failed, waiting] = outcomes.map(({ next }) => next());
  await Promise.all([ended, expect(failed).rejects.toThrow('broken')]);
  expect(watch.openCount()).toBe(1);
  await outcomes[2]?.subscription.return?.();
  await waiting;
  expect(watch.openCount()).toBe(0);
  watch.wake(['app_1']);
});

test('a subscription that ends while others are woken disturbs nobody', async () => {
  const watch = createWatch(createManualClock());
  const last = quiet(null);
  const first = watch.openSubscription<never>({ sessionId: null, look: async () => ({ kind: 'DONE' }) });
  const second = watch.openSubscription(last);
  const pending = second.next();
  await turn();
  watch.wakeWatches();
  expect(await first.next()).toEqual({ done: true, value: undefined });
  await turn();
  expect(last.looks).toBe(2);
  await second.return?.();
  await pending;
});
