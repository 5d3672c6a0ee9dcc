import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import {
  ApprovalCancelledError,
  ApprovalDecidedError,
  ApprovalExpiredError,
  ApprovalLimitError,
  ApprovalNotFoundError,
} from './errors.ts';
import { ApprovalType } from './schema-types.ts';

builder.objectType(ApprovalNotFoundError, {
  name: 'ApprovalNotFoundError',
  description: 'There is no such approval, or none the caller may know of.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ approvalId: t.exposeID('approvalId') }),
});

builder.objectType(ApprovalDecidedError, {
  name: 'ApprovalDecidedError',
  description: 'Somebody has decided otherwise, or before.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ approval: t.expose('approval', { type: ApprovalType, description: 'Who, when and how.' }) }),
});

builder.objectType(ApprovalExpiredError, {
  name: 'ApprovalExpiredError',
  description:
    'Its time was over: nobody had answered, nobody had acted on what was approved, or it was acted on before.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ approval: t.expose('approval', { type: ApprovalType }) }),
});

builder.objectType(ApprovalCancelledError, {
  name: 'ApprovalCancelledError',
  description: 'Nobody asks this any more: its session ended or changed hands, or took the question back.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ approval: t.expose('approval', { type: ApprovalType }) }),
});

builder.objectType(ApprovalLimitError, {
  name: 'ApprovalLimitError',
  description: 'As many questions of the session wait as may.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ limit: t.exposeInt('limit') }),
});
