import { expect, test } from 'vitest';
import { createManualClock } from '../../kernel/clock.testing.ts';
import { Attempts } from './attempts.ts';

const tenMinutes = 600_000;

function open() {
  const clock = createManualClock();
  return { clock, attempts: new Attempts<string>(clock) };
}

test('an attempt is found once, for ten minutes', () => {
  const { clock, attempts } = open();
  attempts.begin('one', 'first', '10.0.0.1');
  attempts.begin('two', 'second', '10.0.0.1');
  clock.advance(tenMinutes - 1);
  expect([attempts.take('one'), attempts.take('one'), attempts.take('nope')]).toEqual(['first', null, null]);
  clock.advance(1);
  expect(attempts.take('two')).toBeNull();
});

test('whoever begins more than twenty loses their own oldest, and nobody else’s', () => {
  const { attempts } = open();
  attempts.begin('mine', 'mine', '10.0.0.1');
  for (let count = 1; count <= 2_000; count += 1) attempts.begin(`theirs ${count}`, 'theirs', '10.0.0.2');
  expect(attempts.take('mine')).toBe('mine');
  expect([attempts.take('theirs 1980'), attempts.take('theirs 1981')]).toEqual([null, 'theirs']);
});

test('one that was found makes room for another of its address', () => {
  const { attempts } = open();
  for (let count = 1; count <= 20; count += 1) attempts.begin(`${count}`, 'one', '10.0.0.1');
  attempts.take('20');
  attempts.begin('21', 'one', '10.0.0.1');
  expect(attempts.take('1')).toBe('one');
});

test('of a thousand in all the oldest gives way', () => {
  const { attempts } = open();
  for (let count = 1; count <= 1_001; count += 1) attempts.begin(`${count}`, 'one', `address ${count % 100}`);
  expect([attempts.take('1'), attempts.take('2')]).toEqual([null, 'one']);
});

test('what is too old takes no room', () => {
  const { clock, attempts } = open();
  for (let count = 1; count <= 20; count += 1) attempts.begin(`old ${count}`, 'old', '10.0.0.1');
  clock.advance(tenMinutes);
  for (let count = 1; count <= 20; count += 1) attempts.begin(`${count}`, 'new', '10.0.0.1');
  expect([attempts.take('old 20'), attempts.take('1')]).toEqual([null, 'new']);
});
