import { describe, expect, test } from 'vitest';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { HostAwayError } from '../hosts/index.ts';
import { activityOf, SessionEndedError, SessionNotActiveError, SessionNotFoundError } from '../sessions/index.ts';
import { aSession } from '../sessions/session.testing.ts';
import { host, person, remoteSession, resolved, startCommanding } from './commanding.testing.ts';
import { CommandLimitError, CommandNotFoundError, CommandRefusedError } from './errors.ts';
import { hashOf } from './spec.ts';

describe('a command', () => {
  test('is what its host says it comes to, and waits for its host where nobody has to be asked', async () => {
    const rig = await startCommanding();
    const env = [{ name: 'A', value: 'b' }];
    const command = await rig.run({ line: 'ls | wc', argv: null, key: 'k', env, stdin: 'in', timeoutMs: 5_000 });
    const spec = { argv: ['sh', '-c', 'ls | wc'], line: 'ls | wc', env, stdin: 'in', timeoutMs: 5_000, ...resolved };
    expect(command).toMatchObject({
      state: 'QUEUED',
      sessionId: 'remote_01',
      hostId: 'host_01',
      app: 'demo',
      userId: 'ada',
      safetyMode: 'AUTONOMOUS',
      spec,
      hash: hashOf(spec, { hostId: 'host_01', sessionId: 'remote_01' }),
      requestedBy: { kind: 'PERSON', id: 'person_1' },
      requestedAtMs: rig.clock.wallMs(),
      approvalId: null,
    });
    const session = await rig.sessionOf();
    expect(session.remote).toMatchObject({ openCommandCount: 1, commandsExecuted: 0 });
    expect(activityOf(session)).toBe('RUNNING');
    expect(await rig.records()).toEqual(['COMMAND_REQUESTED by PERSON']);
  });

  test('asked again with its key is the same one, also by two at once; another one needs another key', async () => {
    const rig = await startCommanding();
    const [one, two] = await Promise.all([rig.run({ key: 'k' }), rig.run({ key: 'k' })]);
    expect(two).toEqual(one);
    rig.disconnect();
    expect(await rig.run({ key: 'k' })).toEqual(one);
    await expect(rig.run({ key: 'k', argv: ['ls', '-a'] })).rejects.toThrow(InvalidInputError);
    await rig.endSession();
    expect(await rig.run({ key: 'k' })).toMatchObject({ id: one.id, state: 'CANCELLED' });
    expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 0 });
  });

  test('is refused with the host’s reason, and nothing of it is stored', async () => {
    const rig = await startCommanding();
    const { head } = { head: await rig.store.commands.head() };
    rig.machine.answer = ({ id }) => ({
      checkId: id,
      problem: { code: 'CWD_NOT_FOUND', message: 'There is no /nowhere' },
    });
    const refusal = rig.run({ cwd: '/nowhere' });
    await expect(refusal).rejects.toThrow(CommandRefusedError);
    await expect(refusal).rejects.toMatchObject({ problem: 'CWD_NOT_FOUND', message: 'There is no /nowhere' });
    expect(await rig.store.commands.head()).toBe(head);
  });

  test('is not run outside of the sandbox, or as somebody else, whatever the host says', async () => {
    const rig = await startCommanding({ safetyMode: 'READ_ONLY' });
    await expect(rig.run()).rejects.toMatchObject({ problem: 'SANDBOX_MISSING' });
    rig.machine.answer = ({ id }) => ({ checkId: id, ...resolved, sandbox: true });
    expect(await rig.run()).toMatchObject({ state: 'QUEUED', spec: { sandbox: true } });
    const session = await rig.sessionOf();
    const remote = session.remote && { ...session.remote, systemUser: 'backup' };
    await rig.store.write(({ sessions }) => sessions.update({ ...session, remote }));
    await expect(rig.run()).rejects.toMatchObject({ problem: 'SYSTEM_USER_NOT_ALLOWED' });
  });

  test('waits ten seconds for what its host says, and no longer', async () => {
    const rig = await startCommanding();
    rig.machine.answer = () => null;
    const running = rig.run();
    await rig.settle();
    const [check] = rig.checks.of('host_01');
    expect(check).toMatchObject({ sessionId: 'remote_01', safetyMode: 'AUTONOMOUS', argv: ['ls'], cwd: null, env: [] });
    expect(rig.checks.of('host_02')).toEqual([]);
    rig.clock.advance(9_999);
    await rig.settle();
    expect(rig.checks.of('host_01')).toHaveLength(1);
    rig.clock.advance(1);
    await expect(running).rejects.toThrow(HostAwayError);
    await expect(running).rejects.toThrow('does not answer');
    const late = rig.services.commandExecution.answerCommandCheck(host, { checkId: check?.id, ...resolved });
    expect([late, rig.checks.of('host_01')]).toEqual([false, []]);
    expect(rig.clock.timerCount()).toBe(0);
  });

  test('needs its host connected, and a session that runs and may begin something', async () => {
    const rig = await startCommanding();
    rig.disconnect();
    await expect(rig.run()).rejects.toThrow(HostAwayError);
    await rig.connect('one');
    await rig.store.write(async ({ sessions }) => {
      await sessions.insert(remoteSession('AUTONOMOUS', { id: 'remote_02', lifecycle: 'PENDING_APPROVAL' }));
      await sessions.insert(remoteSession('AUTONOMOUS', { id: 'remote_03', lifecycle: 'ENDING' }));
      await sessions.insert(aSession({ id: 'app_01' }));
    });
    await expect(rig.run({ sessionId: 'remote_02' })).rejects.toThrow(SessionNotActiveError);
    await expect(rig.run({ sessionId: 'remote_03' })).rejects.toThrow(SessionEndedError);
    await expect(rig.run({ sessionId: 'app_01' })).rejects.toThrow(InvalidInputError);
    await expect(rig.run({ sessionId: 'remote_04' })).rejects.toThrow(SessionNotFoundError);
    await rig.endSession();
    await expect(rig.run()).rejects.toThrow(SessionEndedError);
  });

  test('is not stored where its session ended while the host was asked', async () => {
    const rig = await startCommanding();
    rig.machine.answer = () => null;
    const running = rig.run();
    await rig.settle();
    await rig.endSession();
    const [check] = rig.checks.of('host_01');
    rig.services.commandExecution.answerCommandCheck(host, { checkId: check?.id, ...resolved });
    await expect(running).rejects.toThrow(SessionEndedError);
    expect((await rig.store.commands.ofHost('host_01')).length).toBe(0);
  });

  test('is one of a hundred that are open at once', async () => {
    const rig = await startCommanding();
    const all = await Promise.all(Array.from({ length: 100 }, () => rig.run()));
    await expect(rig.run()).rejects.toThrow(CommandLimitError);
    await rig.services.commands.cancelCommand(person(), { id: all[0]?.id ?? '' });
    expect(await rig.run()).toMatchObject({ state: 'QUEUED' });
  });

  test('is one of a hundred that its host is asked about at once', async () => {
    const rig = await startCommanding();
    rig.machine.answer = () => null;
    const asked = Promise.allSettled(Array.from({ length: 100 }, () => rig.run()));
    await expect.poll(() => rig.checks.of('host_01').length).toBe(100);
    await expect(rig.run()).rejects.toThrow(CommandLimitError);
    rig.clock.advance(10_000);
    expect((await asked).every(({ status }) => status === 'rejected')).toBe(true);
    await expect.poll(() => rig.checks.of('host_01').length).toBe(0);
  });

  test('is for those who may end its session, and for keys with the right', async () => {
    const rig = await startCommanding();
    const key = (rights: readonly ('REGISTER' | 'READ' | 'KILL' | 'REMOTE')[], apps: readonly string[] | null = null) =>
      ({ principal: { kind: 'KEY', keyId: 'key1', name: 'k', apps, rights }, origin: null }) as const;
    for (const allowed of [
      person({ role: 'VIEWER', userId: 'ada', apps: [] }),
      person({ apps: ['demo'] }),
      key(['REMOTE']),
    ])
      expect(await rig.run({}, allowed)).toMatchObject({ state: 'QUEUED' });
    for (const refused of [person({ role: 'VIEWER' }), key(['REGISTER', 'READ', 'KILL']), host])
      await expect(rig.run({}, refused)).rejects.toThrow(ForbiddenError);
    for (const stranger of [person({ apps: ['other'] }), key(['REMOTE'], ['other'])])
      await expect(rig.run({}, stranger)).rejects.toThrow(SessionNotFoundError);
  });
});

