import {
  MoreSessionsDocument,
  SessionCountsDocument,
  SessionsDocument,
  type SessionsQuery,
} from '@rollcall/sdk/operations';
import type { TypedDocument } from '@rollcall/sdk';
import type { Load } from '../harness/load.ts';
import { apps, userCount, words } from '../load/history-rows.ts';
import {
  pageSize,
  type StoredCounts,
  type StoredFilter,
  type StoredPlace,
  type StoreReadsApi,
} from '../load/store-reads-api.ts';
import type { Variables } from '../wire/messages.ts';

/** One kind of question, asked of ours as the dashboard does, and of the file as one would without keysets and indexes of words. */
export interface Question {
  readonly name: string;
  /** A different one each time where that can be. */
  ours(turn: number): Asked;
  readonly peer: {
    readonly sql: string;
    parameters(turn: number): readonly (string | number)[];
  };
}

type AskStore = (reads: Load<StoreReadsApi>) => Promise<{ readonly ms: number }>;

/** The same question in several ways. */
export interface Asked {
  readonly wire: { readonly document: TypedDocument<unknown, never>; readonly variables: Variables };
  /** @returns how long the store took */
  readonly store: AskStore;
  /** The same of a page with its total; null where there is none. */
  readonly withTotal: AskStore | null;
}

type Ask = (document: TypedDocument<unknown, never>, variables: Variables) => Promise<unknown>;

const newest = 'order by row_id desc';

/** The end of a page: what a client and what the store go on from. */
interface End {
  readonly cursor: string | null;
  readonly place: StoredPlace | null;
}

/** The first page with its total, one behind another without: as the dashboard asks. */
function page(filter: StoredFilter, { cursor, place }: End = { cursor: null, place: null }): Asked {
  const document = cursor === null ? SessionsDocument : MoreSessionsDocument;
  return {
    wire: { document, variables: { filter, first: pageSize, after: cursor } },
    store: (reads) => reads.ask('list', { filter, after: place, wantsTotal: false }),
    withTotal: (reads) => reads.ask('list', { filter, after: place, wantsTotal: true }),
  };
}

function counts(by: StoredCounts): Asked {
  return {
    wire: { document: SessionCountsDocument, variables: { by } },
    store: (reads) => reads.ask('counts', { by }),
    withTotal: null,
  };
}

/** The cursor behind so many sessions that match. */
async function cursorBehind(ask: Ask, filter: Variables, count: number): Promise<string | null> {
  let after: string | null = null;
  for (let passed = 0; passed < count; passed += 500) {
    // The SDK's document, so its type.
    const answer = (await ask(SessionsDocument, { filter, first: 500, after })) as SessionsQuery;
    after = answer.sessions.pageInfo.endCursor ?? null;
  }
  return after;
}

/** Looks up what the questions need to know, and gives them in the order of the table. */
export async function prepareQuestions(
  ask: Ask,
  reads: Load<StoreReadsApi>,
  { count, middle, someId }: { readonly count: number; readonly middle: Date; readonly someId: string },
): Promise<Question[]> {
  const half = Math.floor(count / 2);
  const inMiddle = {
    cursor: await cursorBehind(ask, { createdBefore: middle.toISOString() }, 1),
    place: await reads.ask('placeBehind', { filter: { createdBeforeMs: middle.getTime() }, count: 1 }),
  };
  const app = apps[12] ?? '';
  const inApp = {
    cursor: await cursorBehind(ask, { apps: [app] }, 2_000),
    place: await reads.ask('placeBehind', { filter: { apps: [app] }, count: 2_000 }),
  };
  const user = (turn: number): string => `user-${(turn * 617) % userCount}`;
  const pages: Question[] = [
    {
      name: 'newest page',
      ours: () => page({}),
      peer: { sql: `select * from sessions ${newest} limit 50 offset 0`, parameters: () => [] },
    },
    {
      name: `page behind ${half.toLocaleString('en-US')}`,
      ours: () => page({}, inMiddle),
      peer: { sql: `select * from sessions ${newest} limit 50 offset ?`, parameters: () => [half] },
    },
    {
      name: 'one app, page behind 2,000',
      ours: () => page({ apps: [app] }, inApp),
      peer: { sql: `select * from sessions where app = ? ${newest} limit 50 offset 2000`, parameters: () => [app] },
    },
    {
      name: 'one user',
      ours: (turn) => page({ userId: user(turn) }),
      peer: {
        sql: `select * from sessions where user_id = ? ${newest} limit 50`,
        parameters: (turn) => [user(turn)],
      },
    },
    {
      name: 'failed ones of an app',
      ours: (turn) => page({ apps: [apps[turn % apps.length] ?? ''], status: ['FAILED'] }),
      peer: {
        sql: `select * from sessions where app = ? and status = 'FAILED' ${newest} limit 50`,
        parameters: (turn) => [apps[turn % apps.length] ?? ''],
      },
    },
  ];
  const search = (name: string, text: string, filter: StoredFilter = {}, condition = ''): Question => ({
    name,
    ours: () => page({ ...filter, search: text }),
    peer: {
      sql: `select * from sessions where (name like ? or id like ?) ${condition} ${newest} limit 50`,
      parameters: () => [`%${text}%`, `%${text}%`],
    },
  });
  return [
    ...pages,
    search('search: a common word', words.common),
    search('search: a rare word', words.rare),
    search('search: no such word', 'quetzalcoatl'),
    search('search: the end of an id', someId.slice(-9)),
    search('search: a common word of one user', words.common, { userId: 'user-77' }, "and user_id = 'user-77'"),
    {
      name: 'counts by status',
      ours: () => counts('STATUS'),
      peer: { sql: 'select status, count(*) from sessions group by status', parameters: () => [] },
    },
    {
      name: 'counts by app',
      ours: () => counts('APP'),
      peer: { sql: 'select app, count(*) from sessions group by app', parameters: () => [] },
    },
  ];
}
