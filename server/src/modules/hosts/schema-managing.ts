import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { HostNameTakenError, HostNotFoundError } from './errors.ts';
import { HostType } from './schema-types.ts';

const UpdateHostSuccess = builder.simpleObject('UpdateHostSuccess', {
  fields: (t) => ({ host: t.field({ type: HostType }) }),
});

const UpdateHostResult = builder.errorUnion('UpdateHostResult', {
  types: [UpdateHostSuccess, InvalidInputError, ForbiddenError, HostNotFoundError, HostNameTakenError],
  resolveType: () => 'UpdateHostSuccess',
});

const UpdateHostInput = builder.inputType('UpdateHostInput', {
  description: 'What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string({ description: '1 to 100 characters.' }),
    labels: t.stringList({ description: 'At most 20.' }),
    needsSomebodyElse: t.boolean({
      description: 'Whether what its sessions ask must be answered by somebody else than who asks.',
    }),
  }),
});

builder.mutationField('updateHost', (t) =>
  t.field({
    type: UpdateHostResult,
    description: 'For admins.',
    args: { input: t.arg({ type: UpdateHostInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      host: await services.hosts.updateHost(caller, input),
    }),
  }),
);

const RemoveHostSuccess = builder.simpleObject('RemoveHostSuccess', {
  fields: (t) => ({ host: t.field({ type: HostType }) }),
});

const RemoveHostResult = builder.errorUnion('RemoveHostResult', {
  types: [RemoveHostSuccess, InvalidInputError, ForbiddenError, HostNotFoundError],
  resolveType: () => 'RemoveHostSuccess',
});

const RemoveHostInput = builder.inputType('RemoveHostInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('removeHost', (t) =>
  t.field({
    type: RemoveHostResult,
    description:
      'Ends a host’s key at once; what it left open closes. Its sessions are told to end, and lost in their time: it hears of nothing any more. For admins.',
    args: { input: t.arg({ type: RemoveHostInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      host: await services.hosts.removeHost(caller, input),
    }),
  }),
);
