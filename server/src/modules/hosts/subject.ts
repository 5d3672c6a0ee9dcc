import type { SessionSubject } from '../../kernel/principal.ts';
import type { Host } from './host.ts';

/** What of a host decides who may do something to it. */
export function subjectOf({ id, app }: Pick<Host, 'id' | 'app'>): SessionSubject {
  return { id, app, userId: null };
}
