import { closeSync, readFileSync, readdirSync } from 'node:fs';

/** Of a descriptor that no program started by us gets. All that Node opens is so. */
const CLOSE_ON_EXEC = 0o2000000;

/** Closes what was open when we were started, but for the three that everybody has: a command would get it as well, sandbox or not. */
export function closeInherited(): void {
  for (const entry of readdirSync('/proc/self/fd')) {
    const descriptor = Number(entry);
    if (descriptor <= 2 || isClosedOnExec(descriptor)) continue;
    closeSync(descriptor);
  }
}

function isClosedOnExec(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    // Unknown is left alone.
    return flags === undefined || (parseInt(flags, 8) & CLOSE_ON_EXEC) !== 0;
  } catch {
    return true;
  }
}
