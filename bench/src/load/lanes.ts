import { randomUUID } from 'node:crypto';
import type { TypedDocument } from '@rollcall/sdk';
import { FinishTaskDocument, HeartbeatDocument, StartTaskDocument } from '@rollcall/sdk/operations';
import { appKey } from '../harness/servers.ts';
import { type GraphqlSocket, operationFrame } from '../wire/graphql-socket.ts';
import { HttpConnection, postRequest } from '../wire/http-connection.ts';
import { RawSocket } from '../wire/raw-socket.ts';
import { bodyFor, openOwner, payloadFor, register, type Target } from '../wire/target.ts';
import { textFrame } from '../wire/websocket.ts';

export type Workload = 'ONE' | 'HUNDRED' | 'TASK' | 'HTTP';

/** One connection with room for so many questions at a time, each in a slot of its own. */
export interface Lane {
  readonly depth: number;
  ask(slot: number, workload: Workload, answered: () => void): void;
}

export const sessionsPerLane = 100;
const socketDepth = 8;

/** All named sessions were renewed. */
const renewed = '"__typename":"HeartbeatSuccess","exceptions":[]';
/** What an answer has to hold. */
const wanted = { ONE: renewed, HTTP: renewed, HUNDRED: renewed, TASK: 'TaskSuccess"' } as const;

function check(workload: Workload, message: Buffer): void {
  if (!message.includes(wanted[workload])) throw new Error(`not as asked: ${message.toString()}`);
}

/** The tasks of a lane: in each slot one is started, then finished, then the next one started. */
class Tasks {
  readonly #sessionIds: readonly string[];
  readonly #open = new Map<number, string>();

  constructor(sessionIds: readonly string[]) {
    this.#sessionIds = sessionIds;
  }

  next(slot: number): { readonly document: TypedDocument<unknown, never>; readonly input: Record<string, string> } {
    const taskId = this.#open.get(slot);
    if (taskId !== undefined) {
      this.#open.delete(slot);
      return { document: FinishTaskDocument, input: { taskId, outcome: 'SUCCEEDED' } };
    }
    const startedId = randomUUID();
    this.#open.set(slot, startedId);
    const sessionId = this.#sessionIds[slot] ?? '';
    return { document: StartTaskDocument, input: { sessionId, taskId: startedId, name: 'A task' } };
  }
}

class GraphqlLane implements Lane {
  readonly depth = socketDepth;
  readonly #target: Target;
  readonly #socket: GraphqlSocket;
  readonly #beats: Readonly<Record<'ONE' | 'HUNDRED', readonly Buffer[]>>;
  readonly #tasks: Tasks;

  constructor(target: Target, socket: GraphqlSocket, sessionIds: readonly string[]) {
    this.#target = target;
    this.#socket = socket;
    this.#tasks = new Tasks(sessionIds);
    const beat = (slot: number, ids: readonly string[]): Buffer =>
      operationFrame(`~s${slot}`, payloadFor(target, HeartbeatDocument, { input: { sessionIds: ids } }));
    this.#beats = {
      ONE: slots(socketDepth).map((slot) => beat(slot, sessionIds.slice(slot, slot + 1))),
      HUNDRED: slots(socketDepth).map((slot) => beat(slot, sessionIds)),
    };
  }

  ask(slot: number, workload: Workload, answered: () => void): void {
    const handler = { next: (message: Buffer) => check(workload, message), over: answered };
    this.#socket.sendFrame(`~s${slot}`, this.#frame(slot, workload), handler);
  }

  #frame(slot: number, workload: Workload): Buffer {
    if (workload !== 'TASK') return this.#beats[workload === 'ONE' ? 'ONE' : 'HUNDRED'][slot] ?? Buffer.alloc(0);
    const { document, input } = this.#tasks.next(slot);
    return operationFrame(`~s${slot}`, payloadFor(this.#target, document, { input }));
  }
}

class RawLane implements Lane {
  readonly depth = socketDepth;
  readonly #socket: RawSocket;
  readonly #sessionIds: readonly string[];
  readonly #tasks: Tasks;

  constructor(socket: RawSocket, sessionIds: readonly string[]) {
    this.#socket = socket;
    this.#sessionIds = sessionIds;
    this.#tasks = new Tasks(sessionIds);
  }

  ask(slot: number, workload: Workload, answered: () => void): void {
    const message = { id: `~s${slot}`, ...this.#message(slot, workload) };
    this.#socket.sendFrame(message.id, textFrame(JSON.stringify(message)), (answer) => {
      check(workload, answer);
      answered();
    });
  }

  #message(slot: number, workload: Workload): object {
    if (workload !== 'TASK') {
      const sessionIds = workload === 'ONE' ? this.#sessionIds.slice(slot, slot + 1) : this.#sessionIds;
      return { type: 'heartbeat', sessionIds };
    }
    const { input } = this.#tasks.next(slot);
    return { type: 'outcome' in input ? 'finishTask' : 'startTask', ...input };
  }
}

class HttpLane implements Lane {
  readonly depth = 1;
  readonly #connection: HttpConnection;
  readonly #request: Buffer;

  constructor(connection: HttpConnection, request: Buffer) {
    this.#connection = connection;
    this.#request = request;
  }

  ask(_slot: number, workload: Workload, answered: () => void): void {
    this.#connection.send(this.#request, (body) => {
      check(workload, body);
      answered();
    });
  }
}

export interface Lanes {
  readonly sockets: readonly Lane[];
  /** Kept-alive connections, opened for each run: a server closes those that wait. */
  openHttp(): Promise<{ readonly lanes: readonly Lane[]; close(): void }>;
}

/** Opens so many sockets, each an owner with {@link sessionsPerLane} sessions. */
export async function openLanes(target: Target, count: number): Promise<Lanes> {
  const sockets: Lane[] = [];
  const requests: Buffer[] = [];
  for (let opened = 0; opened < count; opened += 1) {
    if (target.kind === 'raw') {
      const socket = await RawSocket.open(target.url);
      const registered = slots(sessionsPerLane).map(() => socket.request<{ sessionId: string }>('register'));
      const sessionIds = (await Promise.all(registered)).map(({ sessionId }) => sessionId);
      sockets.push(new RawLane(socket, sessionIds));
      continue;
    }
    const ownerId = randomUUID();
    const socket = await openOwner(target, ownerId);
    const sessionIds = await Promise.all(slots(sessionsPerLane).map(() => register(target, socket, ownerId)));
    sockets.push(new GraphqlLane(target, socket, sessionIds));
    const headers = { authorization: `Bearer ${appKey}`, 'rollcall-owner-id': ownerId };
    const variables = { input: { sessionIds: sessionIds.slice(0, 1) } };
    requests.push(postRequest(target.url, headers, bodyFor(target, HeartbeatDocument, variables)));
  }
  return {
    sockets,
    async openHttp() {
      const connections = await Promise.all(requests.map(() => HttpConnection.open(target.url)));
      const lanes = connections.map(
        (connection, index) => new HttpLane(connection, requests[index] ?? Buffer.alloc(0)),
      );
      return {
        lanes,
        close() {
          for (const connection of connections) connection.cut();
        },
      };
    },
  };
}

function slots(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
