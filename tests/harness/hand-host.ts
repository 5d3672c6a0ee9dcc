import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Api } from './api.ts';
import { change, mutate } from './operations.ts';
import type { ServerProcess } from './server-process.ts';
import { WireSocket } from './wire-socket.ts';

export interface HandHostOptions {
  readonly name: string;
  readonly app?: string;
  readonly labels?: readonly string[];
  readonly modes?: readonly string[];
  /** Why it has no sandbox; left out where it has one. */
  readonly sandboxProblem?: string;
}

/** A host without a machine: what it says is said by hand, so that a screen can be seen at any moment of it. */
export class HandHost {
  readonly id: string;
  readonly api: Api;
  readonly #url: string;
  readonly #key: string;
  readonly #machine: object;
  #socket: WireSocket | undefined;

  private constructor(server: ServerProcess, key: string, id: string, machine: object) {
    this.id = id;
    this.api = new Api(server.url, { secret: key });
    this.#url = server.url;
    this.#key = key;
    this.#machine = machine;
  }

  /** Joins with a code that an admin made. It is not connected yet. */
  static async joinWith(server: ServerProcess, code: string, options: HandHostOptions): Promise<HandHost> {
    const { name, labels = [], modes = ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'], sandboxProblem } = options;
    const key = `rhk_${randomBytes(32).toString('base64url')}`;
    const machine = {
      system: {
        ...{ platform: 'linux', release: '6.1.0', arch: 'x64', hostname: `${name}.example`, cpuCount: 8 },
        ...{ memoryBytes: 16 * 2 ** 30, version: '0.1.0' },
      },
      abilities: {
        ...{ modes, sandbox: sandboxProblem === undefined, sandboxProblem: sandboxProblem ?? null },
        ...{ pidNamespaces: true, systemUsers: ['deploy'], folders: ['/srv'] },
      },
    };
    const joining = new Api(server.url, { secret: code });
    const keyHash = createHash('sha256').update(key).digest('hex');
    const input = { name, labels, keyHash, ...machine };
    const { host } = await change<{ host: { id: string } }>(joining, 'joinHost', input, 'host { id }');
    return new HandHost(server, key, host.id, machine);
  }

  /** Joins, and connects. */
  static async start(server: ServerProcess, admin: Api, options: HandHostOptions): Promise<HandHost> {
    const input = { app: options.app ?? 'remote' };
    // Every failure has a code, too, of another kind.
    const { joinCode } = await change<{ joinCode: string }>(admin, 'createHostJoinCode', input, 'joinCode');
    const host = await HandHost.joinWith(server, joinCode, options);
    await host.connect();
    return host;
  }

  async connect(): Promise<void> {
    this.#socket = await WireSocket.open(this.#url, this.#key);
    const input = { instanceId: randomUUID(), ...this.#machine };
    const id = this.#socket.subscribe('subscription ($input: HostWorkInput!) { hostWork(input: $input) { isAll } }', {
      input,
    });
    await this.#socket.nextData(id);
  }

  /** Leaves without a word. */
  cut(): void {
    this.#socket?.cut();
  }

  async report(load: { readonly loadAverage: number; readonly runningCommands: number }): Promise<void> {
    await mutate(this.api, 'reportHost', { load: { freeMemoryBytes: 3 * 2 ** 30, ...load } });
  }
}
