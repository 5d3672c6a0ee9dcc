import { describe, listProcesses } from '../machine/processes.ts';

let last = 0;

/** A number of seconds that nobody else sleeps: what sleeps so long is the test's. */
export function ownSeconds(): string {
  last += 1;
  return `${1_000_000 + process.pid}.${String(last).padStart(4, '0')}`;
}

/** Processes that were started with `word`, for people. */
export function leftWith(word: string): string[] {
  return listProcesses()
    .filter(({ pid }) => pid !== process.pid)
    .map(describe)
    .filter((text) => text.includes(word));
}
