import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { LastAdminError, NameTakenError, PersonNotFoundError } from './errors.ts';
import './schema-errors.ts';
import { PersonType, RoleType, SetUpLinkType } from './schema-types.ts';

builder.queryField('people', (t) =>
  t.field({
    type: [PersonType],
    description: 'Everybody who may sign in, by name. For admins.',
    resolve: (_root, _args, { caller, services }) => [...services.people.list(caller)],
  }),
);

const CreatePersonSuccess = builder.simpleObject('CreatePersonSuccess', {
  fields: (t) => ({ person: t.field({ type: PersonType }), setUpLink: t.field({ type: SetUpLinkType }) }),
});

const CreatePersonResult = builder.errorUnion('CreatePersonResult', {
  types: [CreatePersonSuccess, InvalidInputError, ForbiddenError, NameTakenError],
  resolveType: () => 'CreatePersonSuccess',
});

const CreatePersonInput = builder.inputType('CreatePersonInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 100 characters.' }),
    role: t.field({ type: RoleType, required: true }),
    apps: t.stringList({ description: 'Null or absent: every app.' }),
    userId: t.string({ description: 'At most 200 characters.' }),
  }),
});

builder.mutationField('createPerson', (t) =>
  t.field({
    type: CreatePersonResult,
    description: 'Makes a person and a link by which they set their password. For admins.',
    args: { input: t.arg({ type: CreatePersonInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => services.people.createPerson(caller, input),
  }),
);

const UpdatePersonSuccess = builder.simpleObject('UpdatePersonSuccess', {
  fields: (t) => ({ person: t.field({ type: PersonType }) }),
});

const UpdatePersonResult = builder.errorUnion('UpdatePersonResult', {
  types: [UpdatePersonSuccess, InvalidInputError, ForbiddenError, PersonNotFoundError, NameTakenError, LastAdminError],
  resolveType: () => 'UpdatePersonSuccess',
});

const UpdatePersonInput = builder.inputType('UpdatePersonInput', {
  description: 'The whole of what an admin decides about a person.',
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ required: true, description: '1 to 100 characters.' }),
    role: t.field({ type: RoleType, required: true }),
    apps: t.stringList({ description: 'Null or absent: every app.' }),
    userId: t.string({ description: 'At most 200 characters.' }),
  }),
});

builder.mutationField('updatePerson', (t) =>
  t.field({
    type: UpdatePersonResult,
    description: 'Open sockets feel it at once. For admins.',
    args: { input: t.arg({ type: UpdatePersonInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      person: await services.people.updatePerson(caller, input),
    }),
  }),
);

const RemovePersonSuccess = builder.simpleObject('RemovePersonSuccess', { fields: (t) => ({ personId: t.id() }) });

const RemovePersonResult = builder.errorUnion('RemovePersonResult', {
  types: [RemovePersonSuccess, InvalidInputError, ForbiddenError, PersonNotFoundError, LastAdminError],
  resolveType: () => 'RemovePersonSuccess',
});

const RemovePersonInput = builder.inputType('RemovePersonInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('removePerson', (t) =>
  t.field({
    type: RemovePersonResult,
    description: 'Removes a person; their sign-ins end at once. For admins.',
    args: { input: t.arg({ type: RemovePersonInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      personId: await services.people.removePerson(caller, input),
    }),
  }),
);

const ResetPasswordSuccess = builder.simpleObject('ResetPasswordSuccess', {
  fields: (t) => ({ person: t.field({ type: PersonType }), setUpLink: t.field({ type: SetUpLinkType }) }),
});

const ResetPasswordResult = builder.errorUnion('ResetPasswordResult', {
  types: [ResetPasswordSuccess, InvalidInputError, ForbiddenError, PersonNotFoundError],
  resolveType: () => 'ResetPasswordSuccess',
});

const ResetPasswordInput = builder.inputType('ResetPasswordInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('resetPassword', (t) =>
  t.field({
    type: ResetPasswordResult,
    description: 'Makes a new link by which a person sets a password; the old one works until then. For admins.',
    args: { input: t.arg({ type: ResetPasswordInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => services.people.resetPassword(caller, input),
  }),
);
