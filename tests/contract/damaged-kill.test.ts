import { SessionEndedError, UnexpectedError } from '@rollcall/sdk';
import { expect, test } from 'vitest';
import { until } from '../harness/until.ts';
import { admin, own, serve, serveAgain, stored } from './owner.ts';

/** No grace a server can answer: who asks for this kill has an error in its place. */
const unanswerable = Number.NaN;

test('a kill that the server cannot read keeps no other session of the process from going on', async () => {
  const before = await serve();
  const { client, problems } = own(before);
  const [killed, fine] = [await client.session({ app: 'reports' }), await client.session({ app: 'reports' })];
  await before.close();
  fine.update({ name: 'renamed meanwhile' });
  before.registry.kill(stored(before, killed), 'Maintenance', unanswerable, admin);

  const server = await serveAgain(before);
  await until('the name of the other', () => stored(server, fine).name === 'renamed meanwhile');
  expect(problems.filter((problem) => problem instanceof UnexpectedError)).not.toEqual([]);
  expect(killed.signal.aborted).toBe(false);
});

test('a session that was ended by such a kill hears that it has ended', async () => {
  const before = await serve();
  const { client } = own(before);
  const session = await client.session({ app: 'reports' });
  await before.close();
  before.registry.kill(stored(before, session), 'Maintenance', unanswerable, admin);
  before.registry.end(stored(before, session), 'STOPPED', null, admin);

  await serveAgain(before);
  await until('the end', () => session.signal.aborted);
  expect(session.signal.reason).toBeInstanceOf(SessionEndedError);
  expect(session.signal.reason).toMatchObject({ endReason: 'KILLED' });
});
