import { z } from 'zod';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { ShareSubscriptions } from '../../kernel/subscription.ts';
import {
  type AsSeen,
  isSuperseded,
  readAsSeen,
  type SessionReader,
  SessionSupersededError,
  Viewing,
} from '../sessions/index.ts';
import type { Approval } from './approval.ts';
import { approvalFilterInput } from './input.ts';
import type { ApprovalFilter, ApprovalOrder, ApprovalPage, ApprovalPlace, ApprovalReader } from './store.ts';
import { subjectOf } from './subject.ts';
import { createApprovalWatch } from './watching.ts';

const firstInput = z.number().int().min(1, 'at least 1').max(500, 'at most 500; take the next page with after');

interface ReadingPorts {
  readonly reader: ApprovalReader;
  readonly sessions: Pick<SessionReader, 'find'>;
  readonly epoch: string;
  readonly shareSubscriptions: ShareSubscriptions;
}

export type ApprovalReading = ReturnType<typeof createApprovalReading>;

/** Looking at approvals: one, a list, and the changes as they come. */
export function createApprovalReading({ reader, sessions, epoch, shareSubscriptions }: ReadingPorts) {
  return {
    /**
     * @returns null where there is none, or none the caller may know of
     * @throws {SessionSupersededError} when a newer owner has taken its session over
     */
    async approval(caller: Caller, id: string): Promise<Approval | null> {
      authorize(caller.principal, 'session.read');
      const approval = await reader.find(id);
      const session = approval && (await sessions.find(approval.sessionId));
      // As they are now: the read took its time.
      const { principal } = caller;
      if (approval === null || !isAllowed(principal, 'session.read', subjectOf(approval))) return null;
      if (session !== null && isSuperseded(principal, session)) throw new SessionSupersededError(session.id);
      return approval;
    },

    /** @throws {InvalidInputError} when `first` or the filter is out of bounds */
    async list(
      caller: Caller,
      query: {
        readonly filter: ApprovalFilter;
        readonly orderBy: ApprovalOrder;
        readonly first: number;
        readonly after: ApprovalPlace | null;
      },
    ): Promise<AsSeen<ApprovalPage>> {
      const viewing = new Viewing(caller);
      parseInput(z.object({ first: firstInput, filter: approvalFilterInput }), query);
      return readAsSeen(viewing, async ({ scope, fingerprint }, asker) => {
        const page = await reader.list({ ...query, scope }, asker);
        return { ...page, fingerprint };
      });
    },

    watch: createApprovalWatch({ reader, epoch, shareSubscriptions }),
  };
}
