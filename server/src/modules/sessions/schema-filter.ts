import { builder } from '../../schema/builder.ts';
import { SessionActivity, SessionKind, SessionLifecycle, SessionLiveness, SessionStatus } from './schema-types.ts';
import type { SessionFilter } from './store.ts';

const dayMs = 86_400_000;

export const SessionFilterInput = builder.inputType('SessionFilter', {
  description:
    'Which sessions. Members narrow each other; the values of a list widen it, but for tags. At most 1,000 values a list.',
  fields: (t) => ({
    ids: t.idList(),
    kinds: t.field({ type: [SessionKind] }),
    apps: t.stringList(),
    userId: t.string(),
    status: t.field({ type: [SessionStatus] }),
    lifecycle: t.field({ type: [SessionLifecycle] }),
    activity: t.field({ type: [SessionActivity] }),
    liveness: t.field({ type: [SessionLiveness] }),
    tags: t.stringList({ description: 'Sessions that carry all of these.' }),
    search: t.string({ description: 'Part of the name or of the id, ignoring case.' }),
    createdOn: t.field({ type: 'Date', description: 'Registered on this day, UTC.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Registered at this moment or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Registered before this moment.' }),
  }),
});

export function toFilter(input: typeof SessionFilterInput.$inferInput | null | undefined): SessionFilter {
  const { createdOn, createdAfter, createdBefore, ...rest } = input ?? {};
  const from = [createdOn, createdAfter].filter((ms) => typeof ms === 'number');
  const before = [typeof createdOn === 'number' ? createdOn + dayMs : null, createdBefore].filter(
    (ms) => typeof ms === 'number',
  );
  return {
    ids: rest.ids ?? undefined,
    kinds: rest.kinds ?? undefined,
    apps: rest.apps ?? undefined,
    userId: rest.userId ?? undefined,
    status: rest.status ?? undefined,
    lifecycle: rest.lifecycle ?? undefined,
    activity: rest.activity ?? undefined,
    liveness: rest.liveness ?? undefined,
    tags: rest.tags ?? undefined,
    search: rest.search ?? undefined,
    createdFromMs: from.length > 0 ? Math.max(...from) : undefined,
    createdBeforeMs: before.length > 0 ? Math.min(...before) : undefined,
  };
}
