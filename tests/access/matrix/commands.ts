import { randomUUID } from 'node:crypto';
import { Api } from '../../harness/api.ts';
import { change } from '../../harness/operations.ts';
import type { ServerProcess } from '../../harness/server-process.ts';
import { until } from '../../harness/until.ts';
import { type ConnectedHost, connectHost, joinFresh } from './hosts.ts';
import type { World } from './world.ts';

/** A remote-access session that works for ada, on a host of alpha. */
export interface Remote {
  readonly sessionId: string;
  readonly host: ConnectedHost;
}

export interface Commanded extends Remote {
  readonly commandId: string;
}

export interface Commands {
  /** It has everything a command can have that ended by itself: it was approved, given to read, and wrote. */
  readonly done: Commanded & { readonly approvalId: string };
  /** Ended by a signal. */
  readonly signalled: Commanded;
  /** Waits for a person to approve it itself. */
  readonly pending: Remote;
  readonly ended: Remote;
  /** As many of its commands wait as may. */
  readonly crowded: Remote;
}

export interface CommandPlace {
  readonly server: ServerProcess;
  readonly admin: Api;
  readonly keys: Pick<World['keys'], 'reader'>;
  readonly people: Pick<World['people'], 'oper'>;
}

/** Most open commands of a session. */
const limit = 100;

/** The key may start remote access, and says whom it works for. */
const asReader = ({ server, keys }: CommandPlace) => new Api(server.url, { secret: keys.reader.secret });

const asHost = ({ server }: CommandPlace, { host }: Remote) => new Api(server.url, { secret: host.key });

export async function startRemote(place: CommandPlace, host: ConnectedHost, safetyMode: string): Promise<Remote> {
  const input = { hostId: host.id, safetyMode, reason: 'The disk is full', userId: 'ada', systemUser: 'deploy' };
  const { session } = await change<{ session: { id: string } }>(
    asReader(place),
    'startRemoteSession',
    input,
    'session { id }',
  );
  return { sessionId: session.id, host };
}

/** Of a READ_ONLY session, where nobody is asked. */
export async function queueFresh(place: CommandPlace, host: ConnectedHost): Promise<Commanded> {
  const remote = await startRemote(place, host, 'READ_ONLY');
  return { ...remote, commandId: await run(place, remote) };
}

/** Its host has begun it. */
export async function beginFresh(place: CommandPlace, host: ConnectedHost): Promise<Commanded> {
  const command = await queueFresh(place, host);
  await begin(place, command);
  return command;
}

async function run(place: CommandPlace, { sessionId }: Remote): Promise<string> {
  const work = { argv: ['df', '-h'], env: [{ name: 'LANG', value: 'C' }], stdin: 'read me' };
  const input = { sessionId, key: randomUUID(), ...work };
  const { command } = await change<{ command: { id: string } }>(asReader(place), 'runCommand', input, 'command { id }');
  return command.id;
}

function begin(place: CommandPlace, command: Commanded): Promise<unknown> {
  const { commandId: id, host } = command;
  return change(asHost(place, command), 'startCommand', { id, instanceId: host.instanceId }, 'command { id }');
}

export const someOutput = { stream: 'STDOUT', at: '2026-01-01T00:00:00Z', data: 'bGluZQo=' };

async function finish(place: CommandPlace, command: Commanded, end: Readonly<Record<string, unknown>>): Promise<void> {
  const { commandId, host } = command;
  const output = { commandId, offset: 0, chunks: [someOutput] };
  await change(asHost(place, command), 'appendCommandOutput', output, 'nextOffset');
  const told = { id: commandId, instanceId: host.instanceId, outputBytes: 5, outputTruncated: false, ...end };
  await change(asHost(place, command), 'finishCommand', told, 'command { id }');
}

export async function createCommands(place: CommandPlace): Promise<Commands> {
  const host = await connectHost(place, await joinFresh(place));
  const done = await createDone(place, host);
  const signalled = await beginFresh(place, host);
  await finish(place, signalled, { outcome: 'SIGNALLED', signal: 'SIGKILL', message: 'no memory' });
  const pending = await startRemote(place, host, 'AUTONOMOUS');
  const ended = await startRemote(place, host, 'READ_ONLY');
  await endRemote(place, ended);
  const crowded = await startRemote(place, host, 'READ_ONLY');
  for (let count = 0; count < limit; count += 1) await run(place, crowded);
  return { done, signalled, pending, ended, crowded };
}

async function createDone(place: CommandPlace, host: ConnectedHost): Promise<Commands['done']> {
  const remote = await startRemote(place, host, 'SUPERVISED');
  // By a line, too, so that it has one.
  const input = {
    ...{ sessionId: remote.sessionId, key: randomUUID(), line: 'df -h', stdin: 'read me' },
    env: [{ name: 'LANG', value: 'C' }],
  };
  const { command } = await change<{ command: { id: string; approval: { id: string } } }>(
    asReader(place),
    'runCommand',
    input,
    'command { id approval { id } }',
  );
  await change(place.people.oper.api, 'approve', { id: command.approval.id }, 'approval { id }');
  const done = { ...remote, commandId: command.id, approvalId: command.approval.id };
  await begin(place, done);
  await finish(place, done, { outcome: 'EXITED', exitCode: 1, message: 'as it said' });
  return done;
}

/** Ends the session, and its host says that nothing is left. */
async function endRemote(place: CommandPlace, remote: Remote): Promise<void> {
  const input = { id: remote.sessionId, reason: 'STOPPED', message: 'done' };
  await change(asReader(place), 'endSession', input, 'session { id }');
  await change(
    asHost(place, remote),
    'reportSessionEnd',
    { sessionId: remote.sessionId, survivors: [] },
    'session { id }',
  );
}

/** A check that its host has not answered. */
export async function askFreshCheck(
  place: CommandPlace,
): Promise<{ readonly host: ConnectedHost; readonly checkId: string }> {
  const host = await connectHost(place, await joinFresh(place), { answers: false });
  const remote = await startRemote(place, host, 'READ_ONLY');
  // It waits for the answer, which whoever is asked may give or not.
  void run(place, remote).catch(() => undefined);
  const checkId = await until('the check', () => host.checks.at(-1));
  return { host, checkId };
}
