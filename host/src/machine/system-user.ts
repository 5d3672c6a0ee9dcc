import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';

/** Whom a command runs as. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** The user of that name, by whatever names users on this machine; undefined where nobody has it. */
export function findSystemUser(name: string): SystemUser | undefined {
  // A number would be taken for an id, and a dash for an option.
  if (!/^[A-Za-z_][\w.@-]*\$?$/.test(name)) return undefined;
  try {
    const line = execFileSync('getent', ['passwd', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [found, , uid, gid, , home] = line.trimEnd().split(':');
    if (found !== name || home === undefined) return undefined;
    return { name, uid: Number(uid), gid: Number(gid), home: home || '/' };
  } catch {
    return undefined;
  }
}

/** The user this process runs as. */
export function ownUser(): SystemUser {
  const { username: name, uid, gid, homedir: home } = userInfo();
  return { name, uid, gid, home };
}
