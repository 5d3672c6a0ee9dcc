import type { Clock } from '../../kernel/clock.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, actorOf, type Caller } from '../../kernel/record.ts';
import { createSecret, createSecretId, hashSecret } from '../../kernel/secrets.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { authorizeStill, type PeopleStore } from '../access/index.ts';
import { applyRules } from '../approvals/index.ts';
import { defaultGraceMs, type Kill, orderKill } from '../kills/index.ts';
import { beginEnding, endSession, type EndingStores, type FollowUps, idInput, isRunning } from '../sessions/index.ts';
import { HostNameTakenError, HostNotFoundError } from './errors.ts';
import { type Host, join, remove, update } from './host.ts';
import { codeInput, joinInput, updateInput } from './input.ts';
import { type HostJoinCode, outcomeOf } from './join-code.ts';
import { recordOf } from './records.ts';

/** Whoever looks why a code is refused finds it for a while. */
const codesKeptMs = 86_400_000;

export type HostStores = EndingStores & { readonly people: PeopleStore };

interface HostServicePorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly write: UnitOfWork<HostStores>;
  readonly follow: FollowUps;
  /** Calls the kill unanswered when its grace is over. */
  watchGrace(kill: Kill): void;
}

export type HostService = ReturnType<typeof createHostService>;

