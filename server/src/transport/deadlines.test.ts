import { expect, test } from 'vitest';
import { createManualClock } from '../kernel/clock.testing.ts';
import { Deadlines } from './deadlines.ts';

test('each member is called once, its own time after it was added', () => {
  const clock = createManualClock();
  const called: string[] = [];
  const deadlines = new Deadlines<string>(clock, 10, (member) =>
    called.push(`${member} at ${clock.monotonicMs() - startMs}`),
  );
  const startMs = clock.monotonicMs();
  deadlines.add('first');
  clock.advance(4);
  deadlines.add('second');
  deadlines.add('left');
  clock.advance(5);
  deadlines.delete('left');
  expect(called).toEqual([]);
  clock.advance(100);
  expect(called).toEqual(['first at 10', 'second at 14']);
});

test('a member that is added again, also while it is called, has its whole time again', () => {
  const clock = createManualClock();
  let calls = 0;
  const deadlines = new Deadlines<string>(clock, 10, (member) => {
    calls += 1;
    deadlines.add(member);
  });
  deadlines.add('member');
  clock.advance(9);
  deadlines.add('member');
  clock.advance(9);
  expect(calls).toBe(0);
  clock.advance(1);
  expect(calls).toBe(1);
  clock.advance(10);
  expect(calls).toBe(2);
});

test('one timer waits for all of them, and none for nobody', () => {
  const clock = createManualClock();
  const deadlines = new Deadlines<number>(clock, 10, () => undefined);
  for (let member = 0; member < 100; member += 1) deadlines.add(member);
  expect(clock.timerCount()).toBe(1);
  for (let member = 0; member < 100; member += 1) deadlines.delete(member);
  expect(clock.timerCount()).toBe(0);
});
