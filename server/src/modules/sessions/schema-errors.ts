import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import {
  PinLimitError,
  SessionEndedError,
  SessionNotActiveError,
  SessionNotFoundError,
  SessionQuotaError,
  SessionSupersededError,
} from './errors.ts';
import { SessionEndReason } from './schema-types.ts';

builder.objectType(SessionNotFoundError, {
  name: 'SessionNotFoundError',
  description: 'There is no such session, or none the caller may know of.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ sessionId: t.exposeID('sessionId') }),
});

builder.objectType(SessionEndedError, {
  name: 'SessionEndedError',
  description: 'Only a running session can do this, and it has ended.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    sessionId: t.exposeID('sessionId'),
    endReason: t.expose('endReason', { type: SessionEndReason, nullable: true, description: 'Why it ended.' }),
    endMessage: t.exposeString('endMessage', {
      nullable: true,
      description: 'What its owner said at the end, if anything.',
    }),
  }),
});

builder.objectType(SessionNotActiveError, {
  name: 'SessionNotActiveError',
  description: 'The session waits for a person to let it start.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ sessionId: t.exposeID('sessionId') }),
});

builder.objectType(SessionSupersededError, {
  name: 'SessionSupersededError',
  description: 'Another owner has taken the session over; this one’s work should stop.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ sessionId: t.exposeID('sessionId') }),
});

builder.objectType(PinLimitError, {
  name: 'PinLimitError',
  description: 'The app’s pins are all in use.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ limit: t.exposeInt('limit') }),
});

builder.objectType(SessionQuotaError, {
  name: 'SessionQuotaError',
  description: 'All sessions the key may run at once are running.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ limit: t.exposeInt('limit') }),
});
