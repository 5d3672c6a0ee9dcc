import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownUser } from '../machine/system-user.ts';
import { type Policy, PolicyError, readPolicy } from '../policy.ts';
import { readMembership } from '../state/membership.ts';
import { FailedError } from './errors.ts';

/**
 * The policy of the file that was named, now or when this machine joined, or of policy.json beside the key; without one, what is
 * allowed where nothing is said.
 *
 * @throws {FailedError} where there is none, and root needs one
 */
export function readPolicyFile(asked: string | undefined, stateFolder: string): Policy {
  const named = asked ?? readMembership(stateFolder)?.policy;
  const path = named ?? join(stateFolder, 'policy.json');
  if (named === undefined && !existsSync(path)) return readNone(path);
  try {
    return readPolicy(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof PolicyError) throw error;
    const isRemembered = asked === undefined && named !== undefined;
    const remedy = isRemembered ? '; this machine joined with it. Name another with --policy' : '';
    throw new PolicyError([`${path} cannot be read${remedy}`]);
  }
}

function readNone(lookedAt: string): Policy {
  if (ownUser().uid !== 0) return readPolicy('{}');
  throw new FailedError(
    `No policy file was named with --policy, nor found at ${lookedAt}.
Started as root, a host needs a system user to run commands as, and its policy names one:

  { "systemUsers": ["rollcall-run"], "folders": ["/srv/app"] }

docs/hosts.md says what else may stand there.`,
  );
}
