import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { SafetyModeType } from '../sessions/schema-types.ts';
import { HostNameTakenError } from './errors.ts';
import { HostType } from './schema-types.ts';

const CreateHostJoinCodeSuccess = builder.simpleObject('CreateHostJoinCodeSuccess', {
  fields: (t) => ({
    joinCode: t.string({ description: 'Lets one machine join. Shown this once.' }),
    expiresAt: t.field({ type: 'DateTime' }),
  }),
});

const CreateHostJoinCodeResult = builder.errorUnion('CreateHostJoinCodeResult', {
  types: [CreateHostJoinCodeSuccess, InvalidInputError, ForbiddenError, HostNameTakenError],
  resolveType: () => 'CreateHostJoinCodeSuccess',
});

const CreateHostJoinCodeInput = builder.inputType('CreateHostJoinCodeInput', {
  fields: (t) => ({
    app: t.string({ description: 'Whose the host is: rights to it follow its app. “remote” unless said.' }),
    name: t.string({ description: 'What the host is called; unless said, what it calls itself.' }),
    labels: t.stringList({ description: 'At most 20; unless said, the host’s own.' }),
    expiresInMs: t.int({
      description: 'How long the code holds: 60,000 to 604,800,000 (7 days); an hour unless said.',
    }),
  }),
});

builder.mutationField('createHostJoinCode', (t) =>
  t.field({
    type: CreateHostJoinCodeResult,
    description: 'Makes a code by which one machine becomes a host. For admins.',
    args: { input: t.arg({ type: CreateHostJoinCodeInput, required: true }) },
    async resolve(_root, { input }, { caller, services }) {
      const { code, expiresAtMs } = await services.hosts.createJoinCode(caller, input);
      return { joinCode: code, expiresAt: expiresAtMs };
    },
  }),
);

export const HostSystemInput = builder.inputType('HostSystemInput', {
  description: 'What machine this is.',
  fields: (t) => ({
    platform: t.string({ required: true }),
    release: t.string({ required: true }),
    arch: t.string({ required: true }),
    hostname: t.string({ required: true }),
    cpuCount: t.int({ required: true }),
    memoryBytes: t.float({ required: true }),
    version: t.string({ required: true, description: 'Of the host’s program.' }),
  }),
});

export const HostAbilitiesInput = builder.inputType('HostAbilitiesInput', {
  description: 'What this host can do, and what its own policy lets it do.',
  fields: (t) => ({
    modes: t.field({ type: [SafetyModeType], required: true }),
    sandbox: t.boolean({ required: true }),
    sandboxProblem: t.string({ description: 'Why there is no sandbox.' }),
    pidNamespaces: t.boolean({ required: true }),
    systemUsers: t.stringList({ required: true }),
    folders: t.stringList({ required: true }),
  }),
});

const JoinHostSuccess = builder.simpleObject('JoinHostSuccess', {
  fields: (t) => ({ host: t.field({ type: HostType }) }),
});

const JoinHostResult = builder.errorUnion('JoinHostResult', {
  types: [JoinHostSuccess, InvalidInputError, ForbiddenError, HostNameTakenError],
  resolveType: () => 'JoinHostSuccess',
});

const JoinHostInput = builder.inputType('JoinHostInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: 'Where the code says another, that counts.' }),
    labels: t.stringList({ description: 'At most 20; where the code says others, those count.' }),
    keyHash: t.string({
      required: true,
      description: 'SHA-256, in lower-case hex, of the key that the host has made and keeps: 32 random bytes.',
    }),
    system: t.field({ type: HostSystemInput, required: true }),
    abilities: t.field({ type: HostAbilitiesInput, required: true }),
  }),
});

builder.mutationField('joinHost', (t) =>
  t.field({
    type: JoinHostResult,
    description: 'Makes the machine that shows a join code a host; again with the same key, the same answer.',
    args: { input: t.arg({ type: JoinHostInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({ host: await services.hosts.joinHost(caller, input) }),
  }),
);
