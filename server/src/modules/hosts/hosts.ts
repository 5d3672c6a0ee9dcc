import type { Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import type { Caller, LogRecord } from '../../kernel/record.ts';
import type { OpenSubscription, ShareSubscriptions } from '../../kernel/subscription.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { ApprovalTimes } from '../approvals/index.ts';
import type { CommandChecks, CommandReader } from '../commands/index.ts';
import type { Kill } from '../kills/index.ts';
import type { EndingStores, FollowUps, Leases } from '../sessions/index.ts';
import type { HostConnections } from './connections.ts';
import { createHostPresence } from './presence.ts';
import { createHostReading } from './reading.ts';
import { createRemoteService } from './remote-access.ts';
import { createHostService, type HostStores } from './service.ts';
import type { HostReader } from './store.ts';
import { createHostWork } from './work.ts';

interface HostsPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly connections: HostConnections;
  readonly leases: Leases;
  readonly times: ApprovalTimes;
  readonly reader: HostReader;
  readonly commands: Pick<CommandReader, 'ofHost' | 'changedOfHost'>;
  readonly checks: Pick<CommandChecks, 'of'>;
  readonly epoch: string;
  readonly write: UnitOfWork<HostStores>;
  readonly follow: FollowUps;
  readonly openSubscription: OpenSubscription;
  readonly shareSubscriptions: ShareSubscriptions;
  killSent(caller: Caller, killId: string): void;
  reconcileSoon(sessionId: string): void;
  watchGrace(kill: Kill): void;
  wake(hostId: string): void;
  /** Another process of a host has taken the place of this one: what only that one could tell of is lost. Called in the unit. */
  instanceGone(
    stores: EndingStores,
    hostId: string,
    instanceId: string,
    by: Pick<LogRecord, 'actor' | 'origin'>,
    nowMs: number,
  ): Promise<void>;
  onError(error: unknown): void;
}

/** All that is done with hosts: by who manages them, by who looks at them, and by themselves. */
export function createHosts(ports: HostsPorts) {
  const { clock, createId, connections, leases, times, reader, commands, checks, epoch, write, follow } = ports;
  const { openSubscription, shareSubscriptions, killSent, reconcileSoon, watchGrace, wake, instanceGone, onError } =
    ports;
  const { restore, ...presence } = createHostPresence({ clock, connections, write, instanceGone, onError });

  return {
    hosts: createHostService({ clock, createId, write, follow, watchGrace }),
    hostReading: createHostReading({ reader, epoch, shareSubscriptions }),
    hostPresence: presence,
    remote: createRemoteService({ clock, createId, connections, times, write, follow }),
    openHostWork: createHostWork({
      ...{ leases, connections, presence, reader, commands, checks },
      ...{ openSubscription, killSent, reconcileSoon, wake },
    }),
    restore,
  };
}
