import { randomUUID } from 'node:crypto';
import { UpdateSessionDocument } from '@rollcall/sdk/operations';
import { EngineSocket } from '../wire/engine-socket.ts';
import { dashboardSubscription } from '../wire/messages.ts';
import { RawSocket } from '../wire/raw-socket.ts';
import { openAdmin, openOwner, payloadFor, register, type Target } from '../wire/target.ts';

/** Dashboards of one server, and somebody whose changes they hear of. */
export interface Audience {
  /** Told when a dashboard is cut off. */
  onLost: (why: string) => void;
  /** Resolves when the newcomer will hear of every change from now on. */
  join(onMessage: (message: Buffer) => void): Promise<void>;
  /** Renames as many sessions as there are names, all at once. */
  change(names: readonly string[]): Promise<void>;
}

export type AudienceTarget = Target | { readonly kind: 'socket.io'; readonly url: string };

/** As many changes as one burst holds, each of a session of its own. */
export const burstSize = 20;

/** What a dashboard that was just opened shows. */
const openingFilter = { lifecycle: ['PENDING_APPROVAL', 'ACTIVE', 'ENDING'] };

export function openAudience(target: AudienceTarget): Promise<Audience> {
  if (target.kind === 'socket.io') return openSocketIoAudience(target.url);
  return target.kind === 'raw' ? openRawAudience(target.url) : openGraphqlAudience(target);
}

async function openGraphqlAudience(target: Target): Promise<Audience> {
  const ownerId = randomUUID();
  const owner = await openOwner(target, ownerId);
  const registered = Array.from({ length: burstSize }, () => register(target, owner, ownerId));
  const sessionIds = await Promise.all(registered);
  const watch = payloadFor(target, dashboardSubscription('SessionListChanges'), { filter: openingFilter });
  const audience: Audience = {
    onLost: ignore,
    async join(onMessage) {
      const socket = await openAdmin(target);
      socket.onClose = (why) => audience.onLost(why);
      await new Promise<void>((resolve, reject) => {
        const handler = {
          next(message: Buffer) {
            resolve();
            onMessage(message);
          },
          over: (message: Buffer) => reject(new Error(`a watch is over: ${message.toString()}`)),
        };
        socket.subscribe(watch, handler);
        // Ours tells at once where a reader stands. A peer is ready when it has answered what was asked behind the watch.
        if (target.kind === 'graphql') {
          socket.request({ query: '{ __typename }', variables: {} }).then(() => resolve(), reject);
        }
      });
    },
    async change(names) {
      await Promise.all(
        names.map((name, index) =>
          owner.request(payloadFor(target, UpdateSessionDocument, { input: { id: sessionIds[index] ?? '', name } })),
        ),
      );
    },
  };
  return audience;
}

async function openRawAudience(url: string): Promise<Audience> {
  const owner = await RawSocket.open(url);
  return {
    onLost: ignore,
    async join(onMessage) {
      const socket = await RawSocket.open(url);
      socket.onPush = onMessage;
      await socket.request('watch');
    },
    async change(names) {
      await Promise.all(names.map((name) => owner.request('change', { name })));
    },
  };
}

async function openSocketIoAudience(url: string): Promise<Audience> {
  const owner = await EngineSocket.open(url);
  return {
    onLost: ignore,
    async join(onMessage) {
      const socket = await EngineSocket.open(url);
      socket.onEvent = onMessage;
    },
    async change(names) {
      for (const name of names) owner.emit('change', name);
    },
  };
}

const ignore = (): void => undefined;
