import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { KillType } from '../kills/schema-types.ts';
import { cutOffMs, type Session } from '../sessions/index.ts';
import { SafetyModeType, SessionLifecycle } from '../sessions/schema-types.ts';
import { HostNotFoundError } from './errors.ts';
import { HostAbilitiesInput, HostSystemInput } from './schema-joining.ts';
import { HostType, HostWorkType } from './schema-types.ts';

const HostSessionType = builder.objectRef<Session>('HostSession').implement({
  description: 'A remote-access session as its host is told of it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    safetyMode: t.field({
      type: SafetyModeType,
      // Only a host's own sessions are told of.
      resolve: ({ remote }) => remote?.safetyMode ?? 'READ_ONLY',
    }),
    systemUser: t.string({
      nullable: true,
      description: 'Whom its commands run as; null: whom the host’s policy names first.',
      resolve: ({ remote }) => remote?.systemUser ?? null,
    }),
    lifecycle: t.expose('lifecycle', {
      type: SessionLifecycle,
      description: 'ENDING: end its processes, and say so with reportSessionEnd. ENDED: it has none any more.',
    }),
    cutOffMs: t.int({
      description: 'For how long its processes may run without the server, in milliseconds.',
      resolve: ({ remote }) => cutOffMs[remote?.safetyMode ?? 'READ_ONLY'],
    }),
    kill: t.field({
      type: KillType,
      nullable: true,
      description: 'The order to end it, to be acknowledged; null where there is none.',
      resolve: ({ killId }, _args, { related }) => (killId === null ? null : related.kill(killId)),
    }),
  }),
});

HostWorkType.implement({
  description: 'What a host has to do.',
  fields: (t) => ({
    isAll: t.exposeBoolean('isAll', {
      description: 'The first message names all that the host works for; whatever else it holds is to end.',
    }),
    sessions: t.field({
      type: [HostSessionType],
      description: 'Sessions that have not ended; later those that changed, ended ones too.',
      resolve: ({ sessions }) => [...sessions],
    }),
  }),
});

const HostWorkInput = builder.inputType('HostWorkInput', {
  fields: (t) => ({
    instanceId: t.id({ required: true, description: 'Of this start of the host’s process: a new one takes over.' }),
    system: t.field({ type: HostSystemInput, required: true }),
    abilities: t.field({ type: HostAbilitiesInput, required: true }),
  }),
});

builder.subscriptionField('hostWork', (t) =>
  t.field({
    type: HostWorkType,
    description:
      'All there is for this host to do, then what changes of it. As long as it is open the host is connected, which is the lease of its sessions; fails with SUPERSEDED once a newer process of the host has opened its own. For hosts, over a WebSocket.',
    args: { input: t.arg({ type: HostWorkInput, required: true }) },
    subscribe: (_root, { input }, { caller, connection, services }) => services.openHostWork(caller, input, connection),
    resolve: (message) => message,
  }),
);

const ReportHostSuccess = builder.simpleObject('ReportHostSuccess', {
  fields: (t) => ({ host: t.field({ type: HostType }) }),
});

const ReportHostResult = builder.errorUnion('ReportHostResult', {
  types: [ReportHostSuccess, InvalidInputError, ForbiddenError, HostNotFoundError],
  resolveType: () => 'ReportHostSuccess',
});

const HostLoadInput = builder.inputType('HostLoadInput', {
  fields: (t) => ({
    loadAverage: t.float({ required: true, description: 'Of the last minute.' }),
    freeMemoryBytes: t.float({ required: true }),
    runningCommands: t.int({ required: true }),
  }),
});

const ReportHostInput = builder.inputType('ReportHostInput', {
  fields: (t) => ({
    load: t.field({ type: HostLoadInput, required: true }),
    abilities: t.field({ type: HostAbilitiesInput, description: 'Where they may have changed.' }),
  }),
});

builder.mutationField('reportHost', (t) =>
  t.field({
    type: ReportHostResult,
    description: 'How busy this host is, every 15 seconds or so. For hosts.',
    args: { input: t.arg({ type: ReportHostInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      host: await services.hostPresence.reportHost(caller, input),
    }),
  }),
);
