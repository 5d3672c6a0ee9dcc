import { expect, test } from 'vitest';
import { query, recordsOf, sessionOf } from '../../app-reading.testing.ts';
import { joinHost } from '../hosts/host.testing.ts';
import { connectHost, operator, somebodyElse, startRemote } from './remote.testing.ts';

test('a host is asked what a command would be, hears that it may run it, and tells what becomes of it', async () => {
  const { app, joined, working, session, answer } = await startRemote('SUPERVISED');
  const { commands, commandExecution, approvals, openCommandOutput } = app.services;
  const env = [{ name: 'A', value: 'b' }];
  const asked = commands.runCommand(operator, { sessionId: session.id, key: 'k', line: 'ls', cwd: '/srv', env });
  const { checks, commands: none } = await working.nextWork();
  expect(none).toEqual([]);
  expect(checks).toEqual([
    { id: checks[0]?.id, sessionId: session.id, argv: ['sh', '-c', 'ls'], cwd: '/srv', env, systemUser: null },
  ]);
  answer(checks[0]?.id);
  const { id, hash, approvalId } = await asked;
  await approvals.approve(somebodyElse, { id: approvalId });
  const spec = { argv: ['sh', '-c', 'ls'], line: 'ls', executable: '/usr/bin/ls', env };
  const pending = await working.nextWork();
  // What changed more than once in the meantime comes once, as it is then.
  const queued = pending.commands[0]?.state === 'QUEUED' ? pending : await working.nextWork();
  const told = { id, isCancelRequested: false, hash, outputBytes: 0, spec };
  expect(queued).toMatchObject({ isAll: false, commands: [{ ...told, state: 'QUEUED' }], checks: [] });
  await commandExecution.startCommand(joined.caller, { id, instanceId: 'one' });
  expect(await working.nextWork()).toMatchObject({ commands: [{ id, state: 'RUNNING' }] });
  expect(await sessionOf(app, session.id)).toMatchObject({ remote: { openCommandCount: 1, commandsExecuted: 1 } });

  const output = await openCommandOutput(operator, { commandId: id, afterOffset: 0 });
  const reading = output.next();
  const chunks = [{ stream: 'STDOUT', atMs: 1, data: 'YQ==' }];
  await commandExecution.appendCommandOutput(joined.caller, { commandId: id, offset: 0, chunks });
  expect(await reading).toMatchObject({ value: { chunks: [{ data: Buffer.from('a') }], isEnd: false } });
  await commands.cancelCommand(operator, { id });
  expect(await working.nextWork()).toMatchObject({ commands: [{ id, state: 'RUNNING', isCancelRequested: true }] });
  const end = { id, instanceId: 'one', outcome: 'CANCELLED', outputBytes: 1, outputTruncated: false };
  await commandExecution.finishCommand(joined.caller, end);
  expect(await working.nextWork()).toMatchObject({ commands: [{ id, state: 'CANCELLED' }] });
  expect(await output.next()).toMatchObject({ value: { isEnd: true } });
  expect(await output.next()).toMatchObject({ done: true });
  expect((await recordsOf(app, session.id)).map((record) => record.split(' ')[0])).toEqual([
    ...['REMOTE_SESSION_STARTED', 'APPROVAL_REQUESTED', 'COMMAND_REQUESTED', 'APPROVAL_APPROVED', 'COMMAND_QUEUED'],
    ...['APPROVAL_ACTED_ON', 'COMMAND_STARTED', 'COMMAND_CANCELLED', 'COMMAND_ENDED'],
  ]);
});

test('a host that connects is told all that waits for it or runs, and what it is asked; another instance loses what ran', async () => {
  const { app, joined, working, session, run } = await startRemote();
  const { commandExecution, commandReading, commands } = app.services;
  const [queued, running, over] = [await run(), await run(), await run()];
  for (const { id } of [running, over]) await commandExecution.startCommand(joined.caller, { id, instanceId: 'one' });
  const end = { instanceId: 'one', outcome: 'EXITED', exitCode: 0, outputBytes: 0, outputTruncated: false };
  await commandExecution.finishCommand(joined.caller, { ...end, id: over.id });
  const refused = commands.runCommand(operator, { sessionId: session.id, key: 'waits', argv: ['ls'] });
  await app.settle();

  const same = await connectHost(app, joined, 'one');
  const again = await same.next();
  expect(again.isAll).toBe(true);
  expect(again.commands.map(({ id, state }) => [id, state])).toEqual([
    [queued.id, 'QUEUED'],
    [running.id, 'RUNNING'],
  ]);
  expect(again.checks).toMatchObject([{ argv: ['ls'] }]);
  expect(again.sessions).toEqual([{ id: session.id }]);

  const newer = await connectHost(app, joined, 'two');
  expect((await newer.next()).commands.map(({ id }) => id)).toEqual([queued.id]);
  expect(await commandReading.command(operator, running.id)).toMatchObject({ state: 'LOST' });
  const stranger = await connectHost(app, await joinHost(app, { name: 'rack 2' }), 'one');
  expect(await stranger.next()).toEqual({ isAll: true, sessions: [], commands: [], checks: [] });
  const silence = expect(refused).rejects.toMatchObject({ code: 'HOST_AWAY' });
  app.clock.advance(10_000);
  await silence;
  working.socket.close();
});

test('a command and its approval lead to each other, to its session and to its host', async () => {
  const { app, joined, session, run } = await startRemote('SUPERVISED');
  const { id, approvalId } = await run({ argv: null, line: 'ls' });
  const asked = await query(
    app,
    `query ($id: ID!, $approvalId: ID!) {
      command(id: $id) { id state line safetyMode session { id } host { id } approval { id state command { id } } }
      approval(id: $approvalId) { kind command { id } }
      commands(filter: { sessionId: "${session.id}", states: [PENDING_APPROVAL] }) { edges { node { id } } }
    }`,
    { id, approvalId },
  );
  expect(asked).toEqual({
    command: {
      ...{ id, state: 'PENDING_APPROVAL', line: 'ls', safetyMode: 'SUPERVISED' },
      session: { id: session.id },
      host: { id: joined.host.id },
      approval: { id: approvalId, state: 'PENDING', command: { id } },
    },
    approval: { kind: 'COMMAND', command: { id } },
    commands: { edges: [{ node: { id } }] },
  });
});

test('a host that connects is told much in several messages, and what runs in the first', async () => {
  const { app, joined, run, working } = await startRemote();
  // Escaped, six times as long.
  const large = '\u0001'.repeat(43_000);
  const ids: string[] = [];
  for (let count = 0; count < 36; count += 1) ids.push((await run({ argv: ['echo', large] })).id);
  const last = ids.at(-1) ?? '';
  await app.services.commandExecution.startCommand(joined.caller, { id: last, instanceId: 'one' });
  working.socket.close();
  const again = await connectHost(app, joined, 'one');
  const told: string[] = [];
  for (let messages = 0; new Set(told).size < ids.length; messages += 1) {
    const { isAll, commands } = await again.nextWork();
    expect(isAll).toBe(messages === 0);
    expect(JSON.stringify(commands).length).toBeLessThan(5_000_000);
    if (isAll) expect(commands.map(({ id }) => id)).toContain(last);
    told.push(...commands.map(({ id }) => id));
  }
  expect([...told].sort()).toEqual([...ids].sort());
});
