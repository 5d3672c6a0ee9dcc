import type { KeyRight } from '../../kernel/principal.ts';
import { builder } from '../../schema/builder.ts';
import { type AppKey, previousSecretExpiresAtMs } from './app-key.ts';
import type { Person, SignIn } from './person.ts';

export const RoleType = builder.enumType('Role', {
  description: 'What a person may do.',
  values: {
    VIEWER: { description: 'Sees sessions.' },
    OPERATOR: { description: 'Ends and pins sessions, and sees them.' },
    ADMIN: { description: 'Manages people and keys, and whatever operators do.' },
  } as const,
});

const SignInType = builder.objectRef<SignIn>('SignIn').implement({
  description: 'A browser that is signed in.',
  fields: (t) => ({
    id: t.exposeID('id'),
    origin: t.exposeString('origin', { nullable: true, description: 'The address and program it came from.' }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAtMs }) => createdAtMs }),
    lastSeenAt: t.field({ type: 'DateTime', resolve: ({ lastSeenAtMs }) => lastSeenAtMs }),
    expiresAt: t.field({ type: 'DateTime', resolve: ({ expiresAtMs }) => expiresAtMs }),
    isCurrent: t.boolean({
      description: 'Whether the viewer asks by this one.',
      resolve: ({ id }, _args, { caller: { principal } }) => principal.kind === 'PERSON' && principal.signInId === id,
    }),
  }),
});

export const PersonType = builder.objectRef<Person>('Person').implement({
  description: 'Somebody who signs in.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name', { description: 'What they sign in with; unique, ignoring case.' }),
    role: t.expose('role', { type: RoleType }),
    apps: t.stringList({
      nullable: true,
      description: 'The apps they may see; null for every app. Admins are never limited.',
      resolve: ({ apps }) => apps && [...apps],
    }),
    userId: t.exposeString('userId', {
      nullable: true,
      description: 'The userId of the sessions that work for them; those they may always see and end.',
    }),
    hasPassword: t.boolean({
      description:
        'Whether they sign in with a password; false before they have set one, and for those who sign in elsewhere.',
      resolve: ({ passwordHash }) => passwordHash !== null,
    }),
    identityProvider: t.string({
      nullable: true,
      description: 'The identity provider they sign in at; null for those with a password.',
      resolve: ({ identity }) => identity?.issuer ?? null,
    }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAtMs }) => createdAtMs }),
    setUpLinkExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when the newest set-up link works; null where none waits.',
      resolve: (person, _args, { caller, services }) => services.people.linkExpiresAtMs(caller, person),
    }),
    lastSeenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When they were last seen signed in; null where no sign-in is left.',
      resolve(person, _args, { caller, services }) {
        const times = services.signIns.of(caller, person).map(({ lastSeenAtMs }) => lastSeenAtMs);
        return times.length === 0 ? null : Math.max(...times);
      },
    }),
    signIns: t.field({
      type: [SignInType],
      description: 'Where they are signed in, newest first.',
      resolve: (person, _args, { caller, services }) => [...services.signIns.of(caller, person)],
    }),
  }),
});

export const SetUpLinkType = builder
  .objectRef<{ readonly url: string; readonly expiresAtMs: number }>('SetUpLink')
  .implement({
    description: 'A link that lets one person set a password, once.',
    fields: (t) => ({
      url: t.exposeString('url', {
        description: 'A secret: whoever has it becomes this person. Shown this once.',
      }),
      expiresAt: t.field({ type: 'DateTime', resolve: ({ expiresAtMs }) => expiresAtMs }),
    }),
  });

export const AppKeyRight = builder.enumType('AppKeyRight', {
  description: 'What an app key may do to the sessions of its apps.',
  values: {
    REGISTER: { description: 'Register and drive them.' },
    READ: { description: 'List and watch them.' },
    REMOTE: { description: 'Start remote access on hosts of these apps, and run commands there.' },
    KILL: { description: 'End them.' },
  } as const satisfies Record<KeyRight, object>,
});

export const AppKeyType = builder.objectRef<AppKey>('AppKey').implement({
  description: 'What an app’s servers sign in with. Every key of an app drives the sessions of that app.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    apps: t.stringList({
      nullable: true,
      description: 'The apps it works for; null for every app.',
      resolve: ({ apps }) => apps && [...apps],
    }),
    rights: t.field({ type: [AppKeyRight], resolve: ({ rights }) => [...rights] }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it stops working; null for never.',
      resolve: ({ expiresAtMs }) => expiresAtMs,
    }),
    maxRunningSessions: t.exposeInt('maxRunningSessions', {
      nullable: true,
      description: 'How many sessions registered with it may run at once; null for any number.',
    }),
    runningSessions: t.int({
      description: 'How many sessions registered with it run now.',
      resolve: (key, _args, { services }) => services.appKeys.runningSessions(key),
    }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAtMs }) => createdAtMs }),
    createdBy: t.exposeString('createdByName'),
    revokedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was stopped for good; null for one that is not.',
      resolve: ({ revokedAtMs }) => revokedAtMs,
    }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null where it was never used. Exact to a minute.',
      resolve: (key, _args, { services }) => services.appKeys.lastUsedAtMs(key),
    }),
    previousSecretExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when the secret before the newest still works; null where only the newest does.',
      resolve: (key, _args, { clock }) => previousSecretExpiresAtMs(key, clock.wallMs()),
    }),
  }),
});
