import { randomUUID } from 'node:crypto';
import { Api, type ApiOptions } from '../../harness/api.ts';
import { createKey, type MadeKey } from '../../harness/keys.ts';
import { change, mutate, readSession, register, type Result } from '../../harness/operations.ts';
import { createPerson, enter, type Member } from '../../harness/people.ts';
import type { ServerProcess } from '../../harness/server-process.ts';
import { password } from '../../harness/sign-in.ts';
import { until } from '../../harness/until.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { type Commands, createCommands } from './commands.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { asKey, type Registered, registerFresh } from './registered.ts';

/** A server with somebody of every kind, and something of everything to ask about. Nothing here is changed by a question. */
export interface World {
  readonly server: ServerProcess;
  readonly administrator: ApiOptions;
  readonly admin: Api;
  readonly adminId: string;
  readonly keys: Readonly<Record<'key' | 'reader' | 'key2' | 'full' | 'revoked', MadeKey>>;
  readonly people: Readonly<Record<'user' | 'viewer' | 'oper' | 'oper2' | 'full', Member>>;
  /** Runs, and has everything a running session can have. */
  readonly full: Registered;
  readonly fullTaskId: string;
  readonly fullKillId: string;
  readonly neighbour: Registered & { readonly taskId: string };
  /** Killed twice, the second time with success. */
  readonly killed: Registered;
  /** Its owner ended it with a message. */
  readonly ended: Registered;
  /** What is given here was given to the owner before the present one. */
  readonly superseded: Registered;
  readonly pinned: string;
  /** A session of an app whose pins are all in use. */
  readonly unpinnable: string;
  readonly approvals: Approvals;
  readonly hosts: Hosts;
  readonly commands: Commands;
}

export async function createWorld(server: ServerProcess, administrator: ApiOptions, adminId: string): Promise<World> {
  const admin = new Api(server.url, administrator);
  const keys = await createKeys(server.url, admin);
  const base = { server, administrator, admin, adminId, keys };
  const people = await createPeople(server, admin);
  const pinned = await registerFresh(base);
  await expectSuccess(mutate(admin, 'pinSession', { id: pinned.sessionId }));
  const full = await createFull(base);
  return {
    ...base,
    ...full,
    people,
    pinned: pinned.sessionId,
    neighbour: await createNeighbour(base),
    killed: await createKilled(base),
    ended: await createEnded(base),
    superseded: await createSuperseded(base),
    unpinnable: await createUnpinnable(base),
    approvals: await createApprovals({ ...base, people }),
    hosts: await createHosts(base),
    commands: await createCommands({ ...base, people }),
  };
}

type Base = Pick<World, 'server' | 'keys' | 'admin'>;

async function createKeys(url: string, admin: Api): Promise<World['keys']> {
  const inOneDay = new Date(Date.now() + 86_400_000).toISOString();
  const full = await createKey(admin, { apps: ['quota'], expiresAt: inOneDay, maxRunningSessions: 1 });
  const { secret } = await change<{ secret: string }>(admin, 'rotateAppKey', { id: full.id }, 'secret');
  const ownerId = randomUUID();
  await register(new Api(url, { secret, ownerId }), ownerId, { app: 'quota' });
  const revoked = await createKey(admin);
  await expectSuccess(mutate(admin, 'revokeAppKey', { id: revoked.id }));
  return {
    key: await createKey(admin, { apps: ['alpha', 'pins'] }),
    reader: await createKey(admin, { apps: ['alpha'], rights: ['READ', 'KILL', 'REMOTE'] }),
    key2: await createKey(admin, { apps: ['beta'], rights: ['REGISTER', 'READ', 'KILL', 'REMOTE'] }),
    full: { ...full, secret },
    revoked,
  };
}

async function createPeople(server: ServerProcess, admin: Api): Promise<World['people']> {
  const full = await enter(server, admin, { name: 'full', apps: ['beta'], userId: 'nobody' });
  await expectSuccess(mutate(admin, 'resetPassword', { id: full.id }));
  return {
    full,
    user: await enter(server, admin, { name: 'user', apps: ['beta'], userId: 'ada' }),
    viewer: await enter(server, admin, { name: 'viewer' }),
    oper: await enter(server, admin, { name: 'oper', role: 'OPERATOR' }),
    oper2: await enter(server, admin, { name: 'oper2', role: 'OPERATOR', apps: ['beta'] }),
  };
}

