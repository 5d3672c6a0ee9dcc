import type { Clock } from '../../kernel/clock.ts';
import { system } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { EndingStores } from '../sessions/index.ts';
import { remind } from './approval.ts';
import { changeApproval, type FollowApproval, inTime } from './changing.ts';
import type { Deadlines } from './deadlines.ts';
import type { ApprovalReader } from './store.ts';

interface ApprovalSweepPorts {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly reader: Pick<ApprovalReader, 'open'>;
  readonly write: UnitOfWork<EndingStores>;
  readonly follow: FollowApproval;
  onError(error: unknown): void;
}

/** What time does to approvals: it reminds people of them, closes those that nobody answers, and those that nobody acts on. */
export function createApprovalSweep({ clock, deadlines, reader, write, follow, onError }: ApprovalSweepPorts) {
  async function fallDue(approvalId: string): Promise<void> {
    const unchanged = await write(async (stores) => {
      const found = await stores.approvals.find(approvalId);
      if (found === null) return 'GONE';
      const nowMs = clock.wallMs();
      const approval = await inTime(stores, follow, found, deadlines, nowMs);
      const change = remind(approval, deadlines.elapsedMs(approval));
      if (change !== null) await changeApproval(stores, follow, approval, change, system, nowMs);
      return change === null && approval === found ? found : null;
    });
    if (unchanged === 'GONE') deadlines.forget(approvalId);
    // Nothing was due: what is remembered of it is not what it is.
    else if (unchanged !== null) deadlines.observe(unchanged);
  }

  return {
    /** After a start: what was open goes on. */
    async start(): Promise<void> {
      for (const approval of await reader.open()) deadlines.restore(approval);
      deadlines.start((approvalId) => void fallDue(approvalId).catch(onError));
    },
  };
}
