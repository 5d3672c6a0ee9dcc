import { randomUUID } from 'node:crypto';
import {
  HeartbeatDocument,
  KillSessionDocument,
  KillSignalDocument,
  RegisterSessionDocument,
  type RegisterSessionMutation,
} from '@rollcall/sdk/operations';
import { EventStream } from '../wire/event-stream.ts';
import { HttpConnection, postRequest } from '../wire/http-connection.ts';
import { type OperationPayload, toPeer } from '../wire/messages.ts';
import { killReason, type OwnerFleet } from './owner-fleet.ts';

/** Kept-alive HTTP connections that share what is to be sent. */
class HttpPool {
  readonly #url: string;
  readonly #free: HttpConnection[] = [];
  readonly #all: readonly HttpConnection[];
  readonly #waiting: ((connection: HttpConnection) => void)[] = [];

  private constructor(url: string, all: readonly HttpConnection[]) {
    this.#url = url;
    this.#all = all;
    this.#free.push(...all);
  }

  static async open(url: string, size: number): Promise<HttpPool> {
    return new HttpPool(url, await Promise.all(Array.from({ length: size }, () => HttpConnection.open(url))));
  }

  async send(payload: OperationPayload): Promise<string> {
    const connection =
      this.#free.pop() ?? (await new Promise<HttpConnection>((resolve) => this.#waiting.push(resolve)));
    const request = postRequest(this.#url, { accept: 'application/json' }, JSON.stringify(payload));
    return new Promise((resolve) => {
      connection.send(request, (body) => {
        const next = this.#waiting.shift();
        if (next === undefined) this.#free.push(connection);
        else next(connection);
        resolve(body.toString());
      });
    });
  }

  close(): void {
    for (const connection of this.#all) connection.cut();
  }
}

interface Owner {
  sessionId: string;
  stream: EventStream;
  isBeating: boolean;
}

/** Owners that hear of kills as server-sent events and say everything else over HTTP, as Yoga has it. */
export function openEventStreamFleet(url: string): OwnerFleet {
  const owners: Owner[] = [];
  let pool: HttpPool | null = null;

  async function send(document: Parameters<typeof toPeer>[0], variables: Record<string, unknown>): Promise<string> {
    // Opened for a while: a server closes connections that wait for seconds.
    pool ??= await HttpPool.open(url, 16);
    return pool.send(toPeer(document, variables));
  }

  async function begin(): Promise<Owner> {
    const input = { app: 'benchmark', ownerId: 'benchmark', externalId: randomUUID() };
    // It answers what the document asks for.
    const answer = JSON.parse(await send(RegisterSessionDocument, { input })) as { data: RegisterSessionMutation };
    const { registerSession } = answer.data;
    if (registerSession.__typename !== 'RegisterSessionSuccess') throw new Error(JSON.stringify(answer));
    const sessionId = registerSession.session.id;
    const body = JSON.stringify(toPeer(KillSignalDocument, { sessionId }));
    const stream = await EventStream.open(url, postRequest(url, { accept: 'text/event-stream' }, body));
    return { sessionId, stream, isBeating: false };
  }

  return {
    async join() {
      owners.push(await begin());
    },
    beat(index, answered) {
      const owner = owners[index];
      if (owner === undefined || owner.isBeating) return;
      owner.isBeating = true;
      void send(HeartbeatDocument, { input: { sessionIds: [owner.sessionId] } }).then(() => {
        owner.isBeating = false;
        answered();
      });
    },
    async kill(index) {
      const owner = owners[index];
      if (owner === undefined) throw new Error('no such owner');
      const killed = new Promise<number>((resolve) => (owner.stream.onEvent = () => resolve(performance.now())));
      const startMs = performance.now();
      const asked = send(KillSessionDocument, { input: { id: owner.sessionId, reason: killReason } });
      const ms = (await killed) - startMs;
      await asked;
      owner.stream.cut();
      owners[index] = await begin();
      return { ms };
    },
    async begin() {
      pool?.close();
      pool = await HttpPool.open(url, 16);
    },
    finish() {
      pool?.close();
      pool = null;
    },
  };
}
