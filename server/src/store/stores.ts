import type { Kysely } from 'kysely';
import type { SessionTokenStore, SignInStore } from '../modules/access/index.ts';
import type { RecordStore } from '../modules/history/index.ts';
import type { KillStore } from '../modules/kills/index.ts';
import type { Session, SessionStore } from '../modules/sessions/index.ts';
import type { TaskStore } from '../modules/tasks/index.ts';
import { createSessionTokenStore, createSignInStore } from './access.ts';
import { createKillStore } from './kills.ts';
import { createRecordStore } from './records.ts';
import { createSessionStore } from './sessions.ts';
import type { Tables } from './tables.ts';
import { createTaskStore } from './tasks.ts';

/** Everything a unit of work may touch. */
export interface Stores {
  readonly sessions: SessionStore;
  readonly tasks: TaskStore;
  readonly kills: KillStore;
  readonly records: RecordStore;
  readonly tokens: SessionTokenStore;
  readonly signIns: SignInStore;
}

export function createStores(db: Kysely<Tables>, changed: Map<string, Session>): Stores {
  return {
    sessions: createSessionStore(db, changed),
    tasks: createTaskStore(db),
    kills: createKillStore(db),
    records: createRecordStore(db),
    tokens: createSessionTokenStore(db),
    signIns: createSignInStore(db),
  };
}
