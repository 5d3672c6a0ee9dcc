import type { AccessChanges, AppKey, HostKey, JoinCode, Person, SetUpCode, SignIn } from '../modules/access/index.ts';
import type { Approval, Grant } from '../modules/approvals/index.ts';
import type { Command } from '../modules/commands/index.ts';
import type { Host } from '../modules/hosts/index.ts';
import type { Kill } from '../modules/kills/index.ts';
import type { Session } from '../modules/sessions/index.ts';

/** What units of work change, for those who are told after the commit. */
export class Changes {
  /** Sessions changed or removed. */
  readonly sessions = new Map<string, Session>();
  /** By their sessions, which change with them. */
  readonly kills = new Map<string, Kill>();
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

  /** Takes over what a later unit changed, and leaves it empty for the next. */
  takeOver(later: Changes): void {
    move(later.sessions, this.sessions);
    move(later.kills, this.kills);
    move(later.approvals, this.approvals);
    move(later.grants, this.grants);
    move(later.commands, this.commands);
    for (const id of later.grown) this.grown.add(id);
    move(later.hosts, this.hosts);
    if (later.#access !== null) {
      const { access } = this;
      move(later.access.people, access.people);
      move(later.access.signIns, access.signIns);
      move(later.access.setUpCodes, access.setUpCodes);
      move(later.access.keys, access.keys);
      move(later.access.hostKeys, access.hostKeys);
      move(later.access.joinCodes, access.joinCodes);
      access.hasMadeAdmin ||= later.access.hasMadeAdmin;
    }
    later.clear();
  }

  clear(): void {
    const { sessions, kills, approvals, grants, hosts, commands, grown } = this;
    for (const each of [sessions, kills, approvals, grants, hosts, commands, grown]) {
      if (each.size > 0) each.clear();
    }
    this.#access = null;
  }
}

function move<Value>(from: Map<string, Value>, to: Map<string, Value>): void {
  // A loop over none makes its iterator all the same, and most of a unit's are empty.
  if (from.size > 0) for (const [id, value] of from) to.set(id, value);
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
