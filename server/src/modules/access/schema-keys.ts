import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { AppKeyNotFoundError, AppKeyRevokedError } from './errors.ts';
import './schema-errors.ts';
import { AppKeyRight, AppKeyType } from './schema-types.ts';

builder.queryField('appKeys', (t) =>
  t.field({
    type: [AppKeyType],
    description: 'Every key, revoked ones last, newest first. For admins.',
    resolve: (_root, _args, { caller, services }) => [...services.appKeys.list(caller)],
  }),
);

const CreateAppKeySuccess = builder.simpleObject('CreateAppKeySuccess', {
  fields: (t) => ({
    appKey: t.field({ type: AppKeyType }),
    secret: t.string({ description: 'The key itself. Shown this once.' }),
  }),
});

const CreateAppKeyResult = builder.errorUnion('CreateAppKeyResult', {
  types: [CreateAppKeySuccess, InvalidInputError, ForbiddenError],
  resolveType: () => 'CreateAppKeySuccess',
});

const CreateAppKeyInput = builder.inputType('CreateAppKeyInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 100 characters.' }),
    apps: t.stringList({ description: 'Null or absent: every app.' }),
    rights: t.field({ type: [AppKeyRight], required: true, defaultValue: ['REGISTER'] }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it stops working; null or absent: never.' }),
    maxRunningSessions: t.int({ description: '1 to 1,000,000; null or absent: any number.' }),
  }),
});

builder.mutationField('createAppKey', (t) =>
  t.field({
    type: CreateAppKeyResult,
    description: 'Makes a key and shows it, this once. For admins.',
    args: { input: t.arg({ type: CreateAppKeyInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => services.appKeys.createAppKey(caller, input),
  }),
);

const UpdateAppKeySuccess = builder.simpleObject('UpdateAppKeySuccess', {
  fields: (t) => ({ appKey: t.field({ type: AppKeyType }) }),
});

const UpdateAppKeyResult = builder.errorUnion('UpdateAppKeyResult', {
  types: [UpdateAppKeySuccess, InvalidInputError, ForbiddenError, AppKeyNotFoundError, AppKeyRevokedError],
  resolveType: () => 'UpdateAppKeySuccess',
});

const UpdateAppKeyInput = builder.inputType('UpdateAppKeyInput', {
  description: 'The whole of what an admin decides about a key.',
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ required: true, description: '1 to 100 characters.' }),
    apps: t.stringList({ description: 'Null or absent: every app.' }),
    rights: t.field({ type: [AppKeyRight], required: true }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it stops working; null or absent: never.' }),
    maxRunningSessions: t.int({ description: '1 to 1,000,000; null or absent: any number.' }),
  }),
});

builder.mutationField('updateAppKey', (t) =>
  t.field({
    type: UpdateAppKeyResult,
    description: 'Open sockets feel it at once. For admins.',
    args: { input: t.arg({ type: UpdateAppKeyInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      appKey: await services.appKeys.updateAppKey(caller, input),
    }),
  }),
);

const RotateAppKeySuccess = builder.simpleObject('RotateAppKeySuccess', {
  fields: (t) => ({
    appKey: t.field({ type: AppKeyType }),
    secret: t.string({ description: 'The key’s new secret. Shown this once.' }),
  }),
});

const RotateAppKeyResult = builder.errorUnion('RotateAppKeyResult', {
  types: [RotateAppKeySuccess, InvalidInputError, ForbiddenError, AppKeyNotFoundError, AppKeyRevokedError],
  resolveType: () => 'RotateAppKeySuccess',
});

const RotateAppKeyInput = builder.inputType('RotateAppKeyInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    overlapMs: t.float({
      description:
        'How long the secret so far still works, in milliseconds: 0 to 2,592,000,000 (30 days); a day unless said.',
    }),
  }),
});

builder.mutationField('rotateAppKey', (t) =>
  t.field({
    type: RotateAppKeyResult,
    description: 'Gives a key a new secret; the old one works for a while yet. For admins.',
    args: { input: t.arg({ type: RotateAppKeyInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => services.appKeys.rotateAppKey(caller, input),
  }),
);

const RevokeAppKeySuccess = builder.simpleObject('RevokeAppKeySuccess', {
  fields: (t) => ({ appKey: t.field({ type: AppKeyType }) }),
});

const RevokeAppKeyResult = builder.errorUnion('RevokeAppKeyResult', {
  types: [RevokeAppKeySuccess, InvalidInputError, ForbiddenError, AppKeyNotFoundError],
  resolveType: () => 'RevokeAppKeySuccess',
});

const RevokeAppKeyInput = builder.inputType('RevokeAppKeyInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('revokeAppKey', (t) =>
  t.field({
    type: RevokeAppKeyResult,
    description: 'Stops a key for good; what it left open closes at once. Sessions stay. For admins.',
    args: { input: t.arg({ type: RevokeAppKeyInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      appKey: await services.appKeys.revokeAppKey(caller, input),
    }),
  }),
);
