import type { KillReceiptFragment } from '$lib/generated/graphql.ts';
import { latency } from '$lib/ui/duration.ts';
import type { ReceiptStep } from '$lib/ui/receipt.ts';

/** A kill's receipt in words, `requested · sent 1 ms · acknowledged 3 ms · ended in 23 ms`; times count from the request. */
export function receiptSteps(kill: KillReceiptFragment): readonly ReceiptStep[] {
  const after = (time: string) => latency(Date.parse(time) - Date.parse(kill.requestedAt));
  const done = ['requested'];
  if (kill.sentAt !== null) done.push(`sent ${after(kill.sentAt)}`);
  if (kill.acknowledgedAt !== null) done.push(`acknowledged ${after(kill.acknowledgedAt)}`);
  if (kill.endedAt !== null) {
    done.push(`ended in ${after(kill.endedAt)}`);
    if (kill.evidence === 'VANISHED') done.push('it vanished');
    if (kill.evidence === 'HOST_VERIFIED') done.push('nothing left, as the host saw');
  }
  const isFailed = kill.state === 'UNRESPONSIVE';
  if (isFailed) done.push(failure(kill));
  return done.map((text, index) => ({
    text,
    tone: index < done.length - 1 ? 'done' : isFailed ? 'failed' : 'last',
  }));
}

/** What one can do about a kill that nothing answered. */
export const UNKNOWN_ADVICE =
  'It shows here when the mark says live. Then kill it again if it still runs: that is safe.';

/** What one can do about a kill that is not obeyed. */
export function unresponsiveAdvice(kill: KillReceiptFragment): string {
  if (kill.survivors.length > 0)
    return 'The host could not end these processes. End them there as their user or as root, or end it again here.';
  return kill.acknowledgedAt === null
    ? 'Its owner did not answer. Kill it again for a new attempt, or stop its process where it runs: it then ends as killed.'
    : 'Its owner heard the kill and has not ended. Give it time, kill it again, or stop its process where it runs.';
}

const PROGRESS: Record<KillReceiptFragment['state'], number> = {
  REQUESTED: 0,
  SENT: 1,
  ACKNOWLEDGED: 2,
  UNRESPONSIVE: 3,
  ENDED: 4,
};

/** Of two words on a session's kill, the one that is further; answers cross on their way here. */
export function furtherKill(
  left: KillReceiptFragment | null,
  right: KillReceiptFragment | null,
): KillReceiptFragment | null {
  if (left === null || right === null) return left ?? right;
  if (left.id === right.id) return PROGRESS[left.state] >= PROGRESS[right.state] ? left : right;
  return Date.parse(left.requestedAt) >= Date.parse(right.requestedAt) ? left : right;
}

function failure(kill: KillReceiptFragment): string {
  const grace = latency(kill.graceMs);
  return kill.acknowledgedAt === null ? `no answer within ${grace}` : `not ended within ${grace}`;
}
