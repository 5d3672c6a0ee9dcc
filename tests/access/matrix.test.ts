import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminToken, ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin } from '../harness/sign-in.ts';
import { ask } from './matrix/ask.ts';
import { expectedOfApprovals } from './matrix/expected-approvals.ts';
import { expectedOfAccess } from './matrix/expected-access.ts';
import { expectedOfCommands } from './matrix/expected-commands.ts';
import { expectedOfHosts } from './matrix/expected-hosts.ts';
import { expectedOfFailures } from './matrix/expected-failures.ts';
import { expectedOfOperations } from './matrix/expected-operations.ts';
import { expectedOfSessions } from './matrix/expected-sessions.ts';
import { parseRows, requiredRows, wayOf } from './matrix/rows.ts';
import { visitors } from './matrix/visitors.ts';
import { approvalFailureWays, approvalWays } from './matrix/ways-approvals.ts';
import { accessFailureWays, accessWays } from './matrix/ways-access.ts';
import { commandFailureWays, commandWays } from './matrix/ways-commands.ts';
import { hostFailureWays, hostWays } from './matrix/ways-hosts.ts';
import { sessionFailureWays, sessionWays } from './matrix/ways-sessions.ts';
import { createWorld, type World } from './matrix/world.ts';

// Failures first: a kill is recent for a minute, and a busy machine needs longer for all of these.
const rows = parseRows(
  ...[
    expectedOfFailures,
    expectedOfOperations,
    expectedOfSessions,
    expectedOfApprovals,
    expectedOfAccess,
    expectedOfHosts,
    expectedOfCommands,
  ],
);
const ways = {
  ...{ ...sessionWays, ...sessionFailureWays },
  ...{ ...approvalWays, ...approvalFailureWays },
  ...{ ...accessWays, ...accessFailureWays },
  ...{ ...hostWays, ...hostFailureWays },
  ...{ ...commandWays, ...commandFailureWays },
};

let settled: World;
/** Where there is no admin yet, so that the bootstrap token holds. */
let fresh: World;

beforeAll(async () => {
  [settled, fresh] = await Promise.all([createSettled(), createFresh()]);
});

afterAll(async () => {
  await Promise.all([settled.server.remove(), fresh.server.remove()]);
});

async function createSettled(): Promise<World> {
  const server = await ServerProcess.start();
  const { api, headers } = await becomeFirstAdmin(server);
  const { viewer } = await api.data<{ viewer: { person: { id: string } } }>('{ viewer { person { id } } }');
  return createWorld(server, { headers }, viewer.person.id);
}

async function createFresh(): Promise<World> {
  return createWorld(await ServerProcess.start(), { secret: adminToken }, 'nobody');
}

describe('the rows', () => {
  test('are all the fields of the schema, and nothing else', () => {
    expect([...rows.keys()].sort()).toEqual([...requiredRows(ways)].sort());
  });

  test('are all that ways were made for', () => {
    const overrides = Object.keys(ways).filter((name) => name.includes('.'));
    expect(overrides.filter((name) => !rows.has(name))).toEqual([]);
  });
});

test.each([...rows])('%s', async (name, expected) => {
  const { way, selection } = wayOf(name, ways);
  const outcomes = await Promise.all(
    visitors.map(async (visitor) => {
      const world = visitor === 'boot' ? fresh : settled;
      return [visitor, await ask(world, visitor, way, selection)] as const;
    }),
  );
  expect(Object.fromEntries(outcomes)).toEqual(expected);
});
