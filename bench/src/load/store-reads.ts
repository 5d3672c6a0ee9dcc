import { join } from 'node:path';
import { createSessionReader } from '../../../server/src/store/session-reader.ts';
import { openReader } from '../../../server/src/store/sqlite/database.ts';
import { answerCalls } from '../harness/calls.ts';
import { pageSize, type StoredFilter, type StoredPlace, type StoreReadsApi } from './store-reads-api.ts';

// Ours without a server: the lists and counts that its thread for reads runs, by the same code, on a handle of its own, in a
// process that does nothing else.

let reader: ReturnType<typeof createSessionReader> | null = null;

function list(filter: StoredFilter, first: number, after: StoredPlace | null, wantsTotal = false) {
  const scope = { apps: null, userId: null };
  return open().list({ filter, scope, orderBy: 'STARTED', first, after, wantsTotal });
}

function open(): NonNullable<typeof reader> {
  if (reader === null) throw new Error('not open yet');
  return reader;
}

async function timed(work: () => Promise<unknown>): Promise<{ ms: number }> {
  const startMs = performance.now();
  await work();
  return { ms: performance.now() - startMs };
}

answerCalls<StoreReadsApi>({
  open({ dataDir }) {
    reader = createSessionReader(openReader(join(dataDir, 'rollcall.db')));
  },
  async placeBehind({ filter, count }) {
    let after: StoredPlace | null = null;
    for (let left = count; left > 0; left -= 500) {
      const { rows } = await list(filter, Math.min(left, 500), after);
      const last = rows.at(-1);
      after = last ? { rowId: last.rowId, rank: last.rank } : null;
    }
    return after;
  },
  list: ({ filter, after, wantsTotal }) => timed(() => list(filter, pageSize, after, wantsTotal)),
  counts: ({ by }) => timed(() => open().counts({}, { apps: null, userId: null }, by)),
});
