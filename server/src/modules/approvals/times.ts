import type { Clock } from '../../kernel/clock.ts';
import type { Approval } from './approval.ts';
import { Deadlines } from './deadlines.ts';
import type { Grant } from './grant.ts';
import { GrantTimes } from './grant-times.ts';

/** What the server keeps in memory of approvals and grants: how long each has been there. */
export class ApprovalTimes {
  readonly deadlines: Deadlines;
  readonly grantTimes: GrantTimes;

  constructor(clock: Clock) {
    this.deadlines = new Deadlines(clock);
    this.grantTimes = new GrantTimes(clock);
  }

  /** Takes over what a commit made of them. */
  observe(approvals: Iterable<Approval>, grants: Iterable<Grant>): void {
    for (const approval of approvals) this.deadlines.observe(approval);
    for (const grant of grants) this.grantTimes.observe(grant);
  }
}
