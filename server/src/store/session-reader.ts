import type { RawBuilder } from 'kysely';
import type { SessionReader } from '../modules/sessions/index.ts';
import { readInChunks } from './chunks.ts';
import { findOrKeep, once } from './kept.ts';
import { createChangesReader } from './session-changes.ts';
import { readCounts } from './session-counts.ts';
import { readPage } from './session-lists.ts';
import { sessionOfRow } from './session-rows.ts';
import type { Asked } from './session-streams.ts';
import type { Ask, Connection } from './sqlite/database.ts';
import { readOneMoment } from './sqlite/one-moment.ts';
import type { NamedValues } from './sqlite/statements.ts';

/** Lists are asked for by a few filters and a few rights, again and again. */
const maxKept = 100;

/** @param connection of its own: what it reads is committed */
export function createSessionReader(connection: Connection): SessionReader {
  const { db, statements } = connection;
  const compiled = once((query: RawBuilder<unknown>) => query.compile(db));
  const lists = new Map<string, Asked>();

  const ask: Ask = Object.assign(
    <Row>(query: RawBuilder<Row>, where?: NamedValues) => statements.allOf<Row>(compiled(query), where),
    {
      values: <Values extends readonly unknown[]>(query: RawBuilder<Values>, where?: NamedValues) =>
        statements.allValuesOf<Values>(compiled(query), where),
    },
  );

  const atOneMoment = <Found>(read: (ask: Ask) => Found): Promise<Found> => readOneMoment(connection, () => read(ask));

  /** The same object for whoever asks the same: the statements for it are kept with it. */
  function keptOf({ filter, scope, orderBy }: Asked): Asked {
    const asked = { filter, scope, orderBy };
    // Hundreds of ids are hardly asked for twice.
    if (filter.ids !== undefined) return asked;
    return findOrKeep(lists, maxKept, JSON.stringify([filter, scope, orderBy]), () => asked);
  }

  return {
    async find(id) {
      const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? sessionOfRow(row) : null;
    },

    async findMany(ids) {
      const rows = await readInChunks(ids, (chunk) =>
        db.selectFrom('sessions').selectAll().where('id', 'in', chunk).execute(),
      );
      return rows.map(sessionOfRow);
    },

    list: (query) => atOneMoment((ask) => readPage(ask, keptOf(query), query)),

    counts: (filter, scope, by) => atOneMoment((ask) => readCounts(ask, filter, scope, by)),

    async running() {
      const rows = await db.selectFrom('sessions').selectAll().where('ended_at', 'is', null).execute();
      return rows.map(sessionOfRow);
    },

    changesAfter: createChangesReader(connection),

    async head() {
      const { head } = await db.selectFrom('registry').select('head').executeTakeFirstOrThrow();
      return head;
    },
  };
}
