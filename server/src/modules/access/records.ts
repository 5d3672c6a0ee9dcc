import type { LogRecord, RecordAction } from '../../kernel/record.ts';
import type { Person } from './person.ts';

type Actor = Pick<LogRecord, 'actor' | 'origin'>;

/** The record of an act on a person, a sign-in or a key. @param after holds no secret, nor its hash */
export function recordOf(
  by: Actor,
  action: RecordAction,
  subjectId: string,
  after: LogRecord['after'],
  atMs: number,
): LogRecord {
  return { atMs, action, sessionId: null, subjectId, ...by, note: null, after };
}

/** Somebody who is just signing in. */
export function byPerson({ id, name }: Person, origin: string | null): Actor {
  return { actor: { kind: 'PERSON', id, name }, origin };
}
