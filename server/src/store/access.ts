import type { Kysely } from 'kysely';
import type { AccessReader, SessionTokenStore, SignInStore } from '../modules/access/index.ts';
import type { Tables } from './tables.ts';

/** A registration may be repeated for ever; each gives a token. */
const tokensPerSession = 10;

export function createSessionTokenStore(db: Kysely<Tables>): SessionTokenStore {
  return {
    async insert({ hash, sessionId, ownerId, keyId, createdAtMs }) {
      await db
        .insertInto('session_tokens')
        .values({ hash, session_id: sessionId, owner_id: ownerId, key_id: keyId, created_at: createdAtMs })
        .execute();
      const newest = db
        .selectFrom('session_tokens')
        .select('row_id')
        .where('session_id', '=', sessionId)
        .orderBy('row_id', 'desc')
        .limit(tokensPerSession);
      await db
        .deleteFrom('session_tokens')
        .where('session_id', '=', sessionId)
        .where('row_id', 'not in', newest)
        .execute();
    },
  };
}

export function createSignInStore(db: Kysely<Tables>): SignInStore {
  return {
    async insert({ hash, name, origin, createdAtMs, expiresAtMs }) {
      await db
        .insertInto('sign_ins')
        .values({ hash, name, origin, created_at: createdAtMs, expires_at: expiresAtMs })
        .execute();
    },

    async remove(hash) {
      await db.deleteFrom('sign_ins').where('hash', '=', hash).execute();
    },

    async removeExpired(nowMs) {
      await db.deleteFrom('sign_ins').where('expires_at', '<=', nowMs).execute();
    },
  };
}

export function createAccessReader(db: Kysely<Tables>): AccessReader {
  return {
    async findToken(hash) {
      const row = await db.selectFrom('session_tokens').selectAll().where('hash', '=', hash).executeTakeFirst();
      if (!row) return null;
      return { hash, sessionId: row.session_id, ownerId: row.owner_id, keyId: row.key_id, createdAtMs: row.created_at };
    },

    async findSignIn(hash) {
      const row = await db.selectFrom('sign_ins').selectAll().where('hash', '=', hash).executeTakeFirst();
      if (!row) return null;
      const { name, origin } = row;
      return { hash, name, origin, createdAtMs: row.created_at, expiresAtMs: row.expires_at };
    },
  };
}
