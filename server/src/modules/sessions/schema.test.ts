import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { query, sessionOf } from '../../app-reading.testing.ts';
import { formatRevision } from '../../kernel/revision.ts';

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
      message: 'There is no session app_nope here. Check the id, or register the session again.',
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
