import { expect, onTestFinished } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import { createManualClock } from '../../kernel/clock.testing.ts';
import { createIds } from '../../kernel/ids.ts';
import type { Principal } from '../../kernel/principal.ts';
import { type Caller, system } from '../../kernel/record.ts';
import { openStore } from '../../store/store.ts';
import { createWatch } from '../../watch/watch.ts';
import type { Person } from '../access/index.ts';
import { createApprovals } from '../approvals/approvals.ts';
import { type Approval, ApprovalTimes } from '../approvals/index.ts';
import { createKillService } from '../kills/service.ts';
import { endSession } from '../sessions/ending.ts';
import { aHost } from '../hosts/host.testing.ts';
import { HostConnections } from '../hosts/index.ts';
import type { FollowUps, SafetyMode, Session } from '../sessions/index.ts';
import { aSession } from '../sessions/session.testing.ts';
import { commandFollows, endCommandsOf, loseCommandsOf } from './changing.ts';
import { type CommandCheck, CommandChecks } from './checks.ts';
import type { Command } from './command.ts';
import { createCommands } from './commands.ts';

export const host: Caller = {
  principal: { kind: 'HOST', hostId: 'host_01', name: 'rack', app: 'demo' },
  origin: 'a host',
};
export const otherHost: Caller = {
  ...host,
  principal: { kind: 'HOST', hostId: 'host_02', name: 'other', app: 'demo' },
};

export function person(members: Partial<Principal & { kind: 'PERSON' }> = {}): Caller {
  const known = { kind: 'PERSON', personId: 'person_1', name: 'Ada', signInId: 'signin_1' } as const;
  return { principal: { ...known, role: 'OPERATOR', apps: null, userId: null, ...members }, origin: 'a browser' };
}

/** Whom {@link person} is unless told otherwise. */
export const ada: Person = {
  ...{ id: 'person_1', name: 'Ada', role: 'OPERATOR', apps: null, userId: null },
  ...{ passwordHash: null, identity: null, createdAtMs: 0 },
};

/** What a host says of whatever it is asked. */
export const resolved = {
  executable: '/usr/bin/ls',
  executableDigest: 'a'.repeat(64),
  cwd: '/srv',
  systemUser: 'work',
  sandbox: false,
};

/** A running session that host_01 works for. */
export function remoteSession(safetyMode: SafetyMode, members: Partial<Session> = {}): Session {
  return aSession({
    id: 'remote_01',
    kind: 'REMOTE_ACCESS',
    externalId: null,
    ownerId: 'host_01',
    keyId: '',
    remote: {
      hostId: 'host_01',
      safetyMode,
      systemUser: null,
      startedBy: { kind: 'PERSON', id: 'person_1', name: 'Ada' },
      startKey: null,
      commandsExecuted: 0,
      openCommandCount: 0,
    },
    ...members,
  });
}

interface Rig {
  readonly safetyMode?: SafetyMode;
  readonly dataDir?: string;
  readonly clock?: ReturnType<typeof createManualClock>;
}

/**
 * Commands on a store and a clock of their own, with approvals and kills as the server has them; the host is this test. Its
 * instance `one` is connected and answers every check with {@link resolved}, unless that is changed.
 */