describe('a cancelled command', () => {
  const cancel = async (rig: Awaited<ReturnType<typeof startCommanding>>, id: string, caller = person()) =>
    rig.services.commands.cancelCommand(caller, { id });

  test('is over at once where it has not begun, and its question with it', async () => {
    const rig = await startCommanding({ safetyMode: 'SUPERVISED' });
    const command = await rig.run();
    expect(await rig.sessionOf()).toMatchObject({ pendingApprovalCount: 1, remote: { openCommandCount: 1 } });
    expect(await cancel(rig, command.id)).toMatchObject({ state: 'CANCELLED', endedAtMs: rig.clock.wallMs() });
    expect(await rig.approvalOf(command)).toMatchObject({ state: 'CANCELLED' });
    expect(await rig.sessionOf()).toMatchObject({ pendingApprovalCount: 0, remote: { openCommandCount: 0 } });
    expect((await rig.records()).slice(2)).toEqual(['COMMAND_CANCELLED by PERSON', 'APPROVAL_CANCELLED by PERSON']);
  });

  test('runs until its host says how it ended', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    await rig.start(id);
    expect(await cancel(rig, id)).toMatchObject({ state: 'RUNNING', isCancelRequested: true });
    const again = await cancel(rig, id);
    expect(await rig.finish(id, { outcome: 'CANCELLED', exitCode: null, signal: 'SIGTERM' })).toMatchObject({
      state: 'CANCELLED',
      revision: again.revision + 1,
    });
    expect(await cancel(rig, id)).toMatchObject({ state: 'CANCELLED' });
  });

  test('is so for those who may run it', async () => {
    const rig = await startCommanding();
    const { id } = await rig.run();
    await expect(cancel(rig, 'command_none')).rejects.toThrow(CommandNotFoundError);
    await expect(cancel(rig, id, person({ apps: ['other'] }))).rejects.toThrow(CommandNotFoundError);
    await expect(cancel(rig, id, person({ role: 'VIEWER' }))).rejects.toThrow(ForbiddenError);
    await expect(cancel(rig, id, host)).rejects.toThrow(ForbiddenError);
  });
});
