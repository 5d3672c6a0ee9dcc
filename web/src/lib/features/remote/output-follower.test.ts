import { expect, it } from 'vitest';
import { type FailureKind, RequestFailure } from '$lib/api/failure.ts';
import type { SubscriptionSink } from '$lib/api/socket.ts';
import { HandTiming } from '$lib/api/timing.testing.ts';
import { OutputFollower, type OutputMessage } from './output-follower.ts';

/** A server that is driven by hand. */
function follow() {
  const timing = new HandTiming();
  const asked: number[] = [];
  let written = '';
  let ends = 0;
  let sink: SubscriptionSink<OutputMessage> | undefined;
  const follower = new OutputFollower({
    subscribe: (afterOffset, given) => {
      asked.push(afterOffset);
      sink = given;
      return () => (sink = undefined);
    },
    write: (bytes) => (written += new TextDecoder().decode(bytes)),
    onEnd: () => (ends += 1),
    timing,
  });
  return {
    follower,
    timing,
    asked,
    written: () => written,
    ends: () => ends,
    isOpen: () => sink !== undefined,
    tell: (offset: number, text: string, isEnd = false) =>
      sink?.next({
        offset,
        chunks: text === '' ? [] : [{ offset, data: btoa(text) }],
        outputBytes: offset + text.length,
        isEnd,
        outputTruncated: false,
      }),
    breakLine: (kind: FailureKind = 'UNREACHABLE') => {
      const broken = sink;
      sink = undefined;
      broken?.ended(new RequestFailure(kind, 'So.'));
    },
  };
}

it('goes on where it was when the line was lost, and writes nothing twice', () => {
  const output = follow();
  output.tell(0, 'hello ');
  output.breakLine();
  expect(output.isOpen()).toBe(false);
  output.timing.elapse();
  expect(output.asked).toEqual([0, 6]);
  output.tell(3, 'lo wor');
  output.tell(9, 'ld');
  expect(output.written()).toBe('hello world');
});

it('is over after the end, and asks for nothing any more', () => {
  const output = follow();
  output.tell(0, 'done', true);
  output.breakLine();
  expect([output.ends(), output.isOpen(), output.timing.waits.size]).toEqual([1, false, 0]);
});

it('tells of the end of what wrote nothing', () => {
  const output = follow();
  output.tell(0, '', true);
  expect([output.ends(), output.written()]).toEqual([1, '']);
});

it.each(['UNAUTHENTICATED', 'FORBIDDEN'] as const)('asks no more where it may not: %s', (kind) => {
  const output = follow();
  output.breakLine(kind);
  expect(output.timing.waits.size).toBe(0);
});

it('stops when it is closed, also while it waits for another try', () => {
  const output = follow();
  output.breakLine();
  output.follower.close();
  output.timing.elapse();
  expect(output.asked).toEqual([0]);
});
