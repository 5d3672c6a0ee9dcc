import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, closeSync, constants, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { SystemUser } from '../machine/system-user.ts';

/** A pipe of the system's. Those that Node makes are sockets, which no program can open again as /dev/stdout or /dev/stderr. */
export interface Pipe {
  readonly reader: Socket;
  readonly writer: number;
}

/**
 * @param folder nobody else's; nothing stays in it
 * @param owner who may open the pipes again
 */
export function createPipes(count: number, folder: string, owner: SystemUser): Pipe[] {
  const paths = Array.from({ length: count }, () => join(folder, randomUUID()));
  execFileSync('mkfifo', ['-m', '600', ...paths]);
  try {
    return paths.map((path) => openPipe(path, owner));
  } finally {
    for (const path of paths) unlinkSync(path);
  }
}

function openPipe(path: string, owner: SystemUser): Pipe {
  chownSync(path, owner.uid, owner.gid);
  // Without waiting for somebody who writes.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  return { reader: new Socket({ fd: reader, readable: true, writable: false }), writer };
}

/** A descriptor that reads `content`, of a file that nobody finds. */
export function openContent(content: string | Buffer, folder: string, owner: SystemUser): number {
  const path = join(folder, randomUUID());
  writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
  try {
    chownSync(path, owner.uid, owner.gid);
    return openSync(path, constants.O_RDONLY);
  } finally {
    unlinkSync(path);
  }
}

export function closeAll(descriptors: readonly number[]): void {
  for (const descriptor of descriptors) closeSync(descriptor);
}
