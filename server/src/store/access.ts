import type { Kysely } from 'kysely';
import type { AccessReader, SessionTokenStore } from '../modules/access/index.ts';
import { readKeys } from './keys.ts';
import { personOfRow, readIsSetUp, setUpCodeOfRow, signInOfRow } from './people.ts';
import type { Connection } from './sqlite/database.ts';
import type { Tables } from './tables.ts';

/** A registration may be repeated for ever; each gives a token. */
const tokensPerSession = 10;

export function createSessionTokenStore({ statements }: Connection): SessionTokenStore {
  return {
    async insert({ hash, sessionId, ownerId, keyId, createdAtMs }) {
      statements.insert('session_tokens', {
        hash,
        session_id: sessionId,
        owner_id: ownerId,
        key_id: keyId,
        created_at: createdAtMs,
      });
      const tooOld = statements.first<{ readonly row_id: number }>(
        'select row_id from session_tokens where session_id = ? order by row_id desc limit 1 offset ?',
        ...[sessionId, tokensPerSession],
      );
      if (tooOld === undefined) return;
      statements.run('delete from session_tokens where session_id = ? and row_id <= ?', sessionId, tooOld.row_id);
    },
  };
}

export function createAccessReader(db: Kysely<Tables>): AccessReader {
  return {
    async findToken(hash) {
      const row = await db
        .selectFrom('session_tokens as token')
        .innerJoin('sessions as session', 'session.id', 'token.session_id')
        .select(['token.session_id', 'token.owner_id', 'token.key_id', 'token.created_at'])
        .select(['session.app', 'session.ended_at'])
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (!row) return null;
      return {
        hash,
        sessionId: row.session_id,
        ownerId: row.owner_id,
        keyId: row.key_id,
        createdAtMs: row.created_at,
        app: row.app,
        isRunning: row.ended_at === null,
      };
    },

    async people() {
      return (await db.selectFrom('people').selectAll().execute()).map(personOfRow);
    },

    async signIns() {
      return (await db.selectFrom('sign_ins').selectAll().execute()).map(signInOfRow);
    },

    async setUpCodes() {
      return (await db.selectFrom('set_up_codes').selectAll().execute()).map(setUpCodeOfRow);
    },

    keys: () => readKeys(db),
    isSetUp: () => readIsSetUp(db),

    async hostKeys() {
      const rows = await db
        .selectFrom('hosts')
        .select(['id', 'name', 'app', 'key_hash'])
        .where('removed_at', 'is', null)
        .execute();
      return rows.map(({ id, name, app, key_hash }) => ({ hostId: id, name, app, hash: key_hash }));
    },

    async joinCodes() {
      const rows = await db.selectFrom('host_join_codes').select(['id', 'hash', 'expires_at']).execute();
      return rows.map(({ id, hash, expires_at }) => ({ id, hash, expiresAtMs: expires_at }));
    },

    async runningSessions(keyIds) {
      const rows = await db
        .selectFrom('sessions')
        .select((eb) => ['key_id', eb.fn.countAll<number>().as('count')])
        .where('key_id', 'in', keyIds)
        .where('ended_at', 'is', null)
        .groupBy('key_id')
        .execute();
      return new Map(rows.map(({ key_id, count }) => [key_id, count]));
    },
  };
}
