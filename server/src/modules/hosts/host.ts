import type { Actor, RecordDraft } from '../../kernel/record.ts';
import type { SafetyMode } from '../sessions/index.ts';

/** What machine a host is, as it says itself. */
export interface HostSystem {
  readonly platform: string;
  readonly release: string;
  readonly arch: string;
  readonly hostname: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
  /** Of the host's program. */
  readonly version: string;
}

/** What a host can do, and what its own policy lets it do: the server cannot widen it. */
export interface HostAbilities {
  readonly modes: readonly SafetyMode[];
  readonly sandbox: boolean;
  /** Why there is none; null where there is. */
  readonly sandboxProblem: string | null;
  readonly pidNamespaces: boolean;
  /** Whom commands may run as. */
  readonly systemUsers: readonly string[];
  /** Where commands may run. */
  readonly folders: readonly string[];
}

/** How busy it is; kept in memory alone. */
export interface HostLoad {
  readonly loadAverage: number;
  readonly freeMemoryBytes: number;
  readonly runningCommands: number;
  readonly atMs: number;
}

/** A machine that runs commands for us, by a process of ours. Its rights, and those to it, follow its app. Times are milliseconds UTC. */
export interface Host {
  readonly id: string;
  /** Unique among those that were not removed, ignoring case. */
  readonly name: string;
  readonly app: string;
  readonly labels: readonly string[];
  /** SHA-256 of a key that never left the machine. */
  readonly keyHash: string;
  readonly system: HostSystem;
  readonly abilities: HostAbilities;
  /** Whether what its sessions ask must be answered by somebody else than who asks. */
  readonly needsSomebodyElse: boolean;
  readonly joinedAtMs: number;
  /** Who let it join. */
  readonly joinedBy: Actor;
  /** Which start of its process was heard last. */
  readonly instanceId: string | null;
  /** Null while it is away. */
  readonly connectedAtMs: number | null;
  /** As last stored; its connection knows better while it is there. */
  readonly lastHeardAtMs: number | null;
  readonly removedAtMs: number | null;
  /** The registry's revision at its last change. */
  readonly revision: number;
}

/** A host's next state, and the record that tells of it where somebody acted. */
export interface HostChange {
  readonly host: Host;
  readonly record: RecordDraft;
}

export type Joining = Pick<Host, 'id' | 'name' | 'app' | 'labels' | 'keyHash' | 'system' | 'abilities' | 'joinedBy'>;

export function join(joining: Joining, nowMs: number): HostChange {
  const host: Host = {
    ...joining,
    needsSomebodyElse: false,
    joinedAtMs: nowMs,
    instanceId: null,
    connectedAtMs: null,
    lastHeardAtMs: null,
    removedAtMs: null,
    revision: 0,
  };
  return changed(host, 'HOST_JOINED', { joinedBy: host.joinedBy });
}

/** What an admin may change; what is absent stays as it is. */
export type HostPatch = Partial<Pick<Host, 'name' | 'labels' | 'needsSomebodyElse'>>;

export function update(host: Host, patch: HostPatch): HostChange {
  return changed({ ...host, ...patch }, 'HOST_UPDATED');
}

/** It stays for the sessions that it worked for. @returns null where it was removed before */
export function remove(host: Host, nowMs: number): HostChange | null {
  if (host.removedAtMs !== null) return null;
  return changed({ ...host, connectedAtMs: null, removedAtMs: nowMs }, 'HOST_REMOVED');
}

/** What it says as it connects. */
export interface Arrival {
  readonly instanceId: string;
  readonly system: HostSystem;
  readonly abilities: HostAbilities;
}

export function connect(host: Host, arrival: Arrival, nowMs: number): Host {
  return { ...host, ...arrival, connectedAtMs: nowMs, lastHeardAtMs: nowMs };
}

export function disconnect(host: Host, lastHeardAtMs: number): Host {
  return { ...host, connectedAtMs: null, lastHeardAtMs };
}

function changed(host: Host, action: RecordDraft['action'], more: RecordDraft['after'] = {}): HostChange {
  const { id, name, app, labels, needsSomebodyElse } = host;
  return { host, record: { action, note: null, after: { hostId: id, name, app, labels, needsSomebodyElse, ...more } } };
}
