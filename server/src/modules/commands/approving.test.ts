import { describe, expect, test } from 'vitest';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { activityOf } from '../sessions/index.ts';
import { host, person, remoteSession, resolved, startCommanding } from './commanding.testing.ts';
import { CommandClosedError } from './errors.ts';

const eve = person({ personId: 'person_2', name: 'Eve' });

/** A command of a supervised session, which waits for a person. */
async function startAsking(input: object = {}) {
  const rig = await startCommanding({ safetyMode: 'SUPERVISED' });
  const command = await rig.run(input);
  const { id } = await rig.approvalOf(command);
  return { rig, command, approval: { id } };
}

describe('the question whether a command may run', () => {
  test('shows all of it, and waits without a deadline', async () => {
    const { rig, command } = await startAsking({
      argv: ['rm', '\u202etxt.exe'],
      env: [{ name: 'A', value: 'b' }],
      stdin: 'y',
    });
    expect(command).toMatchObject({ state: 'PENDING_APPROVAL', queuedAtMs: null });
    expect(await rig.approvalOf(command)).toMatchObject({
      kind: 'COMMAND',
      title: `Run rm '\\u{202e}txt.exe'`,
      details: {
        argv: ['rm', '\u202etxt.exe'],
        line: null,
        environment: [{ name: 'A', value: 'b' }],
        stdin: 'y',
        timeoutMs: 600_000,
        host: 'rack',
        hostId: 'host_01',
        ...resolved,
      },
      askedBy: { kind: 'PERSON', id: 'person_1' },
      expiresAtMs: null,
      onExpiry: 'WAIT',
      state: 'PENDING',
    });
    expect(activityOf(await rig.sessionOf())).toBe('REQUIRES_ACTION');
    await expect(rig.start(command.id)).rejects.toThrow(CommandClosedError);
  });

  test('approved lets it run once, which is what is acted on', async () => {
    const { rig, command, approval } = await startAsking();
    rig.clock.advance(86_400_000);
    await rig.approvals.approvals.approve(eve, { id: approval.id, note: 'Go on' });
    expect(await rig.commandOf(command.id)).toMatchObject({ state: 'QUEUED', queuedAtMs: rig.clock.wallMs() });
    rig.clock.advance(299_999);
    await rig.start(command.id);
    expect(await rig.approvalOf(command)).toMatchObject({
      state: 'APPROVED',
      actedAtMs: rig.clock.wallMs(),
      actedBy: { kind: 'HOST', id: 'host_01' },
    });
    expect(await rig.records()).toEqual([
      'APPROVAL_REQUESTED by PERSON',
      'COMMAND_REQUESTED by PERSON',
      'APPROVAL_APPROVED by PERSON',
      'COMMAND_QUEUED by PERSON',
      'APPROVAL_ACTED_ON by HOST',
      'COMMAND_STARTED by HOST',
    ]);
  });

  test('denied ends it, with what the decider said', async () => {
    const { rig, command, approval } = await startAsking();
    await rig.approvals.approvals.deny(eve, { id: approval.id, note: 'Not today' });
    expect(await rig.commandOf(command.id)).toMatchObject({ state: 'DENIED', message: 'Not today' });
    expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 0 });
    await expect(rig.start(command.id)).rejects.toThrow(CommandClosedError);
  });

  test('lapses five minutes after the approval, whether or not anything else has noticed', async () => {
    const { rig, command, approval } = await startAsking();
    await rig.approvals.approvals.approve(eve, { id: approval.id });
    rig.clock.stall(300_000);
    await expect(rig.start(command.id)).rejects.toMatchObject({ command: { state: 'EXPIRED' } });
    expect(await rig.approvalOf(command)).toMatchObject({ state: 'EXPIRED', actedAtMs: null });
    const another = await rig.run();
    const { id } = await rig.approvalOf(another);
    await rig.approvals.approvals.approve(eve, { id });
    rig.clock.advance(300_000);
    await rig.settle();
    expect(await rig.commandOf(another.id)).toMatchObject({ state: 'EXPIRED' });
    expect((await rig.sessionOf()).remote).toMatchObject({ openCommandCount: 0, commandsExecuted: 0 });
  });

  test('allows nothing where its approval was used for something else', async () => {
    const { rig, command, approval } = await startAsking();
    await rig.approvals.approvals.approve(eve, { id: approval.id });
    const used = { ...(await rig.approvalOf(command)), actedAtMs: 1, actedBy: null };
    await rig.store.write(({ approvals }) => approvals.update(used));
    await expect(rig.start(command.id)).rejects.toMatchObject({ command: { state: 'CANCELLED' } });
  });

  test('raced by the lapse: it runs, or it has expired, and never both', async () => {
    const { rig } = await startAsking();
    for (let round = 0; round < 20; round += 1) {
      const command = await rig.run();
      const { id } = await rig.approvalOf(command);
      await rig.approvals.approvals.approve(eve, { id });
      rig.clock.stall(299_998 + (round % 2));
      const started = rig.start(command.id).then(
        () => 'RUNNING',
        () => 'EXPIRED',
      );
      rig.clock.advance(1);
      await rig.settle();
      const state = await started;
      expect(state).toBe(round % 2 === 0 ? 'RUNNING' : 'EXPIRED');
      expect(await rig.commandOf(command.id)).toMatchObject({ state });
    }
  });

  test('is cancelled with its session, and so is the command', async () => {
    const { rig, command } = await startAsking();
    await rig.kills.killSession(person(), { id: 'remote_01' });
    expect(await rig.commandOf(command.id)).toMatchObject({ state: 'CANCELLED' });
    expect(await rig.sessionOf()).toMatchObject({
      ...{ lifecycle: 'ENDING', pendingApprovalCount: 0, remote: { openCommandCount: 0 } },
    });
    const { rig: other, command: waiting } = await startAsking();
    await other.endSession();
    expect(await other.commandOf(waiting.id)).toMatchObject({ state: 'CANCELLED' });
    expect(await other.approvalOf(waiting)).toMatchObject({ state: 'CANCELLED' });
  });

  test('answered by two at once 200 times is decided once each, and each command runs once', async () => {
    const { rig } = await startAsking();
    const executed: string[] = [];
    for (let round = 0; round < 200; round += 1) {
      const command = await rig.run();
      const { id } = await rig.approvalOf(command);
      const answers = [
        rig.approvals.approvals.approve(person(), { id }),
        round % 3 === 0 ? rig.approvals.approvals.deny(eve, { id }) : rig.approvals.approvals.approve(eve, { id }),
      ];
      if (round % 2 === 1) void answers.reverse();
      const take = async (instanceId: string) => {
        await rig.start(command.id, instanceId).then(
          () => executed.push(command.id),
          () => undefined,
        );
      };
      // Two instances of the host race for it, as soon as it may be there; only one of them is connected.
      const settled = await Promise.allSettled([...answers, take('one'), take('two')]);
      expect(settled.slice(0, 2).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await Promise.all([take('two'), take('one')]);
      const { state } = await rig.commandOf(command.id);
      const isAllowed = (await rig.approvalOf(command)).state === 'APPROVED';
      expect(state).toBe(isAllowed ? 'RUNNING' : 'DENIED');
      if (isAllowed) await rig.finish(command.id);
    }
    const { remote } = await rig.sessionOf();
    // Whoever has it may ask again, and is told the same.
    expect(new Set(executed).size).toBe(remote?.commandsExecuted);
    expect((await rig.records()).filter((record) => record === 'COMMAND_STARTED by HOST').length).toBeGreaterThan(0);
  }, 60_000);
});

