import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Policy, PolicyError, readPolicy } from '../policy.ts';

/** The policy of the file that was named, or of policy.json beside the key; without one, what is allowed where nothing is said. */
export function readPolicyFile(asked: string | undefined, stateFolder: string): Policy {
  const path = asked ?? join(stateFolder, 'policy.json');
  if (asked === undefined && !existsSync(path)) return readPolicy('{}');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new PolicyError([`${path} cannot be read`]);
  }
  return readPolicy(text);
}
