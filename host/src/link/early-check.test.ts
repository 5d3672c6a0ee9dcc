import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createTestMachine } from '../testing/machine.testing.ts';
import { TestServer, hostId } from '../testing/server.testing.ts';
import { HostLink } from './host-link.ts';

const { machine, remove } = createTestMachine();
afterAll(remove);

test('answers a check that comes before its session, once it hears of that', async () => {
  const server = new TestServer();
  server.addSession({ id: 'known' });
  const place = { machine, abilities: { sandboxProblem: null, namespaceProblem: null }, clock: systemClock, hostId };
  const link = new HostLink({ server, place, log: () => undefined });
  const end = link.run();
  const check = { argv: ['sh'], cwd: null, systemUser: null, env: [] };
  server.ask({ ...check, id: 'early', sessionId: 'session' });
  server.ask({ ...check, id: 'ready', sessionId: 'known' });
  await server.until(() => server.told.length === 1);
  expect(server.told).toEqual(['answerCheck ready ok']);
  server.addSession({ id: 'session' });
  await server.until(() => server.told.length === 2);
  expect(server.told.slice(1)).toEqual(['answerCheck early ok']);
  link.stop();
  await end;
});
