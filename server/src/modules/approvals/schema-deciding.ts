import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import { type Approval, verdicts } from './approval.ts';
import {
  ApprovalCancelledError,
  ApprovalDecidedError,
  ApprovalExpiredError,
  ApprovalNotFoundError,
  type DecisionOutcome,
} from './errors.ts';
import { GrantPlace, GrantType } from './schema-grants.ts';
import { ApprovalType } from './schema-types.ts';

const refusals = [
  ForbiddenError,
  ApprovalNotFoundError,
  ApprovalDecidedError,
  ApprovalExpiredError,
  ApprovalCancelledError,
] as const;

const note = 'What the asker is told; at most 1,000 characters. A repeat of the same answer keeps its first note.';

const ApproveSuccess = builder.objectRef<{ readonly approval: Approval }>('ApproveSuccess').implement({
  fields: (t) => ({
    approval: t.expose('approval', { type: ApprovalType }),
    grant: t.field({
      type: GrantType,
      nullable: true,
      description: 'What was granted with it; null where nothing was.',
      resolve: ({ approval }, _args, { services }) => services.grants.ofApproval(approval.id),
    }),
  }),
});

const ApproveResult = builder.errorUnion('ApproveResult', {
  types: [ApproveSuccess, InvalidInputError, ...refusals],
  resolveType: () => 'ApproveSuccess',
});

const GrantTermsInput = builder.inputType('GrantTerms', {
  description: 'How much is granted.',
  fields: (t) => ({
    uses: t.int({ required: true, description: '1 to 1,000.' }),
    forMs: t.float({ required: true, description: 'In whole milliseconds: 1,000 to 2,592,000,000 (30 days).' }),
    on: t.field({ type: GrantPlace, description: 'SESSION unless said; HOST of commands alone.' }),
  }),
});

const ApproveInput = builder.inputType('ApproveInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    note: t.string({ description: note }),
    grant: t.field({
      type: GrantTermsInput,
      description:
        'Allows the same thing again: exactly what was shown, for who asked, in this session or on its host. Nothing unless said.',
    }),
  }),
});

builder.mutationField('approve', (t) =>
  t.field({
    type: ApproveResult,
    description:
      'Allows what is asked. The first answer counts: later ones are told who gave it, but whoever gave it may repeat it.',
    args: { input: t.arg({ type: ApproveInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      approval: await services.approvals.approve(caller, input),
    }),
  }),
);

const DenySuccess = builder.simpleObject('DenySuccess', {
  fields: (t) => ({ approval: t.field({ type: ApprovalType }) }),
});

const DenyResult = builder.errorUnion('DenyResult', {
  types: [DenySuccess, InvalidInputError, ...refusals],
  resolveType: () => 'DenySuccess',
});

const DenyInput = builder.inputType('DenyInput', {
  fields: (t) => ({ id: t.id({ required: true }), note: t.string({ description: note }) }),
});

builder.mutationField('deny', (t) =>
  t.field({
    type: DenyResult,
    description: 'Refuses what is asked; else as approve.',
    args: { input: t.arg({ type: DenyInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      approval: await services.approvals.deny(caller, input),
    }),
  }),
);

const Verdict = builder.enumType('Verdict', { description: 'An answer to a question.', values: verdicts });

const DecideApprovalSuccess = builder.simpleObject('DecideApprovalSuccess', {
  fields: (t) => ({ approval: t.field({ type: ApprovalType }) }),
});

const DecideApprovalResult = builder.errorUnion('DecideApprovalResult', {
  types: [DecideApprovalSuccess, ...refusals],
  resolveType: () => 'DecideApprovalSuccess',
});

const DecideApprovalsSuccess = builder
  .objectRef<{ readonly outcomes: readonly DecisionOutcome[] }>('DecideApprovalsSuccess')
  .implement({
    fields: (t) => ({
      results: t.field({
        type: [DecideApprovalResult],
        description: 'One per id, in the order of the ids.',
        resolve: ({ outcomes }) =>
          outcomes.map((outcome) => (outcome instanceof Error ? outcome : { approval: outcome })),
      }),
    }),
  });

const DecideApprovalsResult = builder.errorUnion('DecideApprovalsResult', {
  types: [DecideApprovalsSuccess, InvalidInputError, ForbiddenError],
  resolveType: () => 'DecideApprovalsSuccess',
});

const DecideApprovalsInput = builder.inputType('DecideApprovalsInput', {
  fields: (t) => ({
    ids: t.idList({ required: true, description: '1 to 1,000.' }),
    decision: t.field({ type: Verdict, required: true }),
    note: t.string({ description: 'What the askers are told; at most 1,000 characters.' }),
  }),
});

builder.mutationField('decideApprovals', (t) =>
  t.field({
    type: DecideApprovalsResult,
    description: 'As approve or deny, for each of the ids; one that fails keeps no other from its answer.',
    args: { input: t.arg({ type: DecideApprovalsInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      outcomes: await services.approvals.decideApprovals(caller, input),
    }),
  }),
);
