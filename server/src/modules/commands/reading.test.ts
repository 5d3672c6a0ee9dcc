import { expect, test } from 'vitest';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { host, otherHost, person, startCommanding } from './commanding.testing.ts';

test('a command is there for those who may see its session, and as if it were not for others', async () => {
  const rig = await startCommanding();
  const command = await rig.run();
  const { commandReading } = rig.services;
  const reader: Caller = {
    principal: { kind: 'KEY', keyId: 'k', name: 'k', apps: ['demo'], rights: ['READ'] },
    origin: null,
  };
  for (const caller of [person({ role: 'VIEWER' }), person({ userId: 'ada', apps: [], role: 'VIEWER' }), reader, host])
    expect(await commandReading.command(caller, command.id)).toEqual(command);
  for (const caller of [person({ apps: ['other'] }), otherHost])
    expect(await commandReading.command(caller, command.id)).toBeNull();
  expect(await commandReading.command(person(), 'command_none')).toBeNull();
});

test('a list is of what its reader may see, within bounds', async () => {
  const rig = await startCommanding();
  const [one, two] = [await rig.run(), await rig.run()];
  const { commandReading } = rig.services;
  const query = { filter: {}, first: 50, beforeRowId: null };
  const ids = async (caller: Caller) =>
    (await commandReading.list(caller, query)).rows.map(({ command }) => command.id);
  expect(await ids(person())).toEqual([two.id, one.id]);
  expect(await ids(person({ apps: ['other'] }))).toEqual([]);
  await expect(ids(host)).rejects.toThrow(ForbiddenError);
  for (const first of [0, 501])
    await expect(commandReading.list(person(), { ...query, first })).rejects.toThrow(InvalidInputError);
});

test('a watch tells what becomes of each, and nothing of their output', async () => {
  const rig = await startCommanding({ safetyMode: 'SUPERVISED' });
  const messages = await rig.services.commandReading.watch(person(), { sessionId: 'remote_01' }, null);
  const next = async (): Promise<readonly string[]> => {
    const message = await messages.next();
    if (message.done === true) throw new Error('The watch is over');
    return message.value.upserted.map(({ state }) => state);
  };
  expect(await next()).toEqual([]);
  const command = await rig.run();
  expect(await next()).toEqual(['PENDING_APPROVAL']);
  await rig.approvals.approvals.approve(person(), { id: command.approvalId });
  expect(await next()).toEqual(['QUEUED']);
  await rig.start(command.id);
  expect(await next()).toEqual(['RUNNING']);
  let isTold = false;
  const later = next().finally(() => (isTold = true));
  await rig.append(command.id, 0, 'abc');
  await rig.settle();
  expect(isTold).toBe(false);
  await rig.finish(command.id, { outputBytes: 3 });
  expect(await later).toEqual(['SUCCEEDED']);
  await messages.return?.();
});
