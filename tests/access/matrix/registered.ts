import { randomUUID } from 'node:crypto';
import { Api } from '../../harness/api.ts';
import type { MadeKey } from '../../harness/keys.ts';
import { register } from '../../harness/operations.ts';
import type { ServerProcess } from '../../harness/server-process.ts';

/** A session, and what its owner holds of it. */
export interface Registered {
  readonly sessionId: string;
  readonly token: string;
  readonly ownerId: string;
  readonly externalId: string;
}

/** What it takes to register a session: a server, and a key of alpha. */
export interface Place {
  readonly server: ServerProcess;
  readonly keys: { readonly key: MadeKey };
}

export const asKey = (world: Place, ownerId: string) =>
  new Api(world.server.url, { secret: world.keys.key.secret, ownerId });

/** A fresh session of alpha that works for ada. */
export async function registerFresh(world: Place, input: Record<string, unknown> = {}): Promise<Registered> {
  const [ownerId, externalId] = [randomUUID(), randomUUID()];
  const { session, token } = await register(asKey(world, ownerId), ownerId, {
    app: 'alpha',
    userId: 'ada',
    externalId,
    ...input,
  });
  return { sessionId: session.id, token, ownerId, externalId };
}
