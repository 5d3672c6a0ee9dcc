import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import { actedBy, actorOf, type Caller, recordOfSession } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type EndingStores, idInput, readAsSeen, Viewing } from '../sessions/index.ts';
import { GrantNotFoundError } from './errors.ts';
import { type Grant, type GrantState, revoke, stateOfGrant } from './grant.ts';
import type { GrantFilter, GrantPage, GrantReader } from './grant-store.ts';
import type { GrantTimes } from './grant-times.ts';
import { watchedInput } from './input.ts';
import { subjectOf } from './subject.ts';

const firstInput = z.number().int().min(1, 'at least 1').max(500, 'at most 500; take the next page with after');

interface GrantServicePorts {
  readonly clock: Clock;
  readonly grantTimes: GrantTimes;
  readonly reader: GrantReader;
  readonly write: UnitOfWork<Pick<EndingStores, 'grants' | 'records'>>;
}

export type GrantService = ReturnType<typeof createGrantService>;

/** What may be done again without asking. Grants are given with an approval, and used up by asking. */
export function createGrantService({ clock, grantTimes, reader, write }: GrantServicePorts) {
  return {
    stateOf: (grant: Grant): GrantState => stateOfGrant(grant, grantTimes.elapsedMs(grant)),

    /** What was granted with an approval that the caller has just given. */
    ofApproval: (approvalId: string): Promise<Grant | null> => reader.ofApproval(approvalId),

    /**
     * Newest first.
     * @throws {InvalidInputError} when `first` or the filter is out of bounds
     */
    async list(
      caller: Caller,
      query: { readonly filter: GrantFilter; readonly first: number; readonly beforeRowId: number | null },
    ): Promise<GrantPage> {
      const viewing = new Viewing(caller);
      parseInput(z.object({ first: firstInput, filter: watchedInput }), query);
      return readAsSeen(viewing, ({ scope }) => reader.list({ ...query, scope }));
    },

    /**
     * Whoever may answer what the session asks may take back what was granted, whoever granted it; a repeat changes nothing.
     * @throws {GrantNotFoundError} when there is none the caller may know of
     * @throws {ForbiddenError} when the caller may see it and no more
     */
    revokeGrant(caller: Caller, input: { readonly id: string }): Promise<Grant> {
      authorize(caller.principal, 'approval.decide');
      const id = parseInput(idInput, input.id);
      return write(async (stores) => {
        const { principal } = caller;
        const found = await stores.grants.find(id);
        if (found === null || !isAllowed(principal, 'session.read', subjectOf(found))) throw new GrantNotFoundError(id);
        authorize(principal, 'approval.decide', subjectOf(found));
        const nowMs = clock.wallMs();
        const change = revoke(found, actorOf(principal), nowMs);
        if (change === null) return found;
        const { grant, record } = change;
        await stores.grants.update(grant);
        await stores.records.append(recordOfSession(record, actedBy(caller), grant.sessionId, nowMs));
        return grant;
      });
    },

    /** After a start: what was granted before goes on. */
    async restore(): Promise<void> {
      for (const grant of await reader.usable()) grantTimes.restore(grant);
    },
  };
}
