import type { Clock } from '../../kernel/clock.ts';
import { ForbiddenError } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize, type Principal } from '../../kernel/principal.ts';
import { actedBy, type Caller, type LogRecord } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { EndingStores } from '../sessions/index.ts';
import type { HostConnection, HostConnections } from './connections.ts';
import { HostNotFoundError } from './errors.ts';
import { type Arrival, connect, disconnect, type Host } from './host.ts';
import { reportInput } from './input.ts';

type By = Pick<LogRecord, 'actor' | 'origin'>;

interface PresencePorts {
  readonly clock: Clock;
  readonly connections: HostConnections;
  readonly write: UnitOfWork<EndingStores>;
  /** Another process has taken the place of this one: what only that one could tell of is lost. Called in the unit. */
  instanceGone(stores: EndingStores, hostId: string, instanceId: string, by: By, nowMs: number): Promise<void>;
  onError(error: unknown): void;
}

export type HostPresence = ReturnType<typeof createHostPresence>;

/** Which hosts are here, what they can do, and how busy they are. */
export function createHostPresence({ clock, connections, write, instanceGone, onError }: PresencePorts) {
  /** @throws {HostNotFoundError} when it was removed meanwhile */
  async function requireHost({ hosts }: EndingStores, id: string): Promise<Host> {
    const host = await hosts.find(id);
    if (host === null || host.removedAtMs !== null) throw new HostNotFoundError(id);
    return host;
  }

  return {
    /** @throws {HostNotFoundError} when it was removed meanwhile */
    arrive(caller: Caller, hostId: string, arrival: Arrival): Promise<Host> {
      return write(async (stores) => {
        const host = await requireHost(stores, hostId);
        const nowMs = clock.wallMs();
        const before = host.instanceId;
        if (before !== null && before !== arrival.instanceId) {
          await instanceGone(stores, hostId, before, actedBy(caller), nowMs);
        }
        return stores.hosts.update(connect(host, arrival, nowMs));
      });
    },

    /** Its connection is gone, and no other has come. */
    leave(connection: HostConnection): void {
      const { hostId } = connection;
      const lastHeardAtMs = connection.lastHeardWallMs();
      write(async ({ hosts }) => {
        const host = await hosts.find(hostId);
        const isBack = connections.isConnected(hostId);
        if (host?.connectedAtMs == null || isBack) return;
        await hosts.update(disconnect(host, lastHeardAtMs));
      }).catch(onError);
    },

    /**
     * What the host says of itself now and then: how busy it is, kept in memory, and what it can do.
     * @throws {InvalidInputError} when a field is out of bounds
     */
    async reportHost(caller: Caller, input: unknown): Promise<Host> {
      const { principal } = caller;
      authorize(principal, 'host.work');
      const hostId = hostIdOf(principal);
      const { load, abilities } = parseInput(reportInput, input);
      connections.report(hostId, { ...load, atMs: clock.wallMs() });
      return write(async (stores) => {
        const host = await requireHost(stores, hostId);
        const isSame = abilities == null || JSON.stringify(abilities) === JSON.stringify(host.abilities);
        return isSame ? host : stores.hosts.update({ ...host, abilities });
      });
    },

    /** After a start: nobody is here yet. */
    async restore(): Promise<void> {
      await write(async ({ hosts }) => {
        for (const host of await hosts.connected()) {
          await hosts.update(disconnect(host, host.lastHeardAtMs ?? clock.wallMs()));
        }
      });
    },
  };
}

/** @throws {ForbiddenError} when the caller is no host */
export function hostIdOf(principal: Principal): string {
  if (principal.kind === 'HOST') return principal.hostId;
  throw new ForbiddenError('That is for a host, by the key it joined with.');
}
