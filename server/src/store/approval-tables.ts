import type { Generated } from 'kysely';
import type { Actor } from '../kernel/record.ts';
import type { ApprovalKind, ApprovalState, ExpiryRule } from '../modules/approvals/index.ts';

export interface ApprovalsTable {
  /** Given when it is asked; the order of the newest. */
  row_id: Generated<number>;
  id: string;
  kind: ApprovalKind;
  session_id: string;
  app: string;
  user_id: string | null;
  owner_id: string;
  ask_key: string;
  title: string;
  details: string;
  subject_hash: string;
  asked_by_kind: Actor['kind'];
  asked_by_id: string | null;
  asked_by_name: string;
  asked_at: number;
  expires_at: number | null;
  /** The deadline as lists are ordered by it: without one behind all others. */
  due_at: number;
  on_expiry: ExpiryRule;
  state: ApprovalState;
  decided_by_kind: Actor['kind'] | null;
  decided_by_id: string | null;
  decided_by_name: string | null;
  decided_at: number | null;
  note: string | null;
  sent_at: number | null;
  acted_at: number | null;
  acted_by_kind: Actor['kind'] | null;
  acted_by_id: string | null;
  acted_by_name: string | null;
  reminded_count: number;
  grant_id: string | null;
  needs_somebody_else: number;
  revision: number;
}

export interface GrantsTable {
  /** The order in which they were given. */
  row_id: Generated<number>;
  id: string;
  approval_id: string;
  session_id: string;
  app: string;
  user_id: string | null;
  host_id: string | null;
  kind: ApprovalKind;
  title: string;
  details: string;
  subject_hash: string;
  asked_by_kind: Actor['kind'];
  asked_by_id: string | null;
  asked_by_name: string;
  granted_by_kind: Actor['kind'];
  granted_by_id: string | null;
  granted_by_name: string;
  granted_at: number;
  expires_at: number;
  uses: number;
  used_count: number;
  revoked_by_kind: Actor['kind'] | null;
  revoked_by_id: string | null;
  revoked_by_name: string | null;
  revoked_at: number | null;
  ended_at: number | null;
}

export interface ApprovalRulesTable {
  app: string;
  needs_somebody_else: number;
}

export interface ApprovalTables {
  approvals: ApprovalsTable;
  grants: GrantsTable;
  approval_rules: ApprovalRulesTable;
}
