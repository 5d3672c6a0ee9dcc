import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api, type ApiOptions, asAdmin, asOwner } from '../harness/api.ts';
import { createKey } from '../harness/keys.ts';
import { mutate, readSession, register } from '../harness/operations.ts';
import { enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { WireSocket } from '../harness/wire-socket.ts';

/** What a question names: of something hidden, or of nothing at all. */
interface Names {
  readonly id: string;
  readonly app: string;
  readonly userId: string;
  readonly name: string;
  readonly tag: string;
  readonly taskId: string;
  readonly killId: string;
}

let server: ServerProcess;
let hidden: Names;
const nothing: Names = {
  id: 'app_01AAAAAAAAAAAAAAAAAAAAAAAA',
  app: 'no such app',
  userId: 'no such user',
  name: 'no such name',
  tag: 'no such tag',
  taskId: 'no-such-task',
  killId: 'kill_01AAAAAAAAAAAAAAAAAAAAAAAA',
};
/** Both limited to another app; what they ask with. */
let operator: ApiOptions;
let key: ApiOptions;

beforeAll(async () => {
  server = await ServerProcess.start();
  const admin = asAdmin(server);
  hidden = await createHidden();
  operator = { headers: (await enter(server, admin, { role: 'OPERATOR', apps: ['beta'] })).headers };
  const { secret } = await createKey(admin, { apps: ['beta'], rights: ['REGISTER', 'READ', 'KILL'] });
  key = { secret, ownerId: randomUUID() };
  // So that nothing is empty by itself.
  await register(asOwner(server, 'beta'), 'beta', { app: 'beta', name: 'seen', userId: 'grace', tags: ['seen'] });
});

afterAll(async () => {
  await server.remove();
});

/** A session of alpha with a task, pinned, and killed and not ended. */
async function createHidden(): Promise<Names> {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const of = { app: 'alpha', userId: 'ada', name: 'the hidden one', tags: ['hidden'] };
  const { session } = await register(owner, ownerId, of);
  const [id, taskId] = [session.id, randomUUID()];
  await mutate(owner, 'startTask', { sessionId: id, taskId, name: 'a task' });
  await mutate(asAdmin(server), 'pinSession', { id });
  await mutate(asAdmin(server), 'killSession', { id, graceMs: 3_600_000 });
  const killId = (await readSession(owner, id))?.kill?.id ?? '';
  return { id, app: of.app, userId: of.userId, name: of.name, tag: 'hidden', taskId, killId };
}

/** An answer, with what was named taken out of it and the moments and the order of changes left out. */
async function answerTo(who: ApiOptions, names: Names, [query, variables]: Question): Promise<string> {
  const answer = await new Api(server.url, who).send(query, variables(names));
  const text = Object.entries(names).reduce(
    (rest, [what, name]: [string, string]) => rest.replaceAll(name, `<${what}>`),
    JSON.stringify(answer),
  );
  return text.replaceAll(/"correlationId":"[^"]+"/g, '');
}

type Question = readonly [string, (names: Names) => Record<string, unknown>];

const mutation = (name: string, input: (names: Names) => Record<string, unknown>): [string, Question] => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on Error { code message } } }`;
  return [name, [query, (names) => ({ input: input(names) })]];
};

const list = `query ($filter: SessionFilter) { sessions(filter: $filter) {
  edges { node { id } } pinned { id } totalCount totalCountIsExact pageInfo { hasNextPage endCursor }
} }`;

const counts = `query ($filter: SessionFilter) {
  APP: sessionCounts(by: APP, filter: $filter) { key count }
  KIND: sessionCounts(by: KIND, filter: $filter) { key count }
  STATUS: sessionCounts(by: STATUS, filter: $filter) { key count }
  USER: sessionCounts(by: USER, filter: $filter) { key count }
}`;

const filters: readonly (readonly [string, (names: Names) => Record<string, unknown>])[] = [
  ['its id', ({ id }) => ({ ids: [id] })],
  ['its app', ({ app }) => ({ apps: [app] })],
  ['its user', ({ userId }) => ({ userId })],
  ['a part of its name', ({ name }) => ({ search: name.slice(3) })],
  ['the start of its id', ({ id }) => ({ search: id.slice(0, -1) })],
  ['its tag', ({ tag }) => ({ tags: [tag] })],
];

const reading: readonly (readonly [string, Question])[] = [
  ['a look-up', ['query ($id: ID!) { session(id: $id) { id } }', ({ id }) => ({ id })]],
  ...filters.flatMap(([what, filter]): [string, Question][] => [
    [`a list by ${what}`, [list, (names) => ({ filter: filter(names) })]],
    [`counts by ${what}`, [counts, (names) => ({ filter: filter(names) })]],
  ]),
  mutation('killSession', ({ id }) => ({ id })),
];

const driving: readonly (readonly [string, Question])[] = [
  mutation('updateSession', ({ id }) => ({ id, name: 'taken' })),
  mutation('endSession', ({ id }) => ({ id })),
  mutation('startTask', ({ id }) => ({ sessionId: id, taskId: randomUUID(), name: 'x' })),
  mutation('reportProgress', ({ taskId }) => ({ taskId, progress: 1 })),
  mutation('finishTask', ({ taskId }) => ({ taskId, outcome: 'FAILED' })),
  mutation('acknowledgeKill', ({ killId }) => ({ killId })),
  [
    'heartbeat',
    [
      `mutation ($input: HeartbeatInput!) {
        heartbeat(input: $input) { ... on HeartbeatSuccess { results { sessionId outcome kill { id } endReason } } }
      }`,
      ({ id }) => ({ input: { sessionIds: [id] } }),
    ],
  ],
];

const pinning = [mutation('pinSession', ({ id }) => ({ id })), mutation('unpinSession', ({ id }) => ({ id }))];

describe('what is hidden answers, to the letter, as what is not there', () => {
  test.each([...reading, ...pinning])('to a limited operator: %s', async (_name, question) => {
    const answer = await answerTo(operator, hidden, question);
    expect(answer).toBe(await answerTo(operator, nothing, question));
  });

  test.each([...reading, ...driving])('to a key of another app: %s', async (_name, question) => {
    const answer = await answerTo(key, hidden, question);
    expect(answer).toBe(await answerTo(key, nothing, question));
  });

  test.each([
    ['to a limited operator', () => operator],
    ['to a key of another app', () => key],
  ])('%s: the wait for its kill', async (_title, who) => {
    const document = 'subscription ($id: ID!) { killSignal(sessionId: $id) { id } }';
    const { secret, headers = {} } = who();
    const payload = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
    const socket = await WireSocket.greet(server.url, { headers, payload });
    const answers = [];
    for (const { id } of [hidden, nothing]) {
      const subscription = socket.subscribe(document, { id });
      const { type, payload: told } = await socket.next('the refusal', (frame) => frame.id === subscription);
      answers.push(JSON.stringify([type, told]).replaceAll(id, '<id>'));
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('SESSION_NOT_FOUND');
    await socket.close();
  });

  test('and is in none of the lists and counts that name nothing', async () => {
    for (const who of [operator, key]) {
      const api = new Api(server.url, who);
      const everything = JSON.stringify([await api.send(list), await api.send(counts)]);
      for (const name of Object.values(hidden)) expect(everything).not.toContain(name);
      expect(await api.data<{ sessions: { totalCount: number } }>('{ sessions { totalCount } }')).toEqual({
        sessions: { totalCount: 1 },
      });
    }
  });
});
