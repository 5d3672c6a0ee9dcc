import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@rollcall/sdk';
import { HeartbeatDocument, type HeartbeatMutation, KillSignalDocument } from '@rollcall/sdk/operations';
import { answerCalls } from '../harness/calls.ts';
import { appKey } from '../harness/servers.ts';
import { eachAtOnce, within } from '../harness/within.ts';
import type { GraphqlSocket } from '../wire/graphql-socket.ts';
import { openOwner, payloadFor, register, type Target } from '../wire/target.ts';

// Owners that come back when their connection is lost, as the SDK does, or by the SDK itself.

export interface Fleet {
  readonly url: string;
  readonly sockets: number;
  readonly sessionsPerSocket: number;
  /** No further socket is opened after so long. */
  readonly forMs: number;
}

export interface ReturnersApi {
  /** An owner on each socket. @returns how many sockets there are */
  connect(fleet: Fleet): Promise<number>;
  /** The same by the SDK: so many clients. */
  connectBySdk(fleet: Fleet): Promise<number>;
  /** Attempts to connect since the last call, and answers other than that a lease was renewed. */
  tally(): { readonly attempts: number; readonly strangeAnswers: number };
}

const atOnce = 64;
const connectTimeoutMs = 10_000;
// Each client of the SDK listens for the end of its process, and apps have one.
process.setMaxListeners(0);
let attempts = 0;
let strangeAnswers = 0;

/** The SDK's rule: half a second, doubled each time up to ten seconds, and of that a random part between half and all. */
function backoffMs(failures: number): number {
  return Math.min(10_000, 500 * 2 ** Math.max(0, failures - 1)) * (0.5 + Math.random() / 2);
}

class Returner {
  readonly #target: Target;
  readonly #ownerId = randomUUID();
  #sessionIds: readonly string[] = [];

  constructor(target: Target) {
    this.#target = target;
  }

  async begin(sessions: number): Promise<void> {
    const socket = await openOwner(this.#target, this.#ownerId);
    const registered = Array.from({ length: sessions }, () => register(this.#target, socket, this.#ownerId));
    this.#sessionIds = await Promise.all(registered);
    this.#listen(socket);
  }

  #listen(socket: GraphqlSocket): void {
    socket.onClose = () => void this.#return();
    const ignore = (): void => undefined;
    for (const sessionId of this.#sessionIds) {
      const payload = payloadFor(this.#target, KillSignalDocument, { sessionId });
      socket.subscribe(payload, { next: ignore, over: ignore });
    }
  }

  async #return(): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      await delay(backoffMs(failures));
      attempts += 1;
      const opening = openOwner(this.#target, this.#ownerId);
      try {
        const socket = await within('a connection', connectTimeoutMs, opening);
        await this.#resume(socket);
        return;
      } catch {
        // Late or refused; one that opens after all is not wanted any more.
        void opening.then((socket) => socket.cut()).catch(() => undefined);
      }
    }
  }

  async #resume(socket: GraphqlSocket): Promise<void> {
    this.#listen(socket);
    const input = { sessionIds: this.#sessionIds };
    const payload = payloadFor(this.#target, HeartbeatDocument, { input });
    const { heartbeat } = await socket.request<HeartbeatMutation>(payload);
    const isHeard = heartbeat.__typename === 'HeartbeatSuccess';
    strangeAnswers += isHeard ? heartbeat.exceptions.length : this.#sessionIds.length;
  }
}

async function openAll({ sockets, forMs }: Fleet, open: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  let opened = 0;
  await eachAtOnce(Array.from({ length: sockets }), atOnce, async () => {
    if (performance.now() - startMs > forMs) return;
    await open();
    opened += 1;
  });
  return opened;
}

answerCalls<ReturnersApi>({
  connect: (fleet) =>
    openAll(fleet, () => new Returner({ kind: 'rollcall', url: fleet.url }).begin(fleet.sessionsPerSocket)),
  connectBySdk: (fleet) =>
    openAll(fleet, async () => {
      const client = createClient({ url: fleet.url, key: appKey });
      const sessions = Array.from({ length: fleet.sessionsPerSocket }, () => client.session({ app: 'benchmark' }));
      await Promise.all(sessions.map(async (session) => (await session).credentials()));
    }),
  tally() {
    const tally = { attempts, strangeAnswers };
    attempts = 0;
    strangeAnswers = 0;
    return tally;
  },
});
