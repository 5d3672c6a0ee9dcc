import { InvalidInputError } from '../../kernel/errors.ts';
import { isAllowed } from '../../kernel/principal.ts';
import { formatRevision } from '../../kernel/revision.ts';
import { builder } from '../../schema/builder.ts';
import { decodeCursor, encodeCursor, pageInfoOf, PageInfoType } from '../../schema/page.ts';
import { ApprovalType } from '../approvals/schema-types.ts';
import { HostType } from '../hosts/schema-types.ts';
import type { AsSeen } from '../sessions/index.ts';
import { SafetyModeType, SessionType } from '../sessions/schema-types.ts';
import type { Command } from './command.ts';
import { CommandState, CommandType } from './schema-types.ts';
import type { CommandChanges, CommandPage } from './store.ts';
import { subjectOf } from './subject.ts';

builder.objectFields(CommandType, (t) => ({
  safetyMode: t.expose('safetyMode', { type: SafetyModeType, description: 'Its session’s.' }),
  session: t.field({
    type: SessionType,
    nullable: true,
    description: 'Null where the viewer may not see it any more.',
    async resolve({ sessionId }, _args, { caller, related }) {
      const session = await related.session(sessionId);
      return session !== null && isAllowed(caller.principal, 'session.read', session) ? session : null;
    },
  }),
  host: t.field({
    type: HostType,
    nullable: true,
    description: 'Null where the viewer may not see it.',
    async resolve({ hostId }, _args, { caller, related }) {
      const host = await related.host(hostId);
      if (host === null) return null;
      const { id, app } = host;
      return isAllowed(caller.principal, 'host.read', { id, app, userId: null }) ? host : null;
    },
  }),
  approval: t.field({
    type: ApprovalType,
    nullable: true,
    description: 'The question whether it may run; null where nobody had to be asked.',
    resolve: ({ approvalId }, _args, { related }) => (approvalId === null ? null : related.approval(approvalId)),
  }),
}));

builder.objectField(ApprovalType, 'command', (t) =>
  t.field({
    type: CommandType,
    nullable: true,
    description: 'What may run if this is approved; null of anything else that is asked.',
    async resolve({ id, kind }, _args, { caller, related }) {
      const command = kind === 'COMMAND' ? await related.commandOf(id) : null;
      return command !== null && isAllowed(caller.principal, 'session.read', subjectOf(command)) ? command : null;
    },
  }),
);

interface Edge {
  readonly cursor: string;
  readonly node: Command;
}

const CommandEdge = builder.objectRef<Edge>('CommandEdge').implement({
  fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.expose('node', { type: CommandType }) }),
});

interface Connection {
  readonly page: AsSeen<CommandPage>;
  readonly edges: readonly Edge[];
  readonly after: string | null;
}

const CommandConnection = builder.objectRef<Connection>('CommandConnection').implement({
  description: 'A page of commands.',
  fields: (t) => ({
    edges: t.field({ type: [CommandEdge], resolve: ({ edges }) => [...edges] }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ edges, page, after }) => pageInfoOf(edges, page.hasMore, after),
    }),
    revision: t.field({
      type: 'Revision',
      description: 'Where to watch from: commandChanges after this misses nothing and repeats nothing.',
      resolve: ({ page }, _args, { epoch }) =>
        formatRevision({ epoch, number: page.revision, fingerprint: page.fingerprint }),
    }),
  }),
});

const CommandFilterInput = builder.inputType('CommandFilter', {
  description: 'Which commands. Members narrow each other; the values of a list widen it.',
  fields: (t) => ({ sessionId: t.id(), hostId: t.id(), states: t.field({ type: [CommandState] }) }),
});

builder.queryField('command', (t) =>
  t.field({
    type: CommandType,
    nullable: true,
    description: 'One command, open or over; null where there is none the caller may know of.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { caller, services }) => services.commandReading.command(caller, id),
  }),
);

builder.queryField('commands', (t) =>
  t.field({
    type: CommandConnection,
    description: 'The commands that match, newest first, of the sessions the caller may know of.',
    args: {
      filter: t.arg({ type: CommandFilterInput }),
      first: t.arg.int({ required: true, defaultValue: 50, description: '1 to 500.' }),
      after: t.arg.string({ description: 'The cursor of the last command of the page before.' }),
    },
    async resolve(_root, { filter, first, after = null }, { caller, services }) {
      const { sessionId, hostId, states } = filter ?? {};
      const page = await services.commandReading.list(caller, {
        filter: { sessionId: sessionId ?? undefined, hostId: hostId ?? undefined, states: states ?? undefined },
        first,
        beforeRowId: after === null ? null : readCursor(after),
      });
      const edges = page.rows.map(({ command, rowId }) => ({ cursor: encodeCursor(rowId), node: command }));
      return { page, edges, after };
    },
  }),
);

const CommandChangesType = builder.objectRef<AsSeen<CommandChanges>>('CommandChanges').implement({
  description: 'What changed up to a revision, each command once, as it is now.',
  fields: (t) => ({
    revision: t.field({
      type: 'Revision',
      description: 'Where this message ends: watch from here to go on.',
      resolve: ({ revision, fingerprint }, _args, { epoch }) =>
        formatRevision({ epoch, number: revision, fingerprint }),
    }),
    upserted: t.field({
      type: [CommandType],
      description: 'Changed commands, whatever became of them. They go with their session, which sessionChanges tells.',
      resolve: ({ upserted }) => [...upserted],
    }),
    resync: t.exposeBoolean('resync', {
      description:
        'The past after the reader’s revision is gone, or the reader’s rights changed: read the list again and watch from its revision.',
    }),
  }),
});

builder.subscriptionField('commandChanges', (t) =>
  t.field({
    type: CommandChangesType,
    description: 'As sessionChanges, of commands.',
    args: {
      sessionId: t.arg.id({ description: 'Of one session alone; of all unless said.' }),
      afterRevision: t.arg({
        type: 'Revision',
        description: 'The last revision the reader applied; without it, the newest.',
      }),
    },
    subscribe: (_root, { sessionId, afterRevision }, { caller, services }) =>
      services.commandReading.watch(caller, { sessionId: sessionId ?? undefined }, afterRevision ?? null),
    resolve: (message) => message,
  }),
);

function readCursor(cursor: string): number {
  const rowId = Number(decodeCursor(cursor)[0]);
  if (Number.isSafeInteger(rowId) && rowId > 0) return rowId;
  throw new InvalidInputError([{ path: 'after', message: 'is no cursor of this list' }]);
}
