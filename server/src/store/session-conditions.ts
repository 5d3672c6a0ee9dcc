import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { SessionFilter } from '../modules/sessions/index.ts';
import { foldCase } from './session-rows.ts';
import { contains, hasElement } from './sqlite/expressions.ts';
import type { Tables } from './tables.ts';

/** A filter as one condition: the same for lists, counts and watches, so that they never disagree. */
export function matches(eb: ExpressionBuilder<Tables, 'sessions'>, filter: SessionFilter): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [];
  if (filter.ids) all.push(eb('id', 'in', filter.ids));
  if (filter.kinds) all.push(eb('kind', 'in', filter.kinds));
  if (filter.apps) all.push(eb('app', 'in', filter.apps));
  if (filter.userId !== undefined) all.push(eb('user_id', '=', filter.userId));
  if (filter.status) all.push(eb('status', 'in', filter.status));
  if (filter.lifecycle) all.push(eb('lifecycle', 'in', filter.lifecycle));
  // Says the same once more, in the words of the index of running sessions.
  if (filter.lifecycle && !filter.lifecycle.includes('ENDED')) all.push(eb('ended_at', 'is', null));
  if (filter.activity) all.push(eb('activity', 'in', filter.activity));
  if (filter.liveness) all.push(eb('liveness', 'in', filter.liveness));
  for (const tag of filter.tags ?? []) all.push(hasElement(eb.ref('tags'), tag));
  if (filter.search) all.push(contains(eb.ref('search_text'), foldCase(filter.search)));
  if (filter.createdFromMs !== undefined) all.push(eb('started_at', '>=', filter.createdFromMs));
  if (filter.createdBeforeMs !== undefined) all.push(eb('started_at', '<', filter.createdBeforeMs));
  return eb.and(all);
}
