import { expect, test } from 'vitest';
import { TestClock } from '../testing/clock.testing.ts';
import { TestServer } from '../testing/server.testing.ts';
import { endSession } from './session-end.ts';

test('names what could not be ended, once, and tells when it is gone', async () => {
  const clock = new TestClock();
  const server = new TestServer();
  let survivors = ['pid 4711 sleep 1000'];
  const done = Promise.resolve();
  const run = { stop: () => undefined, stopped: done, over: done, survivors: () => survivors };
  const persistence = { clock, signal: new AbortController().signal };
  const ended = endSession('session', [run], { server, persistence, clock });
  await server.until(() => server.told.length === 1);
  const tick = async () => {
    clock.advance(2_000);
    await new Promise(setImmediate);
  };
  await tick();
  await tick();
  expect(server.told).toEqual(['reportSessionEnd session [pid 4711 sleep 1000]']);
  survivors = [];
  await tick();
  await ended;
  expect(server.told.slice(1)).toEqual(['reportSessionEnd session []']);
});