export async function startCommanding({ safetyMode = 'AUTONOMOUS', ...given }: Rig = {}) {
  const dataDir = given.dataDir ?? temporaryDir();
  const clock = given.clock ?? createManualClock();
  const times = new ApprovalTimes(clock);
  const watch = createWatch(clock);
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const store = await openStore({
    dataDir,
    newEpoch: 'commands',
    onCommit({ approvals, grants, wakeIds, commandIds }) {
      times.observe(approvals.values(), grants.values());
      watch.wake([...wakeIds.keys(), ...commandIds]);
    },
    onSettled: () => watch.wakeWatches(),
  });
  const follow: FollowUps = {
    approvalChanged: (stores, _before, after, by, nowMs) => commandFollows(stores, after, by, nowMs),
    sessionEnded: (stores, { id }, by, nowMs) => endCommandsOf(stores, id, by, nowMs),
  };
  const createId = createIds();
  const connections = new HostConnections();
  const lineOf = (hostId: string, instanceId: string) => ({
    hostId,
    instanceId,
    lastHeardWallMs: () => clock.wallMs(),
  });
  let line = lineOf('host_01', 'one');
  connections.add(line);
  connections.add(lineOf('host_02', 'one'));
  const machine = {
    answer: (check: CommandCheck): object | null => ({ checkId: check.id, ...resolved }),
  };
  const checks = new CommandChecks(clock, (hostId) => {
    setImmediate(() => {
      for (const check of checks.of(hostId)) {
        const answer = machine.answer(check);
        if (answer !== null) services.commandExecution.answerCommandCheck(host, answer);
      }
    });
  });
  const { write, epoch } = store;
  const { openSubscription, shareSubscriptions } = watch;
  const ports = { clock, createId, times, epoch, write, follow: follow.approvalChanged, shareSubscriptions, onError };
  const services = createCommands({
    ...ports,
    checks,
    readers: { ...store, hosts: { find: (id) => Promise.resolve(aHost({ id, name: 'rack' })) } },
    connections,
  });
  const { start: startApprovals, ...approvals } = createApprovals({ ...ports, readers: store, openSubscription });
  const kills = createKillService({
    ...{ clock, createId, write, onError },
    follow: follow.approvalChanged,
    watchGrace: () => undefined,
  });
  await startApprovals();
  if (given.dataDir === undefined) {
    await write(async ({ sessions, people }) => {
      await sessions.insert(remoteSession(safetyMode));
      await people.insert(ada);
    });
  }

  let isClosed = false;
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    times.deadlines.stop();
    checks.stop();
    await settle();
    await store.close();
  }
  onTestFinished(async () => {
    await close();
    expect(errors).toEqual([]);
  });

  async function settle(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      await write(() => Promise.resolve());
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function found<Thing>(thing: Promise<Thing | null>): Promise<Thing> {
    const it = await thing;
    if (it === null) throw new Error('There is none');
    return it;
  }

  let asked = 0;
  return {
    ...{ clock, store, checks, machine, services, approvals, kills, watch, settle },
    /** Asks as an operator, each time something new. */
    run: (input: object = {}, caller: Caller = person()): Promise<Command> =>
      services.commands.runCommand(caller, {
        sessionId: 'remote_01',
        key: `key ${(asked += 1)}`,
        argv: ['ls'],
        ...input,
      }),
    start: (id: string, instanceId = 'one') => services.commandExecution.startCommand(host, { id, instanceId }),
    append: (commandId: string, offset: number, text: string, caller = host) =>
      services.commandExecution.appendCommandOutput(caller, {
        commandId,
        offset,
        chunks: [{ stream: 'STDOUT', atMs: 1_000, data: Buffer.from(text, 'latin1').toString('base64') }],
      }),
    finish: (id: string, told: object = {}, caller = host) =>
      services.commandExecution.finishCommand(caller, {
        ...{ id, instanceId: 'one', outcome: 'EXITED', exitCode: 0, outputBytes: 0, outputTruncated: false },
        ...told,
      }),
    commandOf: (id: string): Promise<Command> => found(store.commands.find(id)),
    sessionOf: (id = 'remote_01'): Promise<Session> => found(store.sessions.find(id)),
    approvalOf: async ({ approvalId }: Command): Promise<Approval> => found(store.approvals.find(approvalId ?? '')),
    endSession: () =>
      write(async (stores) => {
        const session = await found(stores.sessions.find('remote_01'));
        await endSession(stores, follow, session, { reason: 'STOPPED', message: null }, system, clock.wallMs());
      }),
    /** Its host is away. */
    disconnect: () => void connections.remove(line),
    /** Another instance of the host connects. */
    async connect(instanceId: string) {
      const gone = line.instanceId;
      line = lineOf('host_01', instanceId);
      connections.add(line);
      if (gone === instanceId) return;
      await write((stores) => loseCommandsOf(stores, 'host_01', gone, system, clock.wallMs()));
    },
    /** What was done to the session, oldest first. */
    async records(): Promise<readonly string[]> {
      const records = await store.records.ofSession('remote_01', 200, null);
      return records.map(({ action, actor }) => `${action} by ${actor.kind}`).toReversed();
    },
    async restart() {
      await close();
      return startCommanding({ dataDir, clock });
    },
  };
}
