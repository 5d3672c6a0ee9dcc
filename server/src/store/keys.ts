import type { Insertable, Kysely, Selectable } from 'kysely';
import type { KeyRight } from '../kernel/principal.ts';
import type { AppKey, AppKeyStore, KeySecret } from '../modules/access/index.ts';
import type { Changes } from './changes.ts';
import type { AppKeysTable, Tables } from './tables.ts';

/** @param changed collects what a unit changes, for those who are told after the commit */
export function createAppKeyStore(db: Kysely<Tables>, changed: Changes['access']): AppKeyStore {
  async function find(id: string): Promise<AppKey | null> {
    return (await readKeys(db, id))[0] ?? null;
  }

  async function putSecrets(key: AppKey): Promise<void> {
    for (const { hash, createdAtMs, expiresAtMs } of key.secrets) {
      await db
        .insertInto('app_key_secrets')
        .values({ hash, key_id: key.id, created_at: createdAtMs, expires_at: expiresAtMs })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet({ expires_at: expiresAtMs }))
        .execute();
    }
    const hashes = key.secrets.map(({ hash }) => hash);
    await db.deleteFrom('app_key_secrets').where('key_id', '=', key.id).where('hash', 'not in', hashes).execute();
    changed.keys.set(key.id, key);
  }

  return {
    find,

    async findBySecret(hash) {
      const row = await db.selectFrom('app_key_secrets').select('key_id').where('hash', '=', hash).executeTakeFirst();
      return row ? find(row.key_id) : null;
    },

    async insert(key) {
      await db.insertInto('app_keys').values(rowOfKey(key)).execute();
      await putSecrets(key);
    },

    async update(key) {
      // When it was last used is saved apart from this, and may be newer.
      const { last_used_at: _, ...row } = rowOfKey(key);
      await db.updateTable('app_keys').set(row).where('id', '=', key.id).execute();
      await putSecrets(key);
    },

    async saveUsed(used) {
      for (const [id, lastUsedAtMs] of used) {
        await db.updateTable('app_keys').set({ last_used_at: lastUsedAtMs }).where('id', '=', id).execute();
      }
    },
  };
}

/** All keys in the order in which they were made, or the one of this id. */
export async function readKeys(db: Kysely<Tables>, id?: string): Promise<readonly AppKey[]> {
  let keys = db.selectFrom('app_keys').selectAll().orderBy('row_id');
  let secrets = db.selectFrom('app_key_secrets').selectAll().orderBy('row_id');
  if (id !== undefined) {
    keys = keys.where('id', '=', id);
    secrets = secrets.where('key_id', '=', id);
  }
  const byKey = new Map<string, KeySecret[]>();
  for (const { key_id, hash, created_at, expires_at } of await secrets.execute()) {
    const ofKey = byKey.get(key_id) ?? [];
    byKey.set(key_id, ofKey);
    ofKey.push({ hash, createdAtMs: created_at, expiresAtMs: expires_at });
  }
  return (await keys.execute()).map((row) => keyOfRow(row, byKey.get(row.id) ?? []));
}

function keyOfRow(row: Selectable<AppKeysTable>, secrets: readonly KeySecret[]): AppKey {
  return {
    id: row.id,
    name: row.name,
    apps: row.apps === null ? null : (JSON.parse(row.apps) as readonly string[]),
    rights: JSON.parse(row.rights) as readonly KeyRight[],
    expiresAtMs: row.expires_at,
    maxRunningSessions: row.max_running_sessions,
    createdAtMs: row.created_at,
    createdByName: row.created_by_name,
    revokedAtMs: row.revoked_at,
    lastUsedAtMs: row.last_used_at,
    secrets,
  };
}

function rowOfKey(key: AppKey): Insertable<AppKeysTable> {
  return {
    id: key.id,
    name: key.name,
    apps: key.apps === null ? null : JSON.stringify(key.apps),
    rights: JSON.stringify(key.rights),
    expires_at: key.expiresAtMs,
    max_running_sessions: key.maxRunningSessions,
    created_at: key.createdAtMs,
    created_by_name: key.createdByName,
    revoked_at: key.revokedAtMs,
    last_used_at: key.lastUsedAtMs,
  };
}
