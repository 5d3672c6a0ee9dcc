import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { SignInNotFoundError, WrongPasswordError } from './errors.ts';
import './schema-errors.ts';
import { PersonType } from './schema-types.ts';

const ChangePasswordSuccess = builder.simpleObject('ChangePasswordSuccess', {
  fields: (t) => ({ person: t.field({ type: PersonType }) }),
});

const ChangePasswordResult = builder.errorUnion('ChangePasswordResult', {
  types: [ChangePasswordSuccess, InvalidInputError, ForbiddenError, WrongPasswordError],
  resolveType: () => 'ChangePasswordSuccess',
});

const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  fields: (t) => ({
    currentPassword: t.string({ required: true }),
    newPassword: t.string({ required: true, description: '12 to 200 characters.' }),
  }),
});

builder.mutationField('changePassword', (t) =>
  t.field({
    type: ChangePasswordResult,
    description: 'Sets the viewer’s own password and ends their other sign-ins.',
    args: { input: t.arg({ type: ChangePasswordInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      person: await services.account.changePassword(caller, input),
    }),
  }),
);

const EndSignInSuccess = builder.simpleObject('EndSignInSuccess', { fields: (t) => ({ signInId: t.id() }) });

const EndSignInResult = builder.errorUnion('EndSignInResult', {
  types: [EndSignInSuccess, InvalidInputError, ForbiddenError, SignInNotFoundError],
  resolveType: () => 'EndSignInSuccess',
});

const EndSignInInput = builder.inputType('EndSignInInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

builder.mutationField('endSignIn', (t) =>
  t.field({
    type: EndSignInResult,
    description: 'Ends a sign-in: one’s own, or for admins anybody’s. Its open sockets close at once.',
    args: { input: t.arg({ type: EndSignInInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      signInId: await services.signIns.endSignIn(caller, input),
    }),
  }),
);

const EndOtherSignInsSuccess = builder.simpleObject('EndOtherSignInsSuccess', {
  fields: (t) => ({ count: t.int({ description: 'How many were ended.' }) }),
});

const EndOtherSignInsResult = builder.errorUnion('EndOtherSignInsResult', {
  types: [EndOtherSignInsSuccess, ForbiddenError],
  resolveType: () => 'EndOtherSignInsSuccess',
});

builder.mutationField('endOtherSignIns', (t) =>
  t.field({
    type: EndOtherSignInsResult,
    description: 'Ends all sign-ins of the viewer but the one that asks.',
    resolve: async (_root, _args, { caller, services }) => ({ count: await services.account.endOtherSignIns(caller) }),
  }),
);
