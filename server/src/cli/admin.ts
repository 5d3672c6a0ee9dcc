import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { localUrl } from '../kernel/local-url.ts';
import { DataDirectoryInUseError } from '../store/sqlite/lock.ts';
import { openLocalDesk } from './admin-local.ts';
import { openRemoteDesk } from './admin-remote.ts';
import { CommandError } from './command-error.ts';
import { findPresence } from './presence.ts';

const timeForPeople = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** Where admins are made and hosts let in: the running server, or its database while none runs. */
export interface AdminDesk {
  /**
   * Makes an admin.
   * @returns a link by which they set their password, once, within 15 minutes
   * @throws {CommandError} when somebody has this name
   */
  create(name: string): Promise<string>;
  /**
   * Makes a person an admin of every app again.
   * @returns a link by which they set a new password, once, within 15 minutes
   * @throws {CommandError} when nobody has this name, or they sign in at an identity provider; nothing is changed then
   */
  reset(name: string): Promise<string>;
  /** Makes a code by which one machine becomes a host. @throws {CommandError} when a host has this name */
  letHostIn(terms: HostTerms): Promise<JoinCode>;
  close(): Promise<void>;
}

/** Of a host that is to join; what is left out is “remote”, and what the machine calls itself. */
export interface HostTerms {
  readonly app?: string | undefined;
  readonly name?: string | undefined;
}

export interface JoinCode {
  readonly code: string;
  readonly expiresAtMs: number;
}

export interface AdminPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For people, a text of whole lines. */
  print(text: string): void;
}

/** `rollcall admin create <name>` and `rollcall admin reset <name>`. @throws {CommandError} saying what to do */
export async function administer(act: 'create' | 'reset', name: string, { env, print }: AdminPorts): Promise<void> {
  const config = readConfig(env);
  const { desk, isRunning } = await openDesk(config);
  try {
    const link = await desk[act](name);
    const what = act === 'create' ? 'is an admin' : 'is an admin, and the password is open to be set anew';
    const when = isRunning ? '' : ' Start the server before you open it.';
    print(`${name} ${what}. This link works once, for 15 minutes.${when}\n\n  ${link}\n\n`);
  } finally {
    await desk.close();
  }
}

/** `rollcall host code`. @throws {CommandError} saying what to do */
export async function letHostIn(terms: HostTerms, { env, print }: AdminPorts): Promise<void> {
  const config = readConfig(env);
  const { desk, isRunning, url } = await openDesk(config);
  try {
    const { code, expiresAtMs } = await desk.letHostIn(terms);
    const when = isRunning ? '' : ' Start the server before you use it.';
    const until = timeForPeople.format(expiresAtMs);
    const server = config.publicUrl ?? url ?? '<URL of this server>';
    print(`This code lets one machine join as a host, until ${until}.${when} On that machine, in its Rollcall:\n\n`);
    print(`  npm run rollcall -- host join --server ${server} --code ${code} --policy policy.json\n\n`);
    if (config.publicUrl === null)
      print('On another machine than this one, name the address that it reaches this one at.\n');
    print('The policy says what may run there: see docs/hosts.md.\n\n');
  } finally {
    await desk.close();
  }
}

interface OpenDesk {
  readonly desk: AdminDesk;
  readonly isRunning: boolean;
  /** Where the server answers on this machine, or will; null where nobody knows before it runs. */
  readonly url: string | null;
}

/** The lock says whether a server runs: a file it left behind could be of one that crashed. */
async function openDesk(config: Config): Promise<OpenDesk> {
  const { dataDir, host, port } = config;
  if (!existsSync(join(dataDir, 'rollcall.db'))) {
    throw new CommandError(
      `There is no Rollcall in ${dataDir}. Start the server once (rollcall serve), or set ROLLCALL_DATA_DIR to where it keeps its data.`,
    );
  }
  try {
    return { desk: await openLocalDesk(config), isRunning: false, url: port === 0 ? null : localUrl(host, port) };
  } catch (error) {
    if (!(error instanceof DataDirectoryInUseError)) throw error;
  }
  const presence = findPresence(dataDir);
  if (presence === null) {
    throw new CommandError(`A server has ${dataDir} open, but is just starting or stopping. Try again in a moment.`);
  }
  return { desk: openRemoteDesk(presence), isRunning: true, url: presence.url };
}
