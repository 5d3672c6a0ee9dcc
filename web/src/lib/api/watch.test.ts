import { beforeEach, describe, expect, it } from 'vitest';
import { failureOfGraphQLError, RequestFailure } from './failure.ts';
import type { SubscriptionSink } from './socket.ts';
import { HandTiming } from './timing.testing.ts';
import { Watch } from './watch.ts';

interface Message {
  readonly revision: string;
  readonly resync: boolean;
}

const broken = new RequestFailure('UNREACHABLE', 'The live line broke.');
let timing: HandTiming;
let log: string[];
let loads: { resolve: (revision: string) => void; reject: (failure: RequestFailure) => void }[];
let sinks: SubscriptionSink<Message>[];
let watch: Watch<Message>;

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const taken = () => log.splice(0);

beforeEach(() => {
  timing = new HandTiming();
  log = [];
  loads = [];
  sinks = [];
  watch = new Watch<Message>(
    {
      load: () => {
        log.push('load');
        return new Promise((resolve, reject) => void loads.push({ resolve, reject }));
      },
      subscribe: (afterRevision, sink) => {
        log.push(`subscribe after ${afterRevision}`);
        sinks.push(sink);
        return () => void log.push('unsubscribe');
      },
      apply: (messages) => void log.push(`apply ${messages.map(({ revision }) => revision).join()}`),
      failed: ({ kind }) => void log.push(`failed ${kind}`),
    },
    {
      live: () => void log.push('live'),
      behind: () => void log.push('behind'),
      closed: () => void log.push('closed'),
      unreachable: () => void log.push('unreachable'),
      suspect: () => void log.push('suspect'),
      resynced: () => void log.push('resynced'),
    },
    timing,
  );
});

async function follow(): Promise<SubscriptionSink<Message>> {
  watch.start();
  loads.at(-1)?.resolve('r1');
  await settle();
  const sink = sinks.at(-1);
  if (sink === undefined) throw new Error('It did not subscribe.');
  return sink;
}

const message = (revision: string, resync = false): Message => ({ revision, resync });

describe('a watch', () => {
  it('follows from the revision it read, and is live with the first message', async () => {
    const sink = await follow();
    expect(taken()).toEqual(['behind', 'load', 'subscribe after r1']);
    sink.next(message('r1'));
    expect(taken()).toEqual(['apply r1', 'live']);
  });

  it('applies what arrives once a frame', async () => {
    const sink = await follow();
    sink.next(message('r1'));
    taken();
    for (const revision of ['r2', 'r3', 'r4']) sink.next(message(revision));
    expect(taken()).toEqual([]);
    timing.paint();
    expect(taken()).toEqual(['apply r2,r3,r4']);
  });

  it('goes on from the last revision it got when the line breaks, and is live only with its first message', async () => {
    const sink = await follow();
    sink.next(message('r1'));
    sink.next(message('r2'));
    taken();
    sink.ended(broken);
    expect(taken()).toEqual(['behind']);
    timing.elapse();
    expect(taken()).toEqual(['subscribe after r2']);
    timing.paint();
    expect(taken()).toEqual(['apply r2']);
    sinks.at(-1)?.next(message('r2'));
    expect(taken()).toEqual(['apply r2', 'live']);
  });

  it('goes on from the last revision it got when the server has waited for it too long', async () => {
    const sink = await follow();
    sink.next(message('r1'));
    sink.next(message('r2'));
    taken();
    sink.ended(
      failureOfGraphQLError({ message: 'Subscribe again.', extensions: { code: 'SLOW_CONSUMER', revision: 'r2' } }),
    );
    timing.elapse();
    expect(taken()).toEqual(['behind', 'subscribe after r2']);
    timing.paint();
    expect(taken()).toEqual(['apply r2']);
  });

  it('waits longer with each attempt in vain, up to ten seconds, and begins anew once it was live', async () => {
    await follow();
    const waited: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      sinks.at(-1)?.ended(broken);
      waited.push(Math.max(...timing.waits.values()));
      timing.elapse();
    }
    expect(waited).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    sinks.at(-1)?.next(message('r1'));
    sinks.at(-1)?.ended(broken);
    expect([...timing.waits.values()]).toEqual([250]);
  });

  it('tries at once when the network is back, and only then', async () => {
    const sink = await follow();
    sink.next(message('r1'));
    taken();
    watch.retryNow();
    expect(taken()).toEqual([]);
    sink.ended(broken);
    watch.retryNow();
    expect(taken()).toEqual(['behind', 'subscribe after r1']);
    timing.elapse();
    expect(taken()).toEqual(['suspect']);
  });

  it('reads anew where the past is gone, and applies nothing of it', async () => {
    const sink = await follow();
    sink.next(message('r1'));
    sink.next(message('r2'));
    taken();
    sink.next(message('r9', true));
    expect(taken()).toEqual(['unsubscribe', 'resynced', 'behind', 'load']);
    timing.paint();
    loads.at(-1)?.resolve('r9');
    await settle();
    expect(taken()).toEqual(['subscribe after r9']);
  });

  it('tries again to read while nobody answers', async () => {
    watch.start();
    loads.at(-1)?.reject(broken);
    await settle();
    expect(taken()).toEqual(['behind', 'load', 'unreachable', 'failed UNREACHABLE']);
    timing.elapse();
    expect(taken()).toEqual(['behind', 'load']);
  });

  it('does not insist on what makes no sense', async () => {
    watch.start();
    loads.at(-1)?.reject(new RequestFailure('INVALID', 'No such day.'));
    await settle();
    taken();
    timing.elapse();
    expect(taken()).toEqual([]);
  });

  it('reads anew when the server refuses to go on', async () => {
    const sink = await follow();
    taken();
    sink.ended(new RequestFailure('INTERNAL', 'Unexpected.'));
    timing.elapse();
    expect(taken()).toEqual(['behind', 'behind', 'load']);
  });

  it('suspects a line that says nothing at all', async () => {
    await follow();
    taken();
    timing.elapse();
    expect(taken()).toEqual(['suspect']);
  });

  it('hears nothing of an earlier reading once it began anew or stopped', async () => {
    watch.start();
    const early = loads.at(-1);
    watch.start();
    early?.resolve('r0');
    await settle();
    expect(taken()).toEqual(['behind', 'load', 'behind', 'load']);
    loads.at(-1)?.resolve('r1');
    await settle();
    watch.stop();
    expect(taken()).toEqual(['subscribe after r1', 'unsubscribe', 'closed']);
    timing.elapse();
    expect(taken()).toEqual([]);
  });
});
