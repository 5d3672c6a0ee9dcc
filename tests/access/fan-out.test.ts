import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enter, type Member } from '../harness/people.ts';
import { createRandom } from '../harness/random.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';
import { until } from '../harness/until.ts';
import { listAll, Reader, type Seen } from './fan-out/reader.ts';
import { ChangingRights, type Rights, type Subject } from './fan-out/rights.ts';
import { ChangingSessions } from './fan-out/sessions.ts';

let server: ServerProcess;
let admin: SignedIn;

beforeEach(async () => {
  server = await ServerProcess.start();
  admin = await becomeFirstAdmin(server);
});

afterEach(async () => {
  await server.remove();
});

const writerCount = 3;
const changesEach = 700;

/** Every combination of these. */
function combine(apps: readonly (readonly string[] | null)[], userIds: readonly (string | null)[]) {
  const roles = ['VIEWER', 'OPERATOR'] as const;
  return apps.flatMap((each) =>
    userIds.flatMap((userId) => roles.map((role): Rights => ({ role, apps: each, userId }))),
  );
}

// Red and blue share an app at times, and never anything else.
const people = {
  red: combine([['red'], ['red', 'shared'], ['shared'], []], ['ada', null]),
  blue: combine([['blue'], ['blue', 'shared'], ['shared'], []], ['bob', null]),
  carol: combine([[], ['shared']], ['carol']),
  anybody: combine([null, ['red', 'blue'], []], ['ada', 'bob', null]),
};

test("people with different rights never receive each other's sessions, whatever happens to both", async () => {
  const random = createRandom('fan-out');
  const complaints = new Set<string>();
  const subjects = new Map<string, Subject[]>();

  const watching = await Promise.all(
    Object.entries(people).map(async ([name, options]) => {
      const [first = { role: 'VIEWER', apps: null, userId: null }, ...others] = options;
      const person = await enter(server, admin.api, { name, ...first });
      const rights = new ChangingRights(person, admin.api, [first, ...others]);
      const reader = new Reader({
        person,
        random,
        onSession(session) {
          if (!rights.mayKnowNow(session)) complaints.add(`${name} was told of ${describe(session)}`);
        },
        onRemoved(id) {
          // What is gone or hidden may only be named to those who may have had it.
          const isTheirs = (subjects.get(id) ?? []).some((subject) => rights.mayEverHaveKnown(subject));
          if (!isTheirs) complaints.add(`${name} was told of the end of ${id}, ${JSON.stringify(subjects.get(id))}`);
        },
      });
      return { name, person, rights, reader, reading: reader.run() };
    }),
  );

  const writers = Array.from({ length: writerCount }, () => {
    return new ChangingSessions(server, admin.api, random, subjects);
  });
  // One after the other: chance would leave somebody's rights as they were, once in a hundred runs.
  let changed = 0;
  await Promise.all(
    writers.map((writer) => {
      let untilNext = random.between(1, 60);
      return writer.run(changesEach, async () => {
        if (--untilNext > 0) return;
        untilNext = random.between(20, 100);
        await watching[changed++ % watching.length]?.rights.change(random);
      });
    }),
  );

  for (const { name, person, reader } of watching) await expectRight(name, person, reader);
  for (const { reader } of watching) reader.stop();
  await Promise.all(watching.map(({ reading }) => reading));
  expect([...complaints]).toEqual([]);
  for (const { name, rights, reader } of watching) {
    expect(rights.changes, name).toBeGreaterThan(2);
    expect(reader.resyncs, name).toBeGreaterThan(0);
    expect(reader.messages, name).toBeGreaterThan(20);
  }
}, 180_000);

/** What somebody applied message by message is what a fresh list of theirs has. */
async function expectRight(name: string, { api }: Member, { state }: Reader): Promise<void> {
  const { sessions } = await listAll(api);
  const fresh = new Map(sessions.map((session) => [session.id, session]));
  await until(`${name} to be up to date`, () => isDeepStrictEqual(state, fresh)).catch(() => undefined);
  expect(state, name).toEqual(fresh);
}

const describe = ({ id, app, userId }: Seen) => `${id} of ${app}, which works for ${userId ?? 'nobody'}`;
