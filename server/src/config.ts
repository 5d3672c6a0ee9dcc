import { resolve } from 'node:path';
import { z } from 'zod';
import { type Role, roles } from './kernel/principal.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What the operator decides; read once. */
export interface Config {
  /** Where it listens. @default '127.0.0.1' */
  readonly host: string;
  /** 0 takes a free one. @default 4000 */
  readonly port: number;
  /** Where the database and the secrets are kept. @default './data' */
  readonly dataDir: string;
  /** The bootstrap token, good until there is an admin; absent: made at the first start and kept in the data directory. */
  readonly adminToken: string | null;
  /** App keys to bring in; absent: one is made at the first start and kept in the data directory. */
  readonly appKeys: readonly string[];
  /** Where browsers and SDKs find the server, if not where it listens. */
  readonly publicUrl: string | null;
  /** How many proxies stand in front, each of which says in X-Forwarded-For whom it was called by. @default 0 */
  readonly proxies: number;
  /** Silence that makes a session stale. @default 120_000 (2 minutes) */
  readonly staleAfterMs: number;
  /** Silence that ends a session. @default 600_000 (10 minutes) */
  readonly lostAfterMs: number;
  /** How long ended sessions are kept. @default 90 days */
  readonly retentionMs: number;
  readonly logLevel: (typeof logLevels)[number];
  /** Where people of an organisation sign in; null where nobody does. */
  readonly identityProvider: {
    readonly issuer: string;
    readonly clientId: string;
    /** Null for a client that PKCE alone protects. */
    readonly clientSecret: string | null;
    /** The words on the button. @default 'single sign-on' */
    readonly label: string;
    /** The claim that names somebody's groups. @default 'groups' */
    readonly groupsClaim: string;
    /** The role each group gives; whoever is in none of them is refused. */
    readonly roles: ReadonlyMap<string, Role>;
    /** The claim that is somebody's userId; null: admins state it. */
    readonly userIdClaim: string | null;
  } | null;
}

/** Thrown when the environment does not make a configuration; names every problem. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['The configuration has problems:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.problems = problems;
  }
}

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .trim()
    // Number() would take 0x50, 1e3 and a blank for numbers, too.
    .regex(/^-?\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `at least ${min}`).max(max, `at most ${max}`));

const secret = z.string().min(16, 'at least 16 characters, so that nobody guesses it');

const groupRoles = z
  .string()
  .transform((text) => text.split(',').map((pair) => /^(.*)=(.*)$/.exec(pair.trim())?.slice(1)))
  .pipe(
    z.array(z.tuple([z.string().trim().min(1), z.enum(roles)]), {
      error: `must be group=ROLE, more of them behind commas; a role is ${roles.join(', ')}`,
    }),
  )
  .transform((pairs) => new Map(pairs));

const issuer = z.string().refine(isIssuer, 'must be an https address; http is for this machine alone');

const schema = z
  .object({
    ROLLCALL_HOST: z.string().default('127.0.0.1'),
    ROLLCALL_PORT: wholeNumber(0, 65_535).default(4_000),
    ROLLCALL_DATA_DIR: z.string().default('./data'),
    ROLLCALL_ADMIN_TOKEN: secret.optional(),
    ROLLCALL_APP_KEY: z
      .string()
      .transform((keys) => keys.split(',').map((key) => key.trim()))
      .pipe(z.array(secret))
      .optional(),
    ROLLCALL_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
    ROLLCALL_PROXIES: wholeNumber(0, 5).default(0),
    ROLLCALL_STALE_AFTER_MS: wholeNumber(3_000, 86_400_000).default(120_000),
    ROLLCALL_LOST_AFTER_MS: wholeNumber(3_000, 30 * 86_400_000).default(600_000),
    ROLLCALL_RETENTION_DAYS: wholeNumber(1, 36_500).default(90),
    ROLLCALL_LOG_LEVEL: z.enum(logLevels, { error: `one of ${logLevels.join(', ')}` }).default('info'),
    ROLLCALL_OIDC_ISSUER: issuer.optional(),
    ROLLCALL_OIDC_CLIENT_ID: z.string().optional(),
    ROLLCALL_OIDC_CLIENT_SECRET: z.string().optional(),
    ROLLCALL_OIDC_LABEL: z.string().max(50, 'at most 50 characters').default('single sign-on'),
    ROLLCALL_OIDC_GROUPS_CLAIM: z.string().default('groups'),
    ROLLCALL_OIDC_ROLES: groupRoles.optional(),
    ROLLCALL_OIDC_USER_ID_CLAIM: z.string().optional(),
  })
  .superRefine((env, context) => {
    const report = (name: keyof typeof env, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (env.ROLLCALL_LOST_AFTER_MS <= env.ROLLCALL_STALE_AFTER_MS) {
      report('ROLLCALL_LOST_AFTER_MS', 'must be longer than ROLLCALL_STALE_AFTER_MS');
    }
    const keys = env.ROLLCALL_APP_KEY ?? [];
    if (keys.includes(env.ROLLCALL_ADMIN_TOKEN ?? '')) report('ROLLCALL_APP_KEY', 'must not be the admin token');
    if (new Set(keys).size < keys.length) report('ROLLCALL_APP_KEY', 'names a key twice');
    const missing = oidcEssentials.filter((name) => env[name] === undefined);
    if (missing.length === oidcEssentials.length && oidcExtras.every((name) => env[name] === undefined)) return;
    for (const name of missing) report(name, 'is needed for signing in at an identity provider');
  });

/** Without one of these the others mean nothing. */
const oidcEssentials = ['ROLLCALL_OIDC_ISSUER', 'ROLLCALL_OIDC_CLIENT_ID', 'ROLLCALL_OIDC_ROLES'] as const;
const oidcExtras = ['ROLLCALL_OIDC_CLIENT_SECRET', 'ROLLCALL_OIDC_USER_ID_CLAIM'] as const;

