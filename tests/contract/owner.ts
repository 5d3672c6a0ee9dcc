import { type RollcallClient, type RollcallError, type SessionHandle, createClient } from '@rollcall/sdk';
import { onTestFinished } from 'vitest';
import { until } from '../harness/until.ts';
import type { Actor, Kill, Session } from './model.ts';
import { type ContractServer, type ContractServerOptions, startContractServer } from './server.ts';

export const admin: Actor = { kind: 'PERSON', id: 'person_ada', name: 'Ada' };

/** A contract server that is gone when the test is over. */
export async function serve(options?: ContractServerOptions): Promise<ContractServer> {
  const server = await startContractServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** The same server again, after it was closed: its port, its secrets, its sessions. */
export function serveAgain(server: ContractServer): Promise<ContractServer> {
  const { port, secrets, registry, approvals } = server;
  return serve({ port, secrets, registry, approvals });
}

export interface Owner {
  readonly client: RollcallClient;
  /** What the SDK told `onError`. */
  readonly problems: RollcallError[];
}

/** A client with a server's app key, closed when the test is over. */
export function own(server: Pick<ContractServer, 'url' | 'secrets'>): Owner {
  const problems: RollcallError[] = [];
  const client = createClient({
    url: server.url,
    key: server.secrets.key,
    onError: (error) => problems.push(error),
  });
  onTestFinished(() => client.close());
  return { client, problems };
}

/** What the server keeps of a session. @throws when there is none */
export function stored(server: ContractServer, session: SessionHandle): Session {
  const found = server.registry.find(session.id ?? '');
  if (found === undefined) throw new Error(`the server knows no session ${session.id}`);
  return found;
}

export function kill(server: ContractServer, session: SessionHandle, reason = 'Maintenance'): Kill {
  return server.registry.kill(stored(server, session), reason, 10_000, admin);
}

/** Waits until the server hears an owner listen for kills: from then on its connection is the session's lease. */
export function untilListening(server: ContractServer, session: SessionHandle): Promise<unknown> {
  const isIt = ({ name, variables }: ContractServer['operations'][number]) =>
    name === 'KillSignal' && variables['sessionId'] === session.id;
  return until('the kill signal', () => server.operations.some(isIt));
}

/** The names of the operations a server executed, from some point on. */
export function operationNames(server: ContractServer, from = 0): string[] {
  return server.operations.slice(from).map(({ name }) => name);
}

/** A promise and what settles it: a piece of work a test ends when it likes. */
export function work(): { promise: Promise<void>; finish: () => void } {
  let finish = (): void => undefined;
  const promise = new Promise<void>((resolve) => (finish = resolve));
  return { promise, finish };
}
