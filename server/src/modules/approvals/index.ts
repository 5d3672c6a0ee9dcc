export type { Approval, ApprovalKind, ApprovalState, ExpiryRule } from './approval.ts';
export { cancelOpen } from './changing.ts';
export { Deadlines } from './deadlines.ts';
export { approvalCountLimit, noDeadlineMs } from './store.ts';
export type {
  ApprovalChanges,
  ApprovalFilter,
  ApprovalPage,
  ApprovalPlace,
  ApprovalReader,
  ApprovalStore,
  WatchedApprovals,
} from './store.ts';
