import { z } from 'zod';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed, type Principal, scopeOf } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import { fingerprintOf, parseRevision } from '../../kernel/revision.ts';
import type { Look, OpenSubscription } from '../../kernel/subscription.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import type { AsSeen } from './as-seen.ts';
import { SessionSupersededError } from './errors.ts';
import { isSuperseded } from './owned.ts';
import type { Session } from './session.ts';
import type {
  SessionChanges,
  SessionCount,
  SessionCountBy,
  SessionFilter,
  SessionOrder,
  SessionPage,
  SessionPlace,
  SessionReader,
} from './store.ts';

/** The most changes in one message of a watch. */
const changesPerMessage = 500;

const maxValues = 1_000;
const tooMany = 'at most 1,000 values';
const names = z.array(z.string().max(200, 'at most 200 characters')).max(maxValues, tooMany);
/** GraphQL has found each to be of its enum; how many there are is left to check. */
const words = <Name extends keyof SessionFilter>() =>
  z.custom<NonNullable<SessionFilter[Name]>>((list) => Array.isArray(list) && list.length <= maxValues, tooMany);
const dateMs = z.number().optional();

const filterInput = z.object({
  ids: names.optional(),
  apps: names.optional(),
  tags: names.max(20, 'at most 20 tags').optional(),
  userId: z.string().max(200, 'at most 200 characters').optional(),
  search: z.string().max(200, 'at most 200 characters').optional(),
  kinds: words<'kinds'>().optional(),
  status: words<'status'>().optional(),
  lifecycle: words<'lifecycle'>().optional(),
  activity: words<'activity'>().optional(),
  liveness: words<'liveness'>().optional(),
  createdFromMs: dateMs,
  createdBeforeMs: dateMs,
});

const firstInput = z.number().int().min(1, 'at least 1').max(500, 'at most 500; take the next page with after');

interface ReadingPorts {
  readonly reader: SessionReader;
  readonly epoch: string;
  readonly openSubscription: OpenSubscription;
}

export type SessionReading = ReturnType<typeof createSessionReading>;

/** Looking at sessions: one, a list, counts, and the changes as they come. */
export function createSessionReading({ reader, epoch, openSubscription }: ReadingPorts) {
  return {
    /**
     * @returns null where there is none, or none the caller may know of
     * @throws {SessionSupersededError} when a newer owner has taken it over
     */
    async session(caller: Caller, id: string): Promise<Session | null> {
      const { principal } = caller;
      authorize(principal, 'session.read');
      const session = await reader.find(id);
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
      },
    ): Promise<AsSeen<SessionPage>> {
      const { principal } = caller;
      authorize(principal, 'session.list');
      parseInput(z.object({ first: firstInput, filter: filterInput }), query);
      const page = await reader.list({ ...query, scope: scopeOf(principal) });
      return { ...page, fingerprint: fingerprintOf(principal) };
    },

    /** @throws {InvalidInputError} when the filter is out of bounds */
    async counts(caller: Caller, filter: SessionFilter, by: SessionCountBy): Promise<readonly SessionCount[]> {
      const { principal } = caller;
      authorize(principal, 'session.list');
      return reader.counts(parseInput(filterInput, filter), scopeOf(principal), by);
    },

    /**
     * Everything that changed after a revision, then what changes from now on: in order, nothing missed, nothing twice.
     * The first message comes at once, even with nothing in it. A slow reader gets what happened meanwhile as one message.
     * Rights that change meanwhile, or have changed since that revision, are told as a resync.
     * @param afterRevision null starts at the head
     * @throws {InvalidInputError} when the filter is out of bounds or this is no revision
     * @throws {ForbiddenError} when the caller may list nothing, also later on
     */
    async watch(
      caller: Caller,
      filter: SessionFilter,
      afterRevision: string | null,
    ): Promise<AsyncIterableIterator<AsSeen<SessionChanges>>> {
      let fingerprint = fingerprintOf(viewer(caller));
      parseInput(filterInput, filter);
      let cursor = afterRevision === null ? await reader.head() : startOf(afterRevision, fingerprint);
      let isFirst = true;

      async function readAgain(): Promise<Look<AsSeen<SessionChanges>>> {
        fingerprint = fingerprintOf(viewer(caller));
        cursor = await reader.head();
        isFirst = false;
        const message = { revision: cursor, fingerprint, upserted: [], removed: [], resync: true };
        return { kind: 'MESSAGE', message, hasMore: false };
      }

      return openSubscription<AsSeen<SessionChanges>>({
        sessionId: null,
        async look() {
          const principal = viewer(caller);
          if (cursor === 'ELSEWHERE' || fingerprintOf(principal) !== fingerprint) return readAgain();
          const { hasMore, ...changes } = await reader.changesAfter(
            cursor,
            filter,
            scopeOf(principal),
            changesPerMessage,
          );
          // What was read with rights that are gone by now is nobody's to see.
          if (fingerprintOf(viewer(caller)) !== fingerprint) return readAgain();
          cursor = changes.revision;
          const isEmpty = changes.upserted.length === 0 && changes.removed.length === 0 && !changes.resync;
          if (isEmpty && !isFirst) return { kind: 'NOTHING' };
          isFirst = false;
          return { kind: 'MESSAGE', message: { ...changes, fingerprint }, hasMore };
        },
      });
    },
  };

  function startOf(afterRevision: string, fingerprint: string | null): number | 'ELSEWHERE' {
    const revision = parseRevision(afterRevision);
    if (revision === null) {
      throw new InvalidInputError([
        { path: 'afterRevision', message: 'is no revision; take it from a list or a message' },
      ]);
    }
    return revision.epoch === epoch && revision.fingerprint === fingerprint ? revision.number : 'ELSEWHERE';
  }
}

/** Who lists, now. @throws {ForbiddenError} when they may not any more */
function viewer({ principal }: Caller): Principal {
  authorize(principal, 'session.list');
  return principal;
}
