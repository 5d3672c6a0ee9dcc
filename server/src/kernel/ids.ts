import { randomInt } from 'node:crypto';
import { monotonicFactory } from 'ulid';

export type IdPrefix =
  | 'app'
  | 'agent'
  | 'remote'
  | 'screen'
  | 'kill'
  | 'approval'
  | 'grant'
  | 'person'
  | 'signin'
  | 'host'
  | 'command'
  | 'check';

/** Makes prefixed ids that sort in the order in which they were made, whatever the wall clock does. */
export type CreateId = (prefix: IdPrefix, nowMs: number) => string;

/**
 * @param lastId the newest id of an earlier run, if any: ids stay in order across restarts even if the clock went back
 */
export function createIds(lastId?: string): CreateId {
  // Drawn from what Node keeps ready: ulid's own way asks the system for each of sixteen characters.
  const next = monotonicFactory(() => randomInt(alphabet.length) / alphabet.length);
  let latestMs = lastId === undefined ? 0 : timeOf(lastId) + 1;
  return (prefix, nowMs) => {
    latestMs = Math.max(latestMs, nowMs);
    return `${prefix}_${next(latestMs)}`;
  };
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function timeOf(id: string): number {
  const time = id.slice(id.indexOf('_') + 1).slice(0, 10);
  return [...time].reduce((ms, character) => ms * 32 + alphabet.indexOf(character), 0);
}

/** Names a new database's life: eight characters, a–z and 0–9. */
export function createEpoch(): string {
  return Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('');
}