async function createFull(base: Base): Promise<Pick<World, 'full' | 'fullTaskId' | 'fullKillId'>> {
  const full = await registerFresh(base, { name: 'full', tags: ['blue'], metadata: { region: 'north' } });
  const owner = asKey(base, full.ownerId);
  const { sessionId: id } = full;
  const [parentId, fullTaskId] = [randomUUID(), randomUUID()];
  const error = { message: 'The disk is full', code: 'DISK_FULL', helpUrl: 'https://example.com/disk' };
  await expectSuccess(mutate(owner, 'startTask', { sessionId: id, taskId: parentId, name: 'Nightly report' }));
  await expectSuccess(mutate(owner, 'startTask', { sessionId: id, taskId: fullTaskId, parentId, name: 'Rendering' }));
  await expectSuccess(mutate(owner, 'reportProgress', { taskId: fullTaskId, progress: 0.4, message: 'page 4' }));
  await expectSuccess(mutate(owner, 'finishTask', { taskId: fullTaskId, outcome: 'FAILED', error: 'no paper' }));
  await expectSuccess(mutate(owner, 'updateSession', { id, error }));
  const fullKillId = await kill(base, full, 3_600_000);
  return { full, fullTaskId, fullKillId };
}

async function createNeighbour(base: Base): Promise<World['neighbour']> {
  const neighbour = await registerFresh(base, { userId: 'somebody else' });
  const taskId = randomUUID();
  const task = { sessionId: neighbour.sessionId, taskId, name: 'x' };
  await expectSuccess(mutate(asKey(base, neighbour.ownerId), 'startTask', task));
  return { ...neighbour, taskId };
}

async function createKilled(base: Base): Promise<Registered> {
  const killed = await registerFresh(base);
  const { sessionId: id, ownerId } = killed;
  const owner = asKey(base, ownerId);
  await kill(base, killed, 0);
  await until('the grace to pass', async () => (await readSession(owner, id))?.status === 'UNRESPONSIVE');
  const killId = await kill(base, killed, 60_000);
  // It leaves with the answer to a heartbeat; what follows finds it marked as sent.
  await expectSuccess(mutate(owner, 'heartbeat', { sessionIds: [id] }));
  await until('the kill to be sent', async () => (await readSession(owner, id))?.kill?.state === 'SENT');
  await expectSuccess(mutate(owner, 'acknowledgeKill', { killId }));
  await expectSuccess(mutate(owner, 'endSession', { id }));
  return killed;
}

/** Ordered with a key, so that the actor has an id. */
async function kill(base: Base, { sessionId: id }: Registered, graceMs: number): Promise<string> {
  const reader = new Api(base.server.url, { secret: base.keys.reader.secret });
  const input = { id, graceMs, reason: 'enough' };
  const { kill: receipt } = await change<{ kill: { id: string } }>(reader, 'killSession', input, 'kill { id }');
  return receipt.id;
}

async function createEnded(base: Base): Promise<Registered> {
  const ended = await registerFresh(base);
  const end = { id: ended.sessionId, reason: 'FAILED', message: 'The disk is full' };
  await expectSuccess(mutate(asKey(base, ended.ownerId), 'endSession', end));
  return ended;
}

async function createSuperseded(base: Base): Promise<Registered> {
  const older = await registerFresh(base);
  const newer = randomUUID();
  await register(asKey(base, newer), newer, { app: 'alpha', externalId: older.externalId });
  return older;
}

async function createUnpinnable(base: Base): Promise<string> {
  const sessions = await Promise.all(Array.from({ length: 101 }, () => registerFresh(base, { app: 'pins' })));
  const [last = '', ...pins] = sessions.map(({ sessionId }) => sessionId);
  await Promise.all(pins.map((id) => expectSuccess(mutate(base.admin, 'pinSession', { id }))));
  return last;
}

/** Somebody who was made a moment ago, for a question that changes or removes them. */
export async function createSomebody({ admin }: Pick<World, 'admin'>): Promise<string> {
  return (await createPerson(admin)).id;
}

/** A sign-in of somebody else. */
export async function createSignIn({ server, admin }: Pick<World, 'server' | 'admin'>): Promise<string> {
  const { api } = await enter(server, admin);
  const { viewer } = await api.data<{ viewer: { person: { signIns: readonly { id: string }[] } } }>(
    '{ viewer { person { signIns { id } } } }',
  );
  return viewer.person.signIns[0]?.id ?? '';
}

export const samePassword = { currentPassword: password, newPassword: password };

async function expectSuccess(asked: Promise<Result>): Promise<void> {
  const result = await asked;
  if (!result.__typename.endsWith('Success')) throw new Error(JSON.stringify(result));
}
