import { randomUUID } from 'node:crypto';
import { Api } from '../../harness/api.ts';
import { mutate } from '../../harness/operations.ts';
import { until } from '../../harness/until.ts';
import {
  askFreshCheck,
  beginFresh,
  type Commanded,
  queueFresh,
  type Remote,
  someOutput,
  startRemote,
} from './commands.ts';
import { abilities, checkAnswer, connectHost, joinFresh, system } from './hosts.ts';
import type { Question } from './visitors.ts';
import { memberWay, mutationWays, type Way, type Ways } from './way.ts';
import { revisionFor } from './ways-sessions.ts';
import type { World } from './world.ts';

/** Asked by the host that works for it, where a host asks. */
const of = ({ host }: Remote, variables: Record<string, unknown>): Question => ({ variables, hostKey: host.key });

const withInput = (remote: Remote, input: Record<string, unknown>) => of(remote, { input });

const work = { argv: ['df'] };

const freshHost = async (world: World) => connectHost(world, await joinFresh(world));

/** The end of a connection is seen a moment later. */
const untilAway = ({ admin }: World, { host: { id } }: Remote) =>
  until('the host to be away', async () => {
    const { host } = await admin.data<{ host: { isConnected: boolean } }>(
      'query ($id: ID!) { host(id: $id) { isConnected } }',
      { id },
    );
    return !host.isConnected;
  });

/** A host is asked, and may answer, while this waits. */
const freshRemote = async (world: World) => startRemote(world, await freshHost(world), 'READ_ONLY');

const output = (commandId: string, offset = 0) => ({ commandId, offset, chunks: [someOutput] });

const end = ({ commandId: id, host }: Commanded) => ({
  ...{ id, instanceId: host.instanceId, outcome: 'EXITED', exitCode: 0, outputBytes: 0, outputTruncated: false },
});

const queued: Way['prepare'] = async (world) => {
  const command = await queueFresh(world, await freshHost(world));
  return withInput(command, { id: command.commandId, instanceId: command.host.instanceId });
};

const mutations = mutationWays({
  async answerCommandCheck(world) {
    const { host, checkId } = await askFreshCheck(world);
    return { variables: { input: checkAnswer(checkId) }, hostKey: host.key };
  },
  async appendCommandOutput(world) {
    const command = await beginFresh(world, await freshHost(world));
    return withInput(command, output(command.commandId));
  },
  async cancelCommand(world) {
    const command = await queueFresh(world, await freshHost(world));
    return withInput(command, { id: command.commandId });
  },
  async finishCommand(world) {
    const command = await beginFresh(world, await freshHost(world));
    return withInput(command, end(command));
  },
  async reportSessionEnd(world) {
    const remote = await freshRemote(world);
    await mutate(world.admin, 'killSession', { id: remote.sessionId });
    return withInput(remote, { sessionId: remote.sessionId, survivors: [] });
  },
  async runCommand(world) {
    const remote = await freshRemote(world);
    return withInput(remote, { sessionId: remote.sessionId, key: randomUUID(), ...work });
  },
  startCommand: queued,
  async startRemoteSession(world) {
    const host = await freshHost(world);
    return { variables: { input: { hostId: host.id, safetyMode: 'READ_ONLY', reason: 'x' } }, hostKey: host.key };
  },
});

const sessionWay = (selection: string, at: readonly string[]): Way => ({
  document: `query ($id: ID!) { session(id: $id) { ${selection} } }`,
  at: ['session', ...at],
  prepare: ({ commands: { done } }) => of(done, { id: done.sessionId }),
});

const commandWay = (which: 'done' | 'signalled', selection = 'SELECT', at: readonly string[] = []): Way => ({
  document: `query ($id: ID!) { command(id: $id) { ${selection} } }`,
  at: ['command', ...at],
  prepare: ({ commands }) => of(commands[which], { id: commands[which].commandId }),
});

const listWay = (selection: string, at: readonly string[]): Way => ({
  document: `query ($id: ID!) { commands(filter: { sessionId: $id }) { ${selection} } }`,
  at: ['commands', ...at],
  prepare: ({ commands: { done } }) => of(done, { id: done.sessionId }),
});

const outputWay = (selection: string, at: readonly string[] = []): Way => ({
  document: `subscription ($id: ID!) { commandOutput(commandId: $id) { ${selection} } }`,
  at: ['commandOutput', ...at],
  prepare: ({ commands: { done } }) => of(done, { id: done.commandId }),
});

/** All that a new process of a host is told of first. */
const workWay = (
  selection: string,
  at: readonly string[],
  prepare: (world: World) => Promise<{ readonly host: { readonly key: string } }>,
): Way => ({
  document: `subscription ($input: HostWorkInput!) { hostWork(input: $input) { ${selection} } }`,
  at: ['hostWork', ...at],
  async prepare(world) {
    const { host } = await prepare(world);
    return { variables: { input: { instanceId: randomUUID(), system, abilities } }, hostKey: host.key };
  },
});

const queuedFresh = async (world: World) => queueFresh(world, await freshHost(world));

