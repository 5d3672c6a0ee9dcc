import { z } from 'zod';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed, type Principal, type SessionSubject } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { RecordReader, StoredRecord } from './store.ts';

const firstInput = z.number().int().min(1, 'at least 1').max(200, 'at most 200; take the next page with after');

export type HistoryService = ReturnType<typeof createHistoryService>;

/** What was done, when, by whom. */
export function createHistoryService({ reader }: { readonly reader: RecordReader }) {
  return {
    /**
     * A session's records, newest first; one more than asked for where more follow. Only people and the bootstrap token
     * are told from where it was done: an app has no use for the addresses of those who look after it. What was asked, and
     * what was said to it, is for those who look after the app: the session may have worked for somebody else by then.
     * @throws {InvalidInputError} when `first` is out of bounds
     */
    async changes(
      caller: Caller,
      session: SessionSubject,
      page: { readonly first: number; readonly beforeId: number | null },
    ): Promise<readonly StoredRecord[]> {
      authorize(caller.principal, 'session.read', session);
      const found = await reader.ofSession(session.id, parseInput(firstInput, page.first) + 1, page.beforeId);
      // As they are now: the read took its time.
      const { principal } = caller;
      authorize(principal, 'session.read', session);
      const told = looksAfter(principal, session) ? found : found.map(withoutWords);
      if (principal.kind === 'PERSON' || principal.kind === 'BOOTSTRAP') return told;
      return told.map((record) => ({ ...record, origin: null }));
    },
  };
}

/** Whether they may see the session whoever it works for. */
function looksAfter(principal: Principal, session: SessionSubject): boolean {
  return principal.kind !== 'SESSION_TOKEN' && isAllowed(principal, 'session.read', { ...session, userId: null });
}

/** A question's own words are in its row, which is its user's alone. */
function withoutWords(record: StoredRecord): StoredRecord {
  if (!/^(APPROVAL|GRANT)_/.test(record.action)) return record;
  const { title: _title, subjectHash: _subjectHash, ...after } = record.after;
  return { ...record, note: null, after };
}
