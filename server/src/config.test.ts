import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, configNames, readConfig } from './config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('an empty environment gives the defaults', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4_000,
    dataDir: resolve('data'),
    adminToken: null,
    appKeys: [],
    publicUrl: null,
    proxies: 0,
    staleAfterMs: 120_000,
    lostAfterMs: 600_000,
    retentionMs: 90 * 86_400_000,
    logLevel: 'info',
    identityProvider: null,
  });
});

test('every setting is read', () => {
  const config = readConfig({
    ROLLCALL_HOST: '0.0.0.0',
    ROLLCALL_PORT: '0',
    ROLLCALL_DATA_DIR: '/var/lib/rollcall',
    ROLLCALL_ADMIN_TOKEN: 'an-admin-token-of-25-char',
    ROLLCALL_APP_KEY: 'first-key-of-22-chars-, second-key-of-23-chars-',
    ROLLCALL_PUBLIC_URL: 'https://rollcall.example.com/',
    ROLLCALL_PROXIES: '2',
    ROLLCALL_STALE_AFTER_MS: '3000',
    ROLLCALL_LOST_AFTER_MS: '3001',
    ROLLCALL_RETENTION_DAYS: '1',
    ROLLCALL_LOG_LEVEL: 'debug',
  });
  expect(config).toEqual({
    host: '0.0.0.0',
    port: 0,
    dataDir: '/var/lib/rollcall',
    adminToken: 'an-admin-token-of-25-char',
    appKeys: ['first-key-of-22-chars-', 'second-key-of-23-chars-'],
    publicUrl: 'https://rollcall.example.com',
    proxies: 2,
    staleAfterMs: 3_000,
    lostAfterMs: 3_001,
    retentionMs: 86_400_000,
    logLevel: 'debug',
    identityProvider: null,
  });
});

test('nobody can change the configuration once it is read', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
});

test('an empty value counts as none', () => {
  expect(readConfig({ ROLLCALL_PORT: '', ROLLCALL_ADMIN_TOKEN: '' })).toEqual(readConfig({}));
});

test('names outside its prefix, and those of the SDK and the tools, are left alone', () => {
  expect(problemsOf({ PATH: '/bin', ROLLCALL_URL: 'x', ROLLCALL_KEY: 'x', ROLLCALL_CHROMIUM: 'x' })).toEqual([]);
});

test('all problems are told at once', () => {
  const problems = problemsOf({
    ROLLCALL_PORT: '70000',
    ROLLCALL_ADMIN_TOKEN: 'short',
    ROLLCALL_APP_KEY: 'a-key-long-enough-1,short',
    ROLLCALL_PUBLIC_URL: 'ftp://x',
    ROLLCALL_PROXIES: '6',
    ROLLCALL_STALE_AFTER_MS: 'soon',
    ROLLCALL_RETENTION_DAYS: '1.5',
    ROLLCALL_LOG_LEVEL: 'loud',
    ROLLCALL_PROT: '4000',
  });
  expect(problems).toEqual([
    'ROLLCALL_PROT: there is no such setting',
    'ROLLCALL_PORT: at most 65535',
    'ROLLCALL_ADMIN_TOKEN: at least 16 characters, so that nobody guesses it',
    'ROLLCALL_APP_KEY: at least 16 characters, so that nobody guesses it',
    'ROLLCALL_PUBLIC_URL: must be an http or https address',
    'ROLLCALL_PROXIES: at most 5',
    'ROLLCALL_STALE_AFTER_MS: must be a whole number',
    'ROLLCALL_RETENTION_DAYS: must be a whole number',
    'ROLLCALL_LOG_LEVEL: one of fatal, error, warn, info, debug, trace, silent',
  ]);
});

test.each(['0x50', '1e3', '-1', '80.0', 'Infinity', ' '])('%j is no port', (port) => {
  expect(problemsOf({ ROLLCALL_PORT: port })).toHaveLength(1);
});

test.each([
  [
    { ROLLCALL_STALE_AFTER_MS: '60000', ROLLCALL_LOST_AFTER_MS: '60000' },
    'ROLLCALL_LOST_AFTER_MS: must be longer than ROLLCALL_STALE_AFTER_MS',
  ],
  [{ ROLLCALL_LOST_AFTER_MS: '100000' }, 'ROLLCALL_LOST_AFTER_MS: must be longer than ROLLCALL_STALE_AFTER_MS'],
  [
    { ROLLCALL_ADMIN_TOKEN: 'the-same-secret-twice', ROLLCALL_APP_KEY: 'another-secret-here,the-same-secret-twice' },
    'ROLLCALL_APP_KEY: must not be the admin token',
  ],
  [{ ROLLCALL_APP_KEY: 'the-same-secret-twice,the-same-secret-twice' }, 'ROLLCALL_APP_KEY: names a key twice'],
  [{ ROLLCALL_APP_KEY: ',' }, 'ROLLCALL_APP_KEY: at least 16 characters, so that nobody guesses it'],
] as Record<string, string>[][])('fields are checked against each other: %j', (env, problem) => {
  expect(problemsOf(env)).toContain(problem);
});

