import { z } from 'zod';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { ShareSubscriptions } from '../../kernel/subscription.ts';
import type { AsSeen } from './as-seen.ts';
import { SessionSupersededError } from './errors.ts';
import { filterInput } from './filter-input.ts';
import { isSuperseded } from './owned.ts';
import type { Session } from './session.ts';
import type {
  SessionCount,
  SessionCountBy,
  SessionFilter,
  SessionOrder,
  SessionPage,
  SessionPlace,
  SessionReader,
} from './store.ts';
import { readAsSeen, Viewing } from './viewing.ts';
import { createSessionWatch } from './watching.ts';

const firstInput = z.number().int().min(1, 'at least 1').max(500, 'at most 500; take the next page with after');

interface ReadingPorts {
  readonly reader: SessionReader;
  readonly epoch: string;
  readonly shareSubscriptions: ShareSubscriptions;
}

export type SessionReading = ReturnType<typeof createSessionReading>;

/** Looking at sessions: one, a list, counts, and the changes as they come. */
export function createSessionReading({ reader, epoch, shareSubscriptions }: ReadingPorts) {
  return {
    /**
     * @returns null where there is none, or none the caller may know of
     * @throws {SessionSupersededError} when a newer owner has taken it over
     */
    async session(caller: Caller, id: string): Promise<Session | null> {
      authorize(caller.principal, 'session.read');
      const session = await reader.find(id);
      // As they are now: the read took its time.
      const { principal } = caller;
      if (session === null || !isAllowed(principal, 'session.read', session)) return null;
      if (isSuperseded(principal, session)) throw new SessionSupersededError(id);
      return session;
    },

    /** @throws {InvalidInputError} when `first` or the filter is out of bounds */
    async list(
      caller: Caller,
      query: {
        readonly filter: SessionFilter;
        readonly orderBy: SessionOrder;
        readonly first: number;
        readonly after: SessionPlace | null;
        readonly wantsTotal?: boolean;
      },
    ): Promise<AsSeen<SessionPage>> {
      const viewing = new Viewing(caller);
      parseInput(z.object({ first: firstInput, filter: filterInput }), query);
      return readAsSeen(viewing, async ({ scope, fingerprint }, asker) => {
        const page = await reader.list({ ...query, scope }, asker);
        return { ...page, fingerprint };
      });
    },

    /** @throws {InvalidInputError} when the filter is out of bounds */
    async counts(caller: Caller, filter: SessionFilter, by: SessionCountBy): Promise<readonly SessionCount[]> {
      const viewing = new Viewing(caller);
      const checked = parseInput(filterInput, filter);
      return readAsSeen(viewing, ({ scope }, asker) => reader.counts(checked, scope, by, asker));
    },

    watch: createSessionWatch({ reader, epoch, shareSubscriptions }),
  };
}
