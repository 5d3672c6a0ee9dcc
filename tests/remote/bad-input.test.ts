import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asOwner } from '../harness/api.ts';
import { mutate, tryToRegister } from '../harness/operations.ts';
import { RemoteSession, type Work, workOf } from '../harness/remote.ts';
import { until } from '../harness/until.ts';
import { Site } from './site.ts';

let site: Site;
let session: RemoteSession;

beforeAll(async () => {
  site = await Site.open();
  session = await site.start('AUTONOMOUS');
});

afterAll(async () => {
  await site.close();
});

test.each<[string, Work]>([
  ['an empty argv', { argv: [] }],
  ['an argv whose program has no name', { argv: [''] }],
  ['neither argv nor line', {}],
  ['both argv and line', { argv: ['true'], line: 'true' }],
  ['an empty line', ''],
  ['a time-out of no time', { argv: ['true'], timeoutMs: 0 }],
  ['a time-out of two days', { argv: ['true'], timeoutMs: 172_800_000 }],
  ['more than 64 KiB to read', { argv: ['cat'], stdin: 'x'.repeat(65_537) }],
  ['a variable that is none', { argv: ['env'], env: [{ name: 'A=B', value: 'c' }] }],
  ['a byte that ends words', { argv: ['echo', 'a\0b'] }],
])('%s is told, and nothing runs', async (_what, work) => {
  expect(await session.tryToRun(work)).toMatchObject({ code: 'INVALID_INPUT' });
});

async function problemOf(work: Work): Promise<string | undefined> {
  const { runCommand } = await site.ada.api.data<{ runCommand: { problem?: string } }>(
    'mutation ($input: RunCommandInput!) { runCommand(input: $input) { ... on CommandRefusedError { problem } } }',
    { input: { sessionId: session.id, key: 'refused', ...workOf(work) } },
  );
  return runCommand.problem;
}

test.each<[string, () => Work, string]>([
  ['a cwd that does not exist', () => ({ argv: ['true'], cwd: site.path('nowhere') }), 'CWD_NOT_FOUND'],
  ['a cwd outside the folders', () => ({ argv: ['true'], cwd: '/etc' }), 'CWD_NOT_ALLOWED'],
  // Whoever asks does not learn what there is elsewhere.
  ['a cwd that does not exist outside them', () => ({ argv: ['true'], cwd: '/nowhere/at/all' }), 'CWD_NOT_ALLOWED'],
  ['a program that does not exist', () => ({ argv: ['no-such-program-anywhere'] }), 'EXECUTABLE_NOT_FOUND'],
  ['a file that may not be executed', () => ({ argv: ['/etc/passwd'] }), 'EXECUTABLE_NOT_FOUND'],
])('%s is refused by the host, and nothing is stored', async (_what, work, problem) => {
  expect(await problemOf(work())).toBe(problem);
  const { commands } = await site.ada.api.data<{ commands: { edges: readonly unknown[] } }>(
    'query ($id: ID!) { commands(filter: { sessionId: $id }) { edges { cursor } } }',
    { id: session.id },
  );
  expect(commands.edges).toEqual([]);
});

describe('a session on a host', () => {
  const start = (hostId: string, input: Readonly<Record<string, unknown>> = {}) =>
    mutate(site.ada.api, 'startRemoteSession', { hostId, safetyMode: 'READ_ONLY', reason: 'x', key: 'k', ...input });

  test('that nobody knows is not started', async () => {
    expect(await start('host_nobody')).toMatchObject({ __typename: 'HostNotFoundError' });
  });

  test('as somebody the policy does not have is not started', async () => {
    const answer = await start(site.host.id, { systemUser: 'root' });
    expect(answer.__typename).not.toBe('StartRemoteSessionSuccess');
  });

  test('is none that an app may register', async () => {
    const input = { kind: 'REMOTE_ACCESS', app: 'remote', ownerId: 'me' };
    await expect(tryToRegister(asOwner(site.server, 'me'), input)).rejects.toThrow(/kind/);
  });

  test('that is away is not started, and runs nothing in one that is open', async () => {
    const other = await RemoteSession.start(site.ada.api, site.host.id, 'READ_ONLY');
    await site.host.crash();
    await until('the host to be away', async () => {
      const { host } = await site.ada.api.data<{ host: { isConnected: boolean } }>(
        'query ($id: ID!) { host(id: $id) { isConnected } }',
        { id: site.host.id },
      );
      return !host.isConnected;
    });
    expect(await start(site.host.id)).toMatchObject({ __typename: 'HostAwayError' });
    expect(await other.tryToRun('true')).toMatchObject({ __typename: 'HostAwayError' });
    await site.host.startAgain();
    expect(await other.finish('true')).toMatchObject({ state: 'SUCCEEDED' });
  });
});
