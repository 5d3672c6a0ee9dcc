import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import '../../schema/errors.ts';
import { SessionKilledRecentlyError } from '../kills/index.ts';
import {
  PinLimitError,
  SessionEndedError,
  SessionNotFoundError,
  SessionQuotaError,
  SessionSupersededError,
} from './errors.ts';
import './schema-errors.ts';
import { SessionType } from './schema-types.ts';
import { ownerEndReasons, statedActivities } from './session.ts';

const RegisterSessionSuccess = builder.simpleObject('RegisterSessionSuccess', {
  fields: (t) => ({
    session: t.field({ type: SessionType }),
    created: t.boolean({
      description: 'False where the app’s session of this external id runs already, or came back.',
    }),
    token: t.string({ description: 'Touches this one session and nothing else; for browser code. Shown this once.' }),
  }),
});

const RegisterSessionResult = builder.errorUnion('RegisterSessionResult', {
  types: [RegisterSessionSuccess, InvalidInputError, ForbiddenError, SessionKilledRecentlyError, SessionQuotaError],
  resolveType: () => 'RegisterSessionSuccess',
});

const RegisterSessionInput = builder.inputType('RegisterSessionInput', {
  fields: (t) => ({
    app: t.string({ required: true, description: '1 to 100 characters.' }),
    ownerId: t.id({
      required: true,
      description: 'The SDK instance that will hold the session; another one takes it over.',
    }),
    name: t.string({ description: 'At most 200 characters.' }),
    userId: t.string({ description: 'The user it works for; at most 200 characters.' }),
    externalId: t.string({ description: 'The app’s own key for it; at most 200 characters.' }),
    metadata: t.field({ type: 'JSONObject', description: 'At most 16 KiB as JSON.' }),
    tags: t.stringList({ description: 'At most 20, of at most 50 characters.' }),
    heartbeatIntervalMs: t.int({
      description: 'How often it will be heard: 1,000 to a third of the stale limit; 30,000 unless said.',
    }),
  }),
});

builder.mutationField('registerSession', (t) =>
  t.field({
    type: RegisterSessionResult,
    description:
      'Registers a session, for the app’s keys. The same app and external id, still running, give the same session; what is given replaces what was stored.',
    args: { input: t.arg({ type: RegisterSessionInput, required: true }) },
    resolve: (_root, { input }, { caller, services }) => services.registerSession(caller, input),
  }),
);

const UpdateSessionSuccess = builder.simpleObject('UpdateSessionSuccess', {
  fields: (t) => ({ session: t.field({ type: SessionType }) }),
});

const UpdateSessionResult = builder.errorUnion('UpdateSessionResult', {
  types: [
    UpdateSessionSuccess,
    InvalidInputError,
    ForbiddenError,
    SessionNotFoundError,
    SessionEndedError,
    SessionSupersededError,
  ],
  resolveType: () => 'UpdateSessionSuccess',
});

const StatedActivity = builder.enumType('StatedActivity', {
  description: 'What only a session’s owner can know.',
  values: statedActivities,
});

const ReportedErrorInput = builder.inputType('ReportedErrorInput', {
  fields: (t) => ({
    message: t.string({ required: true, description: '1 to 1,000 characters.' }),
    code: t.string(),
    helpUrl: t.string({ description: 'An http or https address.' }),
  }),
});

const UpdateSessionInput = builder.inputType('UpdateSessionInput', {
  description: 'What is absent stays; null clears.',
  fields: (t) => ({
    id: t.id({ required: true }),
    name: t.string(),
    metadata: t.field({ type: 'JSONObject', description: 'A merge patch, RFC 7396.' }),
    tags: t.stringList(),
    activity: t.field({ type: StatedActivity }),
    error: t.field({ type: ReportedErrorInput }),
  }),
});

builder.mutationField('updateSession', (t) =>
  t.field({
    type: UpdateSessionResult,
    description: 'Changes what its owner says of a session.',
    args: { input: t.arg({ type: UpdateSessionInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      session: await services.sessions.updateSession(caller, input),
    }),
  }),
);

const EndSessionSuccess = builder.simpleObject('EndSessionSuccess', {
  fields: (t) => ({ session: t.field({ type: SessionType }) }),
});

const EndSessionResult = builder.errorUnion('EndSessionResult', {
  types: [EndSessionSuccess, InvalidInputError, ForbiddenError, SessionNotFoundError, SessionSupersededError],
  resolveType: () => 'EndSessionSuccess',
});

const OwnerEndReason = builder.enumType('OwnerEndReason', {
  description: 'What an owner may say about its own end. While a kill is pending, all of them count as KILLED.',
  values: ownerEndReasons,
});

const EndSessionInput = builder.inputType('EndSessionInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    reason: t.field({ type: OwnerEndReason, required: true, defaultValue: 'COMPLETED' }),
    message: t.string({ description: 'At most 1,000 characters.' }),
  }),
});

builder.mutationField('endSession', (t) =>
  t.field({
    type: EndSessionResult,
    description: 'Its owner ends a session. Ending twice is no error; open tasks are ABANDONED.',
    args: { input: t.arg({ type: EndSessionInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      session: await services.sessions.endSession(caller, input),
    }),
  }),
);

const PinSessionSuccess = builder.simpleObject('PinSessionSuccess', {
  fields: (t) => ({ session: t.field({ type: SessionType }) }),
});

const PinSessionResult = builder.errorUnion('PinSessionResult', {
  types: [PinSessionSuccess, InvalidInputError, ForbiddenError, SessionNotFoundError, PinLimitError],
  resolveType: () => 'PinSessionSuccess',
});

const PinSessionInput = builder.inputType('PinSessionInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

builder.mutationField('pinSession', (t) =>
  t.field({
    type: PinSessionResult,
    description: 'Keeps a session on top of the lists of everybody who sees it. At most 100 an app; keys set none.',
    args: { input: t.arg({ type: PinSessionInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      session: await services.sessions.pinSession(caller, input),
    }),
  }),
);

const UnpinSessionSuccess = builder.simpleObject('UnpinSessionSuccess', {
  fields: (t) => ({ session: t.field({ type: SessionType }) }),
});

const UnpinSessionResult = builder.errorUnion('UnpinSessionResult', {
  types: [UnpinSessionSuccess, InvalidInputError, ForbiddenError, SessionNotFoundError],
  resolveType: () => 'UnpinSessionSuccess',
});

const UnpinSessionInput = builder.inputType('UnpinSessionInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

builder.mutationField('unpinSession', (t) =>
  t.field({
    type: UnpinSessionResult,
    args: { input: t.arg({ type: UnpinSessionInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      session: await services.sessions.unpinSession(caller, input),
    }),
  }),
);
