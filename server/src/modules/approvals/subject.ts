import type { SessionSubject } from '../../kernel/principal.ts';
import type { Approval } from './approval.ts';
import type { Grant } from './grant.ts';

/** Whose session it is of, as of asking: what decides who may know of it. */
export function subjectOf({ sessionId, app, userId }: Approval | Grant): SessionSubject {
  return { id: sessionId, app, userId };
}
