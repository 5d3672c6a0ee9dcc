import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { isAllowed } from '../../kernel/principal.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import { decodeCursor, encodeCursor, pageInfoOf, PageInfoType } from '../../schema/page.ts';
import { GrantNotFoundError } from './errors.ts';
import { type Grant, type GrantPlace as Place, type GrantState as State } from './grant.ts';
import { subjectOf } from './subject.ts';

const GrantState = builder.enumType('GrantState', {
  description: 'Whether a grant still covers what it was given for.',
  values: {
    ACTIVE: { description: 'It does.' },
    USED_UP: { description: 'It was used as often as it may be.' },
    EXPIRED: { description: 'Its time is over.' },
    REVOKED: { description: 'Somebody took it back.' },
    ENDED: { description: 'Its session has ended or changed hands.' },
  } as const satisfies Record<State, object>,
});

export const GrantPlace = builder.enumType('GrantPlace', {
  description: 'Where a grant counts.',
  values: {
    SESSION: { description: 'In the session that asked.' },
    HOST: { description: 'In any session of the host that the command was to run on, of the same asker.' },
  } as const satisfies Record<Place, object>,
});

export const GrantType = builder.objectRef<Grant>('Grant').implement({
  description:
    'That the same thing may be done again without asking: exactly what was shown, for who asked, in its session or on its host, so often and for so long.',
  fields: (t) => ({
    id: t.exposeID('id'),
    approvalId: t.exposeID('approvalId', { description: 'The approval it was given with.' }),
    sessionId: t.exposeID('sessionId'),
    app: t.exposeString('app'),
    title: t.exposeString('title', { description: 'What was asked, in the asker’s words.' }),
    details: t.field({ type: 'JSONObject', description: 'As exact data.', resolve: ({ details }) => details }),
    subjectHash: t.exposeString('subjectHash', { description: 'It covers what has the same hash, and nothing else.' }),
    askedBy: t.expose('askedBy', { type: ActorType, description: 'Whom it is for.' }),
    on: t.field({ type: GrantPlace, resolve: ({ hostId }) => (hostId === null ? 'SESSION' : 'HOST') }),
    grantedBy: t.expose('grantedBy', { type: ActorType }),
    grantedAt: t.field({ type: 'DateTime', resolve: ({ grantedAtMs }) => grantedAtMs }),
    expiresAt: t.field({ type: 'DateTime', resolve: ({ expiresAtMs }) => expiresAtMs }),
    uses: t.exposeInt('uses', { description: 'How often it may be used.' }),
    usedCount: t.exposeInt('usedCount', { description: 'How often it was.' }),
    state: t.field({
      type: GrantState,
      resolve: (grant, _args, { services }) => services.grants.stateOf(grant),
    }),
    revokedBy: t.expose('revokedBy', {
      type: ActorType,
      nullable: true,
      description: 'Null where nobody took it back.',
    }),
    revokedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null where nobody took it back.',
      resolve: ({ revokedAtMs }) => revokedAtMs,
    }),
    canRevoke: t.boolean({
      description: 'Whether the viewer may take it back; false once it covers nothing.',
      resolve: (grant, _args, { caller, services }) =>
        services.grants.stateOf(grant) === 'ACTIVE' && isAllowed(caller.principal, 'approval.decide', subjectOf(grant)),
    }),
  }),
});

builder.objectType(GrantNotFoundError, {
  name: 'GrantNotFoundError',
  description: 'There is no such grant, or none the caller may know of.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ grantId: t.exposeID('grantId') }),
});

interface Edge {
  readonly cursor: string;
  readonly node: Grant;
}

const GrantEdge = builder.objectRef<Edge>('GrantEdge').implement({
  fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.expose('node', { type: GrantType }) }),
});

const GrantConnection = builder.simpleObject('GrantConnection', {
  description: 'A page of grants.',
  fields: (t) => ({ edges: t.field({ type: [GrantEdge] }), pageInfo: t.field({ type: PageInfoType }) }),
});

const GrantFilterInput = builder.inputType('GrantFilter', {
  description: 'Which grants. Members narrow each other.',
  fields: (t) => ({ sessionId: t.id(), apps: t.stringList({ description: 'At most 1,000.' }) }),
});

builder.queryField('grants', (t) =>
  t.field({
    type: GrantConnection,
    description: 'What may be done again without asking, or might, newest first.',
    args: {
      filter: t.arg({ type: GrantFilterInput }),
      first: t.arg.int({ required: true, defaultValue: 50, description: '1 to 500.' }),
      after: t.arg.string({ description: 'The cursor of the last grant of the page before.' }),
    },
    async resolve(_root, { filter, first, after = null }, { caller, services }) {
      const { sessionId, apps } = filter ?? {};
      const { rows, hasMore } = await services.grants.list(caller, {
        filter: { sessionId: sessionId ?? undefined, apps: apps ?? undefined },
        first,
        beforeRowId: after === null ? null : readCursor(after),
      });
      const edges = rows.map(({ grant, rowId }) => ({ cursor: encodeCursor(rowId), node: grant }));
      return { edges, pageInfo: pageInfoOf(edges, hasMore, after) };
    },
  }),
);

const RevokeGrantSuccess = builder.simpleObject('RevokeGrantSuccess', {
  fields: (t) => ({ grant: t.field({ type: GrantType }) }),
});

const RevokeGrantResult = builder.errorUnion('RevokeGrantResult', {
  types: [RevokeGrantSuccess, InvalidInputError, ForbiddenError, GrantNotFoundError],
  resolveType: () => 'RevokeGrantSuccess',
});

const RevokeGrantInput = builder.inputType('RevokeGrantInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('revokeGrant', (t) =>
  t.field({
    type: RevokeGrantResult,
    description: 'Takes a grant back: what it covered is asked again. What was approved by it before stays approved.',
    args: { input: t.arg({ type: RevokeGrantInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      grant: await services.grants.revokeGrant(caller, input),
    }),
  }),
);

function readCursor(cursor: string): number {
  const rowId = Number(decodeCursor(cursor)[0]);
  if (Number.isSafeInteger(rowId) && rowId > 0) return rowId;
  throw new InvalidInputError([{ path: 'after', message: 'is no cursor of this list' }]);
}
