import type { Generated } from 'kysely';
import type { Actor } from '../kernel/record.ts';

export interface HostsTable {
  /** The order in which they joined. */
  row_id: Generated<number>;
  id: string;
  name: string;
  /** The name as it is compared. */
  folded_name: string;
  app: string;
  /** A JSON array. */
  labels: string;
  key_hash: string;
  /** JSON, as the host told it last. */
  system: string;
  abilities: string;
  needs_somebody_else: number;
  joined_at: number;
  joined_by_kind: Actor['kind'];
  joined_by_id: string | null;
  joined_by_name: string;
  /** Which start of its process was heard last. */
  instance_id: string | null;
  /** Null while it is away. */
  connected_at: number | null;
  last_heard_at: number | null;
  /** Its row stays for the sessions that it worked for. */
  removed_at: number | null;
  revision: number;
}

export interface HostJoinCodesTable {
  id: string;
  hash: string;
  app: string;
  name: string | null;
  /** A JSON array. */
  labels: string | null;
  created_at: number;
  created_by_kind: Actor['kind'];
  created_by_id: string | null;
  created_by_name: string;
  expires_at: number;
  /** Who joined with it. */
  host_id: string | null;
}

export interface HostTables {
  hosts: HostsTable;
  host_join_codes: HostJoinCodesTable;
}
