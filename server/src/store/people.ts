import type { Kysely, Selectable } from 'kysely';
import { foldName, type PeopleStore, type Person, type SetUpCode, type SignIn } from '../modules/access/index.ts';
import type { Changes } from './changes.ts';
import type { PeopleTable, SetUpCodesTable, SignInsTable, Tables } from './tables.ts';

/** @param changed collects what a unit changes, for those who are told after the commit */
export function createPeopleStore(db: Kysely<Tables>, changed: Changes['access']): PeopleStore {
  async function findWhere(column: 'id' | 'folded_name', value: string): Promise<Person | null> {
    const row = await db.selectFrom('people').selectAll().where(column, '=', value).executeTakeFirst();
    return row ? personOfRow(row) : null;
  }

  async function notePut(person: Person): Promise<void> {
    changed.people.set(person.id, person);
    if (person.role !== 'ADMIN') return;
    await db.updateTable('registry').set({ is_set_up: 1 }).execute();
    changed.hasMadeAdmin = true;
  }

  async function removeSetUpCode(personId: string): Promise<void> {
    const { numDeletedRows } = await db
      .deleteFrom('set_up_codes')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) changed.setUpCodes.set(personId, null);
  }

  const noteGone = (rows: readonly { readonly id: string }[]): readonly string[] => {
    for (const { id } of rows) changed.signIns.set(id, null);
    return rows.map(({ id }) => id);
  };

  async function removeSignIns(personId: string, exceptId: string | null): Promise<readonly string[]> {
    let removal = db.deleteFrom('sign_ins').where('person_id', '=', personId);
    if (exceptId !== null) removal = removal.where('id', '!=', exceptId);
    return noteGone(await removal.returning('id').execute());
  }

  return {
    find: (id) => findWhere('id', id),
    findByName: (name) => findWhere('folded_name', foldName(name)),
    removeSetUpCode,
    removeSignIns,

    async findByIdentity(issuer, subject) {
      const row = await db
        .selectFrom('people')
        .selectAll()
        .where('identity_issuer', '=', issuer)
        .where('identity_subject', '=', subject)
        .executeTakeFirst();
      return row ? personOfRow(row) : null;
    },

    isSetUp: () => readIsSetUp(db),

    async hasAdminBesides(id) {
      const other = await db
        .selectFrom('people')
        .select('id')
        .where('id', '!=', id)
        .where('role', '=', 'ADMIN')
        .where((eb) => eb.or([eb('password_hash', 'is not', null), eb('identity_issuer', 'is not', null)]))
        .limit(1)
        .executeTakeFirst();
      return other !== undefined;
    },

    async insert(person) {
      await db.insertInto('people').values(rowOfPerson(person)).execute();
      await notePut(person);
    },

    async update(person) {
      await db.updateTable('people').set(rowOfPerson(person)).where('id', '=', person.id).execute();
      await notePut(person);
    },

    async remove(id) {
      await removeSignIns(id, null);
      await removeSetUpCode(id);
      await db.deleteFrom('people').where('id', '=', id).execute();
      changed.people.set(id, null);
    },

    async findSignIn(id) {
      const row = await db.selectFrom('sign_ins').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? signInOfRow(row) : null;
    },

    async signInIds(personId) {
      const rows = await db
        .selectFrom('sign_ins')
        .select('id')
        .where('person_id', '=', personId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(({ id }) => id);
    },

    async insertSignIn(signIn) {
      await db
        .insertInto('sign_ins')
        .values({
          id: signIn.id,
          hash: signIn.hash,
          person_id: signIn.personId,
          origin: signIn.origin,
          created_at: signIn.createdAtMs,
          expires_at: signIn.expiresAtMs,
          last_seen_at: signIn.lastSeenAtMs,
        })
        .execute();
      changed.signIns.set(signIn.id, signIn);
    },

    async removeSignIn(id) {
      noteGone(await db.deleteFrom('sign_ins').where('id', '=', id).returning('id').execute());
    },

    async removeExpiredSignIns(nowMs) {
      noteGone(await db.deleteFrom('sign_ins').where('expires_at', '<=', nowMs).returning('id').execute());
    },

    async saveSeen(seen) {
      for (const [id, lastSeenAtMs] of seen) {
        await db.updateTable('sign_ins').set({ last_seen_at: lastSeenAtMs }).where('id', '=', id).execute();
      }
    },

    async putSetUpCode(code) {
      const { personId, hash, expiresAtMs } = code;
      await db.replaceInto('set_up_codes').values({ person_id: personId, hash, expires_at: expiresAtMs }).execute();
      changed.setUpCodes.set(personId, code);
    },

    async findSetUpCode(hash) {
      const row = await db.selectFrom('set_up_codes').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row ? setUpCodeOfRow(row) : null;
    },
  };
}

export async function readIsSetUp(db: Kysely<Tables>): Promise<boolean> {
  const { is_set_up } = await db.selectFrom('registry').select('is_set_up').executeTakeFirstOrThrow();
  return is_set_up === 1;
}

export function personOfRow(row: Selectable<PeopleTable>): Person {
  const { identity_issuer: issuer, identity_subject: subject } = row;
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    apps: row.apps === null ? null : (JSON.parse(row.apps) as readonly string[]),
    userId: row.user_id,
    passwordHash: row.password_hash,
    identity: issuer === null || subject === null ? null : { issuer, subject },
    createdAtMs: row.created_at,
  };
}

export function signInOfRow(row: Selectable<SignInsTable>): SignIn {
  return {
    id: row.id,
    hash: row.hash,
    personId: row.person_id,
    origin: row.origin,
    createdAtMs: row.created_at,
    expiresAtMs: row.expires_at,
    lastSeenAtMs: row.last_seen_at,
  };
}

export function setUpCodeOfRow({ hash, person_id, expires_at }: Selectable<SetUpCodesTable>): SetUpCode {
  return { hash, personId: person_id, expiresAtMs: expires_at };
}

function rowOfPerson(person: Person): Selectable<PeopleTable> {
  return {
    id: person.id,
    name: person.name,
    folded_name: foldName(person.name),
    role: person.role,
    apps: person.apps === null ? null : JSON.stringify(person.apps),
    user_id: person.userId,
    password_hash: person.passwordHash,
    identity_issuer: person.identity?.issuer ?? null,
    identity_subject: person.identity?.subject ?? null,
    created_at: person.createdAtMs,
  };
}
