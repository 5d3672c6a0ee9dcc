import { admin, type TestApp } from '../../app.testing.ts';
import { openSocket, type TestSocket } from '../../app-socket.testing.ts';
import type { Caller } from '../../kernel/record.ts';
import { createSecretId, hashSecret } from '../../kernel/secrets.ts';
import type { Host } from './host.ts';

export const system = {
  platform: 'linux',
  release: '6.1',
  arch: 'x64',
  hostname: 'rack-1',
  cpuCount: 4,
  memoryBytes: 8_000_000_000,
  version: '0.1.0',
} as const;

export const abilities = {
  modes: ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'],
  sandbox: true,
  sandboxProblem: null,
  pidNamespaces: true,
  systemUsers: ['worker'],
  folders: ['/srv'],
} as const;

/** A host that has joined, just now, with every member given; nothing of it may be changed. */
export function aHost(members: Partial<Host> = {}): Host {
  return Object.freeze<Host>({
    id: 'host_01',
    name: 'rack 1',
    app: 'remote',
    labels: ['blue'],
    keyHash: 'a'.repeat(64),
    system,
    abilities,
    needsSomebodyElse: false,
    joinedAtMs: 1_000_000,
    joinedBy: { kind: 'PERSON', id: 'person_1', name: 'Ada' },
    instanceId: null,
    connectedAtMs: null,
    lastHeardAtMs: null,
    removedAtMs: null,
    revision: 7,
    ...members,
  });
}

export interface JoinedHost {
  readonly host: Host;
  /** What it signs in with. */
  readonly key: string;
  readonly caller: Caller;
}

/** Whoever shows this code. */
export async function holderOfCode({ services }: TestApp, code: string): Promise<Caller> {
  const known = await services.access.authenticate({ bearer: code, signIn: null, ownerId: null });
  if (known === null) throw new Error('The code is not good');
  return { principal: known.principal, origin: 'a machine' };
}

/** Lets a machine join. */
export async function joinHost(app: TestApp, { name = 'rack 1', ofApp = 'remote' } = {}): Promise<JoinedHost> {
  const { code } = await app.services.hosts.createJoinCode(admin, { app: ofApp });
  const key = `rhk_${createSecretId()}_${createSecretId()}`;
  const machine = { name, keyHash: hashSecret(key), system, abilities };
  const host = await app.services.hosts.joinHost(await holderOfCode(app, code), machine);
  const principal = { kind: 'HOST', hostId: host.id, name: host.name, app: host.app } as const;
  return { host, key, caller: { principal, origin: 'a machine' } };
}

const hostWork = `subscription ($input: HostWorkInput!) {
  hostWork(input: $input) { isAll sessions { id safetyMode lifecycle cutOffMs kill { id } } }
}`;

/** What a host hears. */
export interface Work {
  readonly isAll: boolean;
  readonly sessions: readonly {
    readonly id: string;
    readonly safetyMode: string;
    readonly lifecycle: string;
    readonly cutOffMs: number;
    readonly kill: { readonly id: string } | null;
  }[];
}

export interface RunningHost {
  readonly socket: TestSocket;
  /** Its next message. */
  next(): Promise<Work>;
}

/** Connects a process of the host, up to its first message. */
export async function runHost(
  app: TestApp,
  { key }: Pick<JoinedHost, 'key'>,
  { instanceId = 'instance-1', abilities: able = abilities }: { instanceId?: string; abilities?: object } = {},
): Promise<RunningHost & { readonly first: Work }> {
  const socket = await openSocket(app, { bearer: key });
  socket.subscribe('work', hostWork, { input: { instanceId, system, abilities: able } });
  const next = async (): Promise<Work> => {
    const message = await socket.next('work');
    if (isWork(message)) return message.data.hostWork;
    throw new Error(`No work: ${JSON.stringify(message)}`);
  };
  return { socket, next, first: await next() };
}

function isWork(message: unknown): message is { readonly data: { readonly hostWork: Work } } {
  return typeof message === 'object' && message !== null && 'data' in message;
}
