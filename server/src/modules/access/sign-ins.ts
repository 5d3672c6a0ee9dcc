import type { Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { isAllowed } from '../../kernel/principal.ts';
import { actedBy, type Caller } from '../../kernel/record.ts';
import { hashSecret } from '../../kernel/secrets.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { authorizeFor, authorizeStill } from './authority.ts';
import type { Directory } from './directory.ts';
import { SignInNotFoundError } from './errors.ts';
import { idInput } from './input.ts';
import type { LastUses } from './last-uses.ts';
import { type Passwords, unlessBusy } from './passwords.ts';
import type { Person, SignIn } from './person.ts';
import { byPerson } from './records.ts';
import {
  addressOf,
  beginSignIn,
  type BegunSignIn,
  endSignIn,
  type PeopleStores,
  type SignInRefusal,
} from './sign-in.ts';

const refused: SignInRefusal = {
  code: 'SIGN_IN_REFUSED',
  message: 'Name and password do not match. An admin can send you a link to set a new password.',
};

interface SignInPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly directory: Directory;
  readonly lastUses: LastUses;
  readonly passwords: Passwords;
  readonly write: UnitOfWork<PeopleStores>;
}

export type SignInService = ReturnType<typeof createSignInService>;

/** Browsers that are signed in. */
export function createSignInService({ clock, createId, directory, lastUses, passwords, write }: SignInPorts) {
  return {
    /** Signs a browser in by name and password. An unknown name takes as long as a wrong password. */
    async begin(
      proof: { readonly name: string; readonly password: string },
      origin: string | null,
    ): Promise<BegunSignIn | SignInRefusal> {
      const name = proof.name.trim();
      const known = directory.personByName(name)?.passwordHash ?? null;
      const asker = { address: addressOf(origin) };
      const isRight = await unlessBusy(passwords.isRight(proof.password, known, asker));
      if (typeof isRight !== 'boolean') return isRight;
      if (!isRight) return refused;
      return write(async (stores) => {
        const person = await stores.people.findByName(name);
        // Removed, renamed, or given another password while this one was checked.
        if (person?.passwordHash !== known) return refused;
        return beginSignIn(stores, person, { createId, origin, nowMs: clock.wallMs() });
      });
    },

    /** Signs a browser out; an unknown secret is no error. */
    async end(secret: string, origin: string | null): Promise<void> {
      const known = directory.signInByHash(hashSecret(secret));
      if (known === null) return;
      await write(async (stores) => {
        const signIn = await stores.people.findSignIn(known.id);
        const person = await stores.people.find(known.personId);
        if (signIn === null || person === null) return;
        await endSignIn(stores, byPerson(person, origin), signIn, clock.wallMs());
      });
    },

    /** Where a person is signed in, newest first. */
    of({ principal }: Caller, { id }: Pick<Person, 'id'>): readonly SignIn[] {
      authorizeFor(principal, id);
      const nowMs = clock.wallMs();
      return [...directory.signInsOf(id)]
        .filter(({ expiresAtMs }) => expiresAtMs > nowMs)
        .map((signIn) => ({ ...signIn, lastSeenAtMs: lastUses.get(signIn.id) ?? signIn.lastSeenAtMs }))
        .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1));
    },

    /**
     * Ends one's own sign-in, or for admins anybody's; its open sockets close at once.
     * @throws {SignInNotFoundError} when there is none, or it is somebody else's
     */
    async endSignIn(caller: Caller, input: { readonly id: string }): Promise<string> {
      const { principal } = caller;
      authorizeFor(principal, principal.kind === 'PERSON' ? principal.personId : '');
      const id = parseInput(idInput, input.id);
      return write(async (stores) => {
        const signIn = await stores.people.findSignIn(id);
        const isOwn = principal.kind === 'PERSON' && signIn?.personId === principal.personId;
        if (signIn === null || !(isOwn || isAllowed(principal, 'people.manage'))) throw new SignInNotFoundError(id);
        await authorizeStill(stores.people, principal, isOwn ? 'account.manage' : 'people.manage');
        await endSignIn(stores, actedBy(caller), signIn, clock.wallMs());
        return id;
      });
    },
  };
}