/** Which machines work for us. */
export function createHostService({ clock, createId, write, follow, watchGrace }: HostServicePorts) {
  /** Does what an admin does to hosts: in a unit, with its record, if they still may. */
  function act<T>(caller: Caller, work: (stores: HostStores, nowMs: number) => Promise<T>): Promise<T> {
    return write(async (stores) => {
      await authorizeStill(stores.people, caller.principal, 'host.manage');
      return work(stores, clock.wallMs());
    });
  }

  async function requireFree({ hosts }: HostStores, name: string, ownId: string | null): Promise<void> {
    const taker = await hosts.findByName(name);
    if (taker !== null && taker.id !== ownId) throw new HostNameTakenError(name);
  }

  async function requireHost({ hosts }: HostStores, id: string): Promise<Host> {
    const host = await hosts.find(id);
    if (host === null || host.removedAtMs !== null) throw new HostNotFoundError(id);
    return host;
  }

  return {
    /**
     * Makes a code by which one machine becomes a host; shown this once.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {HostNameTakenError} when a host has this name already
     */
    createJoinCode(caller: Caller, input: unknown): Promise<{ readonly code: string; readonly expiresAtMs: number }> {
      authorize(caller.principal, 'host.manage');
      const { expiresInMs, ...terms } = parseInput(codeInput, input);
      const id = createSecretId();
      const secret = createSecret('rjc', id);
      return act(caller, async (stores, nowMs) => {
        if (terms.name !== null) await requireFree(stores, terms.name, null);
        const expiresAtMs = nowMs + expiresInMs;
        const code: HostJoinCode = {
          ...{ id, hash: hashSecret(secret), ...terms },
          ...{ createdAtMs: nowMs, createdBy: actorOf(caller.principal), expiresAtMs, hostId: null },
        };
        await stores.hosts.removeCodes(nowMs - codesKeptMs);
        await stores.hosts.insertCode(code);
        const after = { ...terms, expiresAtMs };
        await stores.records.append(
          recordOf(caller, { action: 'HOST_JOIN_CODE_CREATED', note: null, after }, id, nowMs),
        );
        return { code: secret, expiresAtMs };
      });
    },

    /**
     * Makes the machine that shows a code a host. A code is good for one: the same machine may ask again, since an answer may
     * be lost.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {ForbiddenError} when the code has expired, its maker is no admin any more, or another machine has joined with it
     * @throws {HostNameTakenError} when another host has the name
     */
    joinHost(caller: Caller, input: unknown): Promise<Host> {
      const { principal } = caller;
      authorize(principal, 'host.join');
      const { name: ownName, labels: ownLabels, ...machine } = parseInput(joinInput, input);
      return write(async (stores) => {
        const nowMs = clock.wallMs();
        const code = principal.kind === 'JOIN_CODE' ? await stores.hosts.findCode(principal.codeId) : null;
        if (code === null) throw new ForbiddenError('There is no such join code any more. Ask an admin for a new one.');
        const joined = code.hostId === null ? null : await stores.hosts.find(code.hostId);
        const outcome = outcomeOf(code, joined, machine.keyHash, nowMs);
        if (outcome === 'HAS_JOINED' && joined !== null) return joined;
        if (outcome !== 'JOINS') throw refusalOf(outcome);
        if (!(await isStillAdmins(stores, code))) throw refusalOf('WITHDRAWN');
        const name = code.name ?? ownName;
        await requireFree(stores, name, null);
        if ((await stores.hosts.findByKey(machine.keyHash)) !== null) {
          throw new InvalidInputError([{ path: 'keyHash', message: 'is of a key that was used; make a new one' }]);
        }
        const id = createId('host', nowMs);
        const labels = code.labels ?? ownLabels;
        const { host, record } = join({ id, app: code.app, name, labels, ...machine, joinedBy: code.createdBy }, nowMs);
        const stored = await stores.hosts.insert(host);
        await stores.hosts.updateCode({ ...code, hostId: id });
        await stores.records.append(recordOf(caller, record, id, nowMs));
        return stored;
      });
    },

    /**
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {HostNotFoundError} when there is none
     * @throws {HostNameTakenError} when another host has the name
     */
    updateHost(caller: Caller, input: unknown): Promise<Host> {
      authorize(caller.principal, 'host.manage');
      const { id, name, labels, needsSomebodyElse } = parseInput(updateInput, input);
      return act(caller, async (stores, nowMs) => {
        const host = await requireHost(stores, id);
        if (name != null) await requireFree(stores, name, id);
        const { host: next, record } = update(host, {
          name: name ?? host.name,
          labels: labels ?? host.labels,
          needsSomebodyElse: needsSomebodyElse ?? host.needsSomebodyElse,
        });
        const stored = await stores.hosts.update(next);
        if (next.needsSomebodyElse !== host.needsSomebodyElse)
          await applyRules(stores, await stores.approvals.pendingOfOwner(id));
        await stores.records.append(recordOf(caller, record, id, nowMs));
        return stored;
      });
    },

    /**
     * Ends its key at once, and orders the end of what it works for: it hears nothing of that any more, so those sessions are
     * lost in their time. One that was removed is given as it is.
     * @throws {HostNotFoundError} when there is none
     */
    async removeHost(caller: Caller, input: { readonly id: string }): Promise<Host> {
      authorize(caller.principal, 'host.manage');
      const id = parseInput(idInput, input.id);
      const { host, kills } = await act(caller, async (stores, nowMs) => {
        const found = await stores.hosts.find(id);
        if (found === null) throw new HostNotFoundError(id);
        const change = remove(found, nowMs);
        if (change === null) return { host: found, kills: [] };
        const host = await stores.hosts.update(change.host);
        await stores.records.append(recordOf(caller, change.record, id, nowMs));
        return { host, kills: await endAll(stores, caller, host, nowMs) };
      });
      for (const kill of kills) watchGrace(kill);
      return host;
    },
  };

  /** @returns the orders that are new */
  async function endAll(stores: HostStores, caller: Caller, host: Host, nowMs: number): Promise<readonly Kill[]> {
    const kills: Kill[] = [];
    const reason = `Host ${host.name} was removed.`;
    for (const id of await stores.hosts.runningSessionIds(host.id)) {
      const session = await stores.sessions.find(id);
      if (session === null || !isRunning(session)) continue;
      if (session.lifecycle === 'PENDING_APPROVAL') {
        await endSession(stores, follow, session, { reason: 'STOPPED', message: reason }, actedBy(caller), nowMs);
        continue;
      }
      const order = { reason, graceMs: defaultGraceMs, endsAs: 'KILLED', caller, createId, beginEnding } as const;
      const { kill, isNew } = await orderKill(stores, session, { ...order, follow: follow.approvalChanged }, nowMs);
      if (isNew) kills.push(kill);
    }
    return kills;
  }
}

/** Whether a person who made it might make it now; the terminal and the bootstrap token are beyond that. */
async function isStillAdmins({ people }: HostStores, { createdBy: { kind, id } }: HostJoinCode): Promise<boolean> {
  if (kind !== 'PERSON') return true;
  return id !== null && (await people.find(id))?.role === 'ADMIN';
}

function refusalOf(outcome: 'EXPIRED' | 'USED' | 'HAS_JOINED' | 'WITHDRAWN'): ForbiddenError {
  switch (outcome) {
    case 'EXPIRED':
      return new ForbiddenError('This join code has expired. Ask an admin for a new one.');
    case 'WITHDRAWN':
      return new ForbiddenError('Whoever made this join code is no admin any more. Ask an admin for a new one.');
    case 'USED':
    case 'HAS_JOINED':
      return new ForbiddenError('Another machine has joined with this code. Ask an admin for one of its own.');
  }
}
