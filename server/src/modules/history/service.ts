import { z } from 'zod';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { SessionSubject } from '../../kernel/principal.ts';
import type { RecordReader, StoredRecord } from './store.ts';

const firstInput = z.number().int().min(1, 'at least 1').max(200, 'at most 200; take the next page with after');

export type HistoryService = ReturnType<typeof createHistoryService>;

/** What was done, when, by whom. */
export function createHistoryService({ reader }: { readonly reader: RecordReader }) {
  return {
    /**
     * A session's records, newest first; one more than asked for where more follow. Only people and the bootstrap token
     * are told from where it was done: an app has no use for the addresses of those who look after it.
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
      if (principal.kind === 'PERSON' || principal.kind === 'BOOTSTRAP') return found;
      return found.map((record) => ({ ...record, origin: null }));
    },
  };
}
