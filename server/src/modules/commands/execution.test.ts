import { describe, expect, test } from 'vitest';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import type { AppKey, Person } from '../access/index.ts';
import { aHost } from '../hosts/host.testing.ts';
import { activityOf, SessionSupersededError } from '../sessions/index.ts';
import { ada, host, otherHost, person, startCommanding } from './commanding.testing.ts';
import { maxOutputBytes } from './command.ts';
import { CommandClosedError, CommandNotFoundError, OutputMissingError } from './errors.ts';

/** A command that runs. */
async function startRunning() {
  const rig = await startCommanding();
  const { id } = await rig.run();
  await rig.start(id);
  return { rig, id };
}

describe('a start', () => {
  test('is told to everybody, and counted', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    rig.clock.advance(1_000);
    expect(await rig.start(id)).toMatchObject({
      ...{ state: 'RUNNING', instanceId: 'one', startedAtMs: rig.clock.wallMs() },
    });
    expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 1, commandsExecuted: 1 });
    expect((await rig.records()).slice(1)).toEqual(['COMMAND_STARTED by HOST']);
  });

  test('happens once, whoever races; who has started it may ask again', async () => {
    const { rig, id } = await startRunning();
    expect(await rig.start(id)).toMatchObject({ instanceId: 'one' });
    await expect(rig.start(id, 'two')).rejects.toThrow(SessionSupersededError);
    expect((await rig.sessionOf()).remote).toMatchObject({ commandsExecuted: 1 });
    await rig.finish(id);
    await expect(rig.start(id)).rejects.toThrow(CommandClosedError);
  });

  test('is not for an instance whose place another has taken', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    await rig.connect('two');
    await expect(rig.start(id, 'one')).rejects.toThrow(SessionSupersededError);
    expect(await rig.commandOf(id)).toMatchObject({ state: 'QUEUED' });
    expect(await rig.start(id, 'two')).toMatchObject({ state: 'RUNNING', instanceId: 'two' });
  });

  test('is for the instance that was heard last while none is connected, as after a cut, and for no other', async () => {
    const rig = await startCommanding();
    await rig.store.write(({ hosts }) => hosts.insert(aHost({ id: 'host_01', instanceId: 'one' })));
    const { id } = await rig.run();
    rig.disconnect();
    await expect(rig.start(id, 'two')).rejects.toThrow(SessionSupersededError);
    expect(await rig.start(id, 'one')).toMatchObject({ state: 'RUNNING', instanceId: 'one' });
  });

  test.each<[string, Person | null]>([
    ['was removed', null],
    ['may only look by now', { ...ada, role: 'VIEWER' }],
    ['has to do with other apps by now', { ...ada, apps: ['other'] }],
  ])('is no more where who asked %s', async (_, next) => {
    for (const safetyMode of ['AUTONOMOUS', 'SUPERVISED'] as const) {
      const rig = await startCommanding({ safetyMode });
      const command = await rig.run();
      const eve = person({ personId: 'person_2', name: 'Eve' });
      if (safetyMode === 'SUPERVISED') await rig.approvals.approvals.approve(eve, { id: command.approvalId });
      await rig.store.write(({ people }) => (next === null ? people.remove(ada.id) : people.update(next)));
      await expect(rig.start(command.id)).rejects.toThrow(CommandClosedError);
      const message = 'Whoever asked for it may run commands here no more.';
      expect(await rig.commandOf(command.id)).toMatchObject({ state: 'CANCELLED', message, startedAtMs: null });
      expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 0, commandsExecuted: 0 });
      if (safetyMode === 'SUPERVISED') expect(await rig.approvalOf(command)).toMatchObject({ state: 'CANCELLED' });
    }
  });

  test.each<[string, Partial<AppKey>]>([
    ['was revoked', { revokedAtMs: 1 }],
    ['has expired', { expiresAtMs: 1 }],
    ['lost its right to it', { rights: ['READ', 'KILL'] }],
  ])('is no more where the key that asked %s', async (_, change) => {
    const rig = await startCommanding();
    const key: AppKey = {
      ...{ id: 'key1', name: 'k', apps: null, rights: ['REMOTE'], expiresAtMs: null, maxRunningSessions: null },
      ...{ createdAtMs: 0, createdByName: 'Ada', revokedAtMs: null, lastUsedAtMs: null, secrets: [] },
    };
    await rig.store.write(({ keys }) => keys.insert(key));
    const { name, apps, rights } = key;
    const caller: Caller = { principal: { kind: 'KEY', keyId: key.id, name, apps, rights }, origin: null };
    const first = await rig.run({}, caller);
    expect(await rig.start(first.id)).toMatchObject({ state: 'RUNNING' });
    const second = await rig.run({}, caller);
    await rig.store.write(({ keys }) => keys.update({ ...key, ...change }));
    await expect(rig.start(second.id)).rejects.toThrow(CommandClosedError);
    expect(await rig.commandOf(second.id)).toMatchObject({ state: 'CANCELLED' });
    // What runs already is whoever's it was.
    expect(await rig.commandOf(first.id)).toMatchObject({ state: 'RUNNING' });
  });

  test('is no more where its session is told to end', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    await rig.kills.killSession(person(), { id: 'remote_01' });
    await expect(rig.start(id)).rejects.toMatchObject({ command: { state: 'CANCELLED' } });
    expect(await rig.sessionOf()).toMatchObject({ lifecycle: 'ENDING', remote: { openCommandCount: 0 } });
  });
});

