import { InvalidInputError } from '../../kernel/errors.ts';
import { isAllowed } from '../../kernel/principal.ts';
import { formatRevision } from '../../kernel/revision.ts';
import { builder } from '../../schema/builder.ts';
import { decodeCursor, encodeCursor, pageInfoOf, PageInfoType } from '../../schema/page.ts';
import type { AsSeen } from '../sessions/index.ts';
import { SessionType } from '../sessions/schema-types.ts';
import type { Approval } from './approval.ts';
import { ApprovalState, ApprovalType } from './schema-types.ts';
import type { ApprovalChanges, ApprovalOrder as Order, ApprovalPage, ApprovalPlace } from './store.ts';

builder.objectField(ApprovalType, 'session', (t) =>
  t.field({
    type: SessionType,
    nullable: true,
    description: 'The session that asks; null where the viewer may not see it any more.',
    async resolve({ sessionId }, _args, { caller, related }) {
      const session = await related.session(sessionId);
      return session !== null && isAllowed(caller.principal, 'session.read', session) ? session : null;
    },
  }),
);

const ApprovalOrder = builder.enumType('ApprovalOrder', {
  description: 'The order of a list of approvals.',
  values: {
    DEADLINE: { description: 'Nearest deadline first, those without one last, then oldest first.' },
    NEWEST: { description: 'Last asked first.' },
  } as const,
});

interface Edge {
  readonly cursor: string;
  readonly node: Approval;
}

const ApprovalEdge = builder.objectRef<Edge>('ApprovalEdge').implement({
  fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.expose('node', { type: ApprovalType }) }),
});

interface Connection {
  readonly page: AsSeen<ApprovalPage>;
  readonly edges: readonly Edge[];
  readonly after: string | null;
}

const ApprovalConnection = builder.objectRef<Connection>('ApprovalConnection').implement({
  description: 'A page of approvals, and what is true of the whole list at the same read.',
  fields: (t) => ({
    edges: t.field({ type: [ApprovalEdge], resolve: ({ edges }) => [...edges] }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ edges, page, after }) => pageInfoOf(edges, page.hasMore, after),
    }),
    totalCount: t.int({
      description: 'How many match; counted to 10,000.',
      resolve: ({ page }) => page.totalCount,
    }),
    revision: t.field({
      type: 'Revision',
      description: 'Where to watch from: approvalChanges after this misses nothing and repeats nothing.',
      resolve: ({ page }, _args, { epoch }) =>
        formatRevision({ epoch, number: page.revision, fingerprint: page.fingerprint }),
    }),
  }),
});

const ApprovalFilterInput = builder.inputType('ApprovalFilter', {
  description: 'Which approvals. Members narrow each other; the values of a list widen it.',
  fields: (t) => ({
    states: t.field({ type: [ApprovalState] }),
    sessionId: t.id(),
    apps: t.stringList({ description: 'At most 1,000.' }),
  }),
});

builder.queryField('approval', (t) =>
  t.field({
    type: ApprovalType,
    nullable: true,
    description: 'One approval, open or closed; null where there is none the caller may know of.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { caller, services }) => services.approvalReading.approval(caller, id),
  }),
);

builder.queryField('approvals', (t) =>
  t.field({
    type: ApprovalConnection,
    description: 'The approvals that match, open or closed, of the sessions the caller may know of.',
    args: {
      filter: t.arg({ type: ApprovalFilterInput }),
      orderBy: t.arg({ type: ApprovalOrder, required: true, defaultValue: 'DEADLINE' }),
      first: t.arg.int({ required: true, defaultValue: 50, description: '1 to 500.' }),
      after: t.arg.string({ description: 'The cursor of the last approval of the page before.' }),
    },
    async resolve(_root, { filter, orderBy, first, after = null }, { caller, services }) {
      const place = after === null ? null : readCursor(after, orderBy);
      const { states, sessionId, apps } = filter ?? {};
      const page = await services.approvalReading.list(caller, {
        filter: { states: states ?? undefined, sessionId: sessionId ?? undefined, apps: apps ?? undefined },
        orderBy,
        first,
        after: place,
      });
      const edges = page.rows.map(({ approval, dueMs, rowId }) => ({
        cursor: encodeCursor(orderBy, dueMs, rowId),
        node: approval,
      }));
      return { page, edges, after };
    },
  }),
);

const ApprovalChangesType = builder.objectRef<AsSeen<ApprovalChanges>>('ApprovalChanges').implement({
  description: 'What changed up to a revision, each approval once, as it is now.',
  fields: (t) => ({
    revision: t.field({
      type: 'Revision',
      description: 'Where this message ends: watch from here to go on.',
      resolve: ({ revision, fingerprint }, _args, { epoch }) =>
        formatRevision({ epoch, number: revision, fingerprint }),
    }),
    upserted: t.field({
      type: [ApprovalType],
      description:
        'Changed approvals, whatever became of them. They go with their session, which sessionChanges tells.',
      resolve: ({ upserted }) => [...upserted],
    }),
    resync: t.exposeBoolean('resync', {
      description:
        'The past after the reader’s revision is gone, or the reader’s rights changed: read the list again and watch from its revision.',
    }),
  }),
});

const WatchedApprovalsInput = builder.inputType('WatchedApprovals', {
  description: 'Of which approvals to be told: of whatever becomes of them, so that none leaves a list unheard.',
  fields: (t) => ({ sessionId: t.id(), apps: t.stringList({ description: 'At most 1,000.' }) }),
});

builder.subscriptionField('approvalChanges', (t) =>
  t.field({
    type: ApprovalChangesType,
    description: 'As sessionChanges, of approvals.',
    args: {
      filter: t.arg({ type: WatchedApprovalsInput }),
      afterRevision: t.arg({
        type: 'Revision',
        description: 'The last revision the reader applied; without it, the newest.',
      }),
    },
    subscribe: (_root, { filter, afterRevision }, { caller, services }) => {
      const { sessionId, apps } = filter ?? {};
      const watched = { sessionId: sessionId ?? undefined, apps: apps ?? undefined };
      return services.approvalReading.watch(caller, watched, afterRevision ?? null);
    },
    resolve: (message) => message,
  }),
);

const wholeNumber = /^\d{1,16}$/;

function readCursor(cursor: string, orderBy: Order): ApprovalPlace {
  const [order, dueMs = '', rowId = ''] = decodeCursor(cursor);
  if (order === orderBy && wholeNumber.test(dueMs) && wholeNumber.test(rowId))
    return { dueMs: Number(dueMs), rowId: Number(rowId) };
  throw new InvalidInputError([{ path: 'after', message: 'is no cursor of this list in this order' }]);
}
