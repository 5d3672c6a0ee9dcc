import type { EndingStores } from '../sessions/index.ts';
import type { Approval } from './approval.ts';

/** Whether the rules of an app, or of the host that asks, demand somebody else than the asker. @param ownerId the host's id, where one asks */
export async function needsSomebodyElse(
  { rules, hosts }: Pick<EndingStores, 'rules' | 'hosts'>,
  { app, ownerId, kind }: Pick<Approval, 'app' | 'ownerId' | 'kind'>,
): Promise<boolean> {
  if ((await rules.find(app)).needsSomebodyElse) return true;
  // An app's own question comes from no host.
  return kind !== 'QUESTION' && (await hosts.find(ownerId))?.needsSomebodyElse === true;
}

/** Puts what waits under the rules as they are now; whoever watches it is told. */
export async function applyRules(stores: EndingStores, pending: readonly Approval[]): Promise<void> {
  for (const approval of pending) {
    const isNeeded = await needsSomebodyElse(stores, approval);
    if (isNeeded !== approval.needsSomebodyElse)
      await stores.approvals.update({ ...approval, needsSomebodyElse: isNeeded });
  }
}
