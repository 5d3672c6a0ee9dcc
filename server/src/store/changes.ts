import type { AccessChanges, AppKey, Person, SetUpCode, SignIn } from '../modules/access/index.ts';
import type { Approval } from '../modules/approvals/index.ts';
import type { Session } from '../modules/sessions/index.ts';

/** What units of work change, for those who are told after the commit. */
export class Changes {
  /** Sessions changed or removed. */
  readonly sessions = new Map<string, Session>();
  readonly approvals = new Map<string, Approval>();
  readonly access = {
    people: new Map<string, Person | null>(),
    signIns: new Map<string, SignIn | null>(),
    setUpCodes: new Map<string, SetUpCode | null>(),
    keys: new Map<string, AppKey>(),
    hasMadeAdmin: false as boolean,
  } satisfies AccessChanges;

  get isEmpty(): boolean {
    const { people, signIns, setUpCodes, keys } = this.access;
    return [this.sessions, this.approvals, people, signIns, setUpCodes, keys].every(({ size }) => size === 0);
  }

  /** Sessions of which somebody may watch what changed: themselves, or their approvals. */
  get sessionIds(): Pick<ReadonlySet<string>, 'size' | 'keys'> {
    if (this.approvals.size === 0) return this.sessions;
    return new Set([...this.sessions.keys(), ...[...this.approvals.values()].map(({ sessionId }) => sessionId)]);
  }

  /** Adds what a later unit changed. */
  add({ sessions, approvals, access }: Changes): void {
    const { people, signIns, setUpCodes, keys } = this.access;
    for (const [id, session] of sessions) this.sessions.set(id, session);
    for (const [id, approval] of approvals) this.approvals.set(id, approval);
    for (const [id, person] of access.people) people.set(id, person);
    for (const [id, signIn] of access.signIns) signIns.set(id, signIn);
    for (const [personId, code] of access.setUpCodes) setUpCodes.set(personId, code);
    for (const [id, key] of access.keys) keys.set(id, key);
    this.access.hasMadeAdmin ||= access.hasMadeAdmin;
  }
}
