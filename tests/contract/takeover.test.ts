import { SessionSupersededError } from '@rollcall/sdk';
import { expect, test } from 'vitest';
import { until } from '../harness/until.ts';
import { kill, operationNames, own, serve, serveAgain, stored } from './owner.ts';

test('another owner takes the session over: the first aborts, tells nothing more, and does not come back', async () => {
  const server = await serve();
  const first = await own(server).client.session({ app: 'reports', externalId: 'tab-1' });
  const second = await own(server).client.session({ app: 'reports', externalId: 'tab-1' });
  expect(second.id).toBe(first.id);
  await until('the abort', () => first.signal.aborted);
  expect(first.signal.reason).toBeInstanceOf(SessionSupersededError);

  const from = server.operations.length;
  await first.end();
  await expect(first.task('More', () => undefined)).rejects.toBeInstanceOf(SessionSupersededError);
  expect(operationNames(server, from)).toEqual([]);
  expect(second.signal.aborted).toBe(false);
  expect(stored(server, second)).toMatchObject({ lifecycle: 'ACTIVE', liveness: 'LIVE' });

  const receipt = kill(server, second);
  await until('the end of the kill', () => receipt.state === 'ENDED');
});

test('an owner that was away while another took over hears of it when it returns', async () => {
  const before = await serve();
  const first = await own(before).client.session({ app: 'reports', externalId: 'tab-1' });
  await before.close();
  before.registry.register(
    { app: 'reports', ownerId: 'other', externalId: 'tab-1' },
    {
      kind: 'KEY',
      id: 'key_contract',
      name: 'contract',
    },
  );
  await serveAgain(before);
  await until('the abort', () => first.signal.aborted);
  expect(first.signal.reason).toBeInstanceOf(SessionSupersededError);
});