describe('output', () => {
  test('is taken once, whatever is sent again, and a gap is not taken', async () => {
    const { rig, id } = await startRunning();
    expect(await rig.append(id, 0, 'abc')).toEqual({ nextOffset: 3, isFull: false });
    expect(await rig.append(id, 0, 'abc')).toEqual({ nextOffset: 3, isFull: false });
    expect(await rig.append(id, 1, 'bcd')).toEqual({ nextOffset: 4, isFull: false });
    expect(await rig.append(id, 9, 'xyz')).toEqual({ nextOffset: 4, isFull: false });
    const output = await rig.store.commands.output(id, 0, 99);
    expect(Buffer.concat(output?.chunks.map(({ data }) => data) ?? []).toString()).toBe('abcd');
  });

  test('is refused before the start and after the end', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    await expect(rig.append(id, 0, 'a')).rejects.toThrow(CommandClosedError);
    await rig.start(id);
    await rig.finish(id);
    await expect(rig.append(id, 0, 'a')).rejects.toThrow(CommandClosedError);
    expect(await rig.commandOf(id)).toMatchObject({ outputBytes: 0 });
  });

  test('beyond the bound is let go of, whatever the host sends', async () => {
    const { rig, id } = await startRunning();
    const part = 'x'.repeat(262_144);
    let offset = 0;
    while (offset < 11_000_000) {
      const { nextOffset, isFull } = await rig.append(id, offset, part);
      expect(isFull).toBe(nextOffset === maxOutputBytes);
      offset += part.length;
      expect(nextOffset).toBe(Math.min(offset, maxOutputBytes));
      if (isFull) break;
    }
    expect(await rig.append(id, maxOutputBytes, part)).toEqual({ nextOffset: maxOutputBytes, isFull: true });
    await rig.finish(id, { outputBytes: 11_000_000, outputTruncated: true });
    expect(await rig.commandOf(id)).toMatchObject({
      ...{ state: 'SUCCEEDED', outputBytes: maxOutputBytes, isOutputTruncated: true },
    });
  });

  test('that is no base64, or too much at once, is refused', async () => {
    const { rig, id } = await startRunning();
    const send = (chunks: object[]) =>
      Promise.resolve().then(() =>
        rig.services.commandExecution.appendCommandOutput(host, { commandId: id, offset: 0, chunks }),
      );
    await expect(send([{ stream: 'STDOUT', atMs: 0, data: '§' }])).rejects.toThrow(InvalidInputError);
    const tooMuch = Buffer.alloc(262_145).toString('base64');
    await expect(send([{ stream: 'STDOUT', atMs: 0, data: tooMuch }])).rejects.toThrow(InvalidInputError);
    expect(await rig.commandOf(id)).toMatchObject({ outputBytes: 0 });
  });
});

describe('an end', () => {
  test('comes after all of the output, and counts once', async () => {
    const { rig, id } = await startRunning();
    await rig.append(id, 0, 'abc');
    await expect(rig.finish(id, { outputBytes: 5 })).rejects.toThrow(OutputMissingError);
    await expect(rig.finish(id, { outputBytes: 5 })).rejects.toMatchObject({ nextOffset: 3 });
    expect(activityOf(await rig.sessionOf())).toBe('RUNNING');
    const ended = await rig.finish(id, { outputBytes: 3, exitCode: 2 });
    expect(ended).toMatchObject({ state: 'FAILED', exitCode: 2, endedAtMs: rig.clock.wallMs(), outputBytes: 3 });
    expect(await rig.finish(id, { outputBytes: 3, exitCode: 0 })).toEqual(ended);
    const session = await rig.sessionOf();
    expect([activityOf(session), session.remote?.openCommandCount]).toEqual(['IDLE', 0]);
    expect((await rig.records()).slice(2)).toEqual(['COMMAND_ENDED by HOST']);
  });

  test('may be that the host refuses what it was given', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    const refused = await rig.finish(id, { outcome: 'REFUSED', exitCode: null, message: 'Its digest is another' });
    expect(refused).toMatchObject({ state: 'FAILED', message: 'Its digest is another', startedAtMs: null });
    expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 0, commandsExecuted: 0 });
  });

  test('of what was never started, or is another instance’s, is nobody’s to tell', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    await expect(rig.finish(id)).rejects.toThrow(CommandClosedError);
    await rig.start(id);
    await expect(rig.finish(id, { instanceId: 'two' })).rejects.toThrow(SessionSupersededError);
    expect(await rig.commandOf(id)).toMatchObject({ state: 'RUNNING' });
  });
});

