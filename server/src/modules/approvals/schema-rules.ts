import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { builder } from '../../schema/builder.ts';
import type { ApprovalRule } from './rule.ts';

const ApprovalRuleType = builder.objectRef<ApprovalRule>('ApprovalRule').implement({
  description: 'Who may answer what the sessions of an app ask.',
  fields: (t) => ({
    app: t.exposeString('app'),
    needsSomebodyElse: t.exposeBoolean('needsSomebodyElse', {
      description: 'Whether that must be somebody else than who asks. A host’s own rule counts beside it.',
    }),
  }),
});

builder.queryField('approvalRules', (t) =>
  t.field({
    type: [ApprovalRuleType],
    description: 'The rules that were set, by app; an app without one has none. For admins.',
    resolve: async (_root, _args, { caller, services }) => [...(await services.approvalRules.list(caller))],
  }),
);

const SetApprovalRuleSuccess = builder.simpleObject('SetApprovalRuleSuccess', {
  fields: (t) => ({ rule: t.field({ type: ApprovalRuleType }) }),
});

const SetApprovalRuleResult = builder.errorUnion('SetApprovalRuleResult', {
  types: [SetApprovalRuleSuccess, InvalidInputError, ForbiddenError],
  resolveType: () => 'SetApprovalRuleSuccess',
});

const SetApprovalRuleInput = builder.inputType('SetApprovalRuleInput', {
  fields: (t) => ({
    app: t.string({ required: true }),
    needsSomebodyElse: t.boolean({ required: true }),
  }),
});

builder.mutationField('setApprovalRule', (t) =>
  t.field({
    type: SetApprovalRuleResult,
    description: 'What waits for an answer already is under the new rule at once. For admins.',
    args: { input: t.arg({ type: SetApprovalRuleInput, required: true }) },
    resolve: async (_root, { input }, { caller, services }) => ({
      rule: await services.approvalRules.setRule(caller, input),
    }),
  }),
);
