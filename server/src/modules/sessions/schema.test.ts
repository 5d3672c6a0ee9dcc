import { describe, expect, test } from 'vitest';
import { admin, appKey, owner, startApp, type TestApp } from '../../app.testing.ts';
import { admitKey, signIn, type Staying } from '../../app-people.testing.ts';
import { query, sessionOf } from '../../app-reading.testing.ts';
import { until } from '../../app-socket.testing.ts';
import { fingerprintOf, formatRevision } from '../../kernel/revision.ts';

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;
const iso = (ms: number): string => new Date(ms).toISOString();

const everything = `
  id kind app name userId externalId metadata tags pinned lifecycle activity liveness status attentionRank
  heartbeatIntervalMs startedAt lastHeartbeatAt lastActivityAt endedAt durationSeconds isStale endReason endMessage
  error { message code helpUrl } taskCount attempt revision`;

async function see(app: Awaited<ReturnType<typeof startApp>>, id: string): Promise<Record<string, unknown>> {
  const text = `query ($id: ID!) { session(id: $id) { ${everything} } }`;
  return (await query<{ session: Record<string, unknown> }>(app, text, { id })).session;
}

describe('a session on the wire', () => {
  test('says everything in its own words', async () => {
    const app = await startApp();
    const metadata = { deep: { list: [1, null, 'é'] } };
    const { session } = await app.register({
      name: 'Report',
      userId: 'ada',
      externalId: 'tab-1',
      metadata,
      tags: ['a'],
      heartbeatIntervalMs: 5_000,
    });
    const startedAt = iso(app.clock.wallMs());
    await app.services.tasks.startTask(owner(), { sessionId: session.id, taskId: 't1', name: 'x' });
    await app.services.sessions.pinSession(admin, { id: session.id });
    const error = { message: 'No credit', code: 'E7', helpUrl: 'https://example.com' };
    app.clock.advance(2_999);
    await app.services.sessions.updateSession(owner(), { id: session.id, error });
    expect(await see(app, session.id)).toEqual({
      id: session.id,
      kind: 'APP',
      app: 'demo',
      name: 'Report',
      userId: 'ada',
      externalId: 'tab-1',
      metadata,
      tags: ['a'],
      pinned: true,
      lifecycle: 'ACTIVE',
      activity: 'RUNNING',
      liveness: 'LIVE',
      status: 'RUNNING',
      attentionRank: 40,
      heartbeatIntervalMs: 5_000,
      startedAt,
      lastHeartbeatAt: startedAt,
      lastActivityAt: iso(app.clock.wallMs()),
      endedAt: null,
      durationSeconds: 2,
      isStale: false,
      endReason: null,
      endMessage: null,
      error,
      taskCount: 1,
      attempt: 1,
      revision: formatRevision({ epoch: 'template', number: 4, fingerprint: null }),
    });
  });

  test('is stale while it is stale, and says why and when it ended once it has', async () => {
    const app = await startApp();
    const { session } = await app.register();
    await app.advance(120 * second);
    expect(await see(app, session.id)).toMatchObject({ isStale: true, status: 'STALE', durationSeconds: 120 });
    await app.advance(480 * second);
    const ended = {
      isStale: false,
      status: 'ENDED',
      liveness: 'LOST',
      endReason: 'LOST',
      endedAt: iso(app.clock.wallMs()),
      durationSeconds: 600,
      lastHeartbeatAt: iso(session.startedAtMs),
    };
    expect(await see(app, session.id)).toMatchObject(ended);
    await app.advance(hour);
    expect(await see(app, session.id)).toMatchObject(ended);
  });

  test('has lasted no time, rather than less, when the wall clock went back', async () => {
    const app = await startApp();
    const { session } = await app.register();
    app.clock.jumpWall(-3 * hour);
    expect(await see(app, session.id)).toMatchObject({ durationSeconds: 0 });
  });
});

