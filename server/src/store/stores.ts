import type { Kysely } from 'kysely';
import type { AppKeyStore, PeopleStore, SessionTokenStore } from '../modules/access/index.ts';
import type { RecordStore } from '../modules/history/index.ts';
import type { KillStore } from '../modules/kills/index.ts';
import type { SessionStore } from '../modules/sessions/index.ts';
import type { TaskStore } from '../modules/tasks/index.ts';
import { createSessionTokenStore } from './access.ts';
import type { Changes } from './changes.ts';
import { createAppKeyStore } from './keys.ts';
import { createKillStore } from './kills.ts';
import { createPeopleStore } from './people.ts';
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
  readonly people: PeopleStore;
  readonly keys: AppKeyStore;
}

export function createStores(db: Kysely<Tables>, changes: Changes): Stores {
  return {
    sessions: createSessionStore(db, changes.sessions),
    tasks: createTaskStore(db),
    kills: createKillStore(db),
    records: createRecordStore(db),
    tokens: createSessionTokenStore(db),
    people: createPeopleStore(db, changes.access),
    keys: createAppKeyStore(db, changes.access),
  };
}
