import type { Command, CommandStore } from '../modules/commands/index.ts';
import { changesOf, commandOfRow, type CommandRow, requestedColumns } from './command-rows.ts';
import type { Revisions } from './revisions.ts';
import type { Connection } from './sqlite/database.ts';

/**
 * @param changed collects the commands a unit changes, for those who are told after the commit
 * @param grown those of which only the output has grown
 */
export function createCommandStore(
  { statements }: Connection,
  revisions: Revisions,
  changed: Map<string, Command>,
  grown: Set<string>,
): CommandStore {
  function all(condition: string, ...values: readonly string[]): readonly Command[] {
    return statements.all<CommandRow>(`select * from commands where ${condition}`, ...values).map(commandOfRow);
  }

  function first(condition: string, ...values: readonly string[]): Command | null {
    return all(condition, ...values)[0] ?? null;
  }

  return {
    find: async (id) => first('id = ?', id),

    findByKey: async (sessionId, key) => first('session_id = ? and own_key = ?', sessionId, key),

    findByApproval: async (approvalId) => first('approval_id = ?', approvalId),

    openOf: async (sessionId) =>
      all(`session_id = ? and state in ('PENDING_APPROVAL', 'QUEUED', 'RUNNING') order by row_id`, sessionId),

    runningOf: async (hostId) =>
      all(`host_id = ? and state in ('QUEUED', 'RUNNING') and state = 'RUNNING' order by row_id`, hostId),

    async insert(command) {
      const stored = { ...command, revision: revisions.take() };
      statements.insert('commands', { ...requestedColumns(stored), ...changesOf(stored) });
      changed.set(stored.id, stored);
      return stored;
    },

    async update(command) {
      const stored = { ...command, revision: revisions.take() };
      statements.update('commands', changesOf(stored), { id: stored.id });
      changed.set(stored.id, stored);
      return stored;
    },

    async saveOutputBytes({ id, outputBytes, isOutputTruncated }) {
      const columns = { output_bytes: outputBytes, is_output_truncated: Number(isOutputTruncated), has_output: 1 };
      statements.update('commands', columns, { id });
      grown.add(id);
    },
  };
}
