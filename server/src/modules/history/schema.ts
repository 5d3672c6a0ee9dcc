import { InvalidInputError } from '../../kernel/errors.ts';
import { recordActions } from '../../kernel/record.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import { decodeCursor, encodeCursor, pageInfoOf, PageInfoType } from '../../schema/page.ts';
import { SessionType } from '../sessions/schema-types.ts';
import type { StoredRecord } from './store.ts';

const RecordAction = builder.enumType('RecordAction', { description: 'What was done.', values: recordActions });

const RecordType = builder.objectRef<StoredRecord>('Record').implement({
  description: 'One entry of the log: who did what, when, from where.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => String(id) }),
    at: t.field({ type: 'DateTime', resolve: ({ atMs }) => atMs }),
    action: t.expose('action', { type: RecordAction }),
    actor: t.expose('actor', { type: ActorType }),
    origin: t.exposeString('origin', {
      nullable: true,
      description: 'The caller’s address and program. Told to people only; null also where Rollcall acted by itself.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'A reason or message in somebody’s own words, where one was given.',
    }),
    after: t.field({ type: 'JSONObject', description: 'What the change left behind.', resolve: ({ after }) => after }),
  }),
});

interface RecordEdge {
  readonly cursor: string;
  readonly node: StoredRecord;
}

const RecordEdgeType = builder.objectRef<RecordEdge>('RecordEdge').implement({
  fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.expose('node', { type: RecordType }) }),
});

const RecordConnection = builder.simpleObject('RecordConnection', {
  description: 'A page of records.',
  fields: (t) => ({ edges: t.field({ type: [RecordEdgeType] }), pageInfo: t.field({ type: PageInfoType }) }),
});

builder.objectField(SessionType, 'changes', (t) =>
  t.field({
    type: RecordConnection,
    description: 'What was done to it, newest first.',
    args: {
      first: t.arg.int({ required: true, defaultValue: 50, description: '1 to 200.' }),
      after: t.arg.string({ description: 'The cursor of the last record of the page before.' }),
    },
    async resolve(session, { first, after = null }, { caller, services }) {
      const beforeId = after === null ? null : readCursor(after);
      const found = await services.history.changes(caller, session, { first, beforeId });
      const edges = found.slice(0, first).map((node) => ({ cursor: encodeCursor(node.id), node }));
      return { edges, pageInfo: pageInfoOf(edges, found.length > first, after) };
    },
  }),
);

function readCursor(cursor: string): number {
  const id = Number(decodeCursor(cursor)[0]);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new InvalidInputError([{ path: 'after', message: 'is no cursor of this list' }]);
}
