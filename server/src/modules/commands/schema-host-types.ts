import { builder } from '../../schema/builder.ts';
import { HostWorkType } from '../hosts/schema-types.ts';
import type { CommandCheck } from './checks.ts';
import type { Command } from './command.ts';
import { CommandState, EnvironmentVariableType } from './schema-types.ts';
import type { CommandSpec } from './spec.ts';

const CommandSpecType = builder.objectRef<CommandSpec>('CommandSpec').implement({
  description: 'What exactly a host is to execute. All of it was shown to whoever approved it.',
  fields: (t) => ({
    argv: t.stringList({ resolve: ({ argv }) => [...argv] }),
    line: t.exposeString('line', { nullable: true, description: 'Null where it was given as arguments.' }),
    executable: t.exposeString('executable', { description: 'The file to run, and no other.' }),
    executableDigest: t.exposeString('executableDigest', { description: 'SHA-256 that the file must have.' }),
    cwd: t.exposeString('cwd'),
    env: t.field({
      type: [EnvironmentVariableType],
      description: 'In the order of the names.',
      resolve: ({ env }) => [...env],
    }),
    stdin: t.exposeString('stdin', { nullable: true, description: 'Null: it reads nothing.' }),
    timeoutMs: t.exposeInt('timeoutMs'),
    systemUser: t.exposeString('systemUser'),
    sandbox: t.exposeBoolean('sandbox'),
  }),
});

export const HostCommandType = builder.objectRef<Command>('HostCommand').implement({
  description: 'A command as its host is told of it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    sessionId: t.exposeID('sessionId'),
    state: t.expose('state', { type: CommandState, description: 'QUEUED: to be taken with startCommand, then run.' }),
    isCancelRequested: t.exposeBoolean('isCancelRequested', { description: 'Whether it is to be stopped.' }),
    spec: t.expose('spec', { type: CommandSpecType }),
    hash: t.exposeString('hash', {
      description:
        'What the host finds itself before it runs it: SHA-256, in hex, of one JSON object with the members argv, cwd, env, executable, executableDigest, hostId, line, sandbox, sessionId, stdin, systemUser, timeoutMs in this order, each of env as name and value, without white space.',
    }),
    outputBytes: t.exposeInt('outputBytes', { description: 'How much of its output is here.' }),
  }),
});

const CommandCheckType = builder.objectRef<CommandCheck>('CommandCheck').implement({
  description:
    'What somebody wants to run: the host says what that would be, or why it cannot be. Nothing is run by it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    sessionId: t.exposeID('sessionId'),
    argv: t.stringList({ resolve: ({ argv }) => [...argv] }),
    cwd: t.exposeString('cwd', { nullable: true, description: 'Null: the first folder of the host’s policy.' }),
    env: t.field({ type: [EnvironmentVariableType], resolve: ({ env }) => [...env] }),
    systemUser: t.exposeString('systemUser', { nullable: true, description: 'Null: whom the host runs commands as.' }),
  }),
});

builder.objectFields(HostWorkType, (t) => ({
  commands: t.field({
    type: [HostCommandType],
    description: 'Commands that wait for the host, or run there; later those that changed, over ones too.',
    resolve: ({ commands }) => [...commands],
  }),
  checks: t.field({
    type: [CommandCheckType],
    description: 'To be answered with answerCommandCheck, within ten seconds.',
    resolve: ({ checks }) => [...checks],
  }),
}));