export const commandWays: Ways = {
  ...mutations,
  'Query.command': {
    document: 'query ($id: ID!) { asked: command(id: $id) { __typename } }',
    at: [],
    prepare: ({ commands: { done } }) => of(done, { id: done.commandId }),
  },
  'Query.commands': { document: '{ asked: commands { __typename } }', at: [], prepare: () => ({ variables: {} }) },
  'Subscription.commandChanges': {
    document: 'subscription { asked: commandChanges { __typename } }',
    at: [],
    prepare: () => ({ variables: {} }),
  },
  'Subscription.commandOutput': {
    document: 'subscription ($id: ID!) { asked: commandOutput(commandId: $id) { __typename } }',
    at: [],
    prepare: ({ commands: { done } }) => of(done, { id: done.commandId }),
  },
  'Session.remote': sessionWay('SELECT', []),
  RemoteAccess: sessionWay('remote { SELECT }', ['remote']),
  'RemoteAccess.worksUntil': {
    ...sessionWay('remote { SELECT }', ['remote']),
    async prepare(world) {
      const remote = await freshRemote(world);
      await remote.host.socket.close();
      await untilAway(world, remote);
      return of(remote, { id: remote.sessionId });
    },
  },
  Command: commandWay('done'),
  'Command.signal': commandWay('signalled'),
  'Command.canCancel': {
    ...commandWay('done'),
    async prepare(world) {
      const command = await queuedFresh(world);
      return of(command, { id: command.commandId });
    },
  },
  EnvironmentVariable: commandWay('done', 'env { SELECT }', ['env']),
  'Approval.command': {
    document: 'query ($id: ID!) { approval(id: $id) { SELECT } }',
    at: ['approval'],
    prepare: ({ commands: { done } }) => of(done, { id: done.approvalId }),
  },
  CommandConnection: listWay('SELECT', []),
  CommandEdge: listWay('edges { SELECT }', ['edges']),
  CommandChanges: {
    document: `subscription ($id: ID!, $after: Revision) { commandChanges(sessionId: $id, afterRevision: $after) { SELECT } }`,
    at: ['commandChanges'],
    async prepare(world, visitor) {
      const remote = await freshRemote(world);
      const after = await revisionFor(world, visitor, of(remote, {}));
      const reader = new Api(world.server.url, { secret: world.keys.reader.secret });
      await mutate(reader, 'runCommand', { sessionId: remote.sessionId, key: randomUUID(), ...work });
      return of(remote, { id: remote.sessionId, after });
    },
  },
  CommandOutput: outputWay('SELECT'),
  OutputChunk: outputWay('chunks { SELECT }', ['chunks']),
  'HostWork.sessions': workWay('SELECT', [], queuedFresh),
  'HostWork.commands': workWay('SELECT', [], queuedFresh),
  HostSession: workWay('sessions { SELECT }', ['sessions'], async (world) => {
    const remote = await freshRemote(world);
    await mutate(world.admin, 'killSession', { id: remote.sessionId });
    return remote;
  }),
  HostCommand: workWay('commands { SELECT }', ['commands'], queuedFresh),
  CommandSpec: workWay('commands { spec { SELECT } }', ['commands', 'spec'], queuedFresh),
  'HostWork.checks': workWay('SELECT', [], askFreshCheck),
  CommandCheck: workWay('checks { SELECT }', ['checks'], askFreshCheck),
};

const unknown = { id: 'command_none' };

export const commandFailureWays: Ways = {
  CommandNotFoundError: memberWay('cancelCommand', 'CommandNotFoundError', () => ({ variables: { input: unknown } })),
  CommandClosedError: memberWay('appendCommandOutput', 'CommandClosedError', ({ commands: { done } }) =>
    withInput(done, output(done.commandId, 5)),
  ),
  OutputMissingError: memberWay('finishCommand', 'OutputMissingError', async (world) => {
    const command = await beginFresh(world, await freshHost(world));
    return withInput(command, { ...end(command), outputBytes: 5 });
  }),
  CommandLimitError: memberWay('runCommand', 'CommandLimitError', ({ commands: { crowded } }) =>
    withInput(crowded, { sessionId: crowded.sessionId, key: randomUUID(), ...work }),
  ),
  CommandRefusedError: memberWay('runCommand', 'CommandRefusedError', async (world) => {
    const host = await connectHost(world, await joinFresh(world), { problem: 'CWD_NOT_FOUND' });
    const remote = await startRemote(world, host, 'READ_ONLY');
    return withInput(remote, { sessionId: remote.sessionId, key: randomUUID(), ...work });
  }),
  SessionNotActiveError: memberWay('runCommand', 'SessionNotActiveError', ({ commands: { pending } }) =>
    withInput(pending, { sessionId: pending.sessionId, key: randomUUID(), ...work }),
  ),
  HostAwayError: memberWay('startRemoteSession', 'HostAwayError', ({ hosts: { away } }) => ({
    variables: { input: { hostId: away.id, safetyMode: 'READ_ONLY', reason: 'x' } },
    hostKey: away.key,
  })),
  ModeNotAllowedError: memberWay('startRemoteSession', 'ModeNotAllowedError', async (world) => {
    const host = await connectHost(world, await joinFresh(world), { modes: ['READ_ONLY'] });
    return { variables: { input: { hostId: host.id, safetyMode: 'AUTONOMOUS', reason: 'x' } }, hostKey: host.key };
  }),
  SandboxMissingError: memberWay('startRemoteSession', 'SandboxMissingError', async (world) => {
    const host = await connectHost(world, await joinFresh(world), { sandboxProblem: 'no bubblewrap' });
    return { variables: { input: { hostId: host.id, safetyMode: 'READ_ONLY', reason: 'x' } }, hostKey: host.key };
  }),
};
