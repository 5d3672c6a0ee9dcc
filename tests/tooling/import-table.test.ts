import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
let eslint: ESLint;

beforeAll(() => {
  // The files of these tests do not exist, so rules that ask for types cannot look at them.
  eslint = new ESLint({
    cwd: root,
    overrideConfig: [tseslint.configs.disableTypeChecked],
  });
});

async function complaintsAbout(path: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${path}` });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

async function importComplaints(path: string, statement: string): Promise<string[]> {
  const complaints = await complaintsAbout(path, statement);
  return complaints.filter((rule) => rule !== '@typescript-eslint/no-unused-vars');
}

const value = (source: string) => `import { x } from '${source}';\nx();\n`;
const type = (source: string) => `import type { X } from '${source}';\nexport type Y = X;\n`;

describe('the import table', () => {
  test.each([
    ['the kernel', 'the kernel', 'server/src/kernel/ids.ts', value('./clock.ts')],
    ['a noun', 'the kernel', 'server/src/modules/sessions/session.ts', value('../../kernel/ids.ts')],
    ['a noun', 'its own noun', 'server/src/modules/sessions/session.ts', value('./status.ts')],
    ['a noun', "another module's door", 'server/src/modules/sessions/session.ts', value('../kills/index.ts')],
    ['a service', 'its own port', 'server/src/modules/sessions/service.ts', type('./store.ts')],
    ['a service', "another module's door", 'server/src/modules/sessions/service.ts', value('../kills/index.ts')],
    ["a module's schema", 'the builder', 'server/src/modules/sessions/schema.ts', value('../../schema/builder.ts')],
    ["a module's schema", 'graphql', 'server/src/modules/sessions/schema.ts', value('graphql')],
    ['the store', 'Kysely', 'server/src/store/sqlite/open.ts', value('kysely')],
    ['the store', 'a noun', 'server/src/store/sessions.ts', value('../modules/sessions/index.ts')],
    ['the watch', "a noun's types", 'server/src/watch/groups.ts', type('../modules/sessions/index.ts')],
    ['the context', "a service's types", 'server/src/schema/context.ts', type('../modules/sessions/service.ts')],
    ['the schema', "modules' schemas", 'server/src/schema/index.ts', value('../modules/sessions/schema.ts')],
    ['the transport', 'the schema', 'server/src/transport/http.ts', value('../schema/index.ts')],
    ['the transport', 'Yoga', 'server/src/transport/http.ts', value('graphql-yoga')],
    ['the composition root', 'a service', 'server/src/app.ts', value('./modules/sessions/service.ts')],
    ['the command line', 'the composition root', 'server/src/cli/serve.ts', value('../app.ts')],
    ['the SDK', 'its generated code', 'sdk/src/client.ts', value('./generated/graphql.ts')],
    ['the host', "the SDK's operations", 'host/src/link/link.ts', value('@rollcall/sdk/operations')],
    ['an example', "the SDK's entry", 'examples/task-runner/src/server.ts', value('@rollcall/sdk')],
    ['a benchmark', "the SDK's operations", 'bench/src/benchmarks/kill.ts', value('@rollcall/sdk/operations')],
    ['a load', 'the store', 'bench/src/load/store-reads.ts', value('../../../server/src/store/session-reader.ts')],
    ['a peer', 'its own library', 'bench/src/peers/mercurius.ts', value('mercurius')],
    ['a page', 'a feature', 'web/src/routes/+page.ts', value('$lib/features/sessions/table.ts')],
    ['a feature', 'the api', 'web/src/lib/features/sessions/list.ts', value('$lib/api/client.ts')],
    ['a feature', 'a part', 'web/src/lib/features/sessions/list.ts', value('$lib/ui/age.ts')],
  ])('%s may import %s', async (_from, _to, path, code) => {
    expect(await importComplaints(path, code)).toEqual([]);
  });

  test.each([
    ['the kernel', 'a module', 'server/src/kernel/ids.ts', value('../modules/sessions/index.ts')],
    ['the kernel', 'the configuration', 'server/src/kernel/ids.ts', type('../config.ts')],
    ['a noun', 'a service', 'server/src/modules/sessions/session.ts', value('./service.ts')],
    ['a noun', "another module's inside", 'server/src/modules/sessions/session.ts', value('../kills/kill.ts')],
    ['a noun', 'Kysely', 'server/src/modules/sessions/session.ts', type('kysely')],
    ['a noun', 'graphql', 'server/src/modules/sessions/errors.ts', value('graphql')],
    ['a port', 'a Node built-in', 'server/src/modules/sessions/store.ts', value('node:fs')],
    ['a service', 'the store', 'server/src/modules/sessions/service.ts', value('../../store/sessions.ts')],
    ["a service's types", 'the store', 'server/src/modules/sessions/service.ts', type('../../store/sessions.ts')],
    ['a service', 'the watch', 'server/src/modules/sessions/service.ts', value('../../watch/head.ts')],
    ['a service', 'graphql', 'server/src/modules/sessions/service.ts', value('graphql')],
    ['a sweep', 'the schema', 'server/src/modules/sessions/sweep.ts', value('../../schema/builder.ts')],
    ['a sweep', 'the transport', 'server/src/modules/sessions/sweep.ts', value('../../transport/http.ts')],
    ["a module's schema", 'its service', 'server/src/modules/sessions/schema.ts', value('./service.ts')],
    ["a module's schema", 'the store', 'server/src/modules/sessions/schema.ts', value('../../store/sessions.ts')],
    ["a module's schema", 'Kysely', 'server/src/modules/sessions/schema.ts', value('kysely')],
    ['the store', 'a service', 'server/src/store/sessions.ts', type('../modules/sessions/service.ts')],
    ['the store', 'a use case', 'server/src/store/sessions.ts', type('../modules/sessions/registration.ts')],
    ['the store', 'graphql', 'server/src/store/sessions.ts', value('graphql')],
    ['the watch', "a noun's code", 'server/src/watch/groups.ts', value('../modules/sessions/index.ts')],
    ['the watch', 'the store', 'server/src/watch/groups.ts', type('../store/sessions.ts')],
    ['the watch', 'a service', 'server/src/watch/groups.ts', type('../modules/sessions/service.ts')],
    ['the watch', 'graphql', 'server/src/watch/groups.ts', value('graphql')],
    ['the context', "a service's code", 'server/src/schema/context.ts', value('../modules/sessions/service.ts')],
    ['the schema', "a service's types", 'server/src/schema/page.ts', type('../modules/sessions/service.ts')],
    ['the schema', 'the store', 'server/src/schema/context.ts', type('../store/sessions.ts')],
    ['the schema', 'the watch', 'server/src/schema/context.ts', type('../watch/head.ts')],
    ['the schema', 'the transport', 'server/src/schema/context.ts', type('../transport/http.ts')],
    ['the transport', 'the store', 'server/src/transport/http.ts', type('../store/sessions.ts')],
    ['the transport', 'a service', 'server/src/transport/http.ts', type('../modules/sessions/service.ts')],
    ['the transport', 'the composition root', 'server/src/transport/http.ts', type('../app.ts')],
    ['the composition root', 'Kysely', 'server/src/app.ts', value('kysely')],
    ['any room', 'better-sqlite3', 'server/src/cli/serve.ts', value('better-sqlite3')],
    ['any room', 'a test', 'server/src/app.ts', value('./app.test.ts')],
    ['the SDK', 'the server', 'sdk/src/client.ts', value('../../server/src/app.ts')],
    ['the SDK', "the server's package", 'sdk/src/client.ts', value('@rollcall/server')],
    ["the SDK's browser entry", 'a Node built-in', 'sdk/src/client.ts', value('node:crypto')],
    ['the host', "the SDK's inside", 'host/src/link/link.ts', value('../../../sdk/src/client.ts')],
    ['the host', 'the server', 'host/src/link/link.ts', type('../../../server/src/kernel/ids.ts')],
    ['an example', "the SDK's inside", 'examples/task-runner/src/server.ts', value('../../../sdk/src/client.ts')],
    ['an example', 'the server', 'examples/task-runner/src/server.ts', value('@rollcall/server')],
    ['an example', 'another example', 'examples/task-runner/src/server.ts', value('../../chat/src/server.ts')],
    ['the dashboard', 'the server', 'web/src/lib/api/client.ts', type('../../../../server/src/app.ts')],
    ['the dashboard', "the SDK's inside", 'web/src/lib/api/client.ts', type('../../../../sdk/src/client.ts')],
    ['a part', 'the api', 'web/src/lib/ui/age.ts', value('$lib/api/client.ts')],
    ['a part', 'a feature', 'web/src/lib/ui/age.ts', value('$lib/features/sessions/list.ts')],
    ['the api', 'a feature', 'web/src/lib/api/client.ts', value('$lib/features/sessions/list.ts')],
    ['a feature', 'a page', 'web/src/lib/features/sessions/list.ts', value('../../../routes/page.ts')],
    ['a benchmark', 'the server', 'bench/src/benchmarks/kill.ts', value('../../../server/src/app.ts')],
    ['a benchmark', "the SDK's inside", 'bench/src/benchmarks/kill.ts', value('../../../sdk/src/client.ts')],
    ['the transport', "a peer's library", 'server/src/transport/http.ts', value('mercurius')],
    ['a black-box test', 'the server', 'tests/server/access.test.ts', value('../../server/src/app.ts')],
  ])('%s may not import %s', async (_from, _to, path, code) => {
    expect(await importComplaints(path, code)).toEqual(['boundaries/dependencies']);
  });

  test('every file has a room', async () => {
    expect(await complaintsAbout('server/src/odds/ends.ts', 'export {};')).toEqual(['boundaries/no-unknown-files']);
  });
});

describe('the rules of the house', () => {
  test.each([
    [
      'the wall clock is read in kernel/clock.ts alone',
      'server/src/modules/sessions/service.ts',
      'export const at = Date.now();',
      'no-restricted-syntax',
    ],
    [
      'a date without an argument reads the clock',
      'server/src/store/sessions.ts',
      'export const at = new Date();',
      'no-restricted-syntax',
    ],
    [
      'timers come from the clock',
      'server/src/watch/head.ts',
      'setTimeout(() => undefined, 1);',
      'no-restricted-globals',
    ],
    [
      'the monotonic clock is a clock',
      'server/src/app.ts',
      'export const at = performance.now();',
      'no-restricted-globals',
    ],
    [
      'timers are not imported either',
      'server/src/transport/http.ts',
      "import { setTimeout as delay } from 'node:timers/promises';\nvoid delay(1);",
      'no-restricted-imports',
    ],
    [
      'only main.ts touches process',
      'server/src/cli/serve.ts',
      'export const { env } = process;',
      'no-restricted-globals',
    ],
    [
      'nobody imports process',
      'server/src/app.ts',
      "import { env } from 'node:process';\nexport const e = env;",
      'no-restricted-imports',
    ],
    ['the server logs and does not print', 'server/src/app.ts', "console.log('x');", 'no-console'],
    ['the SDK does not print', 'sdk/src/client.ts', "console.warn('x');", 'no-console'],
    ['private state is a #field', 'sdk/src/client.ts', 'export class A {\n  private a = 1;\n}', 'no-restricted-syntax'],
    ['exports have names', 'sdk/src/client.ts', 'export default 1;', 'no-restricted-syntax'],
    [
      'any is never written',
      'sdk/src/client.ts',
      'export const a = (b: any) => b;',
      '@typescript-eslint/no-explicit-any',
    ],
    [
      'types are imported as types',
      'sdk/src/client.ts',
      "import { A } from './a.ts';\nexport const a = (b: A) => b;",
      '@typescript-eslint/consistent-type-imports',
    ],
    [
      'a file has at most 300 lines',
      'sdk/src/client.ts',
      `export const a = 1;\n${'// line\n'.repeat(300)}`,
      'max-lines',
    ],
    ['a file is named for what it is about', 'sdk/src/client.ts', value('./utils.ts'), 'no-restricted-imports'],
    [
      'a test does not sleep',
      'tests/server/access.test.ts',
      'setTimeout(() => undefined, 1);',
      'no-restricted-globals',
    ],
    [
      'a silenced rule must have something to silence',
      'sdk/src/client.ts',
      '// eslint-disable-next-line eqeqeq\nexport const a = 1;',
      "Unused eslint-disable directive (no problems were reported from 'eqeqeq').",
    ],
  ])('%s', async (_rule, path, code, complaint) => {
    expect(await complaintsAbout(path, `${code}\n`)).toEqual([complaint]);
  });

  test('main.ts may touch process, and the clock may read time', async () => {
    expect(await complaintsAbout('server/src/main.ts', 'export const { env } = process;\n')).toEqual([]);
    expect(await complaintsAbout('server/src/kernel/clock.ts', 'export const at = Date.now();\n')).toEqual([]);
  });
});
