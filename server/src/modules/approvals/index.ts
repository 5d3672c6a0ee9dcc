export type { Approval, ApprovalKind, ApprovalState, ExpiryRule, TimedApproval } from './approval.ts';
export { type By, cancelOpen, changeApproval, type FollowApproval } from './changing.ts';
export { actOn, takeBack } from './acting.ts';
export { storeQuestion } from './asking.ts';
export type { Grant } from './grant.ts';
export type { GrantReader, GrantStore } from './grant-store.ts';
export { approvalCountLimit, noDeadlineMs } from './store.ts';
export type { ApprovalFilter, ApprovalPage, ApprovalReader, ApprovalStore } from './store.ts';
export { ApprovalTimes } from './times.ts';
