import type { HostLoad } from './host.ts';

/** A host's open connection, as others know it. */
export interface HostConnection {
  readonly hostId: string;
  readonly instanceId: string;
  /** Milliseconds UTC. */
  lastHeardWallMs(): number;
}

/** More processes of one host than are ever started while another lives. */
const maxSuperseded = 100;

/** Which hosts are connected now, and how busy they are: nothing that outlives the server. */
export class HostConnections {
  readonly #current = new Map<string, HostConnection>();
  readonly #loads = new Map<string, HostLoad>();
  /** Processes whose place another has taken, oldest first. */
  readonly #superseded = new Map<string, readonly string[]>();

  /** The newest takes the place of any other. */
  add(connection: HostConnection): void {
    const { hostId, instanceId } = connection;
    const before = this.#current.get(hostId);
    this.#current.set(hostId, connection);
    if (before === undefined || before.instanceId === instanceId) return;
    this.#loads.delete(hostId);
    const superseded = [...(this.#superseded.get(hostId) ?? []), before.instanceId];
    this.#superseded.set(hostId, superseded.slice(-maxSuperseded));
  }

  /** @returns whether the host is away by this */
  remove(connection: HostConnection): boolean {
    if (!this.isCurrent(connection)) return false;
    this.#loads.delete(connection.hostId);
    return this.#current.delete(connection.hostId);
  }

  isCurrent(connection: HostConnection): boolean {
    return this.#current.get(connection.hostId) === connection;
  }

  isConnected(hostId: string): boolean {
    return this.#current.has(hostId);
  }

  /** Which start of the host's process is connected; null while it is away. */
  instanceOf(hostId: string): string | null {
    return this.#current.get(hostId)?.instanceId ?? null;
  }

  /** Whether another process has taken the place of this one. */
  isSuperseded(hostId: string, instanceId: string): boolean {
    return this.#superseded.get(hostId)?.includes(instanceId) ?? false;
  }

  lastHeardWallMs(hostId: string): number | null {
    return this.#current.get(hostId)?.lastHeardWallMs() ?? null;
  }

  /** Of a host that is away nothing is kept. */
  report(hostId: string, load: HostLoad): void {
    if (this.isConnected(hostId)) this.#loads.set(hostId, load);
  }

  loadOf(hostId: string): HostLoad | null {
    return this.#loads.get(hostId) ?? null;
  }
}
