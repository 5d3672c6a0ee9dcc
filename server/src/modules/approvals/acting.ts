import type { EndingStores } from '../sessions/index.ts';
import { act, cancel } from './approval.ts';
import { type By, changeApproval, type FollowApproval, inTime } from './changing.ts';
import type { ApprovalTimes } from './times.ts';

/** Who does something, and what follows from it. */
interface Doing {
  readonly follow: FollowApproval;
  readonly by: By;
  readonly nowMs: number;
}

/** What was approved is begun, on behalf of whoever asked. @returns whether it is allowed, for this once */
export async function actOn(
  stores: EndingStores,
  approvalId: string,
  { follow, times, by, nowMs }: Doing & { readonly times: Pick<ApprovalTimes, 'deadlines'> },
): Promise<boolean> {
  const found = await stores.approvals.find(approvalId);
  if (found === null) return false;
  const approval = await inTime(stores, follow, found, times.deadlines, nowMs);
  const change = act(approval, by.actor, nowMs);
  if (change === null) return false;
  await changeApproval(stores, follow, approval, change, by, nowMs);
  return true;
}

/** What was asked is not wanted any more; of what is closed nothing changes. */
export async function takeBack(stores: EndingStores, approvalId: string, { follow, by, nowMs }: Doing): Promise<void> {
  const approval = await stores.approvals.find(approvalId);
  if (approval === null) return;
  const change = cancel(approval);
  if (change !== null) await changeApproval(stores, follow, approval, change, by, nowMs);
}