describe('a grant', () => {
  const terms = { uses: 2, forMs: 60_000 };

  test('covers exactly what was shown, of the same asker, in its session', async () => {
    const { rig, approval } = await startAsking();
    const { approvals, grants } = rig.approvals;
    await approvals.approve(eve, { id: approval.id, grant: terms });
    const again = await rig.run();
    expect(again).toMatchObject({ state: 'QUEUED' });
    expect(await rig.approvalOf(again)).toMatchObject({ state: 'APPROVED', decidedBy: { id: 'person_2' } });
    await rig.start(again.id);
    const others = [
      rig.run({ argv: ['ls', '-a'] }),
      rig.run({ timeoutMs: 5_000 }),
      rig.run({ env: [{ name: 'A', value: '' }] }),
      rig.run({ stdin: '' }),
      rig.run({}, eve),
    ];
    for (const other of await Promise.all(others)) expect(other).toMatchObject({ state: 'PENDING_APPROVAL' });
    rig.machine.answer = ({ id }) => ({ checkId: id, ...resolved, executableDigest: 'b'.repeat(64) });
    expect(await rig.run()).toMatchObject({ state: 'PENDING_APPROVAL' });
    const { rows } = await grants.list(eve, { filter: {}, first: 9, beforeRowId: null });
    expect(rows.map(({ grant }) => [grant.usedCount, grant.hostId])).toEqual([[1, null]]);
  });

  test('on a host counts in each of its sessions, and of no other host', async () => {
    const { rig, approval } = await startAsking();
    await rig.store.write(async ({ sessions }) => {
      const { remote } = remoteSession('SUPERVISED');
      await sessions.insert(remoteSession('SUPERVISED', { id: 'remote_02', userId: null }));
      const elsewhere = remote && { ...remote, hostId: 'host_02' };
      await sessions.insert(remoteSession('SUPERVISED', { id: 'remote_03', remote: elsewhere }));
    });
    await rig.approvals.approvals.approve(eve, { id: approval.id, grant: { ...terms, on: 'HOST' } });
    await rig.endSession();
    expect(await rig.run({ sessionId: 'remote_02' })).toMatchObject({ state: 'QUEUED' });
    rig.machine.answer = ({ id }) => ({ checkId: id, ...resolved });
    expect(await rig.run({ sessionId: 'remote_02' }, eve)).toMatchObject({ state: 'PENDING_APPROVAL' });
    const elsewhere = rig.run({ sessionId: 'remote_03' });
    await rig.settle();
    const [check] = rig.checks.of('host_02');
    const of2 = { principal: { kind: 'HOST', hostId: 'host_02', name: 'b', app: 'demo' } as const, origin: null };
    rig.services.commandExecution.answerCommandCheck(of2, { checkId: check?.id, ...resolved });
    expect(await elsewhere).toMatchObject({ state: 'PENDING_APPROVAL', hostId: 'host_02' });
    expect(await rig.run({ sessionId: 'remote_02' })).toMatchObject({ state: 'QUEUED' });
    expect(await rig.run({ sessionId: 'remote_02' })).toMatchObject({ state: 'PENDING_APPROVAL' });
  });

  test('on a host is for those who may answer whomever it works for', async () => {
    const { rig, approval } = await startAsking();
    const ada = person({ personId: 'person_3', role: 'VIEWER', userId: 'ada', apps: [] });
    const { approve } = rig.approvals.approvals;
    await expect(approve(ada, { id: approval.id, grant: { ...terms, on: 'HOST' } })).rejects.toThrow(ForbiddenError);
    expect(await approve(ada, { id: approval.id, grant: terms })).toMatchObject({ state: 'APPROVED' });
  });

  test('on a host is of commands alone', async () => {
    const { rig } = await startAsking();
    await rig.store.write(async (stores) => {
      const { id, ...asked } = await stores.approvals
        .openOf('remote_01')
        .then(([approval]) => approval ?? Promise.reject(new Error('none')));
      await stores.approvals.insert({ ...asked, id: 'approval_q', kind: 'QUESTION', askKey: `${id} too` });
    });
    const wide = rig.approvals.approvals.approve(eve, { id: 'approval_q', grant: { ...terms, on: 'HOST' } });
    await expect(wide).rejects.toThrow(InvalidInputError);
    expect(await rig.store.approvals.find('approval_q')).toMatchObject({ state: 'PENDING' });
  });
});

test('no host and no key answers, or acts, for a command', async () => {
  const { rig, approval } = await startAsking();
  const { approvals } = rig.approvals;
  const key = {
    kind: 'KEY',
    keyId: 'k',
    name: 'k',
    apps: null,
    rights: ['REGISTER', 'READ', 'KILL', 'REMOTE'],
  } as const;
  for (const caller of [host, { principal: key, origin: null }]) {
    await expect(Promise.resolve().then(() => approvals.approve(caller, { id: approval.id }))).rejects.toThrow();
    await expect(Promise.resolve().then(() => approvals.actOnApproval(caller, { id: approval.id }))).rejects.toThrow();
    await expect(Promise.resolve().then(() => approvals.cancelApproval(caller, { id: approval.id }))).rejects.toThrow();
  }
  expect(await rig.store.approvals.find(approval.id)).toMatchObject({ state: 'PENDING' });
});
