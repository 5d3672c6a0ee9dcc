import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { ShareSubscriptions } from '../../kernel/subscription.ts';
import { createChangesWatch, type WatchMessage } from '../sessions/index.ts';
import { watchedInput } from './input.ts';
import type { ApprovalChanges, ApprovalReader, WatchedApprovals } from './store.ts';

interface WatchingPorts {
  readonly reader: Pick<ApprovalReader, 'changesAfter' | 'head'>;
  readonly epoch: string;
  readonly shareSubscriptions: ShareSubscriptions;
}

export function createApprovalWatch({ reader, epoch, shareSubscriptions }: WatchingPorts) {
  const open = createChangesWatch<WatchedApprovals, ApprovalChanges>({
    epoch,
    shareSubscriptions,
    // Whether somebody may answer depends on who asked.
    isPersonal: true,
    changes: {
      head: () => reader.head(),
      async changesAfter(...asked) {
        const { hasMore, ...told } = await reader.changesAfter(...asked);
        return { told, hasMore };
      },
      anew: (revision) => ({ revision, upserted: [], resync: true }),
      hasAny: ({ upserted }) => upserted.length > 0,
    },
  });

  /**
   * As the watch of sessions, of approvals: none is missed, whatever becomes of it.
   * @param afterRevision null starts at the head
   * @throws {InvalidInputError} when the filter is out of bounds or this is no revision
   * @throws {ForbiddenError} when the caller may list nothing, also later on
   * @throws {SlowConsumerError} later on, when the reader leaves what there is to tell
   */
  return async function watch(
    caller: Caller,
    filter: WatchedApprovals,
    afterRevision: string | null,
  ): Promise<AsyncIterableIterator<WatchMessage<ApprovalChanges>>> {
    authorize(caller.principal, 'session.list');
    return open(caller, parseInput(watchedInput, filter), afterRevision);
  };
}