describe('the filter on the wire', () => {
  test('takes days and moments, which narrow each other', async () => {
    const app = await startApp();
    const ids: string[] = [];
    for (let at = 0; at < 4; at += 1) {
      ids.push((await app.register()).session.id);
      app.clock.jumpWall(12 * hour);
    }
    const list = async (filter: object): Promise<readonly string[]> => {
      const text = 'query ($filter: SessionFilter) { sessions(filter: $filter) { edges { node { id } } } }';
      const { sessions } = await query<{ sessions: { edges: { node: { id: string } }[] } }>(app, text, { filter });
      return sessions.edges.map(({ node }) => node.id).toReversed();
    };
    const [first, second, third, fourth] = ids;
    const startMs = (await sessionOf(app, first ?? '')).startedAtMs;
    const secondDay = iso(startMs + day).slice(0, 10);
    expect(await list({ createdOn: '2026-01-01' })).toEqual([first, second]);
    expect(await list({ createdOn: secondDay })).toEqual([third, fourth]);
    expect(await list({ createdOn: secondDay, createdAfter: iso(startMs + 36 * hour) })).toEqual([fourth]);
    expect(await list({ createdOn: secondDay, createdAfter: iso(startMs) })).toEqual([third, fourth]);
    expect(await list({ createdOn: '2026-01-01', createdBefore: iso(startMs + 12 * hour) })).toEqual([first]);
    expect(await list({ createdOn: '2026-01-01', createdBefore: iso(startMs + 9 * day) })).toEqual([first, second]);
    expect(await list({ createdAfter: iso(startMs + 12 * hour), createdBefore: iso(startMs + day) })).toEqual([second]);
    expect(await list({ createdOn: null, ids: null, search: null, tags: null, status: null })).toEqual(ids);
    expect(await list({ ids: [third, first] })).toEqual([first, third]);
  });
});

test('a mutation answers what goes wrong as a value, with its code and what to do', async () => {
  const app = await startApp();
  const text = `mutation ($input: KillSessionInput!) { killSession(input: $input) {
    __typename ... on Error { code message } ... on InvalidInputError { issues { path message } } } }`;
  expect(await query(app, text, { input: { id: 'app_nope' } })).toEqual({
    killSession: {
      __typename: 'SessionNotFoundError',
      code: 'SESSION_NOT_FOUND',
      message: 'There is no session app_nope here. Check the id; its owner may register it again.',
    },
  });
  expect(await query(app, text, { input: { id: 'app_nope', graceMs: -1 } })).toEqual({
    killSession: {
      __typename: 'InvalidInputError',
      code: 'INVALID_INPUT',
      message: 'graceMs: not negative',
      issues: [{ path: 'graceMs', message: 'not negative' }],
    },
  });
});

test('a heartbeat brings the kill of whoever has one, and nothing of the others', async () => {
  const app = await startApp();
  const [fine, killed, ended] = await Promise.all([{}, {}, {}].map((input) => app.register(input)));
  if (!fine || !killed || !ended) throw new Error('Three were registered');
  const { id } = await app.services.kills.killSession(admin, { id: killed.session.id, reason: 'Enough' });
  await app.services.sessions.endSession(owner(), { id: ended.session.id, reason: 'STOPPED' });
  const text = `mutation ($input: HeartbeatInput!) { heartbeat(input: $input) { ... on HeartbeatSuccess {
    results { sessionId outcome endReason kill { id reason requestedBy { kind } } } } } }`;
  const input = { sessionIds: [fine, killed, ended].map(({ session }) => session.id) };
  expect(await query(app, text, { input }, { authorization: `Bearer ${appKey}` })).toEqual({
    heartbeat: {
      results: [
        { sessionId: fine.session.id, outcome: 'RENEWED', endReason: null, kill: null },
        {
          sessionId: killed.session.id,
          outcome: 'KILL_REQUESTED',
          endReason: null,
          kill: { id, reason: 'Enough', requestedBy: { kind: 'BOOTSTRAP' } },
        },
        { sessionId: ended.session.id, outcome: 'ENDED', endReason: 'STOPPED', kill: null },
      ],
    },
  });
});

