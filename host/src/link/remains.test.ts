import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { TestClock } from '../testing/clock.testing.ts';
import { createTestMachine } from '../testing/machine.testing.ts';
import { TestServer, hostId } from '../testing/server.testing.ts';
import { HostLink } from './host-link.ts';
import { Remains } from './remains.ts';

const { machine, remove } = createTestMachine();
afterAll(remove);

test('knows what could not be ended until nothing of it lives', async () => {
  const clock = new TestClock();
  const remains = new Remains({ clock, signal: new AbortController().signal });
  let survivors = ['pid 4711 sudo sleep 1000'];
  const done = Promise.resolve();
  const remnant = { id: 'one', sessionId: 'session', stopped: done, over: done, stop: () => undefined };
  const kept = remains.keep({ ...remnant, survivors: () => survivors });
  await remains.keep({ ...remnant, survivors: () => [] });
  clock.advance(2_000);
  await new Promise(setImmediate);
  expect(remains.of('session').flatMap((left) => left.survivors())).toEqual(survivors);
  expect(remains.survivorsOf('one')).toEqual(survivors);
  expect([...remains.of('another'), ...remains.survivorsOf('two')]).toEqual([]);
  survivors = [];
  clock.advance(2_000);
  await kept;
  expect(remains.of('session')).toEqual([]);
});

test('what a process before this one left is named at its end, and told once it is gone', async () => {
  const server = new TestServer();
  server.addSession({ id: 'session' });
  await server.queue('one', 'echo never', machine);
  server.change('one', { state: 'RUNNING' });
  let survivors = ['pid 4711 sleep 1000'];
  const done = Promise.resolve();
  const left = { id: 'one', sessionId: 'session', stopped: done, over: done, stop: () => undefined };
  const abilities = { sandboxProblem: null, namespaceProblem: null };
  const link = new HostLink({
    server,
    place: { machine, abilities, clock: systemClock, hostId },
    leftovers: [{ ...left, survivors: () => survivors }],
    log: () => undefined,
  });
  const end = link.run();
  await server.until(() => server.reportOf('one') !== undefined);
  expect(server.reportOf('one')?.message).toMatch(/ Still running: pid 4711 sleep 1000$/);
  server.addSession({ id: 'session', lifecycle: 'ENDING', killId: 'kill_1' });
  const ends = () => server.told.filter((call) => call.startsWith('reportSessionEnd'));
  await server.until(() => ends().length === 1);
  survivors = [];
  await server.until(() => ends().length === 2);
  expect(ends()).toEqual(['reportSessionEnd session [pid 4711 sleep 1000]', 'reportSessionEnd session []']);
  link.stop();
  await end;
});
