import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { SessionEndedError, SessionNotFoundError, SessionSupersededError } from '../sessions/index.ts';
import {
  ApprovalCancelledError,
  ApprovalDecidedError,
  ApprovalExpiredError,
  ApprovalLimitError,
  ApprovalNotFoundError,
} from './errors.ts';
import { ApprovalType, ExpiryRule } from './schema-types.ts';

const RequestApprovalSuccess = builder.simpleObject('RequestApprovalSuccess', {
  fields: (t) => ({ approval: t.field({ type: ApprovalType }) }),
});

const RequestApprovalResult = builder.errorUnion('RequestApprovalResult', {
  types: [
    RequestApprovalSuccess,
    InvalidInputError,
    ForbiddenError,
    SessionNotFoundError,
    SessionEndedError,
    SessionSupersededError,
    ApprovalLimitError,
  ],
  resolveType: () => 'RequestApprovalSuccess',
});

const RequestApprovalInput = builder.inputType('RequestApprovalInput', {
  fields: (t) => ({
    sessionId: t.id({ required: true }),
    key: t.id({
      required: true,
      description:
        'The asker’s own key for this question: asked again with it, what became of the question is told, with the deadline and the rule it was first asked with.',
    }),
    title: t.string({
      required: true,
      description: 'What is asked, in words; 1 to 200 characters, some of them visible.',
    }),
    details: t.field({
      type: 'JSONObject',
      description:
        'What is asked, as exact data; at most 16 KiB as JSON. Numbers beyond 9007199254740991 are sent as text.',
    }),
    // An Int ends at 24 days.
    expiresInMs: t.float({
      description:
        'How long people have to answer, in whole milliseconds: 1,000 to 2,592,000,000 (30 days); without it, as long as the session runs.',
    }),
    onExpiry: t.field({ type: ExpiryRule, description: 'DENY unless said.' }),
  }),
});

builder.mutationField('requestApproval', (t) =>
  t.field({
    type: RequestApprovalResult,
    description:
      'Asks a person, on behalf of a session. It waits until somebody answers, its time is over, or the session ends.',
    args: { input: t.arg({ type: RequestApprovalInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      approval: await services.approvals.requestApproval(caller, input),
    }),
  }),
);

const CancelApprovalSuccess = builder.simpleObject('CancelApprovalSuccess', {
  fields: (t) => ({ approval: t.field({ type: ApprovalType }) }),
});

const CancelApprovalResult = builder.errorUnion('CancelApprovalResult', {
  types: [CancelApprovalSuccess, InvalidInputError, ForbiddenError, ApprovalNotFoundError, SessionSupersededError],
  resolveType: () => 'CancelApprovalSuccess',
});

const CancelApprovalInput = builder.inputType('CancelApprovalInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('cancelApproval', (t) =>
  t.field({
    type: CancelApprovalResult,
    description: 'The asker takes its question back. One that was denied, expired or acted on stays as it is.',
    args: { input: t.arg({ type: CancelApprovalInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      approval: await services.approvals.cancelApproval(caller, input),
    }),
  }),
);

const ActOnApprovalSuccess = builder.simpleObject('ActOnApprovalSuccess', {
  fields: (t) => ({ approval: t.field({ type: ApprovalType }) }),
});

const ActOnApprovalResult = builder.errorUnion('ActOnApprovalResult', {
  types: [
    ActOnApprovalSuccess,
    InvalidInputError,
    ForbiddenError,
    ApprovalNotFoundError,
    ApprovalDecidedError,
    ApprovalExpiredError,
    ApprovalCancelledError,
    SessionSupersededError,
  ],
  resolveType: () => 'ActOnApprovalSuccess',
});

const ActOnApprovalInput = builder.inputType('ActOnApprovalInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.mutationField('actOnApproval', (t) =>
  t.field({
    type: ActOnApprovalResult,
    description:
      'The asker begins what was approved, within five minutes of it; only after this succeeded may it. A repeat by the same caller within five minutes is answered the same; to anybody else, and later, it is expired.',
    args: { input: t.arg({ type: ActOnApprovalInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      approval: await services.approvals.actOnApproval(caller, input),
    }),
  }),
);

builder.subscriptionField('approvalDecision', (t) =>
  t.field({
    type: ApprovalType,
    description:
      'For the asker: the approval at once if it is closed, else once it closes; then over. Fails with SUPERSEDED once another owner has taken the session over.',
    args: { id: t.arg.id({ required: true }) },
    subscribe: (_root, { id }, { caller, services }) => services.openApprovalDecision(caller, id),
    resolve: (approval) => approval,
  }),
);
