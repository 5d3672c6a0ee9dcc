import type { AppKey } from './app-key.ts';
import { HashIndex } from './hash-index.ts';
import type { HostKey, JoinCode } from './host-key.ts';
import { foldName, type Person, type SetUpCode, type SignIn } from './person.ts';
import type { AccessChanges } from './store.ts';

interface Contents {
  readonly people: readonly Person[];
  readonly signIns: readonly SignIn[];
  readonly setUpCodes: readonly SetUpCode[];
  readonly keys: readonly AppKey[];
  readonly hostKeys: readonly HostKey[];
  readonly joinCodes: readonly JoinCode[];
  readonly isSetUp: boolean;
}

/** People, sign-ins, links and keys as they are committed, in memory: who calls is asked with every request. */
export class Directory {
  readonly #people = new Map<string, Person>();
  readonly #peopleByName = new Map<string, Person>();
  readonly #signIns = new Map<string, SignIn>();
  readonly #signInsByPerson = new Map<string, Map<string, SignIn>>();
  readonly #signInsByHash = new HashIndex<SignIn>();
  readonly #setUpCodes = new Map<string, SetUpCode>();
  readonly #setUpCodesByHash = new HashIndex<SetUpCode>();
  readonly #keys = new Map<string, AppKey>();
  /** By every secret that a key has, or is known to have had. */
  readonly #keyIdsByHash = new HashIndex<string>();
  readonly #hostKeys = new Map<string, HostKey>();
  readonly #hostKeysByHash = new HashIndex<HostKey>();
  readonly #joinCodes = new Map<string, JoinCode>();
  readonly #joinCodesByHash = new HashIndex<JoinCode>();
  #isSetUp = false;
  #version = 0;

  /** Another one after each change: what was found out of the same version holds, but for what time ends. */
  get version(): number {
    return this.#version;
  }

  /** Takes what the store holds at the start. */
  load({ people, signIns, setUpCodes, keys, hostKeys, joinCodes, isSetUp }: Contents): void {
    for (const person of people) this.#putPerson(person.id, person);
    for (const signIn of signIns) this.#putSignIn(signIn.id, signIn);
    for (const code of setUpCodes) this.#putSetUpCode(code.personId, code);
    for (const key of keys) this.#putKey(key);
    for (const key of hostKeys) this.#putHostKey(key.hostId, key);
    for (const code of joinCodes) this.#putJoinCode(code.id, code);
    this.#isSetUp = isSetUp;
    this.#version += 1;
  }

  /** Takes what a commit has changed. @returns whether a person or a key may do other things than before */
  observe({ people, signIns, setUpCodes, keys, hostKeys, joinCodes, hasMadeAdmin }: AccessChanges): boolean {
    const haveRightsChanged =
      [...people].some(([id, person]) => personRights(this.person(id)) !== personRights(person)) ||
      [...keys].some(([id, key]) => keyRights(this.key(id)) !== keyRights(key));
    for (const [id, person] of people) this.#putPerson(id, person);
    for (const [id, signIn] of signIns) this.#putSignIn(id, signIn);
    for (const [personId, code] of setUpCodes) this.#putSetUpCode(personId, code);
    for (const key of keys.values()) this.#putKey(key);
    for (const [hostId, key] of hostKeys) this.#putHostKey(hostId, key);
    for (const [id, code] of joinCodes) this.#putJoinCode(id, code);
    this.#isSetUp ||= hasMadeAdmin;
    // Most commits are about sessions alone.
    const changed = [people, signIns, setUpCodes, keys, hostKeys, joinCodes];
    if (hasMadeAdmin || changed.some(({ size }) => size > 0)) this.#version += 1;
    return haveRightsChanged;
  }

  /** Whether there ever was an admin: what leads in without one is good for nothing any more, whatever became of them. */
  get isSetUp(): boolean {
    return this.#isSetUp;
  }

  person(id: string): Person | null {
    return this.#people.get(id) ?? null;
  }

  /** By name, ignoring case. */
  personByName(name: string): Person | null {
    return this.#peopleByName.get(foldName(name)) ?? null;
  }

  people(): Iterable<Person> {
    return this.#people.values();
  }

  signIn(id: string): SignIn | null {
    return this.#signIns.get(id) ?? null;
  }

