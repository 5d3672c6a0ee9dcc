import { readFileSync } from 'node:fs';
import { type Policy, PolicyError, readPolicy } from '../policy.ts';

/** The policy of a file; without one, what is allowed where nothing is said. */
export function readPolicyFile(path: string | undefined): Policy {
  if (path === undefined) return readPolicy('{}');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new PolicyError([`${path} cannot be read`]);
  }
  return readPolicy(text);
}
