import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';
import { change, type Result } from './operations.ts';
import type { ServerProcess } from './server-process.ts';
import { followLink, SignedIn } from './sign-in.ts';

/** What an admin decides about a person. */
export interface PersonInput {
  readonly name: string;
  readonly role: 'VIEWER' | 'OPERATOR' | 'ADMIN';
  /** Null: every app. */
  readonly apps?: readonly string[] | null;
  readonly userId?: string | null;
}

export interface MadePerson {
  readonly id: string;
  readonly name: string;
  readonly link: string;
}

/** Makes a person, by whoever may; they have not followed their link yet. @throws when nobody was made */
export async function createPerson(admin: Api, input: Partial<PersonInput> = {}): Promise<MadePerson> {
  const { person, setUpLink } = await change<{ person: { id: string; name: string }; setUpLink: { url: string } }>(
    admin,
    'createPerson',
    { name: `person ${randomUUID()}`, role: 'VIEWER', ...input },
    'person { id name } setUpLink { url }',
  );
  return { ...person, link: setUpLink.url };
}

/** Somebody who was made by an admin, chose a password by their link, and is signed in. */
export class Member extends SignedIn {
  readonly id: string;
  readonly #input: PersonInput;

  constructor(server: ServerProcess, cookie: string, id: string, input: PersonInput) {
    super(server.url, input.name, cookie);
    this.id = id;
    this.#input = input;
  }

  /** Decides anew about this person: the whole of it, with what is not named as it was at first. */
  async update(admin: Api, input: Partial<PersonInput>): Promise<Result> {
    return change(admin, 'updatePerson', { id: this.id, ...this.#input, ...input }, 'person { id }');
  }
}

export async function enter(server: ServerProcess, admin: Api, input: Partial<PersonInput> = {}): Promise<Member> {
  const whole = { name: `person ${randomUUID()}`, role: 'VIEWER', apps: null, userId: null, ...input } as const;
  const { id, link } = await createPerson(admin, whole);
  return new Member(server, await followLink(server, link), id, whole);
}
