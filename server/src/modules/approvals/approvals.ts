import type { Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import type { OpenSubscription, ShareSubscriptions } from '../../kernel/subscription.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { PeopleStore } from '../access/index.ts';
import type { EndingStores, SessionReader } from '../sessions/index.ts';
import type { FollowApproval } from './changing.ts';
import type { GrantReader } from './grant-store.ts';
import { createGrantService } from './grants.ts';
import { createApprovalReading } from './reading.ts';
import type { ApprovalRuleReader } from './rule.ts';
import { createRuleService } from './rules.ts';
import { createApprovalService } from './service.ts';
import { createApprovalDecision } from './signal.ts';
import type { ApprovalReader } from './store.ts';
import { createApprovalSweep } from './sweep.ts';
import type { ApprovalTimes } from './times.ts';

interface ApprovalsPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly times: ApprovalTimes;
  readonly readers: {
    readonly sessions: SessionReader;
    readonly approvals: ApprovalReader;
    readonly grants: GrantReader;
    readonly rules: ApprovalRuleReader;
  };
  readonly epoch: string;
  readonly write: UnitOfWork<EndingStores & { readonly people: PeopleStore }>;
  readonly follow: FollowApproval;
  readonly openSubscription: OpenSubscription;
  readonly shareSubscriptions: ShareSubscriptions;
  onError(error: unknown): void;
}

/** All that is done with questions: by who asks, by who answers, and as time passes. */
export function createApprovals({ readers, times, ...ports }: ApprovalsPorts) {
  const { clock, createId, epoch, write, follow, openSubscription, shareSubscriptions, onError } = ports;
  const { sessions, approvals: reader } = readers;
  const { deadlines, grantTimes } = times;
  const approvals = createApprovalService({ clock, createId, deadlines, grantTimes, write, follow, onError });
  const { approvalSent } = approvals;
  const { restore, ...grants } = createGrantService({ clock, grantTimes, reader: readers.grants, write });
  const sweep = createApprovalSweep({ clock, deadlines, reader, write, follow, onError });

  return {
    approvals,
    grants,
    approvalRules: createRuleService({ clock, reader: readers.rules, write }),
    approvalReading: createApprovalReading({ reader, sessions, epoch, shareSubscriptions }),
    openApprovalDecision: createApprovalDecision({ sessions, approvals: reader, openSubscription, approvalSent }),

    /** After a start: what was open goes on. */
    async start(): Promise<void> {
      await restore();
      await sweep.start();
    },
  };
}
