import { type CompiledQuery, type Expression, type Kysely, sql } from 'kysely';
import type { SessionScope } from '../kernel/principal.ts';
import type { SessionFilter, SessionReader } from '../modules/sessions/index.ts';
import { findOrKeep } from './kept.ts';
import { isOpenTo, isVisible, matches } from './session-conditions.ts';
import { sessionColumns, sessionOfValues, type SessionValues } from './session-values.ts';
import type { Connection } from './sqlite/database.ts';
import { readOneMoment } from './sqlite/one-moment.ts';
import type { RegistryTable, Tables } from './tables.ts';

type ReadChanges = SessionReader['changesAfter'];
type ChangedValues = readonly [...SessionValues, isMatch: number];
const isMatchAt = sessionColumns.length;

/**
 * The statements of a look. Where it starts is given to them when they run; how much they read stands in them: SQLite plans
 * a statement anew whenever a limit is given to it, which takes six times as long as to run it.
 */
interface Look {
  readonly changed: CompiledQuery<ChangedValues>;
  readonly gone: CompiledQuery<{ readonly session_id: string; readonly revision: number }>;
}

type Registry = Pick<RegistryTable, 'head' | 'floor'>;

/** Dashboards mostly ask with a few filters and a few rights, again and again. */
const maxKept = 100;
const afterRevision: Expression<number> = sql<number>`@after`;

/**
 * Makes a way to read what changed. At every change everybody who watches waits for it, and to put its statements together
 * takes Kysely longer than SQLite to run them: they are kept for the filters and scopes that were asked for lately.
 */
export function createChangesReader(connection: Connection): ReadChanges {
  const { db, statements } = connection;
  const looks = new Map<string, Look>();

  function lookFor(filter: SessionFilter, scope: SessionScope, atMost: number): Look {
    const key = JSON.stringify([filter, scope, atMost]);
    return findOrKeep(looks, maxKept, key, () => compileLook(db, filter, scope, atMost));
  }

  function registry(): Registry {
    const row = statements.first<Registry>('select head, floor from registry');
    if (row === undefined) throw new Error('The database has no registry.');
    return row;
  }

  function read(...[after, filter, scope, atMost]: Parameters<ReadChanges>): Awaited<ReturnType<ReadChanges>> {
    const { head, floor } = registry();
    const nothing = { upserted: [], removed: [], resync: false, hasMore: false };
    if (after === head) return { ...nothing, revision: head };
    if (after < floor || after > head) return { ...nothing, revision: head, resync: true };
    const look = lookFor(filter, scope, atMost);
    const where = { after };
    const changed = statements.allValuesOf(look.changed, where);
    const gone = statements.allOf(look.gone, where);
    // A full page says nothing of what lies behind its last row.
    const [, , lastRevision = head] = changed.at(-1) ?? [];
    const revision = Math.min(
      changed.length === atMost ? lastRevision : head,
      gone.length === atMost ? (gone.at(-1)?.revision ?? head) : head,
    );
    const told = changed.filter(([, , changedAt]) => changedAt <= revision);
    return {
      upserted: told.filter((row) => row[isMatchAt] === 1).map(sessionOfValues),
      removed: [
        ...told.filter((row) => row[isMatchAt] === 0).map(([, , , id]) => id),
        // A session that changed its user again and again has left more than one.
        ...new Set(gone.filter((row) => row.revision <= revision).map(({ session_id }) => session_id)),
      ],
      revision,
      resync: false,
      hasMore: revision < head,
    };
  }

  return (...asked) => readOneMoment(connection, () => read(...asked));
}

function compileLook(db: Kysely<Tables>, filter: SessionFilter, scope: SessionScope, atMost: number): Look {
  const limit = sql.lit(atMost);
  return {
    changed: db
      .selectFrom('sessions')
      .select(sessionColumns)
      .select((eb) => eb.case().when(matches(filter)).then(1).else(0).end().as('is_match'))
      .where('revision', '>', afterRevision)
      .where(isOpenTo(scope))
      .orderBy('revision')
      .limit(limit)
      .compile(),
    gone: db
      .selectFrom('tombstones')
      .select(['session_id', 'revision'])
      .where('revision', '>', afterRevision)
      .where((eb) => isVisible({ app: eb.ref('app'), userId: eb.ref('user_id') }, scope))
      // Who sees it still, or again, has lost nothing.
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('sessions').select('id').whereRef('id', '=', 'session_id').where(isOpenTo(scope)))),
      )
      .orderBy('revision')
      .limit(limit)
      .compile(),
  };
}
