import { createHash } from 'node:crypto';
import type { CommandSpec } from './server.ts';

/**
 * What binds an approval to all that was shown: SHA-256, in hexadecimal digits, of a JSON object with these members in the order of
 * their names, without white space. The server makes it from the same fields, by itself.
 */
export function hashOf(spec: CommandSpec, place: { readonly hostId: string; readonly sessionId: string }): string {
  const { argv, cwd, executable, executableDigest, line, sandbox, stdin, systemUser, timeoutMs } = spec;
  const { hostId, sessionId } = place;
  const env = spec.env.map(({ name, value }) => ({ name, value }));
  const shown = {
    ...{ argv, cwd, env, executable, executableDigest, hostId, line },
    ...{ sandbox, sessionId, stdin, systemUser, timeoutMs },
  };
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}
