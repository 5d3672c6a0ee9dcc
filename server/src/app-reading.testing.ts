import { onTestFinished } from 'vitest';
import { admin, adminToken, type TestApp } from './app.testing.ts';
import type { Caller } from './kernel/record.ts';
import type { Kill } from './modules/kills/index.ts';
import { type Session, type SessionFilter, statusOf } from './modules/sessions/index.ts';
import type { SessionHeartbeat } from './modules/sessions/lease.ts';

/** A session as everybody sees it now. */
export async function sessionOf({ services }: TestApp, id: string): Promise<Session> {
  const session = await services.reading.session(admin, id);
  if (session === null) throw new Error(`There is no session ${id}`);
  return session;
}

/** What was done to a session, oldest first: action and actor, and the note where there is one. */
export async function recordsOf({ services }: TestApp, id: string): Promise<readonly string[]> {
  const records = await services.history.changes(admin, { id, app: '', userId: null }, { first: 200, beforeId: null });
  return records
    .map(({ action, actor, note }) => `${action} by ${actor.kind}${note === null ? '' : `: ${note}`}`)
    .toReversed();
}

/** A heartbeat's answers, one for each session. */
export async function beat(
  { services }: TestApp,
  caller: Caller,
  ids: readonly string[],
): Promise<readonly SessionHeartbeat[]> {
  return (await services.heartbeat(caller, ids)).results();
}

const adminHeaders = { authorization: `Bearer ${adminToken}` };

/** Asks the server itself, over HTTP; as the admin unless said. */
export async function query<Data>(
  { app }: TestApp,
  text: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = adminHeaders,
): Promise<Data> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: text, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
  return data;
}

/** The list as a dashboard asks for it. */
export function listOf(
  { services }: TestApp,
  query: Partial<Parameters<TestApp['services']['reading']['list']>[1]> = {},
  caller: Caller = admin,
): ReturnType<TestApp['services']['reading']['list']> {
  return services.reading.list(caller, { filter: {}, orderBy: 'STARTED', first: 50, after: null, ...query });
}

/** One message of a watch, in short: each session that was told as `id STATUS`. */
export interface Told {
  readonly revision: number;
  readonly upserted: readonly string[];
  readonly removed: readonly string[];
  readonly resync: boolean;
}

export interface Watcher {
  /** All messages that came since the last call; none is still on its way. */
  told(): Promise<readonly Told[]>;
  close(): Promise<void>;
}

/** Watches as a dashboard does. */
export async function watch(
  app: TestApp,
  filter: SessionFilter = {},
  afterRevision: string | null = null,
  caller: Caller = admin,
): Promise<Watcher> {
  const messages = await app.services.reading.watch(caller, filter, afterRevision);
  const come: Told[] = [];
  let failure: unknown = null;

  async function read(): Promise<void> {
    for await (const { upserted, revision, removed, resync } of messages) {
      come.push({
        revision,
        removed,
        resync,
        upserted: upserted.map((session) => `${session.id} ${statusOf(session)}`),
      });
    }
  }
  const reading = read().catch((error: unknown) => (failure = error));

  const watcher: Watcher = {
    async told() {
      await app.settle();
      if (failure !== null) throw new Error('The watch failed', { cause: failure });
      return come.splice(0);
    },
    async close() {
      await messages.return?.();
      await reading;
    },
  };
  onTestFinished(() => watcher.close());
  return watcher;
}

/** The kill of a session that is on its way to its end, as its killSignal gives it. */
export async function killOf(app: TestApp, sessionId: string): Promise<Kill> {
  const signal = await app.services.openKillSignal(admin, sessionId, null);
  const next = await signal.next();
  await signal.return?.();
  if (next.done === true) throw new Error(`${sessionId} has no pending kill`);
  return next.value;
}
