import { isAllowed } from '../../kernel/principal.ts';
import { formatRevision } from '../../kernel/revision.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import { SafetyModeType } from '../sessions/schema-types.ts';
import type { Host, HostAbilities, HostLoad, HostSystem } from './host.ts';
import { subjectOf } from './subject.ts';
import type { HostWork } from './host-work.ts';

const HostSystemType = builder.objectRef<HostSystem>('HostSystem').implement({
  description: 'What machine a host is, as it says itself.',
  fields: (t) => ({
    platform: t.exposeString('platform'),
    release: t.exposeString('release'),
    arch: t.exposeString('arch'),
    hostname: t.exposeString('hostname'),
    cpuCount: t.exposeInt('cpuCount'),
    memoryBytes: t.exposeFloat('memoryBytes'),
    version: t.exposeString('version', { description: 'Of the host’s program.' }),
  }),
});

const HostAbilitiesType = builder.objectRef<HostAbilities>('HostAbilities').implement({
  description: 'What a host can do, and what its own policy lets it do.',
  fields: (t) => ({
    modes: t.field({ type: [SafetyModeType], resolve: ({ modes }) => [...modes] }),
    sandbox: t.exposeBoolean('sandbox', { description: 'Whether it can run commands where nothing of them stays.' }),
    sandboxProblem: t.exposeString('sandboxProblem', {
      nullable: true,
      description: 'Why it has no sandbox; null where it has one.',
    }),
    pidNamespaces: t.exposeBoolean('pidNamespaces', {
      description: 'Whether no process of a command can outlive it unseen.',
    }),
    systemUsers: t.stringList({
      description: 'Whom commands may run as.',
      resolve: ({ systemUsers }) => [...systemUsers],
    }),
    folders: t.stringList({ description: 'Where commands may run.', resolve: ({ folders }) => [...folders] }),
  }),
});

const HostLoadType = builder.objectRef<HostLoad>('HostLoad').implement({
  description: 'How busy a host is.',
  fields: (t) => ({
    loadAverage: t.exposeFloat('loadAverage', { description: 'Of the last minute.' }),
    freeMemoryBytes: t.exposeFloat('freeMemoryBytes'),
    runningCommands: t.exposeInt('runningCommands'),
    at: t.field({ type: 'DateTime', description: 'When it said so.', resolve: ({ atMs }) => atMs }),
  }),
});

export const HostType = builder.objectRef<Host>('Host').implement({
  description: 'A machine that runs commands for Rollcall, by a process of ours.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name', { description: 'Unique.' }),
    app: t.exposeString('app', { description: 'Who may see it and work on it follows from this.' }),
    labels: t.stringList({ resolve: ({ labels }) => [...labels] }),
    system: t.expose('system', { type: HostSystemType }),
    abilities: t.expose('abilities', { type: HostAbilitiesType }),
    load: t.field({
      type: HostLoadType,
      nullable: true,
      description: 'As it said last; null while it is away, or has not said. Changes of it are not told.',
      resolve: ({ id }, _args, { hostLoad }) => hostLoad(id),
    }),
    isConnected: t.boolean({ resolve: ({ connectedAtMs }) => connectedAtMs !== null }),
    connectedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is connected; null while it is away.',
      resolve: ({ connectedAtMs }) => connectedAtMs,
    }),
    lastHeardAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null where it has never connected.',
      resolve: ({ id, lastHeardAtMs }, _args, { hostLastHeardMs }) => hostLastHeardMs(id) ?? lastHeardAtMs,
    }),
    needsSomebodyElse: t.exposeBoolean('needsSomebodyElse', {
      description: 'Whether what its sessions ask must be answered by somebody else than who asks.',
    }),
    joinedAt: t.field({ type: 'DateTime', resolve: ({ joinedAtMs }) => joinedAtMs }),
    joinedBy: t.expose('joinedBy', { type: ActorType, description: 'Who let it join.' }),
    revision: t.field({
      type: 'Revision',
      description: 'Of its last change.',
      resolve: ({ revision }, _args, { epoch }) => formatRevision({ epoch, number: revision, fingerprint: null }),
    }),
    runningSessionCount: t.int({
      description: 'How many remote-access sessions it works for.',
      resolve: ({ id }, _args, { related }) => related.runningSessionCount(id),
    }),
    canManage: t.boolean({
      description: 'Whether the viewer may rename and remove it.',
      resolve: (host, _args, { caller }) => isAllowed(caller.principal, 'host.manage', subjectOf(host)),
    }),
    canStart: t.boolean({
      description: 'Whether the viewer may start remote access here, whenever it is connected.',
      resolve: (host, _args, { caller }) =>
        host.removedAtMs === null && isAllowed(caller.principal, 'remote.start', subjectOf(host)),
    }),
  }),
});

export const HostWorkType = builder.objectRef<HostWork>('HostWork');
