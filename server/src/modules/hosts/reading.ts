import { authorize, isAllowed, scopeOf } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { ShareSubscriptions } from '../../kernel/subscription.ts';
import { createChangesWatch, type WatchMessage } from '../sessions/index.ts';
import type { Host } from './host.ts';
import type { HostChanges, HostReader } from './store.ts';
import { subjectOf } from './subject.ts';

interface HostReadingPorts {
  readonly reader: HostReader;
  readonly epoch: string;
  readonly shareSubscriptions: ShareSubscriptions;
}

export type HostReading = ReturnType<typeof createHostReading>;

/** Looking at hosts: one, all, and the changes as they come. */
export function createHostReading({ reader, epoch, shareSubscriptions }: HostReadingPorts) {
  const open = createChangesWatch<null, HostChanges>({
    epoch,
    shareSubscriptions,
    changes: {
      head: () => reader.head(),
      async changesAfter(afterRevision, _filter, { apps }, limit) {
        const { hasMore, ...told } = await reader.changesAfter(afterRevision, { apps }, limit);
        return { told, hasMore };
      },
      anew: (revision) => ({ revision, upserted: [], removed: [], resync: true }),
      hasAny: ({ upserted, removed }) => upserted.length > 0 || removed.length > 0,
    },
  });

  return {
    /** @returns null where there is none, or none the caller may know of */
    async host(caller: Caller, id: string): Promise<Host | null> {
      authorize(caller.principal, 'host.read');
      const host = await reader.find(id);
      const mayKnow = host !== null && isAllowed(caller.principal, 'host.read', subjectOf(host));
      return mayKnow && host.removedAtMs === null ? host : null;
    },

    /** Those the caller may know of, by name. */
    async list(caller: Caller): Promise<readonly Host[]> {
      authorize(caller.principal, 'host.read');
      const { apps } = scopeOf(caller.principal);
      const hosts = await reader.list({ apps });
      // As they may now: the read took its time.
      return hosts.filter((host) => isAllowed(caller.principal, 'host.read', subjectOf(host)));
    },

    /**
     * As the watch of sessions, of hosts.
     * @param afterRevision null starts at the head
     * @throws {InvalidInputError} when this is no revision
     * @throws {ForbiddenError} when the caller may list nothing, also later on
     * @throws {SlowConsumerError} later on, when the reader leaves what there is to tell
     */
    async watch(
      caller: Caller,
      afterRevision: string | null,
    ): Promise<AsyncIterableIterator<WatchMessage<HostChanges>>> {
      authorize(caller.principal, 'host.read');
      return open(caller, null, afterRevision);
    },
  };
}