/** The names this configuration knows. */
export const configNames = Object.keys(schema.shape);

/**
 * Reads the configuration. An empty value counts as none.
 * @throws {ConfigError} with every problem at once; no value is repeated in it
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(configNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const unknown = Object.keys(env).filter((name) => name.startsWith('ROLLCALL_') && !isKnown(name));
  const result = schema.safeParse(given);
  const problems = [
    ...unknown.map((name) => `${name}: there is no such setting`),
    ...(result.error?.issues ?? []).map(({ path, message }) => `${String(path[0])}: ${message}`),
  ];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = result;
  return Object.freeze({
    host: data.ROLLCALL_HOST,
    port: data.ROLLCALL_PORT,
    dataDir: resolve(data.ROLLCALL_DATA_DIR),
    adminToken: data.ROLLCALL_ADMIN_TOKEN ?? null,
    appKeys: data.ROLLCALL_APP_KEY ?? [],
    publicUrl: data.ROLLCALL_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    proxies: data.ROLLCALL_PROXIES,
    staleAfterMs: data.ROLLCALL_STALE_AFTER_MS,
    lostAfterMs: data.ROLLCALL_LOST_AFTER_MS,
    retentionMs: data.ROLLCALL_RETENTION_DAYS * 86_400_000,
    logLevel: data.ROLLCALL_LOG_LEVEL,
    identityProvider: identityProviderOf(data),
  });
}

function identityProviderOf(env: z.output<typeof schema>): Config['identityProvider'] {
  const { ROLLCALL_OIDC_ISSUER: issuer, ROLLCALL_OIDC_CLIENT_ID: clientId, ROLLCALL_OIDC_ROLES: roles } = env;
  if (issuer === undefined || clientId === undefined || roles === undefined) return null;
  return {
    issuer,
    clientId,
    clientSecret: env.ROLLCALL_OIDC_CLIENT_SECRET ?? null,
    label: env.ROLLCALL_OIDC_LABEL,
    groupsClaim: env.ROLLCALL_OIDC_GROUPS_CLAIM,
    roles,
    userIdClaim: env.ROLLCALL_OIDC_USER_ID_CLAIM ?? null,
  };
}

/** What it says of people must not travel unprotected. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** The SDK's and the tools' own names share the prefix. */
const foreignNames = ['ROLLCALL_URL', 'ROLLCALL_KEY', 'ROLLCALL_CHROMIUM'];

function isKnown(name: string): boolean {
  return configNames.includes(name) || foreignNames.includes(name);
}
