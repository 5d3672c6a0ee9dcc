import { randomUUID } from 'node:crypto';
import { Api } from '../../harness/api.ts';
import { change, mutate } from '../../harness/operations.ts';
import { credentialsOf, type Question, type Visitor } from './visitors.ts';
import { memberWay, mutationWays, type Way, type Ways } from './way.ts';
import { asKey, type Registered, registerFresh } from './registered.ts';
import type { World } from './world.ts';

/** A question about a session, by its id. */
export const about = (session: Registered, variables: Record<string, unknown> = {}): Question => ({
  variables: { id: session.sessionId, ...variables },
  token: session.token,
  ownerId: session.ownerId,
});

export const withInput = (session: Registered, input: Record<string, unknown>): Question => ({
  ...about(session),
  variables: { input },
});

const sessionWay = (selection: string, at: readonly string[], which: 'full' | 'killed' | 'ended' = 'full'): Way => ({
  document: `query ($id: ID!) { session(id: $id) { ${selection} } }`,
  at: ['session', ...at],
  prepare: (world) => about(world[which]),
});

const listWay = (selection: string, at: readonly string[]): Way => ({
  document: `query ($ids: [ID!]) { sessions(filter: { ids: $ids }, first: 1) { ${selection} } }`,
  at: ['sessions', ...at],
  prepare: ({ full, ended, pinned }) => about(full, { ids: [full.sessionId, ended.sessionId, pinned] }),
});

const countsWay: Way = {
  document: 'query ($ids: [ID!]) { sessionCounts(by: USER, filter: { ids: $ids }) { SELECT } }',
  at: ['sessionCounts'],
  prepare: ({ full }) => about(full, { ids: [full.sessionId] }),
};

/** A watch that goes on from before something happened to a session. */
const changesWay = (happen: (world: World, session: Registered) => Promise<unknown>): Way => ({
  document: `subscription ($ids: [ID!], $after: Revision) {
    sessionChanges(filter: { ids: $ids, lifecycle: [ACTIVE] }, afterRevision: $after) { SELECT }
  }`,
  at: ['sessionChanges'],
  async prepare(world, visitor) {
    const session = await registerFresh(world);
    const question = about(session, { ids: [session.sessionId] });
    const after = await revisionFor(world, visitor, question);
    await happen(world, session);
    return { ...question, variables: { ...question.variables, after } };
  },
});

/** Where the visitor would watch from; null for those who may not list. */
export async function revisionFor(world: World, visitor: Visitor, question: Question): Promise<string | null> {
  const api = new Api(world.server.url, credentialsOf(world, visitor, question));
  const { data } = await api.send<{ sessions: { revision: string } }>('{ sessions(first: 1) { revision } }');
  return data?.sessions.revision ?? null;
}

const rename = (world: World, { ownerId, sessionId: id }: Registered) =>
  mutate(asKey(world, ownerId), 'updateSession', { id, name: 'renamed' });

const end = (world: World, { ownerId, sessionId: id }: Registered) =>
  mutate(asKey(world, ownerId), 'endSession', { id });

/** A question about a session of its own. */
export const fresh = (inputFor: (session: Registered) => Record<string, unknown>): Way['prepare'] => {
  return async (world) => {
    const session = await registerFresh(world);
    return withInput(session, inputFor(session));
  };
};

/** A session that has not heard yet that it is killed. */
async function killFresh(world: World): Promise<{ readonly session: Registered; readonly killId: string }> {
  const session = await registerFresh(world);
  const input = { id: session.sessionId, graceMs: 60_000 };
  const { kill } = await change<{ kill: { id: string } }>(world.admin, 'killSession', input, 'kill { id }');
  return { session, killId: kill.id };
}

/** A question about a task of its own. */
const freshTask = (input: Record<string, unknown>): Way['prepare'] => {
  return async (world) => {
    const session = await registerFresh(world);
    const taskId = randomUUID();
    const task = { sessionId: session.sessionId, taskId, name: 'x' };
    await mutate(asKey(world, session.ownerId), 'startTask', task);
    return withInput(session, { taskId, ...input });
  };
};

const beatFor = (session: Registered) => withInput(session, { sessionIds: [session.sessionId] });
const beatWay = (prepare: Way['prepare']) => memberWay('heartbeat', 'HeartbeatSuccess', prepare, ['results']);
const freshBeat: Way['prepare'] = async (world) => beatFor((await killFresh(world)).session);

const mutations = mutationWays({
  async acknowledgeKill(world) {
    const { session, killId } = await killFresh(world);
    return withInput(session, { killId });
  },
  endSession: fresh(({ sessionId: id }) => ({ id })),
  finishTask: freshTask({ outcome: 'SUCCEEDED' }),
  heartbeat: freshBeat,
  killSession: fresh(({ sessionId: id }) => ({ id })),
  killSessions: fresh(({ sessionId: id }) => ({ ids: [id] })),
  pinSession: fresh(({ sessionId: id }) => ({ id })),
  registerSession: () => {
    const ownerId = randomUUID();
    return { variables: { input: { app: 'alpha', externalId: randomUUID(), ownerId } }, ownerId };
  },
  reportProgress: freshTask({ progress: 0.5 }),
  startTask: fresh(({ sessionId }) => ({ sessionId, taskId: randomUUID(), name: 'x' })),
  sweepSessions: () => ({ variables: { input: { dryRun: true } } }),
  async unpinSession(world) {
    const session = await registerFresh(world);
    await mutate(world.admin, 'pinSession', { id: session.sessionId });
    return withInput(session, { id: session.sessionId });
  },
  updateSession: fresh(({ sessionId: id }) => ({ id, name: 'renamed' })),
});

