import { fileURLToPath } from 'node:url';
import boundaries from 'eslint-plugin-boundaries';

// Who may import whom (docs/decisions/0002-checks-and-boundaries.md). Every file has a room, found by the first pattern it
// matches; a room may import what its line names, and nothing else of ours.

const files = [
  { category: 'server-test', pattern: 'server/src/**/*.{test,testing}.ts' },
  { category: 'kernel', pattern: 'server/src/kernel/**' },
  { category: 'module-door', pattern: 'server/src/modules/(*)/index.ts', capture: ['concept'] },
  {
    category: 'module-service',
    pattern:
      'server/src/modules/(*)/{service,sweep,heartbeat,reading,watching,registration,signal,authentication,people,passwords,set-up,sign-ins,account,keys,identities,grants,approvals,rules,hosts,presence,remote-access,work,execution,commands}.ts',
    capture: ['concept'],
  },
  // The GraphQL types that the schemas of other modules may name.
  { category: 'module-schema-types', pattern: 'server/src/modules/(*)/schema-types.ts', capture: ['concept'] },
  { category: 'module-schema', pattern: 'server/src/modules/(*)/schema{,-*}.ts', capture: ['concept'] },
  // The noun and its transitions, the errors, the store's port.
  { category: 'module-core', pattern: 'server/src/modules/(*)/**', capture: ['concept'] },
  { category: 'store', pattern: 'server/src/store/**' },
  { category: 'watch', pattern: 'server/src/watch/**' },
  { category: 'schema-builder', pattern: 'server/src/schema/builder.ts' },
  { category: 'schema-context', pattern: 'server/src/schema/context.ts' },
  { category: 'schema', pattern: 'server/src/schema/**' },
  { category: 'transport', pattern: 'server/src/transport/**' },
  { category: 'config', pattern: 'server/src/config.ts' },
  { category: 'composition', pattern: 'server/src/{app,main,folders,services}.ts' },
  { category: 'composition', pattern: 'server/src/cli/**' },

  { category: 'sdk-generated', pattern: 'sdk/src/generated/**' },
  { category: 'sdk-tooling', pattern: 'sdk/{*.ts,src/**/*.{test,testing}.ts}' },
  { category: 'sdk-node', pattern: 'sdk/src/{node.ts,node/**}' },
  { category: 'sdk', pattern: 'sdk/**' },

  { category: 'host', pattern: 'host/**' },

  { category: 'web-generated', pattern: 'web/src/lib/generated/**' },
  { category: 'web-api', pattern: 'web/src/lib/api/**' },
  { category: 'web-ui', pattern: 'web/src/lib/ui/**' },
  { category: 'web-features', pattern: 'web/src/lib/features/**' },
  { category: 'web-routes', pattern: 'web/src/routes/**' },
  { category: 'web', pattern: 'web/**' },

  { category: 'examples', pattern: 'examples/(*)/**', capture: ['example'] },
  { category: 'tests', pattern: 'tests/**' },
  { category: 'bench', pattern: 'bench/**' },
  { category: 'tooling', pattern: 'scripts/**' },
  { category: 'tooling', pattern: '{,server/}*.{js,ts}' },
];

const serverRooms = [
  ...[
    'kernel',
    'module-door',
    'module-service',
    'module-schema',
    'module-schema-types',
    'module-core',
    'store',
    'watch',
  ],
  ...['schema-builder', 'schema-context', 'schema', 'transport', 'config', 'composition'],
];

/** @typedef {{ file: { categories: string[], captured?: Record<string, string> } }} Files */
/** @typedef {{ to: Files, dependency?: { kind: 'type' } }} Allowed */

/** @type {(...categories: string[]) => Files} */
const room = (...categories) => ({ file: { categories } });

/** Only files of the same concept or example; the plugin fills in what stands in the braces. @type {(name: string, ...categories: string[]) => Files} */
const own = (name, ...categories) => ({
  file: { categories, captured: { [name]: `{{ from.file.captured.${name} }}` } },
});

/** @type {(files: Files) => Allowed} */
const to = (files) => ({ to: files });

/** @type {(files: Files) => Allowed} */
const onlyTypes = (files) => ({ to: files, dependency: { kind: 'type' } });

