import type { CreateId } from '../../kernel/ids.ts';
import type { LogRecord } from '../../kernel/record.ts';
import { createSecret, hashSecret } from '../../kernel/secrets.ts';
import type { RecordStore } from '../history/index.ts';
import type { Person, SignIn } from './person.ts';
import { byPerson, recordOf } from './records.ts';
import type { PeopleStore } from './store.ts';

const validForMs = 7 * 86_400_000;
/** A program that signs in and never out must not grow the list without end. */
const maxSignIns = 50;

export interface PeopleStores {
  readonly people: PeopleStore;
  readonly records: RecordStore;
}

/** What a browser that is signed in keeps. */
export interface BegunSignIn {
  readonly secret: string;
  readonly maxAgeSeconds: number;
}

/** Why a sign-in or a set-up came to nothing. */
export interface SignInRefusal {
  readonly code: 'SIGN_IN_REFUSED' | 'INVALID_INPUT' | 'NAME_TAKEN' | 'BUSY';
  /** For people. */
  readonly message: string;
}

/** Signs a browser in as this person; of too many of theirs the oldest end. */
export async function beginSignIn(
  stores: PeopleStores,
  person: Person,
  { createId, origin, nowMs }: { readonly createId: CreateId; readonly origin: string | null; readonly nowMs: number },
): Promise<BegunSignIn> {
  const { people, records } = stores;
  const secret = createSecret('rcs');
  const signIn: SignIn = {
    id: createId('signin', nowMs),
    hash: hashSecret(secret),
    personId: person.id,
    origin,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + validForMs,
    lastSeenAtMs: nowMs,
  };
  const after = { personId: person.id, expiresAt: signIn.expiresAtMs };
  await people.removeExpiredSignIns(nowMs);
  const oldest = (await people.signInIds(person.id)).slice(maxSignIns - 1);
  for (const id of oldest) await endSignIn(stores, byPerson(person, origin), { id, personId: person.id }, nowMs);
  await people.insertSignIn(signIn);
  await records.append(recordOf(byPerson(person, origin), 'SIGNED_IN', signIn.id, after, nowMs));
  return { secret, maxAgeSeconds: validForMs / 1_000 };
}

export async function endSignIn(
  { people, records }: PeopleStores,
  by: Pick<LogRecord, 'actor' | 'origin'>,
  { id, personId }: Pick<SignIn, 'id' | 'personId'>,
  nowMs: number,
): Promise<void> {
  await people.removeSignIn(id);
  await records.append(recordOf(by, 'SIGN_IN_ENDED', id, { personId }, nowMs));
}

/** Ends all sign-ins of a person but for one. @returns how many */
export async function endSignInsExcept(
  exceptId: string | null,
  { people, records }: PeopleStores,
  by: Pick<LogRecord, 'actor' | 'origin'>,
  personId: string,
  nowMs: number,
): Promise<number> {
  const ended = await people.removeSignIns(personId, exceptId);
  for (const id of ended) await records.append(recordOf(by, 'SIGN_IN_ENDED', id, { personId }, nowMs));
  return ended.length;
}

/** The address within what the transport says of a caller: it stands first. */
export function addressOf(origin: string | null): string {
  return origin?.split(' ', 1)[0] ?? '';
}
