export type { Approval, ApprovalKind, ApprovalState, ExpiryRule } from './approval.ts';
export { cancelOpen } from './changing.ts';
export { Deadlines } from './deadlines.ts';
export { approvalCountLimit, noDeadlineMs } from './store.ts';
export type {
  ApprovalFilter,
  ApprovalPage,
  ApprovalReader,
  ApprovalStore,
} from './store.ts';