/** @type {[from: string, allowed: Allowed[]][]} */
const locals = [
  ['module-core', [to(own('concept', 'module-core')), to(room('kernel', 'module-door'))]],
  ['module-service', [to(own('concept', 'module-service', 'module-core')), to(room('kernel', 'module-door'))]],
  [
    'module-schema-types',
    [
      to(own('concept', 'module-core')),
      to(room('kernel', 'module-door', 'module-schema-types', 'schema-builder', 'schema')),
    ],
  ],
  [
    'module-schema',
    [
      to(own('concept', 'module-core', 'module-schema')),
      to(room('kernel', 'module-door', 'module-schema-types', 'schema-builder', 'schema')),
    ],
  ],
  ['module-door', [to(own('concept', 'module-core', 'module-service'))]],
  ['store', [to(room('kernel', 'store', 'module-core', 'module-door'))]],
  ['watch', [to(room('kernel', 'watch')), onlyTypes(room('module-core', 'module-door'))]],
  // The context names the services that it carries.
  ['schema-context', [to(room('kernel')), onlyTypes(room('module-door', 'module-core', 'module-service'))]],
  [
    'schema-builder',
    [to(room('kernel', 'schema', 'schema-builder', 'schema-context')), onlyTypes(room('module-door'))],
  ],
  [
    'schema',
    [to(room('kernel', 'schema', 'schema-builder', 'schema-context', 'module-schema')), onlyTypes(room('module-door'))],
  ],
  ['transport', [to(room('kernel', 'schema', 'transport')), onlyTypes(room('schema-context'))]],
  ['kernel', [to(room('kernel'))]],
  ['config', [to(room('kernel'))]],
  ['composition', [to(room(...serverRooms))]],
  ['server-test', [to(room('server-test', ...serverRooms))]],

  ['sdk', [to(room('sdk', 'sdk-generated'))]],
  ['sdk-node', [to(room('sdk', 'sdk-node', 'sdk-generated'))]],
  ['sdk-tooling', [to(room('sdk', 'sdk-node', 'sdk-tooling', 'sdk-generated'))]],

  ['host', [to(room('host'))]],

  ['web-ui', [to(room('web-ui'))]],
  ['web-api', [to(room('web-api', 'web-generated'))]],
  ['web-features', [to(room('web-features', 'web-api', 'web-ui', 'web-generated'))]],
  ['web-routes', [to(room('web-routes', 'web-features', 'web-api', 'web-ui', 'web-generated', 'web'))]],
  ['web', [to(room('web'))]],

  ['examples', [to(own('example', 'examples'))]],
  ['tests', [to(room('tests'))]],
  // The store's reads are measured without a server around them.
  ['bench', [to(room('bench', 'store'))]],
  ['tooling', [to(room('tooling'))]],
];

/** Packages that only the named rooms may import. @type {[sources: string[], rooms: string[]][]} */
const packages = [
  [['kysely'], ['store', 'server-test']],
  [['better-sqlite3'], ['store', 'server-test', 'bench']],
  [['@pothos/*'], ['schema', 'schema-builder', 'module-schema', 'module-schema-types']],
  [
    ['graphql-yoga', '@graphql-yoga/*', '@escape.tech/*', 'graphql-jit', 'sirv'],
    ['transport', 'server-test', 'tests', 'bench'],
  ],
  [['graphql-ws'], ['transport', 'server-test', 'web-api', 'tests', 'bench']],
  [['ws'], ['transport', 'server-test', 'sdk-node', 'sdk-tooling', 'examples', 'tests', 'bench']],
  [
    ['graphql'],
    [
      'schema',
      'schema-builder',
      'module-schema',
      'transport',
      'composition',
      'server-test',
      'web-api',
      'tests',
      'bench',
    ],
  ],
  // The peers that ours is measured beside.
  [['@apollo/server', '@as-integrations/*', 'express', 'fastify', 'mercurius', 'socket.io'], ['bench']],
  [['@rollcall/sdk'], ['host', 'web', 'web-api', 'web-features', 'web-routes', 'examples', 'tests', 'bench']],
  [['@rollcall/!(sdk)'], []],
];

const policies = [
  { allow: { to: { module: { origin: '!local' } } } },
  ...locals.flatMap(([from, allowed]) => allowed.map((allow) => ({ from: room(from), allow }))),
  ...packages.flatMap(([sources, rooms]) => [
    { disallow: { to: { module: { origin: 'external', source: sources } } } },
    ...(rooms.length > 0
      ? [{ from: room(...rooms), allow: { to: { module: { origin: 'external', source: sources } } } }]
      : []),
  ]),
  // Pure rooms, and what runs in a browser, take nothing from Node.
  {
    from: room('module-core', 'sdk', 'web-api', 'web-ui', 'web-features', 'web-routes'),
    disallow: { to: { module: { origin: 'core' } } },
  },
];

/** @type {import('eslint').Linter.Config} */
export const importTable = {
  // Its types promise a `default` that its CommonJS build does not have.
  plugins: { boundaries: /** @type {import('eslint').ESLint.Plugin} */ (/** @type {unknown} */ (boundaries)) },
  settings: {
    'boundaries/files': files,
    'boundaries/files-single-match': true,
    'boundaries/legacy-templates': false,
    // SvelteKit's own modules look like no package.
    'boundaries/flag-as-external': { customSourcePatterns: ['$app/*', '$env/**'] },
    'import/resolver': { [fileURLToPath(new URL('scripts/import-resolver.mjs', import.meta.url))]: {} },
  },
  rules: {
    'boundaries/no-unknown-files': 'error',
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        checkUnknownLocals: true,
        checkInternals: true,
        policies,
        message:
          '{{ from.file.categories.[0] }} may not import {{ dependency.source }}: see "Who may import whom" in docs/decisions/0002-checks-and-boundaries.md',
      },
    ],
  },
};
