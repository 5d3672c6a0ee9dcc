import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import { SafetyModeType } from '../sessions/schema-types.ts';
import {
  HostAwayError,
  HostNameTakenError,
  HostNotFoundError,
  ModeNotAllowedError,
  SandboxMissingError,
} from './errors.ts';

builder.objectType(HostNotFoundError, {
  name: 'HostNotFoundError',
  description: 'There is no such host, or none the caller may know of.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ hostId: t.exposeID('hostId') }),
});

builder.objectType(HostNameTakenError, {
  name: 'HostNameTakenError',
  description: 'Another host has this name.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ name: t.exposeString('takenName') }),
});

builder.objectType(HostAwayError, {
  name: 'HostAwayError',
  description: 'The host is not connected now.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ hostId: t.exposeID('hostId') }),
});

builder.objectType(ModeNotAllowedError, {
  name: 'ModeNotAllowedError',
  description: 'The host’s own policy does not allow this mode.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    hostId: t.exposeID('hostId'),
    safetyMode: t.expose('safetyMode', { type: SafetyModeType }),
    allowed: t.field({ type: [SafetyModeType], resolve: ({ allowed }) => [...allowed] }),
  }),
});

builder.objectType(SandboxMissingError, {
  name: 'SandboxMissingError',
  description: 'The host has no sandbox, and this takes one.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    hostId: t.exposeID('hostId'),
    problem: t.exposeString('problem', { description: 'Why it has none, as it says.' }),
  }),
});
