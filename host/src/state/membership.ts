import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  server: z.string(),
  hostId: z.string(),
  name: z.string(),
  /** Where the policy is that it joined with; left out where none was named. */
  policy: z.string().optional(),
});

/** Which server this host works for, as what, and by which policy. */
export type Membership = z.infer<typeof schema>;

/** Undefined before it has joined. */
export function readMembership(stateFolder: string): Membership | undefined {
  let text: string;
  try {
    text = readFileSync(join(stateFolder, 'host.json'), 'utf8');
  } catch {
    return undefined;
  }
  return schema.parse(JSON.parse(text));
}

export function keepMembership(stateFolder: string, membership: Membership): void {
  const path = join(stateFolder, 'host.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(membership, undefined, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
