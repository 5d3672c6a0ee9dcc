import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Look, SubscriptionSource } from '../kernel/subscription.ts';
import { SingleSubscription } from './single-subscription.ts';
import type { Subscription } from './subscription.ts';

/** A cursor over a number that grows; a look takes as long as `answer` is not called. */
class Counter implements SubscriptionSource<number> {
  readonly sessionId = null;
  value = 0;
  looks = 0;
  closed = 0;
  #seen = 0;
  #answers: (() => void)[] = [];
  isHeld = false;
  outcome: (() => Look<number>) | null = null;

  async look(): Promise<Look<number>> {
    this.looks += 1;
    if (this.isHeld) await new Promise<void>((resolve) => this.#answers.push(resolve));
    if (this.outcome !== null) return this.outcome();
    if (this.value === this.#seen) return { kind: 'NOTHING' };
    this.#seen = this.value;
    return { kind: 'MESSAGE', message: this.value, hasMore: false };
  }

  onClose(): void {
    this.closed += 1;
  }

  /** Lets the looks under way come back. */
  answer(): void {
    for (const resolve of this.#answers.splice(0)) resolve();
  }
}

let source: Counter;
let subscription: Subscription<number>;
let removals: number;
const done = { done: true, value: undefined };
const told = (value: number) => ({ done: false, value });

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** What a promise has come to by now. */
async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  await turn();
  return Promise.race([promise, Promise.resolve('waiting')]);
}

beforeEach(() => {
  source = new Counter();
  removals = 0;
  subscription = new SingleSubscription(source, () => (removals += 1));
});

describe('looking', () => {
  test('waits for a reader: without one, no wake-up costs anything', async () => {
    for (let wake = 0; wake < 1_000; wake += 1) {
      source.value += 1;
      subscription.wake();
    }
    await turn();
    expect(source.looks).toBe(0);
    expect(await subscription.next()).toEqual(told(1_000));
    expect(source.looks).toBe(1);
  });

  test('waits for a wake-up when it found nothing', async () => {
    const next = subscription.next();
    expect(await stateOf(next)).toBe('waiting');
    source.value = 1;
    expect(await stateOf(next)).toBe('waiting');
    expect(source.looks).toBe(1);
    subscription.wake();
    expect(await next).toEqual(told(1));
    expect(source.looks).toBe(2);
  });

  test('happens once for all that wakes it in one turn', async () => {
    const next = subscription.next();
    await turn();
    for (let wake = 0; wake < 100; wake += 1) subscription.wake();
    expect(await stateOf(next)).toBe('waiting');
    expect(source.looks).toBeLessThanOrEqual(3);
  });

  test('happens again for a wake-up that comes while it is under way', async () => {
    source.isHeld = true;
    const next = subscription.next();
    await turn();
    subscription.wake();
    source.answer();
    await turn();
    source.value = 1;
    source.answer();
    expect(await next).toEqual(told(1));
    expect(source.looks).toBe(2);
  });

  test('is one at a time, however many ask', async () => {
    source.isHeld = true;
    const pulls = [subscription.next(), subscription.next()];
    subscription.wake();
    await turn();
    expect(source.looks).toBe(1);
    source.isHeld = false;
    source.value = 1;
    source.answer();
    expect(await pulls[0]).toEqual(told(1));
    source.value = 2;
    subscription.wake();
    expect(await pulls[1]).toEqual(told(2));
  });

  test('tells at once what needs no promise to be found, and why it failed', () => {
    let look: () => Look<string> = () => ({ kind: 'NOTHING' });
    const signal = new SingleSubscription<string>({ sessionId: null, look: () => look() }, () => undefined);
    const heard: unknown[] = [];
    const reader = {
      beginLook: () => true,
      endLook: () => undefined,
      told: (message: string) => heard.push(message),
      over: () => heard.push('over'),
      failed: (error: unknown) => heard.push(error),
    };
    signal.pull(reader);
    look = () => ({ kind: 'MESSAGE', message: 'a', hasMore: false });
    signal.wake();
    const error = new Error('no right any more');
    look = () => {
      throw error;
    };
    signal.pull(reader);
    signal.wake();
    signal.pull(reader);
    expect(heard).toEqual(['a', error, 'over']);
  });

  test('goes on without a wake-up as long as there is more', async () => {
    const messages = ['a', 'b', 'c'];
    const pages = new SingleSubscription<string>(
      {
        sessionId: null,
        look: async () => ({ kind: 'MESSAGE', message: messages.shift() ?? 'too far', hasMore: messages.length > 0 }),
      },
      () => undefined,
    );
    expect(await pages.next()).toEqual({ done: false, value: 'a' });
    expect(await pages.next()).toEqual({ done: false, value: 'b' });
    expect(await pages.next()).toEqual({ done: false, value: 'c' });
    expect(await stateOf(pages.next())).toBe('waiting');
  });
});

describe('the end', () => {
  test('by its reader settles at once, also while a look is under way', async () => {
    source.isHeld = true;
    const next = subscription.next();
    await turn();
    expect(await stateOf(subscription.return())).toEqual(done);
    expect(await stateOf(next)).toEqual(done);
    source.value = 1;
    source.answer();
    subscription.wake();
    await turn();
    expect(await subscription.next()).toEqual(done);
    expect(source.looks).toBe(1);
  });

  test('by its source is the end of all who wait', async () => {
    source.outcome = () => ({ kind: 'DONE' });
    expect(await Promise.all([subscription.next(), subscription.next()])).toEqual([done, done]);
    expect(await subscription.next()).toEqual(done);
  });

  test('by a failure is the failure of one who waits, and the end for the others', async () => {
    source.outcome = () => {
      throw new Error('broken');
    };
    const [first, second] = await Promise.allSettled([subscription.next(), subscription.next()]);
    expect(first).toMatchObject({ reason: { message: 'broken' } });
    expect(second).toMatchObject({ value: done });
    expect(await subscription.next()).toEqual(done);
    expect(source.looks).toBe(1);
  });

  test('by a failure after its reader has gone is nobody’s', async () => {
    source.isHeld = true;
    const next = subscription.next();
    await turn();
    await subscription.return();
    source.outcome = () => {
      throw new Error('too late');
    };
    source.answer();
    await turn();
    expect(await next).toEqual(done);
  });

  test.each(['return', 'done', 'failure'])('is told once, however often it ends (%s)', async (how) => {
    source.outcome = () => {
      if (how === 'failure') throw new Error('broken');
      return { kind: 'DONE' };
    };
    if (how !== 'return') await subscription.next().catch(() => undefined);
    await subscription.return();
    await subscription.return();
    expect([source.closed, removals]).toEqual([1, 1]);
  });
});

test('an iteration reads it to its end and lets go of it', async () => {
  const values: number[] = [];
  source.value = 1;
  for await (const value of subscription) {
    values.push(value);
    if (value === 3) break;
    source.value += 1;
    subscription.wake();
  }
  expect(values).toEqual([1, 2, 3]);
  expect(source.closed).toBe(1);
});

test('no interleaving of changes, looks and reads loses the last change or tells one twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      async (scheduler, steps) => {
        let value = 0;
        let seen = 0;
        let isLooking = false;
        const watched = new SingleSubscription<number>(
          {
            sessionId: null,
            async look() {
              expect(isLooking).toBe(false);
              isLooking = true;
              await scheduler.schedule(Promise.resolve(), 'before the read');
              const now = value;
              await scheduler.schedule(Promise.resolve(), 'after the read');
              isLooking = false;
              if (now === seen) return { kind: 'NOTHING' };
              seen = now;
              return { kind: 'MESSAGE', message: now, hasMore: false };
            },
          },
          () => undefined,
        );
        const read: number[] = [];
        async function readAll(): Promise<void> {
          for await (const message of watched) {
            read.push(message);
            await scheduler.schedule(Promise.resolve(), 'a slow reader');
          }
        }
        const reading = readAll();
        const changes = steps.map((isPause) =>
          scheduler.schedule(Promise.resolve(), isPause ? 'a pause' : 'a change').then(() => {
            if (isPause) return;
            value += 1;
            watched.wake();
          }),
        );
        await scheduler.waitFor(Promise.all(changes));
        await scheduler.waitIdle();
        expect(read.at(-1) ?? 0).toBe(value);
        expect(read).toEqual([...new Set(read)].toSorted((a, b) => a - b));
        await watched.return();
        await reading;
      },
    ),
    { numRuns: 300 },
  );
});
