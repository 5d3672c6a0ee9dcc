import { type List, type SessionFields, sessionFields } from '../harness/operations.ts';
import { adminToken } from '../harness/server-process.ts';
import { WireSocket } from '../harness/wire-socket.ts';

// Runs in a process of its own: keeps a copy of the registry by watching it, and says on request what it holds.

export interface Start {
  readonly kind: 'start';
  /** Of the proxy that cuts the connection. */
  readonly url: string;
  readonly filter: Record<string, unknown>;
  readonly list: List;
}

/** Asks for the whole copy once it has reached a revision. */
export interface Reach {
  readonly kind: 'reach';
  readonly revision: string;
}

export interface Copy {
  readonly revision: string;
  readonly sessions: readonly SessionFields[];
  /** What was told that must not be told. */
  readonly complaints: readonly string[];
  readonly connections: number;
}

interface Changes {
  readonly revision: string;
  readonly upserted: readonly SessionFields[];
  readonly removed: readonly string[];
  readonly resync: boolean;
}

const document = `subscription Watch($filter: SessionFilter, $after: Revision) {
  sessionChanges(filter: $filter, afterRevision: $after) { revision resync removed upserted { ${sessionFields} } }
}`;

const complaints: string[] = [];
let sessions = new Map<string, SessionFields>();
let revision = '';
let connections = 0;
let wanted: string | null = null;

process.on('message', (message: Start | Reach) => {
  if (message.kind === 'reach') {
    wanted = message.revision;
    tellIfReached();
    return;
  }
  sessions = new Map(message.list.sessions.map((session) => [session.id, session]));
  revision = message.list.revision;
  void watch(message);
});
process.on('disconnect', () => process.exit());

async function watch({ url, filter }: Start): Promise<never> {
  for (;;) {
    connections += 1;
    try {
      const socket = await WireSocket.open(url, adminToken);
      const id = socket.subscribe(document, { filter, after: revision });
      for (;;) apply((await socket.nextData<{ sessionChanges: Changes }>(id, 30_000)).sessionChanges);
    } catch {
      // The connection was cut, as it shall be; the next one goes on from the revision applied last.
    }
  }
}

function apply(changes: Changes): void {
  if (changes.resync) complaints.push(`resync at ${changes.revision}`);
  if (changes.revision < revision) complaints.push(`${changes.revision} after ${revision}`);
  const named = [...changes.upserted.map(({ id }) => id), ...changes.removed];
  if (new Set(named).size < named.length) complaints.push(`one message names a session twice: ${named.join(' ')}`);
  for (const session of changes.upserted) {
    const isNews = session.revision > revision && session.revision <= changes.revision;
    if (!isNews)
      complaints.push(`${session.id} of ${session.revision} told between ${revision} and ${changes.revision}`);
    sessions.set(session.id, session);
  }
  for (const id of changes.removed) sessions.delete(id);
  revision = changes.revision;
  tellIfReached();
}

function tellIfReached(): void {
  if (wanted === null || revision < wanted) return;
  wanted = null;
  const copy: Copy = { revision, sessions: [...sessions.values()], complaints, connections };
  process.send?.(copy);
}