test('no error repeats a value that was given', () => {
  const env = Object.fromEntries(configNames.map((name) => [name, `sekret ${name.toLowerCase()}`]));
  const short = { ...env, ROLLCALL_ADMIN_TOKEN: 'sekret', ROLLCALL_APP_KEY: 'sekret,sekret' };
  const error = new ConfigError(problemsOf(short));
  expect(error.problems.length).toBeGreaterThan(5);
  expect(`${error.message} ${String(error.stack)}`).not.toContain('sekret');
});

test('.env.example names every setting, and no other', () => {
  const example = readFileSync(resolve(import.meta.dirname, '../../.env.example'), 'utf8');
  const names = [...example.matchAll(/^(?:# )?(ROLLCALL_\w+)=/gm)].map(([, name]) => name);
  expect(names.toSorted()).toEqual([...configNames].toSorted());
});

test('.env.example, as it stands, says the defaults', () => {
  const example = readFileSync(resolve(import.meta.dirname, '../../.env.example'), 'utf8');
  const env = Object.fromEntries(
    [...example.matchAll(/^(ROLLCALL_\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  expect(readConfig(env)).toEqual(readConfig({}));
});

const oidc = {
  ROLLCALL_OIDC_ISSUER: 'https://id.example.com/realms/main',
  ROLLCALL_OIDC_CLIENT_ID: 'rollcall',
  ROLLCALL_OIDC_ROLES: 'it-admins=ADMIN, team=a=OPERATOR,staff=VIEWER',
};

test('an identity provider is read, with what its groups mean', () => {
  expect(readConfig(oidc).identityProvider).toEqual({
    issuer: 'https://id.example.com/realms/main',
    clientId: 'rollcall',
    clientSecret: null,
    label: 'single sign-on',
    groupsClaim: 'groups',
    roles: new Map([
      ['it-admins', 'ADMIN'],
      ['team=a', 'OPERATOR'],
      ['staff', 'VIEWER'],
    ]),
    userIdClaim: null,
  });
  const more = {
    ROLLCALL_OIDC_CLIENT_SECRET: 'a secret',
    ROLLCALL_OIDC_LABEL: 'Example ID',
    ROLLCALL_OIDC_GROUPS_CLAIM: 'roles',
    ROLLCALL_OIDC_USER_ID_CLAIM: 'sub',
  };
  expect(readConfig({ ...oidc, ...more }).identityProvider).toMatchObject({
    clientSecret: 'a secret',
    label: 'Example ID',
    groupsClaim: 'roles',
    userIdClaim: 'sub',
  });
});

test.each([
  [{ ROLLCALL_OIDC_CLIENT_SECRET: 'x' }, ['ROLLCALL_OIDC_ISSUER', 'ROLLCALL_OIDC_CLIENT_ID', 'ROLLCALL_OIDC_ROLES']],
  [{ ...oidc, ROLLCALL_OIDC_CLIENT_ID: '' }, ['ROLLCALL_OIDC_CLIENT_ID']],
  [{ ...oidc, ROLLCALL_OIDC_ISSUER: 'http://id.example.com' }, ['ROLLCALL_OIDC_ISSUER']],
  [{ ...oidc, ROLLCALL_OIDC_ISSUER: 'id.example.com' }, ['ROLLCALL_OIDC_ISSUER']],
  [{ ...oidc, ROLLCALL_OIDC_ROLES: 'staff' }, ['ROLLCALL_OIDC_ROLES']],
  [{ ...oidc, ROLLCALL_OIDC_ROLES: 'staff=OWNER' }, ['ROLLCALL_OIDC_ROLES']],
  [{ ...oidc, ROLLCALL_OIDC_ROLES: '=VIEWER' }, ['ROLLCALL_OIDC_ROLES']],
  [{ ...oidc, ROLLCALL_OIDC_ISSUER: 'http://127.0.0.1:9' }, []],
])('an identity provider that cannot work is a problem of the configuration: %j', (env, names) => {
  expect(problemsOf(env).map((problem) => problem.split(':')[0])).toEqual(names);
});
