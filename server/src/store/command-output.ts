import type { Kysely, Selectable } from 'kysely';
import type { CommandOutputStore, CommandReader, PlacedChunk } from '../modules/commands/index.ts';
import { commandOfRow } from './command-rows.ts';
import type { CommandOutputTable } from './command-tables.ts';
import type { Connection } from './sqlite/database.ts';
import type { Tables } from './tables.ts';

/** Chunks may be a byte each. */
const chunksAtOnce = 500;

export function createCommandOutputStore({ statements }: Connection): CommandOutputStore {
  return {
    async append(commandId, chunks) {
      for (const { offset, stream, atMs, data } of chunks)
        statements.insert('command_output', { command_id: commandId, at_offset: offset, stream, at: atMs, data });
    },

    async removeOld(endedBeforeMs, limit) {
      let left = limit;
      while (left > 0) {
        const old = statements.first<{ readonly id: string }>(
          'select id from commands where has_output = 1 and ended_at < ? order by ended_at limit 1',
          endedBeforeMs,
        );
        if (old === undefined) return false;
        const removed = statements.run(
          `delete from command_output where row_id in
            (select row_id from command_output where command_id = ? order by at_offset limit ?)`,
          ...[old.id, left],
        );
        if (removed < left) statements.run('update commands set has_output = 0 where id = ?', old.id);
        left -= removed;
      }
      return true;
    },
  };
}

/** Reads a command and some of its output at one moment. @param db a handle of its own: what it reads is committed */
export function createOutputReader(db: Kysely<Tables>): CommandReader['output'] {
  return (commandId, fromOffset, limitBytes) =>
    db.transaction().execute(async (read) => {
      const row = await read.selectFrom('commands').selectAll().where('id', '=', commandId).executeTakeFirst();
      if (row === undefined) return null;
      const { placed } = await read
        .selectFrom('command_output')
        .select((eb) => eb.fn.max('at_offset').as('placed'))
        .where('command_id', '=', commandId)
        .where('at_offset', '<=', fromOffset)
        .executeTakeFirstOrThrow();
      const rows = await read
        .selectFrom('command_output')
        .selectAll()
        .where('command_id', '=', commandId)
        // The aggregate of no rows is null, which its type does not say.
        .where('at_offset', '>=', typeof placed === 'number' ? placed : 0)
        .orderBy('at_offset')
        .limit(chunksAtOnce)
        .execute();
      return { command: commandOfRow(row), chunks: cut(rows, fromOffset, limitBytes) };
    });
}

function cut(
  rows: readonly Selectable<CommandOutputTable>[],
  fromOffset: number,
  limitBytes: number,
): readonly PlacedChunk[] {
  const chunks: PlacedChunk[] = [];
  let sizeBytes = 0;
  for (const { at_offset, stream, at, data } of rows) {
    if (sizeBytes >= limitBytes) break;
    const known = Math.max(0, fromOffset - at_offset);
    if (known >= data.length) continue;
    chunks.push({ offset: at_offset + known, stream, atMs: at, data: data.subarray(known) });
    sizeBytes += data.length - known;
  }
  return chunks;
}
