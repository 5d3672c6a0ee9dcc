import type { SessionScope } from '../../kernel/principal.ts';
import type { Session, SessionFilter, SessionPage } from '../../modules/sessions/index.ts';
import { aSession } from '../../modules/sessions/session.testing.ts';
import type { Store } from '../store.ts';

export interface OpenedStore {
  readonly store: Store;
  /** The ids of the sessions that each commit told of. */
  readonly commits: (readonly string[])[];
  /** Closes it, and opens the same data again. */
  reopen(): Promise<OpenedStore>;
}

/** Opens an empty store; it is closed and removed when the test is over. */
export type OpenStore = () => Promise<OpenedStore>;

/** An id that sorts by `at`. */
export function idAt(at: number): string {
  return `app_${String(at).padStart(6, '0')}`;
}

/** The session registered as number `at`; none shares an external id with another. */
export function sessionAt(at: number, members: Partial<Session> = {}): Session {
  return aSession({ id: idAt(at), name: `Session ${at}`, externalId: `external ${at}`, ...members });
}

/** Stores sessions in one unit, numbered from `from`. */
export function insertAll(store: Store, count: number, members: Partial<Session> = {}, from = 1): Promise<Session[]> {
  return store.write(async ({ sessions }) => {
    const stored: Session[] = [];
    for (let at = from; at < from + count; at += 1) stored.push(await sessions.insert(sessionAt(at, members)));
    return stored;
  });
}

export function insert(store: Store, session: Session): Promise<Session> {
  return store.write(({ sessions }) => sessions.insert(session));
}

export function update(store: Store, session: Session): Promise<Session> {
  return store.write(({ sessions }) => sessions.update(session));
}

export const ended: Partial<Session> = { lifecycle: 'ENDED', endReason: 'COMPLETED', endedAtMs: 2_000_000 };

/** Of whoever may see every session. */
export const everything: SessionScope = { apps: null, userId: null };

export function list(
  store: Store,
  query: Partial<Parameters<Store['sessions']['list']>[0]> = {},
): Promise<SessionPage> {
  return store.sessions.list({ filter: {}, scope: everything, orderBy: 'STARTED', first: 500, after: null, ...query });
}

export function idsOf(sessions: readonly { readonly id: string }[]): readonly string[] {
  return sessions.map(({ id }) => id);
}

export function rowIdsOf({ rows }: SessionPage): readonly string[] {
  return rows.map(({ session }) => session.id);
}

/** The ids a filter lets through, newest first. */
export async function matching(store: Store, filter: SessionFilter): Promise<readonly string[]> {
  return rowIdsOf(await list(store, { filter }));
}
