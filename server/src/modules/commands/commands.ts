import type { Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import type { ShareSubscriptions } from '../../kernel/subscription.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { ApprovalTimes, FollowApproval } from '../approvals/index.ts';
import type { HostConnections, HostReader } from '../hosts/index.ts';
import type { SessionReader } from '../sessions/index.ts';
import type { CommandChecks } from './checks.ts';
import { type CommandStores, createCommandExecution } from './execution.ts';
import { createCommandReading } from './reading.ts';
import { createCommandService } from './service.ts';
import { createCommandOutput } from './signal.ts';
import type { CommandReader } from './store.ts';
import { createCommandSweep } from './sweep.ts';

interface CommandsPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly checks: CommandChecks;
  readonly times: ApprovalTimes;
  readonly readers: {
    readonly sessions: SessionReader;
    readonly commands: CommandReader;
    readonly hosts: Pick<HostReader, 'find'>;
  };
  readonly connections: HostConnections;
  readonly epoch: string;
  readonly write: UnitOfWork<CommandStores>;
  readonly follow: FollowApproval;
  readonly shareSubscriptions: ShareSubscriptions;
  onError(error: unknown): void;
}

/** All that is done with commands: by who asks for them, by who runs them, and as time passes. */
export function createCommands({ readers, ...ports }: CommandsPorts) {
  const { clock, createId, checks, times, connections, epoch, write, follow, shareSubscriptions, onError } = ports;
  const { sessions, commands: reader, hosts } = readers;

  return {
    commands: createCommandService({
      ...{ clock, createId, checks, times, sessions, hosts, connections, write, follow },
    }),
    commandExecution: createCommandExecution({ clock, checks, times, connections, write, follow }),
    commandReading: createCommandReading({ reader, epoch, shareSubscriptions }),
    openCommandOutput: createCommandOutput({ reader, shareSubscriptions }),
    startCommandSweep: createCommandSweep({ clock, write, onError }).start,
  };
}
