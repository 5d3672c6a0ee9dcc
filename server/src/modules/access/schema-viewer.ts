import { type Action, isAllowed } from '../../kernel/principal.ts';
import { actorOf } from '../../kernel/record.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import { AppKeyType, PersonType } from './schema-types.ts';

const permissions = {
  KILL_SESSIONS: 'session.kill',
  PIN_SESSIONS: 'session.pin',
  MANAGE_PEOPLE: 'people.manage',
  MANAGE_KEYS: 'keys.manage',
  MANAGE_HOSTS: 'host.manage',
  SWEEP: 'registry.sweep',
} as const satisfies Record<string, Action>;

const permissionNames = [
  'KILL_SESSIONS',
  'PIN_SESSIONS',
  'MANAGE_PEOPLE',
  'MANAGE_KEYS',
  'MANAGE_HOSTS',
  'SWEEP',
] as const;

const Permission = builder.enumType('Permission', {
  description: 'What a viewer may do at all.',
  values: {
    KILL_SESSIONS: { description: 'End sessions; which, each session’s canKill says.' },
    PIN_SESSIONS: {},
    MANAGE_PEOPLE: {},
    MANAGE_KEYS: {},
    MANAGE_HOSTS: {},
    SWEEP: {},
  } as const satisfies Record<keyof typeof permissions, object>,
});

const Viewer = builder.objectRef<object>('Viewer').implement({
  description: 'Who is asking.',
  fields: (t) => ({
    actor: t.field({ type: ActorType, resolve: (_viewer, _args, { caller }) => actorOf(caller.principal) }),
    person: t.field({
      type: PersonType,
      nullable: true,
      description: 'The person who asks; null where a key or a token does.',
      resolve: (_viewer, _args, { caller, services }) => services.people.own(caller),
    }),
    appKey: t.field({
      type: AppKeyType,
      nullable: true,
      description: 'The app key that asks; null where something else does.',
      resolve: (_viewer, _args, { caller, services }) => services.appKeys.own(caller),
    }),
    permissions: t.field({
      type: [Permission],
      description: 'What the viewer may do at all, for a screen that offers nothing else.',
      resolve: (_viewer, _args, { caller }) =>
        permissionNames.filter((name) => isAllowed(caller.principal, permissions[name])),
    }),
  }),
});

const QuickStart = builder.simpleObject('QuickStart', {
  description: 'What a first session needs.',
  fields: (t) => ({
    url: t.string({ description: 'Where SDKs find this server.' }),
    key: t.string({
      nullable: true,
      description: 'The key the server was started with, a secret; null where that one holds no longer.',
    }),
  }),
});

builder.queryField('viewer', (t) => t.field({ type: Viewer, resolve: () => ({}) }));

builder.queryField('quickStart', (t) =>
  t.field({
    type: QuickStart,
    description: 'For admins.',
    resolve: (_root, _args, { caller, services, publicUrl }) => ({
      url: publicUrl,
      key: services.appKeys.quickStartKey(caller),
    }),
  }),
);
