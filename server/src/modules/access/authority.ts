import { ForbiddenError } from '../../kernel/errors.ts';
import { type Action, authorize, isAllowed, type Principal, type SessionSubject } from '../../kernel/principal.ts';
import type { Actor } from '../../kernel/record.ts';
import { holds } from './app-key.ts';
import { principalOf } from './person.ts';
import type { AppKeyStore, PeopleStore } from './store.ts';

/**
 * Asks once more, inside a unit of work: of two admins who demote each other at the same moment only one succeeds, and
 * what waited behind somebody's removal is not done in their name.
 * @throws {ForbiddenError} when the caller may not do this any more
 */
export async function authorizeStill(people: PeopleStore, principal: Principal, action: Action): Promise<void> {
  authorize(principal, action);
  if (principal.kind === 'BOOTSTRAP' && (await people.isSetUp())) {
    throw new ForbiddenError('The bootstrap token holds no longer: there was an admin since. Sign in instead.');
  }
  if (principal.kind !== 'PERSON') return;
  const person = await people.find(principal.personId);
  const signIn = await people.findSignIn(principal.signInId);
  if (person === null || signIn === null) throw new ForbiddenError('You are not signed in any more. Sign in again.');
  authorize(principalOf(person, signIn), action);
}

/**
 * Whether a person or a key that did something earlier might do it now, whether they are signed in or not. Of anybody else
 * nothing is known.
 */
export async function mightStill(
  { people, keys }: { readonly people: PeopleStore; readonly keys: AppKeyStore },
  { kind, id }: Pick<Actor, 'kind' | 'id'>,
  action: Action,
  subject: SessionSubject,
  nowMs: number,
): Promise<boolean> {
  if (id === null) return false;
  if (kind === 'PERSON') {
    const person = await people.find(id);
    return person !== null && isAllowed(principalOf(person, { id: '' }), action, subject);
  }
  const key = kind === 'KEY' ? await keys.find(id) : null;
  if (key === null || !holds(key, nowMs)) return false;
  const { name, apps, rights } = key;
  return isAllowed({ kind: 'KEY', keyId: id, name, apps, rights }, action, subject);
}

/** @throws {ForbiddenError} unless it is about the caller themselves, or they manage people */
export function authorizeFor(principal: Principal, personId: string): void {
  const isTheirs = principal.kind === 'PERSON' && principal.personId === personId;
  authorize(principal, isTheirs ? 'account.manage' : 'people.manage');
}
