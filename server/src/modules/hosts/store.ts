import type { Session } from '../sessions/index.ts';
import type { Host } from './host.ts';
import type { HostJoinCode } from './join-code.ts';

/** The hosts as a unit of work sees them. Whatever is stored of a host takes the registry's next revision. */
export interface HostStore {
  find(id: string): Promise<Host | null>;
  /** Of those that were not removed, ignoring case. */
  findByName(name: string): Promise<Host | null>;
  findByKey(keyHash: string): Promise<Host | null>;
  /** Those that were connected as the server stopped. */
  connected(): Promise<readonly Host[]>;
  /** @returns the host with its revision */
  insert(host: Host): Promise<Host>;
  /** @returns the host with its new revision */
  update(host: Host): Promise<Host>;
  findCode(id: string): Promise<HostJoinCode | null>;
  insertCode(code: HostJoinCode): Promise<void>;
  updateCode(code: HostJoinCode): Promise<void>;
  /** Forgets codes that expired before this. */
  removeCodes(expiredBeforeMs: number): Promise<void>;
  /** The sessions of a host that have not ended. */
  runningSessionIds(hostId: string): Promise<readonly string[]>;
}

/** Whose hosts: those of `apps`; null: of every app. */
export interface HostScope {
  readonly apps: readonly string[] | null;
}

/** What changed after a revision, as it is now: one message of a watch. */
export interface HostChanges {
  readonly upserted: readonly Host[];
  readonly removed: readonly string[];
  /** Where these changes end. */
  readonly revision: number;
  /** The past after the given revision is gone. */
  readonly resync: boolean;
}

/** Committed hosts, for reading. */
export interface HostReader {
  find(id: string): Promise<Host | null>;
  /** Removed ones, too. */
  findMany(ids: readonly string[]): Promise<readonly Host[]>;
  /** Those that were not removed, by name. */
  list(scope: HostScope): Promise<readonly Host[]>;
  /** The changes after `afterRevision` within the scope; at most `limit` of them. Without any there are none behind `revision` either. */
  changesAfter(
    afterRevision: number,
    scope: HostScope,
    limit: number,
  ): Promise<HostChanges & { readonly hasMore: boolean }>;
  /** How many sessions of each of these hosts have not ended; absent where none. */
  countRunning(hostIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The sessions of a host that have not ended. */
  runningOf(hostId: string): Promise<readonly Session[]>;
  /** Of a host's sessions, those that changed after a revision, oldest change first. */
  changedOf(hostId: string, afterRevision: number, limit: number): Promise<readonly Session[]>;
  /** The newest revision. */
  head(): Promise<number>;
}
