import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createTestMachine } from '../testing/machine.testing.ts';
import { TestServer, hostId } from '../testing/server.testing.ts';
import { HostLink } from './host-link.ts';

const { machine, work, remove } = createTestMachine({ maxRunningCommands: 2 });
afterAll(remove);

test('the next to run is of the session that has the fewest that run', async () => {
  const server = new TestServer();
  for (const id of ['session', 'other']) server.addSession({ id });
  const place = { machine, abilities: { sandboxProblem: null, namespaceProblem: null }, clock: systemClock, hostId };
  const link = new HostLink({ server, place, log: () => undefined });
  const end = link.run();
  const release = (id: string) => writeFileSync(join(work, id), '');
  const wait = (id: string) => `while [ ! -e ${join(work, id)} ]; do sleep 0.02; done`;
  for (const id of ['one', 'two', 'three', 'four']) await server.queue(id, wait(id), machine);
  await server.queue('others', wait('others'), machine, {}, 'other');
  const taken = () => server.told.filter((call) => call.startsWith('startCommand')).map((call) => call.split(' ')[1]);
  release('one');
  await server.until(() => taken().length === 3);
  release('two');
  await server.until(() => taken().length === 4);
  expect(taken()).toEqual(['one', 'two', 'others', 'three']);
  link.stop();
  await end;
});
