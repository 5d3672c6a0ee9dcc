import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** The newest revision, and the one up to which changes may be gone. */
export function registryOf(read: Kysely<Tables>): Promise<{ readonly head: number; readonly floor: number }> {
  return read.selectFrom('registry').select(['head', 'floor']).executeTakeFirstOrThrow();
}
