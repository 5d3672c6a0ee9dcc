import type { Clock } from '../../kernel/clock.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, type Caller } from '../../kernel/record.ts';
import { createSecret, hashSecret } from '../../kernel/secrets.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { authorizeFor, authorizeStill } from './authority.ts';
import type { Directory } from './directory.ts';
import { LastAdminError, NameTakenError, PersonNotFoundError } from './errors.ts';
import { changedPersonInput, idInput, newPersonInput } from './input.ts';
import { afterOf, foldName, type Person } from './person.ts';
import { recordOf } from './records.ts';
import type { PeopleStores } from './sign-in.ts';
import type { GivenGrants, PeopleStore } from './store.ts';

const invitedForMs = 3 * 86_400_000;
const resetForMs = 86_400_000;
/** Whoever sits at the server's own terminal uses the link at once. */
const terminalLinkForMs = 15 * 60_000;

type ManagingStores = PeopleStores & { readonly grants: GivenGrants };

interface PeoplePorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly directory: Directory;
  readonly write: UnitOfWork<ManagingStores>;
  /** Where people open the dashboard. */
  publicUrl(): string;
}

export interface SetUpLink {
  /** A secret: whoever has it becomes this person. */
  readonly url: string;
  readonly expiresAtMs: number;
}

export interface Invited {
  readonly person: Person;
  readonly setUpLink: SetUpLink;
}

export type PeopleService = ReturnType<typeof createPeopleService>;

/** Who may sign in, and as what: an admin's business. */
export function createPeopleService({ clock, createId, directory, write, publicUrl }: PeoplePorts) {
  /** Does what an admin does to people: in a unit, with its record, if they still may. */
  function act<T>(caller: Caller, work: (stores: ManagingStores, nowMs: number) => Promise<T>): Promise<T> {
    return write(async (stores) => {
      await authorizeStill(stores.people, caller.principal, 'people.manage');
      return work(stores, clock.wallMs());
    });
  }

  async function makeLink(
    stores: PeopleStores,
    caller: Caller,
    person: Person,
    validForMs: number,
  ): Promise<SetUpLink> {
    const nowMs = clock.wallMs();
    const code = createSecret('rcc');
    const expiresAtMs = nowMs + (caller.principal.kind === 'TERMINAL' ? terminalLinkForMs : validForMs);
    await stores.people.putSetUpCode({ hash: hashSecret(code), personId: person.id, expiresAtMs });
    await stores.records.append(
      recordOf(actedBy(caller), 'SET_UP_LINK_MADE', person.id, { name: person.name, expiresAt: expiresAtMs }, nowMs),
    );
    return { url: `${publicUrl()}/set-up#code=${code}`, expiresAtMs };
  }

  return {
    /** Everybody, by name. */
    list({ principal }: Caller): readonly Person[] {
      authorize(principal, 'people.manage');
      return [...directory.people()].sort((a, b) => (foldName(a.name) < foldName(b.name) ? -1 : 1));
    },

    /** The person who asks; null where something else does. */
    own({ principal }: Caller): Person | null {
      return principal.kind === 'PERSON' ? directory.person(principal.personId) : null;
    },

    /** Until when the newest link of this person works; null where none waits. */
    linkExpiresAtMs({ principal }: Caller, { id }: Pick<Person, 'id'>): number | null {
      authorizeFor(principal, id);
      const code = directory.setUpCode(id);
      return code !== null && code.expiresAtMs > clock.wallMs() ? code.expiresAtMs : null;
    },

    /**
     * Makes a person, and a link by which they choose their own password.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {NameTakenError} when somebody has this name
     */
    async createPerson(caller: Caller, input: unknown): Promise<Invited> {
      authorize(caller.principal, 'people.manage');
      const decided = parseInput(newPersonInput, input);
      return act(caller, async (stores, nowMs) => {
        await requireFreeName(stores.people, decided.name, null);
        const person: Person = {
          ...decided,
          id: createId('person', nowMs),
          passwordHash: null,
          identity: null,
          createdAtMs: nowMs,
        };
        await stores.people.insert(person);
        await stores.records.append(recordOf(actedBy(caller), 'PERSON_CREATED', person.id, afterOf(person), nowMs));
        return { person, setUpLink: await makeLink(stores, caller, person, invitedForMs) };
      });
    },

    /**
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {PersonNotFoundError} when there is none
     * @throws {NameTakenError} when somebody else has this name
     * @throws {LastAdminError} when nobody could manage people any more
     */
    async updatePerson(caller: Caller, input: unknown): Promise<Person> {
      authorize(caller.principal, 'people.manage');
      const { id, ...decided } = parseInput(changedPersonInput, input);
      return act(caller, async (stores, nowMs) => {
        const before = await requirePerson(stores.people, id);
        await requireFreeName(stores.people, decided.name, id);
        if (decided.role !== 'ADMIN') await requireAnotherAdmin(stores.people, before);
        const person = { ...before, ...decided };
        await stores.people.update(person);
        await stores.records.append(recordOf(actedBy(caller), 'PERSON_UPDATED', person.id, afterOf(person), nowMs));
        return person;
      });
    },

    /**
     * Their sign-ins end with them, and so does what they granted.
     * @throws {PersonNotFoundError} when there is none
     * @throws {LastAdminError} when nobody could manage people any more
     */
    async removePerson(caller: Caller, input: { readonly id: string }): Promise<string> {
      authorize(caller.principal, 'people.manage');
      const id = parseInput(idInput, input.id);
      return act(caller, async (stores, nowMs) => {
        const person = await requirePerson(stores.people, id);
        await requireAnotherAdmin(stores.people, person);
        await stores.people.remove(id);
        await stores.grants.endGivenBy(id, nowMs);
        await stores.records.append(recordOf(actedBy(caller), 'PERSON_REMOVED', person.id, afterOf(person), nowMs));
        return id;
      });
    },

    /**
     * A link by which a person chooses a new password; the old one works until then.
     * @throws {PersonNotFoundError} when there is none
     * @throws {InvalidInputError} when they sign in elsewhere
     */
    async resetPassword(caller: Caller, input: { readonly id: string }): Promise<Invited> {
      authorize(caller.principal, 'people.manage');
      const id = parseInput(idInput, input.id);
      return act(caller, async (stores) => {
        const person = await requirePerson(stores.people, id);
        if (person.identity !== null) {
          const message = `${person.name} signs in at an identity provider; the password is changed there`;
          throw new InvalidInputError([{ path: 'id', message }]);
        }
        return { person, setUpLink: await makeLink(stores, caller, person, resetForMs) };
      });
    },
  };
}

async function requirePerson(people: PeopleStore, id: string): Promise<Person> {
  const person = await people.find(id);
  if (person === null) throw new PersonNotFoundError(id);
  return person;
}

/** @param exceptId who may have it already */
async function requireFreeName(people: PeopleStore, name: string, exceptId: string | null): Promise<void> {
  const holder = await people.findByName(name);
  if (holder !== null && holder.id !== exceptId) throw new NameTakenError(name);
}

async function requireAnotherAdmin(people: PeopleStore, person: Person): Promise<void> {
  if (person.role === 'ADMIN' && !(await people.hasAdminBesides(person.id))) throw new LastAdminError(person.name);
}
