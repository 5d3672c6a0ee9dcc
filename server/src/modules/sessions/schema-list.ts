import { InvalidInputError } from '../../kernel/errors.ts';
import { formatRevision } from '../../kernel/revision.ts';
import { asksFor } from '../../schema/asked-fields.ts';
import { builder } from '../../schema/builder.ts';
import { decodeCursor, encodeCursor, pageInfoOf, PageInfoType } from '../../schema/page.ts';
import type { AsSeen } from './as-seen.ts';
import { SessionFilterInput, toFilter } from './schema-filter.ts';
import { SessionType } from './schema-types.ts';
import type { SessionPage, SessionPlace, SessionOrder as Order } from './store.ts';

const wholeNumber = /^\d{1,15}$/;

const SessionOrder = builder.enumType('SessionOrder', {
  description: 'The order of a list.',
  values: {
    STARTED: { description: 'Newest registration first.' },
    ATTENTION: { description: 'What needs a person first, then newest first.' },
  } as const,
});

const SessionCountBy = builder.enumType('SessionCountBy', {
  description: 'What sessions are counted by.',
  values: ['STATUS', 'APP', 'USER', 'KIND'] as const,
});

interface Edge {
  readonly cursor: string;
  readonly node: SessionPage['rows'][number]['session'];
}

const SessionEdge = builder.objectRef<Edge>('SessionEdge').implement({
  fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.expose('node', { type: SessionType }) }),
});

interface Connection {
  readonly page: AsSeen<SessionPage>;
  readonly edges: readonly Edge[];
  readonly after: string | null;
}

const SessionConnection = builder.objectRef<Connection>('SessionConnection').implement({
  description: 'A page of sessions, and what is true of the whole list at the same read.',
  fields: (t) => ({
    edges: t.field({ type: [SessionEdge], resolve: ({ edges }) => [...edges] }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ edges, page, after }) => pageInfoOf(edges, page.hasMore, after),
    }),
    totalCount: t.int({
      description:
        'How many sessions match, pinned ones included; counted to 10,000, and as far as that is quick to tell.',
      resolve: ({ page }) => page.totalCount,
    }),
    totalCountIsExact: t.boolean({
      description: 'False where more match.',
      resolve: ({ page }) => page.isTotalCountExact,
    }),
    revision: t.field({
      type: 'Revision',
      description: 'Where to watch from: sessionChanges after this misses nothing and repeats nothing.',
      resolve: ({ page }, _args, { epoch }) =>
        formatRevision({ epoch, number: page.revision, fingerprint: page.fingerprint }),
    }),
    pinned: t.field({
      type: [SessionType],
      description: 'Every matching pinned session, newest first; on the first page alone, and never among the edges.',
      resolve: ({ page }) => [...page.pinned],
    }),
  }),
});

builder.queryField('session', (t) =>
  t.field({
    type: SessionType,
    nullable: true,
    description: 'One session, running or ended; null where there is none the caller may know of.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { caller, services }) => services.reading.session(caller, id),
  }),
);

builder.queryField('sessions', (t) =>
  t.field({
    type: SessionConnection,
    description: 'The sessions that match, running or ended, of those the caller may know of.',
    args: {
      filter: t.arg({ type: SessionFilterInput }),
      orderBy: t.arg({ type: SessionOrder, required: true, defaultValue: 'STARTED' }),
      first: t.arg.int({ required: true, defaultValue: 50, description: '1 to 500.' }),
      after: t.arg.string({ description: 'The cursor of the last session of the page before.' }),
    },
    async resolve(_root, { filter, orderBy, first, after = null }, { caller, services }, info) {
      const place = after === null ? null : readCursor(after, orderBy);
      const page = await services.reading.list(caller, {
        filter: toFilter(filter),
        orderBy,
        first,
        after: place,
        wantsTotal: asksFor(info, 'totalCount', 'totalCountIsExact'),
      });
      const edges = page.rows.map(({ session, rank, rowId }) => ({
        cursor: encodeCursor(orderBy, rank, rowId),
        node: session,
      }));
      return { page, edges, after };
    },
  }),
);

const SessionCount = builder.simpleObject('SessionCount', {
  description: 'How many sessions share a value.',
  fields: (t) => ({
    key: t.string({ nullable: true, description: 'The value; null for sessions that work for no user.' }),
    count: t.int(),
  }),
});

builder.queryField('sessionCounts', (t) =>
  t.field({
    type: [SessionCount],
    description:
      'How many of the matching sessions share each value, most first; at most 1,000 values. Of what ended the newest are counted, as far as that is quick to tell: 100,000 at least.',
    args: { filter: t.arg({ type: SessionFilterInput }), by: t.arg({ type: SessionCountBy, required: true }) },
    resolve: async (_root, { filter, by }, { caller, services }) => [
      ...(await services.reading.counts(caller, toFilter(filter), by)),
    ],
  }),
);

function readCursor(cursor: string, orderBy: Order): SessionPlace {
  const [order, rank = '', rowId = ''] = decodeCursor(cursor);
  if (order === orderBy && wholeNumber.test(rank) && wholeNumber.test(rowId))
    return { rank: Number(rank), rowId: Number(rowId) };
  throw new InvalidInputError([{ path: 'after', message: 'is no cursor of this list in this order' }]);
}