export const sessionWays: Ways = {
  ...mutations,
  'Query.session': {
    document: 'query ($id: ID!) { asked: session(id: $id) { __typename } }',
    at: [],
    prepare: ({ full }) => about(full),
  },
  'Query.sessions': { document: '{ asked: sessions { __typename } }', at: [], prepare: () => ({ variables: {} }) },
  'Query.sessionCounts': {
    document: 'query ($ids: [ID!]) { asked: sessionCounts(by: APP, filter: { ids: $ids }) { __typename } }',
    at: [],
    prepare: ({ full }) => about(full, { ids: [full.sessionId] }),
  },
  'Subscription.killSignal': {
    document: 'subscription ($id: ID!) { asked: killSignal(sessionId: $id) { __typename } }',
    at: [],
    // Of its own: the key's signal is a lease, and its end makes the session quiet.
    prepare: async (world) => about((await killFresh(world)).session),
  },
  'Subscription.sessionChanges': {
    document: 'subscription { asked: sessionChanges { __typename } }',
    at: [],
    prepare: () => ({ variables: {} }),
  },
  Session: sessionWay('SELECT', []),
  'Session.pendingApprovalCount': {
    ...sessionWay('SELECT', []),
    prepare: ({ approvals }) => about(approvals.pending),
  },
  'Session.endedAt': sessionWay('SELECT', [], 'ended'),
  'Session.endReason': sessionWay('SELECT', [], 'ended'),
  'Session.endMessage': sessionWay('SELECT', [], 'ended'),
  ReportedError: sessionWay('error { SELECT }', ['error']),
  RecordConnection: sessionWay('changes { SELECT }', ['changes']),
  RecordEdge: sessionWay('changes { edges { SELECT } }', ['changes', 'edges']),
  Record: sessionWay('changes { edges { node { SELECT } } }', ['changes', 'edges', 'node']),
  Task: sessionWay('tasks { SELECT }', ['tasks']),
  Kill: sessionWay('kill { SELECT }', ['kill'], 'killed'),
  Actor: sessionWay('kill { requestedBy { SELECT } }', ['kill', 'requestedBy']),
  SessionConnection: listWay('SELECT', []),
  PageInfo: listWay('pageInfo { SELECT }', ['pageInfo']),
  SessionEdge: listWay('edges { SELECT }', ['edges']),
  SessionCount: countsWay,
  SessionChanges: changesWay(rename),
  'SessionChanges.removed': changesWay(end),
  SessionHeartbeat: beatWay(freshBeat),
  'SessionHeartbeat.endReason': beatWay(({ ended }) => beatFor(ended)),
};

export const sessionFailureWays: Ways = {
  KillNotFoundError: memberWay('acknowledgeKill', 'KillNotFoundError', () => ({
    variables: { input: { killId: 'kill_none' } },
  })),
  SessionNotFoundError: memberWay('killSession', 'SessionNotFoundError', () => ({
    variables: { input: { id: 'app_none' } },
  })),
  SessionEndedError: memberWay('killSession', 'SessionEndedError', ({ ended }) =>
    withInput(ended, { id: ended.sessionId }),
  ),
  SessionSupersededError: memberWay('updateSession', 'SessionSupersededError', ({ superseded }) =>
    withInput(superseded, { id: superseded.sessionId, name: 'renamed' }),
  ),
  SessionKilledRecentlyError: memberWay('registerSession', 'SessionKilledRecentlyError', ({ killed }) =>
    withInput(killed, { app: 'alpha', externalId: killed.externalId, ownerId: killed.ownerId }),
  ),
  SessionQuotaError: memberWay('registerSession', 'SessionQuotaError', ({ keys }) => ({
    variables: { input: { app: 'quota', externalId: 'one more', ownerId: randomUUID() } },
    key: keys.full.secret,
  })),
  PinLimitError: memberWay('pinSession', 'PinLimitError', ({ unpinnable }) => ({
    variables: { input: { id: unpinnable } },
  })),
  TaskNotFoundError: memberWay('reportProgress', 'TaskNotFoundError', ({ full }) =>
    withInput(full, { taskId: 'none', progress: 1 }),
  ),
  TaskFinishedError: memberWay('reportProgress', 'TaskFinishedError', ({ full, fullTaskId }) =>
    withInput(full, { taskId: fullTaskId, progress: 1 }),
  ),
  TaskIdTakenError: memberWay('startTask', 'TaskIdTakenError', async (world) => {
    const session = await registerFresh(world);
    return withInput(session, { sessionId: session.sessionId, taskId: world.neighbour.taskId, name: 'x' });
  }),
};
