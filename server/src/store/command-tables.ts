import type { Generated } from 'kysely';
import type { Actor } from '../kernel/record.ts';
import type { CommandState, OutputStream } from '../modules/commands/index.ts';
import type { SafetyMode } from '../modules/sessions/index.ts';

export interface CommandsTable {
  /** The order in which they were asked. */
  row_id: Generated<number>;
  id: string;
  session_id: string;
  host_id: string;
  app: string;
  user_id: string | null;
  own_key: string;
  input_hash: string;
  safety_mode: SafetyMode;
  spec: string;
  hash: string;
  state: CommandState;
  requested_by_kind: Actor['kind'];
  requested_by_id: string | null;
  requested_by_name: string;
  requested_at: number;
  approval_id: string | null;
  queued_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  instance_id: string | null;
  exit_code: number | null;
  signal: string | null;
  message: string | null;
  output_bytes: number;
  is_output_truncated: number;
  /** Whether some of it is still kept. */
  has_output: Generated<number>;
  is_cancel_requested: number;
  revision: number;
}

export interface CommandOutputTable {
  row_id: Generated<number>;
  command_id: string;
  /** How many bytes stand before it. */
  at_offset: number;
  stream: OutputStream;
  at: number;
  data: Uint8Array;
}

export interface CommandTables {
  commands: CommandsTable;
  command_output: CommandOutputTable;
}
