import { readFileSync, realpathSync, statSync } from 'node:fs';
import { type Policy, PolicyError, SHORTEST_SECRET_BYTES } from '../policy.ts';
import { type Tools, findTools } from './tools.ts';
import { type SystemUser, findSystemUser, ownUser } from './system-user.ts';

/** What the policy comes to on this machine. */
export interface Machine {
  readonly policy: Policy;
  readonly isRoot: boolean;
  /** Whom commands may run as; the first where none is asked for. */
  readonly users: readonly [SystemUser, ...SystemUser[]];
  /** Real paths. */
  readonly folders: readonly string[];
  /** Files whose content the sandbox does not show. */
  readonly secretFiles: readonly string[];
  readonly secrets: readonly Buffer[];
  /** Out of reach of every command: where this process keeps its key. */
  readonly stateFolder: string;
  readonly tools: Tools;
}

/** Secret files are keys and passwords, not data. */
const LONGEST_SECRET_FILE_BYTES = 64 * 1024;

/**
 * Looks up what the policy names.
 *
 * @throws {PolicyError} with all that is missing on this machine, or unsafe.
 */
export function lookAtMachine(
  policy: Policy,
  surroundings: {
    readonly stateFolder: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** Also never shown: the host's own key. */
    readonly ownSecrets?: readonly string[];
  },
): Machine {
  const problems: string[] = [];
  const self = ownUser();
  const isRoot = self.uid === 0;

  const users = policy.systemUsers.flatMap((name) => {
    const user = findSystemUser(name);
    if (user === undefined) problems.push(`systemUsers: nobody on this machine is called ${name}`);
    else if (user.uid === 0) problems.push(`systemUsers: ${name} is root, which no command may run as`);
    else if (!isRoot && user.uid !== self.uid) {
      problems.push(`systemUsers: to run commands as ${name}, this host has to be started as root or as ${name}`);
    } else return [user];
    return [];
  });
  if (isRoot && policy.systemUsers.length === 0) {
    problems.push('systemUsers: started as root, the host needs a system user to run commands as');
  }
  const [first = self, ...others] = users;

  const folders = (policy.folders.length > 0 ? policy.folders : [first.home]).flatMap((folder) => {
    try {
      const real = realpathSync(folder);
      if (real === '/') problems.push('folders: / is all of the machine; name the folders that are meant');
      else if (!statSync(real).isDirectory()) problems.push(`folders: ${folder} is not a folder`);
      else return [real];
    } catch {
      problems.push(`folders: there is no ${folder}`);
    }
    return [];
  });

  const secretFiles: string[] = [];
  const secrets = [...policy.secrets.values, ...(surroundings.ownSecrets ?? [])];
  for (const name of policy.secrets.environment) {
    const value = surroundings.environment[name];
    if (value !== undefined && value !== '') secrets.push(value);
  }
  for (const file of policy.secrets.files) {
    try {
      const content = readFileSync(file, 'utf8');
      if (content.length > LONGEST_SECRET_FILE_BYTES) problems.push(`secrets.files: ${file} is too long for a secret`);
      secretFiles.push(realpathSync(file));
      secrets.push(content.trim(), ...content.split('\n').map((line) => line.trim()));
    } catch {
      problems.push(`secrets.files: ${file} cannot be read`);
    }
  }

  const tools = findTools(policy.path);
  if (!('env' in tools)) problems.push(...tools.missing.map((name) => `path: there is no ${name} on it`));
  if (problems.length > 0 || !('env' in tools)) throw new PolicyError(problems);
  return {
    policy,
    isRoot,
    users: [first, ...others],
    folders,
    secretFiles,
    secrets: [...new Set(secrets)]
      .map((secret) => Buffer.from(secret))
      .filter(({ length }) => length >= SHORTEST_SECRET_BYTES),
    stateFolder: realpathSync(surroundings.stateFolder),
    tools,
  };
}
