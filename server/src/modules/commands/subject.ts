import type { SessionSubject } from '../../kernel/principal.ts';
import type { Command } from './command.ts';

/** Whose session it is of, as of asking: what decides who may know of it. */
export function subjectOf({ sessionId, app, userId, hostId }: Command): SessionSubject {
  return { id: sessionId, app, userId, remote: { hostId } };
}
