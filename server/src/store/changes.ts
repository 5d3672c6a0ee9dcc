import type { AccessChanges, AppKey, HostKey, JoinCode, Person, SetUpCode, SignIn } from '../modules/access/index.ts';
import type { Approval, Grant } from '../modules/approvals/index.ts';
import type { Command } from '../modules/commands/index.ts';
import type { Host } from '../modules/hosts/index.ts';
import type { Session } from '../modules/sessions/index.ts';

/** What units of work change, for those who are told after the commit. */
export class Changes {
  /** Sessions changed or removed. */
  readonly sessions = new Map<string, Session>();
  readonly approvals = new Map<string, Approval>();
  readonly grants = new Map<string, Grant>();
  readonly commands = new Map<string, Command>();
  /** Commands whose output has grown: nothing else of them has changed. */
  readonly grown = new Set<string>();
  readonly hosts = new Map<string, Host>();
  #access: ReturnType<typeof noAccess> | null = null;

  /** Made when it is first asked for: few units change it, and there are many units. */
  get access() {
    return (this.#access ??= noAccess());
  }

  get isEmpty(): boolean {
    const ofAccess = this.#access === null ? [] : mapsOf(this.#access);
    const { sessions, approvals, grants, hosts, commands, grown } = this;
    return [sessions, approvals, grants, hosts, commands, grown, ...ofAccess].every(({ size }) => size === 0);
  }

  /** What somebody may wait for a change of: sessions, for all that belongs to them, and hosts, for what they work for. */
  get wakeIds(): Pick<ReadonlySet<string>, 'size' | 'keys'> {
    const ids = [...this.hosts.keys()];
    for (const { remote } of this.sessions.values()) if (remote !== null) ids.push(remote.hostId);
    for (const { sessionId, hostId } of this.commands.values()) ids.push(sessionId, hostId);
    for (const { sessionId } of this.approvals.values()) ids.push(sessionId);
    return ids.length === 0 ? this.sessions : new Set([...this.sessions.keys(), ...ids]);
  }

  /** Commands of which there is more to read: output, or that it is over. */
  get commandIds(): readonly string[] {
    return [...this.commands.keys(), ...this.grown];
  }

  /** Adds what a later unit changed. */
  add(later: Changes): void {
    for (const [id, session] of later.sessions) this.sessions.set(id, session);
    for (const [id, approval] of later.approvals) this.approvals.set(id, approval);
    for (const [id, grant] of later.grants) this.grants.set(id, grant);
    for (const [id, command] of later.commands) this.commands.set(id, command);
    for (const id of later.grown) this.grown.add(id);
    for (const [id, host] of later.hosts) this.hosts.set(id, host);
    if (later.#access === null) return;
    const { people, signIns, setUpCodes, keys, hostKeys, joinCodes } = this.access;
    const { access } = later;
    for (const [id, person] of access.people) people.set(id, person);
    for (const [id, signIn] of access.signIns) signIns.set(id, signIn);
    for (const [personId, code] of access.setUpCodes) setUpCodes.set(personId, code);
    for (const [id, key] of access.keys) keys.set(id, key);
    for (const [hostId, key] of access.hostKeys) hostKeys.set(hostId, key);
    for (const [id, code] of access.joinCodes) joinCodes.set(id, code);
    this.access.hasMadeAdmin ||= access.hasMadeAdmin;
  }
}

function noAccess() {
  return {
    people: new Map<string, Person | null>(),
    signIns: new Map<string, SignIn | null>(),
    setUpCodes: new Map<string, SetUpCode | null>(),
    keys: new Map<string, AppKey>(),
    hostKeys: new Map<string, HostKey | null>(),
    joinCodes: new Map<string, JoinCode | null>(),
    hasMadeAdmin: false as boolean,
  } satisfies AccessChanges;
}

function mapsOf({ people, signIns, setUpCodes, keys, hostKeys, joinCodes }: AccessChanges) {
  return [people, signIns, setUpCodes, keys, hostKeys, joinCodes];
}
