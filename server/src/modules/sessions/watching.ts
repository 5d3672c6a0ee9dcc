import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { ShareSubscriptions } from '../../kernel/subscription.ts';
import { createChangesWatch, type WatchMessage } from './changes-watch.ts';
import { filterInput } from './filter-input.ts';
import type { SessionChanges, SessionFilter, SessionReader } from './store.ts';

interface WatchingPorts {
  readonly reader: Pick<SessionReader, 'changesAfter' | 'head'>;
  readonly epoch: string;
  readonly shareSubscriptions: ShareSubscriptions;
}

export function createSessionWatch({ reader, epoch, shareSubscriptions }: WatchingPorts) {
  const open = createChangesWatch<SessionFilter, SessionChanges>({
    epoch,
    shareSubscriptions,
    changes: {
      head: () => reader.head(),
      async changesAfter(...asked) {
        const { hasMore, ...told } = await reader.changesAfter(...asked);
        return { told, hasMore };
      },
      anew: (revision) => ({ revision, upserted: [], removed: [], resync: true }),
      hasAny: ({ upserted, removed }) => upserted.length > 0 || removed.length > 0,
    },
  });

  /**
   * Everything that changed after a revision, then what changes from now on: in order, nothing missed, nothing twice.
   * The first message comes at once, even with nothing in it. A slow reader gets what happened meanwhile as one message.
   * Rights that change meanwhile, or have changed since that revision, are told as a resync. Watches of equal rights and
   * filters that go on from the same revision in the same turn share one look, and are told the same object.
   * @param afterRevision null starts at the head
   * @throws {InvalidInputError} when the filter is out of bounds or this is no revision
   * @throws {ForbiddenError} when the caller may list nothing, also later on
   * @throws {SlowConsumerError} later on, when the reader leaves what there is to tell
   */
  return async function watch(
    caller: Caller,
    filter: SessionFilter,
    afterRevision: string | null,
  ): Promise<AsyncIterableIterator<WatchMessage<SessionChanges>>> {
    authorize(caller.principal, 'session.list');
    return open(caller, parseInput(filterInput, filter), afterRevision);
  };
}
