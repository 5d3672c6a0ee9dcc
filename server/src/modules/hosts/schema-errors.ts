import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import { HostAwayError, HostNameTakenError, HostNotFoundError } from './errors.ts';

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
