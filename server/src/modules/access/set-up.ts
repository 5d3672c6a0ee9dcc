import type { Clock } from '../../kernel/clock.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { createSecret, hashSecret } from '../../kernel/secrets.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { Directory } from './directory.ts';
import { NameTakenError } from './errors.ts';
import { firstAdminInput, passwordInput } from './input.ts';
import { type Passwords, unlessBusy } from './passwords.ts';
import { afterOf, type Person } from './person.ts';
import { byPerson, recordOf } from './records.ts';
import {
  addressOf,
  beginSignIn,
  type BegunSignIn,
  endSignInsExcept,
  type PeopleStores,
  type SignInRefusal,
} from './sign-in.ts';

const firstAdminLinkForMs = 15 * 60_000;

const refused: SignInRefusal = {
  code: 'SIGN_IN_REFUSED',
  message: 'This link works no longer: it was used, is too old, or a newer one took its place. Ask for a new one.',
};

/** Whom a set-up link is for. */
export interface SetUpInvitation {
  readonly kind: 'FIRST_ADMIN' | 'PERSON';
  /** Null for the first admin, who chooses one. */
  readonly name: string | null;
}

export interface SetUpInput {
  readonly code: string;
  readonly name: string | null;
  readonly password: string;
}

interface SetUpPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly directory: Directory;
  readonly passwords: Passwords;
  readonly write: UnitOfWork<PeopleStores>;
}

export type SetUpService = ReturnType<typeof createSetUpService>;

/** Links by which people choose their own password: none is ever chosen by somebody else, and there is no default one. */
export function createSetUpService({ clock, createId, directory, passwords, write }: SetUpPorts) {
  /** Hash of each code for the first admin, and until when it holds on the monotonic clock. */
  const firstAdminCodes = new Map<string, number>();

  function isForFirstAdmin(hash: string): boolean {
    if (directory.isSetUp) firstAdminCodes.clear();
    return (firstAdminCodes.get(hash) ?? 0) > clock.monotonicMs();
  }

  /** Whose password this code sets; null for a wrong, used or expired one. */
  function invited(hash: string): Person | null {
    const code = directory.setUpCodeByHash(hash);
    return code !== null && code.expiresAtMs > clock.wallMs() ? directory.person(code.personId) : null;
  }

  /** Makes the first admin; of two who try at once, one. */
  async function setUpFirstAdmin(
    { name, password }: SetUpInput,
    origin: string | null,
  ): Promise<BegunSignIn | SignInRefusal> {
    const input = parseInput(firstAdminInput, { name, password });
    const passwordHash = await unlessBusy(passwords.hash(input.password, { address: addressOf(origin) }));
    if (typeof passwordHash !== 'string') return passwordHash;
    return write(async (stores) => {
      if (await stores.people.isSetUp()) return refused;
      if ((await stores.people.findByName(input.name)) !== null) throw new NameTakenError(input.name);
      const nowMs = clock.wallMs();
      const person: Person = {
        id: createId('person', nowMs),
        name: input.name,
        role: 'ADMIN',
        apps: null,
        userId: null,
        passwordHash,
        identity: null,
        createdAtMs: nowMs,
      };
      const by = byPerson(person, origin);
      await stores.people.insert(person);
      await stores.records.append(recordOf(by, 'PERSON_CREATED', person.id, afterOf(person), nowMs));
      await stores.records.append(recordOf(by, 'PASSWORD_SET', person.id, { name: person.name }, nowMs));
      return beginSignIn(stores, person, { createId, origin, nowMs });
    });
  }

  /** Sets the password of whom the code was made for; their other sign-ins end. */
  async function setUpPerson(
    hash: string,
    { name }: Person,
    input: SetUpInput,
    origin: string | null,
  ): Promise<BegunSignIn | SignInRefusal> {
    const { password } = parseInput(passwordInput(name), { password: input.password });
    const passwordHash = await unlessBusy(passwords.hash(password, { address: addressOf(origin) }));
    if (typeof passwordHash !== 'string') return passwordHash;
    return write(async (stores) => {
      const nowMs = clock.wallMs();
      const code = await stores.people.findSetUpCode(hash);
      const before = code === null ? null : await stores.people.find(code.personId);
      // Used by somebody else while the password was hashed.
      if (code === null || code.expiresAtMs <= nowMs || before === null) return refused;
      const person = { ...before, passwordHash };
      const by = byPerson(person, origin);
      await stores.people.update(person);
      await stores.people.removeSetUpCode(person.id);
      await stores.records.append(recordOf(by, 'PASSWORD_SET', person.id, { name: person.name }, nowMs));
      await endSignInsExcept(null, stores, by, person.id, nowMs);
      return beginSignIn(stores, person, { createId, origin, nowMs });
    });
  }

  return {
    /** Whether there ever was an admin; until then only a set-up link leads in. */
    isSetUp: () => directory.isSetUp,

    /** A code that makes the first admin, once, within 15 minutes. */
    createFirstAdminCode(): string {
      const code = createSecret('rcc');
      firstAdminCodes.set(hashSecret(code), clock.monotonicMs() + firstAdminLinkForMs);
      return code;
    },

    /** Whom this code is for; null for a wrong, used or expired one. It stays good. */
    async findInvitation(code: string): Promise<SetUpInvitation | null> {
      const hash = hashSecret(code);
      if (isForFirstAdmin(hash)) return { kind: 'FIRST_ADMIN', name: null };
      const person = invited(hash);
      return person && { kind: 'PERSON', name: person.name };
    },

    /** Uses a code up: makes the first admin, or sets a person's password; and signs them in. */
    async setUp(input: SetUpInput, origin: string | null): Promise<BegunSignIn | SignInRefusal> {
      const hash = hashSecret(input.code);
      const person = invited(hash);
      try {
        if (isForFirstAdmin(hash)) return await setUpFirstAdmin(input, origin);
        return person === null ? refused : await setUpPerson(hash, person, input, origin);
      } catch (error) {
        if (!(error instanceof InvalidInputError || error instanceof NameTakenError)) throw error;
        return { code: error.code, message: error.message };
      }
    },
  };
}
