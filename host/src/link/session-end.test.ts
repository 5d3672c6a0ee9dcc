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

test('names what cannot be ended though its command never ends', async () => {
  const clock = new TestClock();
  const server = new TestServer();
  const never = new Promise<void>(() => undefined);
  const survivors = Array.from({ length: 150 }, (_, index) => `pid ${index} sudo sleep 1000`);
  const run = { stop: () => undefined, stopped: never, over: never, survivors: () => survivors };
  const closing = new AbortController();
  const ended = endSession('session', [run], { server, persistence: { clock, signal: closing.signal }, clock });
  clock.advance(9_999);
  await new Promise(setImmediate);
  expect(server.told).toEqual([]);
  clock.advance(1);
  await server.until(() => server.told.length === 1);
  // The server takes no more of them at once.
  expect(server.told).toEqual([`reportSessionEnd session [${survivors.slice(0, 100).join()}]`]);
  // With its process there is nobody left to tell.
  closing.abort();
  await ended;
});
