import type { Clock } from '../../kernel/clock.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize, type Principal } from '../../kernel/principal.ts';
import { actedBy, type Caller } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { authorizeStill } from './authority.ts';
import type { Directory } from './directory.ts';
import { WrongPasswordError } from './errors.ts';
import { newPasswordInput } from './input.ts';
import { type Passwords, PasswordsBusyError } from './passwords.ts';
import type { Person } from './person.ts';
import { recordOf } from './records.ts';
import { endSignIn, endSignInsExcept, type PeopleStores } from './sign-in.ts';

/** Wrong guesses at the current password before the sign-in that makes them ends. */
const maxGuesses = 10;

interface AccountPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly passwords: Passwords;
  readonly write: UnitOfWork<PeopleStores>;
}

export type AccountService = ReturnType<typeof createAccountService>;

/** What somebody does about their own account. */
export function createAccountService({ clock, directory, passwords, write }: AccountPorts) {
  const guesses = new Map<string, number>();

  /** @returns the new password's hash; null where the current one is another */
  async function exchange(
    personId: string,
    known: string,
    { currentPassword, newPassword }: PasswordChange,
  ): Promise<string | null> {
    try {
      const isRight = await passwords.isRight(currentPassword, known, { personId });
      return isRight ? await passwords.hash(newPassword, { personId }) : null;
    } catch (error) {
      if (!(error instanceof PasswordsBusyError)) throw error;
      throw new InvalidInputError([
        { path: 'currentPassword', message: 'is being checked already; wait for the answer' },
      ]);
    }
  }

  async function guessedWrong(caller: Caller, signInId: string): Promise<void> {
    for (const id of guesses.keys()) if (directory.signIn(id) === null) guesses.delete(id);
    const count = (guesses.get(signInId) ?? 0) + 1;
    guesses.set(signInId, count);
    if (count < maxGuesses) return;
    await write(async (stores) => {
      const signIn = await stores.people.findSignIn(signInId);
      if (signIn !== null) await endSignIn(stores, actedBy(caller), signIn, clock.wallMs());
    });
  }

  return {
    /**
     * Sets the caller's own password and ends their other sign-ins. Whoever guesses ten times wrong is signed out.
     * @throws {InvalidInputError} when the new password will not do
     * @throws {WrongPasswordError} when the current one is another
     * @throws {ForbiddenError} when the caller signs in without a password
     */
    async changePassword(caller: Caller, input: PasswordChange): Promise<Person> {
      const { personId, signInId, name } = personOf(caller.principal);
      parseInput(newPasswordInput(name), { newPassword: input.newPassword });
      const known = directory.person(personId)?.passwordHash ?? null;
      if (known === null) throw new ForbiddenError('You sign in at an identity provider. Change your password there.');
      const passwordHash = await exchange(personId, known, input);
      if (passwordHash === null) {
        await guessedWrong(caller, signInId);
        throw new WrongPasswordError();
      }
      guesses.delete(signInId);
      return write(async (stores) => {
        await authorizeStill(stores.people, caller.principal, 'account.manage');
        const before = await stores.people.find(personId);
        // Another one was set while this one was checked.
        if (before?.passwordHash !== known) throw new WrongPasswordError();
        const person = { ...before, passwordHash };
        const nowMs = clock.wallMs();
        await stores.people.update(person);
        await stores.people.removeSetUpCode(personId);
        await stores.records.append(recordOf(actedBy(caller), 'PASSWORD_SET', personId, { name: person.name }, nowMs));
        await endSignInsExcept(signInId, stores, actedBy(caller), personId, nowMs);
        return person;
      });
    },

    /** Ends all sign-ins of the caller but the one that asks. @returns how many */
    async endOtherSignIns(caller: Caller): Promise<number> {
      const { personId, signInId } = personOf(caller.principal);
      return write(async (stores) => {
        await authorizeStill(stores.people, caller.principal, 'account.manage');
        return endSignInsExcept(signInId, stores, actedBy(caller), personId, clock.wallMs());
      });
    },
  };
}

interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** @throws {ForbiddenError} when the caller is nobody who signs in */
function personOf(principal: Principal): Principal & { kind: 'PERSON' } {
  authorize(principal, 'account.manage');
  if (principal.kind === 'PERSON') return principal;
  throw new ForbiddenError('Only people have an account of their own.');
}
