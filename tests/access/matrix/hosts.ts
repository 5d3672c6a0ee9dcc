import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Api } from '../../harness/api.ts';
import { change, mutate } from '../../harness/operations.ts';
import type { ServerProcess } from '../../harness/server-process.ts';
import { WireSocket } from '../../harness/wire-socket.ts';

/** A host of alpha without a machine: what it says is said by hand. */
export interface MadeHost {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

export interface Hosts {
  /** Connected as long as the test runs, and busy. */
  readonly connected: ConnectedHost;
  readonly away: MadeHost;
  /** Nobody has joined with it. */
  readonly joinCode: string;
}

interface Place {
  readonly server: ServerProcess;
  readonly admin: Api;
}

export const system = {
  ...{ platform: 'linux', release: '6.1.0', arch: 'x64', hostname: 'alpha.example', cpuCount: 8 },
  ...{ memoryBytes: 2 ** 34, version: '0.1.0' },
};

export const abilities = {
  ...{ modes: ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'], sandbox: true, sandboxProblem: null },
  ...{ pidNamespaces: true, systemUsers: ['deploy'], folders: ['/srv'] },
};

export const load = { loadAverage: 0.5, freeMemoryBytes: 2 ** 30, runningCommands: 1 };

/** What a host sends to join, with a key of its own. */
export function joinInput(key: string): Record<string, unknown> {
  const keyHash = createHash('sha256').update(key).digest('hex');
  return { name: `host ${randomUUID()}`, labels: ['rack 1'], keyHash, system, abilities };
}

export async function createJoinCode({ admin }: Place): Promise<string> {
  // Errors have a code, too, and of another type.
  const made = await change<{ joinCode: string }>(admin, 'createHostJoinCode', { app: 'alpha' }, 'joinCode');
  return made.joinCode;
}

export const createHostKey = () => `rhk_${randomBytes(32).toString('base64url')}`;

/** A host that has joined, and is away. */
export async function joinFresh(place: Place): Promise<MadeHost> {
  const key = createHostKey();
  const joining = new Api(place.server.url, { secret: await createJoinCode(place) });
  const { host } = await change<{ host: { id: string; name: string } }>(
    joining,
    'joinHost',
    joinInput(key),
    'host { id name }',
  );
  return { ...host, key };
}

/** A host whose work is open; it says of everything what it would run, and runs nothing. */
export interface ConnectedHost extends MadeHost {
  readonly instanceId: string;
  readonly socket: WireSocket;
  /** What it was asked so far. */
  readonly checks: readonly string[];
}

interface Work {
  readonly hostWork: { readonly checks: readonly { readonly id: string }[] };
}

const workDocument = 'subscription ($input: HostWorkInput!) { hostWork(input: $input) { checks { id } } }';

/** How a host differs from others. */
interface HostManner {
  readonly answers?: boolean;
  /** What it answers whoever wants to run something. */
  readonly problem?: string;
  readonly modes?: readonly string[];
  readonly sandboxProblem?: string;
}

function abilitiesOf({ modes = abilities.modes, sandboxProblem }: HostManner) {
  const sandbox = { sandbox: sandboxProblem === undefined, sandboxProblem: sandboxProblem ?? null };
  return { ...abilities, modes, ...sandbox };
}

/** Opens its work, and so is connected until the socket closes. */
export async function connectHost(
  place: Place,
  host: MadeHost,
  { answers = true, problem, ...able }: HostManner = {},
): Promise<ConnectedHost> {
  const socket = await WireSocket.open(place.server.url, host.key);
  const instanceId = randomUUID();
  const id = socket.subscribe(workDocument, { input: { instanceId, system, abilities: abilitiesOf(able) } });
  await socket.nextData(id);
  const checks: string[] = [];
  const api = new Api(place.server.url, { secret: host.key });
  void (async () => {
    for (;;) {
      const { hostWork } = await socket.nextData<Work>(id, 2 ** 30);
      for (const check of hostWork.checks) {
        checks.push(check.id);
        if (answers)
          await mutate(
            api,
            'answerCommandCheck',
            problem === undefined ? checkAnswer(check.id) : refusal(check.id, problem),
          );
      }
    }
  })().catch(() => undefined);
  return { ...host, instanceId, socket, checks };
}

const refusal = (checkId: string, code: string) => ({ checkId, problem: { code, message: 'not here' } });

export function checkAnswer(checkId: string): Record<string, unknown> {
  const resolved = { executable: '/usr/bin/df', executableDigest: 'ab'.repeat(32), cwd: '/srv', systemUser: 'deploy' };
  return { checkId, ...resolved, sandbox: true };
}

export async function createHosts(place: Place): Promise<Hosts> {
  const connected = await connectHost(place, await joinFresh(place));
  await change(new Api(place.server.url, { secret: connected.key }), 'reportHost', { load }, 'host { id }');
  return { connected, away: await joinFresh(place), joinCode: await createJoinCode(place) };
}