describe('what the viewer may do, on the wire', () => {
  async function rightsTo(app: TestApp, id: string, headers?: Staying<unknown>['headers']): Promise<unknown> {
    return (await query<{ session: unknown }>(app, rightsText, { id }, headers)).session;
  }
  const rightsText = 'query ($id: ID!) { session(id: $id) { canKill canPin } }';

  test('follows role, apps and user, and nobody ends what has ended', async () => {
    const app = await startApp();
    const { session } = await app.register({ userId: 'ada' });
    const viewer = await signIn(app);
    const operator = await signIn(app, { role: 'OPERATOR' });
    const ada = await signIn(app, { role: 'OPERATOR', apps: ['other'], userId: 'ada' });
    const key = await admitKey(app, { rights: ['READ', 'KILL'] });
    const stranger = await signIn(app, { apps: ['other'] });
    const all = { canKill: true, canPin: true };
    expect(await rightsTo(app, session.id)).toEqual(all);
    expect(await rightsTo(app, session.id, viewer.headers)).toEqual({ canKill: false, canPin: false });
    expect(await rightsTo(app, session.id, operator.headers)).toEqual(all);
    expect(await rightsTo(app, session.id, ada.headers)).toEqual({ canKill: true, canPin: false });
    expect(await rightsTo(app, session.id, key.headers)).toEqual({ canKill: true, canPin: false });
    expect(await rightsTo(app, session.id, stranger.headers)).toBeNull();
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
    expect(await rightsTo(app, session.id)).toEqual({ canKill: false, canPin: true });
    expect(await rightsTo(app, session.id, ada.headers)).toEqual({ canKill: false, canPin: false });
  });

  test('is what they get: one by one, where they ask for many', async () => {
    const app = await startApp();
    const { session: own } = await app.register({ userId: 'ada' });
    const { session: seen } = await app.register({ userId: 'eve' });
    const { session: hidden } = await app.register({ app: 'other', userId: 'eve' });
    const ada = await signIn(app, { apps: ['demo'], userId: 'ada' });
    const text = `mutation ($ids: [ID!]!) { killSessions(input: { ids: $ids }) { ... on KillSessionsSuccess {
      results { __typename ... on Error { code } } } } }`;
    const ids = [own.id, seen.id, hidden.id];
    expect(await query(app, text, { ids }, ada.headers)).toEqual({
      killSessions: {
        results: [
          { __typename: 'KillSessionSuccess' },
          { __typename: 'ForbiddenError', code: 'FORBIDDEN' },
          { __typename: 'SessionNotFoundError', code: 'SESSION_NOT_FOUND' },
        ],
      },
    });
  });
});

test('a revision on the wire says by whose rights it was read; a session’s own says nothing of its reader', async () => {
  const app = await startApp();
  await app.register();
  const ada = await signIn(app, { apps: ['demo'] });
  const text = '{ sessions { revision edges { node { revision } } } }';
  const place = formatRevision({ epoch: 'template', number: 1, fingerprint: null });
  const seen = `${place}.${fingerprintOf(ada.principal) ?? ''}`;
  expect(seen).toMatch(/^template\.0{15}1\.[0-9a-f]{8}$/);
  expect(await query(app, text, {}, ada.headers)).toEqual({
    sessions: { revision: seen, edges: [{ node: { revision: place } }] },
  });
  expect(await query(app, text)).toMatchObject({ sessions: { revision: place } });

  const url = new URL(`${app.app.url}/graphql`);
  url.searchParams.set(
    'query',
    'subscription ($from: Revision) { sessionChanges(afterRevision: $from) { revision resync } }',
  );
  url.searchParams.set('variables', JSON.stringify({ from: seen }));
  const stop = new AbortController();
  const headers = { ...ada.headers, accept: 'text/event-stream' };
  const { body } = await fetch(url, { headers, signal: stop.signal });
  const decoder = new TextDecoder();
  let come = '';
  for await (const chunk of body ?? []) {
    come += decoder.decode(chunk, { stream: true });
    if (come.includes('resync')) break;
  }
  stop.abort();
  expect(come).toContain(JSON.stringify({ data: { sessionChanges: { revision: seen, resync: false } } }));
  await until(() => app.app.openSubscriptionCount() === 0);
});

test('a key that runs all it may is told its limit', async () => {
  const app = await startApp();
  const key = await admitKey(app, { maxRunningSessions: 1 });
  const text = `mutation { registerSession(input: { app: "demo", ownerId: "owner1" }) {
    __typename ... on SessionQuotaError { code message limit } } }`;
  expect(await query(app, text, {}, key.headers)).toEqual({
    registerSession: { __typename: 'RegisterSessionSuccess' },
  });
  expect(await query(app, text, {}, key.headers)).toEqual({
    registerSession: {
      __typename: 'SessionQuotaError',
      code: 'SESSION_QUOTA',
      message: 'The one session this app key may run at once is running. End one first, or ask an admin for more.',
      limit: 1,
    },
  });
});
