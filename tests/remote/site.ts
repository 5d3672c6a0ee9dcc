import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Api } from '../harness/api.ts';
import { HostProcess, type HostOptions } from '../harness/host-process.ts';
import { change } from '../harness/operations.ts';
import { enter, type Member } from '../harness/people.ts';
import { RemoteSession, type SafetyMode } from '../harness/remote.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';
import { until } from '../harness/until.ts';

/** A server, a host that allows every mode, and two operators. */
export class Site {
  server: ServerProcess;
  readonly admin: SignedIn;
  readonly ada: Member;
  readonly grace: Member;
  host: HostProcess;

  private constructor(made: Pick<Site, 'server' | 'admin' | 'ada' | 'grace' | 'host'>) {
    this.server = made.server;
    this.admin = made.admin;
    this.ada = made.ada;
    this.grace = made.grace;
    this.host = made.host;
  }

  static async open(options: HostOptions = {}): Promise<Site> {
    const server = await ServerProcess.start();
    try {
      const admin = await becomeFirstAdmin(server);
      const [ada, grace] = await Promise.all(
        ['Ada', 'Grace'].map((name) => enter(server, admin.api, { name, role: 'OPERATOR' })),
      );
      if (ada === undefined || grace === undefined) throw new Error('nobody came');
      return new Site({ server, admin, ada, grace, host: await HostProcess.join(server, admin.api, options) });
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  /** A path in the folder where commands may work. */
  path(name: string = randomUUID()): string {
    return join(this.host.folder, name);
  }

  /** A session of Ada's; one that has to be approved is, by Grace. */
  async start(mode: SafetyMode): Promise<RemoteSession> {
    const session = await RemoteSession.start(this.ada.api, this.host.id, mode);
    if (mode === 'AUTONOMOUS') await approve(this.grace.api, await questionOf(this.grace.api, session.id));
    return session;
  }

  async close(): Promise<void> {
    await this.host.remove();
    await this.server.remove();
  }
}

/** The newest question of a session that waits. */
export function questionOf(api: Api, sessionId: string): Promise<string> {
  return until('a question of the session', async () => {
    const { approvals } = await api.data<{
      approvals: { edges: readonly { readonly node: { readonly id: string } }[] };
    }>('query ($id: ID!) { approvals(filter: { sessionId: $id, states: [PENDING] }) { edges { node { id } } } }', {
      id: sessionId,
    });
    return approvals.edges.at(-1)?.node.id;
  });
}

export async function approve(api: Api, id: string, input: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await change(api, 'approve', { id, ...input }, 'approval { id }');
}

export async function deny(api: Api, id: string, note: string): Promise<void> {
  await change(api, 'deny', { id, note }, 'approval { id }');
}
