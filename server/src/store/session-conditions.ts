import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { SessionScope } from '../kernel/principal.ts';
import type { SessionFilter } from '../modules/sessions/index.ts';
import { foldCase } from './session-rows.ts';
import { contains, hasElement } from './sqlite/expressions.ts';
import type { Tables } from './tables.ts';

const eb = expressionBuilder<Tables, 'sessions'>();

/** A filter as one condition: the same for lists, counts and watches, so that they never disagree. */
export function matches(filter: SessionFilter): Expression<SqlBool> {
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

/** Columns that say whose a session is, or was. */
interface Belonging {
  readonly app: Expression<string>;
  readonly userId: Expression<string | null>;
}

/** Whether somebody may know of a session: what the kernel's isInScope says, for the database to ask of every row it reads. */
export function isVisible({ app, userId }: Belonging, scope: SessionScope): Expression<SqlBool> {
  if (scope.apps === null) return eb.and([]);
  const any: Expression<SqlBool>[] = [];
  if (scope.apps.length > 0) any.push(eb(app, 'in', scope.apps));
  if (scope.userId !== null) any.push(eb(userId, '=', scope.userId));
  return eb.or(any);
}

/** {@link isVisible}, of the sessions a query reads. */
export function isOpenTo(scope: SessionScope): Expression<SqlBool> {
  return isVisible({ app: eb.ref('sessions.app'), userId: eb.ref('sessions.user_id') }, scope);
}