describe('what is lost', () => {
  test('is what a former instance ran; its own word counts all the same when it comes', async () => {
    const { rig, id } = await startRunning();
    const queued = await rig.run();
    await rig.append(id, 0, 'ab');
    await rig.connect('one');
    expect(await rig.commandOf(id)).toMatchObject({ state: 'RUNNING' });
    await rig.connect('two');
    const lost = await rig.commandOf(id);
    expect(lost).toMatchObject({ state: 'LOST', endedAtMs: rig.clock.wallMs() });
    expect(await rig.commandOf(queued.id)).toMatchObject({ state: 'QUEUED' });
    expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 1 });
    rig.clock.advance(1_000);
    expect(await rig.append(id, 2, 'c')).toEqual({ nextOffset: 3, isFull: false });
    expect(await rig.finish(id, { instanceId: 'two', outputBytes: 3 })).toMatchObject({ state: 'LOST' });
    const told = await rig.finish(id, { outputBytes: 3, exitCode: 1 });
    expect(told).toMatchObject({ state: 'FAILED', exitCode: 1, endedAtMs: lost.endedAtMs, outputBytes: 3 });
    expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 1 });
  });

  test('is what runs as its session ends, and what has not begun is cancelled', async () => {
    const { rig, id } = await startRunning();
    const queued = await rig.run();
    await rig.endSession();
    expect(await rig.commandOf(id)).toMatchObject({ state: 'LOST' });
    expect(await rig.commandOf(queued.id)).toMatchObject({ state: 'CANCELLED' });
    const ended = await rig.sessionOf();
    expect(ended.remote).toMatchObject({ openCommandCount: 0, commandsExecuted: 1 });
    expect(await rig.finish(id, { exitCode: 0 })).toMatchObject({ state: 'SUCCEEDED' });
    expect(await rig.sessionOf()).toEqual(ended);
  });
});

test('nothing of this is for anybody but the host whose command it is', async () => {
  const { rig, id } = await startRunning();
  const { commandExecution } = rig.services;
  const calls = (caller: typeof host): (() => Promise<unknown>)[] => [
    () => commandExecution.startCommand(caller, { id, instanceId: 'one' }),
    () => rig.append(id, 0, 'a', caller),
    () => rig.finish(id, {}, caller),
  ];
  for (const call of calls(otherHost)) await expect(Promise.resolve().then(call)).rejects.toThrow(CommandNotFoundError);
  for (const call of calls(person({ role: 'ADMIN' })))
    await expect(Promise.resolve().then(call)).rejects.toThrow(ForbiddenError);
  rig.machine.answer = () => null;
  const running = rig.run({ key: 'waits' });
  await rig.settle();
  const [check] = rig.checks.of('host_01');
  const answer = { checkId: check?.id, executable: '/x', executableDigest: 'b'.repeat(64), cwd: '/', systemUser: 'x' };
  expect(commandExecution.answerCommandCheck(otherHost, { ...answer, sandbox: false })).toBe(false);
  expect(() => commandExecution.answerCommandCheck(person({ role: 'ADMIN' }), { ...answer, sandbox: false })).toThrow(
    ForbiddenError,
  );
  expect(rig.checks.of('host_01')).toHaveLength(1);
  rig.clock.advance(10_000);
  await expect(running).rejects.toThrow();
  expect(await rig.commandOf(id)).toMatchObject({ state: 'RUNNING', outputBytes: 0 });
});

test.each(['QUEUED', 'RUNNING', 'SUCCEEDED', 'LOST'] as const)('%s survives a restart of the server', async (state) => {
  const rig = await startCommanding();
  const { id } = await rig.run();
  if (state !== 'QUEUED') {
    await rig.start(id);
    await rig.append(id, 0, 'ab');
  }
  if (state === 'SUCCEEDED') await rig.finish(id, { outputBytes: 2 });
  if (state === 'LOST') await rig.connect('two');
  const before = await rig.commandOf(id);
  expect(before.state).toBe(state);
  const again = await rig.restart();
  expect(await again.commandOf(id)).toEqual(before);
  if (state === 'QUEUED') await again.start(id);
  if (state !== 'SUCCEEDED') await again.append(id, 0, 'abc');
  if (state === 'SUCCEEDED') await again.finish(id, { outputBytes: 2 });
  else await again.finish(id, { outputBytes: 3 });
  const bytes = state === 'SUCCEEDED' ? 2 : 3;
  expect(await again.commandOf(id)).toMatchObject({ state: 'SUCCEEDED', outputBytes: bytes });
});
