import { randomUUID } from 'node:crypto';
import { mutate } from '../../harness/operations.ts';
import {
  abilities,
  createHostKey,
  createJoinCode,
  joinFresh,
  joinInput,
  load,
  type MadeHost,
  system,
} from './hosts.ts';
import type { Question } from './visitors.ts';
import { memberWay, mutationWays, type Way, type Ways } from './way.ts';
import { revisionFor } from './ways-sessions.ts';
import type { World } from './world.ts';

const input = (value: Record<string, unknown>): Question => ({ variables: { input: value } });

/** A question about a host of its own. */
const freshHost = (more: Record<string, unknown> = {}): Way['prepare'] => {
  return async (world) => input({ id: (await joinFresh(world)).id, ...more });
};

const hostWay = (selection: string, at: readonly string[] = []): Way => ({
  document: `query ($id: ID!) { host(id: $id) { ${selection} } }`,
  at: ['host', ...at],
  prepare: ({ hosts }) => ({ variables: { id: hosts.connected.id } }),
});

/** A watch that goes on from before something happened to a host. */
const changesWay = (happen: (world: World, host: MadeHost) => Promise<unknown>): Way => ({
  document: 'subscription ($after: Revision) { hostChanges(afterRevision: $after) { SELECT } }',
  at: ['hostChanges'],
  async prepare(world, visitor) {
    const host = await joinFresh(world);
    const after = await revisionFor(world, visitor, { variables: {} });
    await happen(world, host);
    return { variables: { after }, hostKey: host.key };
  },
});

/** Of its own: who opens its work takes it over from the process that had it. */
const workQuestion: Way['prepare'] = async (world) => ({
  ...input({ instanceId: randomUUID(), system, abilities }),
  hostKey: (await joinFresh(world)).key,
});

export const hostWays: Ways = {
  ...mutationWays({
    createHostJoinCode: () => input({ app: 'alpha' }),
    joinHost: async (world) => ({ ...input(joinInput(createHostKey())), joinCode: await createJoinCode(world) }),
    removeHost: freshHost(),
    reportHost: () => input({ load }),
    updateHost: freshHost({ labels: ['rack 2'] }),
  }),
  'Query.host': {
    document: 'query ($id: ID!) { asked: host(id: $id) { __typename } }',
    at: [],
    prepare: ({ hosts }) => ({ variables: { id: hosts.connected.id } }),
  },
  'Query.hosts': { document: '{ asked: hosts { __typename } }', at: [], prepare: () => ({ variables: {} }) },
  'Subscription.hostChanges': {
    document: 'subscription { asked: hostChanges { __typename } }',
    at: [],
    prepare: () => ({ variables: {} }),
  },
  'Subscription.hostWork': {
    document: 'subscription ($input: HostWorkInput!) { asked: hostWork(input: $input) { __typename } }',
    at: [],
    prepare: workQuestion,
  },
  Host: hostWay('SELECT'),
  HostSystem: hostWay('system { SELECT }', ['system']),
  HostAbilities: hostWay('abilities { SELECT }', ['abilities']),
  HostLoad: hostWay('load { SELECT }', ['load']),
  HostChanges: changesWay((world, { id }) => mutate(world.admin, 'updateHost', { id, labels: ['rack 3'] })),
  'HostChanges.removed': changesWay((world, { id }) => mutate(world.admin, 'removeHost', { id })),
  HostWork: {
    document: 'subscription ($input: HostWorkInput!) { hostWork(input: $input) { SELECT } }',
    at: ['hostWork'],
    prepare: workQuestion,
  },
};

export const hostFailureWays: Ways = {
  HostNameTakenError: memberWay('createHostJoinCode', 'HostNameTakenError', ({ hosts }) =>
    input({ app: 'alpha', name: hosts.away.name }),
  ),
  HostNotFoundError: memberWay('removeHost', 'HostNotFoundError', () => input({ id: 'host_none' })),
};
