import { beforeEach, describe, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../kernel/clock.testing.ts';
import { SlowConsumerError } from '../kernel/subscription.ts';
import { createWatch, type Watch } from './watch.ts';

let clock: ManualClock;
let watch: Watch;
/** What there is to tell: each reader is told how far it has come. */
let value: number;

beforeEach(() => {
  clock = createManualClock();
  watch = createWatch(clock);
  value = 0;
});

/** Somebody who watches `value`. */
function open(from = 0): AsyncIterableIterator<number> {
  let seen = from;
  return watch.shareSubscriptions<number, number>()({
    question: () => String(seen),
    look: async () => value,
    take(found) {
      if (found === seen) return { kind: 'NOTHING' };
      seen = found;
      return { kind: 'MESSAGE', message: found, hasMore: false };
    },
    giveUp: (found) => (found === seen ? null : new SlowConsumerError(`revision ${seen}`)),
  });
}

async function change(): Promise<void> {
  value += 1;
  watch.wakeWatches();
  await turn();
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Time passes; what it lets happen has happened. */
async function pass(ms: number): Promise<void> {
  clock.advance(ms);
  await turn();
}

describe('a reader who does not come back for what there is to tell', () => {
  test('is let go of after 30 seconds, and hears from where to go on when it comes', async () => {
    const reader = open();
    await change();
    expect(await reader.next()).toMatchObject({ value: 1 });
    await change();
    await pass(29_900);
    expect(watch.openCount()).toBe(1);
    await pass(1_100);
    expect(watch.openCount()).toBe(0);
    await expect(reader.next()).rejects.toMatchObject({ revision: 'revision 1' });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    const again = open(1);
    expect(await again.next()).toMatchObject({ value: 2 });
    await again.return?.();
  });

  test('is not let go of while there is nothing to tell, however often it is woken', async () => {
    const reader = open();
    await change();
    await reader.next();
    for (let minute = 0; minute < 5; minute += 1) {
      watch.wakeWatches();
      await pass(60_000);
    }
    expect(watch.openCount()).toBe(1);
    await change();
    expect(await reader.next()).toMatchObject({ value: 2 });
    await reader.return?.();
  });

  test('has 30 seconds from the first thing that it leaves, not from when it left', async () => {
    const reader = open();
    await change();
    await reader.next();
    await pass(3_600_000);
    await change();
    await pass(29_900);
    expect(watch.openCount()).toBe(1);
    expect(await reader.next()).toMatchObject({ value: 2 });
    await change();
    await pass(29_900);
    expect(watch.openCount()).toBe(1);
    await pass(1_100);
    expect(watch.openCount()).toBe(0);
  });

  test('stays when it comes back while that is found out', async () => {
    const reader = open();
    await change();
    await reader.next();
    await change();
    clock.advance(31_000);
    expect(await reader.next()).toMatchObject({ value: 2 });
    expect(watch.openCount()).toBe(1);
    await reader.return?.();
  });

  test('hears what failed while that is found out, and others who asked the same hear nothing of it', async () => {
    const share = watch.shareSubscriptions<number, number>();
    const [broken, other] = [true, false].map((isBroken) =>
      share({
        question: () => 'the same',
        look: async () => value,
        take: (message) => ({ kind: 'MESSAGE', message, hasMore: false }),
        giveUp() {
          if (isBroken) throw new Error('broken');
          return null;
        },
      }),
    );
    await Promise.all([broken?.next(), other?.next()]);
    await change();
    await pass(31_000);
    expect(watch.openCount()).toBe(1);
    await expect(broken?.next()).rejects.toThrow('broken');
    expect(await other?.next()).toMatchObject({ value: 1 });
    await other?.return?.();
  });

  test('neither slows the others nor is told of by a timer of its own', async () => {
    const stalled = Array.from({ length: 50 }, () => open());
    const reader = open();
    await change();
    await Promise.all([...stalled, reader].map((each) => each.next()));
    const next = reader.next();
    await change();
    expect(await next).toMatchObject({ value: 2 });
    expect(clock.timerCount()).toBe(1);
    await pass(31_000);
    expect(watch.openCount()).toBe(1);
    expect(clock.timerCount()).toBe(0);
    await reader.return?.();
  });
});

test('a reader who is there takes no timer, and none is left when all have come back', async () => {
  const reader = open();
  const first = reader.next();
  await change();
  await first;
  expect(clock.timerCount()).toBe(0);
  await change();
  expect(clock.timerCount()).toBe(1);
  await reader.next();
  await pass(1_000);
  expect(clock.timerCount()).toBe(0);
  await reader.return?.();
  expect(watch.sharedLookCount()).toBe(0);
});
