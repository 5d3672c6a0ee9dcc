import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import {
  CommandClosedError,
  CommandLimitError,
  CommandNotFoundError,
  CommandRefusedError,
  OutputMissingError,
} from './errors.ts';
import { HostCommandType } from './schema-host-types.ts';
import { CommandProblem } from './schema-types.ts';

builder.objectType(CommandNotFoundError, {
  name: 'CommandNotFoundError',
  description: 'There is no such command, or none the caller may know of.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ commandId: t.exposeID('commandId') }),
});

builder.objectType(CommandClosedError, {
  name: 'CommandClosedError',
  description: 'The command is not to be begun, or not to be told of any more.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ command: t.expose('command', { type: HostCommandType, description: 'As it is.' }) }),
});

builder.objectType(OutputMissingError, {
  name: 'OutputMissingError',
  description: 'Some of the command’s output is not here: to be sent before its end is told.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ nextOffset: t.exposeInt('nextOffset', { description: 'Where what is missing begins.' }) }),
});

builder.objectType(CommandRefusedError, {
  name: 'CommandRefusedError',
  description: 'The host cannot run this, or will not. Nothing was stored.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ problem: t.expose('problem', { type: CommandProblem }) }),
});

builder.objectType(CommandLimitError, {
  name: 'CommandLimitError',
  description: 'As many commands of the session wait or run as may.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ limit: t.exposeInt('limit') }),
});