  signInByHash(hash: string): SignIn | null {
    return this.#signInsByHash.find(hash);
  }

  signIns(): Iterable<SignIn> {
    return this.#signIns.values();
  }

  signInsOf(personId: string): Iterable<SignIn> {
    return this.#signInsByPerson.get(personId)?.values() ?? [];
  }

  setUpCode(personId: string): SetUpCode | null {
    return this.#setUpCodes.get(personId) ?? null;
  }

  setUpCodeByHash(hash: string): SetUpCode | null {
    return this.#setUpCodesByHash.find(hash);
  }

  key(id: string): AppKey | null {
    return this.#keys.get(id) ?? null;
  }

  /** The key that has or had this secret. */
  keyByHash(hash: string): AppKey | null {
    const id = this.#keyIdsByHash.find(hash);
    return id === null ? null : this.key(id);
  }

  /** In the order in which they were made. */
  keys(): Iterable<AppKey> {
    return this.#keys.values();
  }

  hostKey(hostId: string): HostKey | null {
    return this.#hostKeys.get(hostId) ?? null;
  }

  hostKeyByHash(hash: string): HostKey | null {
    return this.#hostKeysByHash.find(hash);
  }

  joinCode(id: string): JoinCode | null {
    return this.#joinCodes.get(id) ?? null;
  }

  joinCodeByHash(hash: string): JoinCode | null {
    return this.#joinCodesByHash.find(hash);
  }

  joinCodes(): Iterable<JoinCode> {
    return this.#joinCodes.values();
  }

  #putHostKey(hostId: string, key: HostKey | null): void {
    const before = this.#hostKeys.get(hostId);
    if (before !== undefined) this.#hostKeysByHash.delete(before.hash);
    this.#hostKeys.delete(hostId);
    if (key === null) return;
    this.#hostKeys.set(hostId, key);
    this.#hostKeysByHash.set(key.hash, key);
  }

  #putJoinCode(id: string, code: JoinCode | null): void {
    const before = this.#joinCodes.get(id);
    if (before !== undefined) this.#joinCodesByHash.delete(before.hash);
    this.#joinCodes.delete(id);
    if (code === null) return;
    this.#joinCodes.set(id, code);
    this.#joinCodesByHash.set(code.hash, code);
  }

  #putPerson(id: string, person: Person | null): void {
    const before = this.#people.get(id);
    // Somebody else may have taken the name in the same commit.
    if (before !== undefined && this.personByName(before.name)?.id === id) {
      this.#peopleByName.delete(foldName(before.name));
    }
    this.#people.delete(id);
    if (person === null) return;
    this.#people.set(id, person);
    this.#peopleByName.set(foldName(person.name), person);
  }

  #putSignIn(id: string, signIn: SignIn | null): void {
    const before = this.#signIns.get(id);
    if (before !== undefined) {
      const others = this.#signInsByPerson.get(before.personId);
      others?.delete(id);
      if (others?.size === 0) this.#signInsByPerson.delete(before.personId);
      this.#signInsByHash.delete(before.hash);
    }
    this.#signIns.delete(id);
    if (signIn === null) return;
    const others = this.#signInsByPerson.get(signIn.personId) ?? new Map<string, SignIn>();
    this.#signInsByPerson.set(signIn.personId, others.set(id, signIn));
    this.#signIns.set(id, signIn);
    this.#signInsByHash.set(signIn.hash, signIn);
  }

  #putSetUpCode(personId: string, code: SetUpCode | null): void {
    const before = this.#setUpCodes.get(personId);
    if (before !== undefined) this.#setUpCodesByHash.delete(before.hash);
    this.#setUpCodes.delete(personId);
    if (code === null) return;
    this.#setUpCodes.set(personId, code);
    this.#setUpCodesByHash.set(code.hash, code);
  }

  #putKey(key: AppKey): void {
    for (const { hash } of this.key(key.id)?.secrets ?? []) this.#keyIdsByHash.delete(hash);
    this.#keys.set(key.id, key);
    for (const { hash } of key.secrets) this.#keyIdsByHash.set(hash, key.id);
  }
}

function personRights(person: Person | null): string | null {
  return person && JSON.stringify([person.role, person.apps, person.userId]);
}

function keyRights(key: AppKey | null): string | null {
  return key && JSON.stringify([key.apps, key.rights, key.revokedAtMs]);
}
