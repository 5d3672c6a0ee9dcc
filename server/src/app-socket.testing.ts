import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { adminToken, appKey, type TestApp } from './app.testing.ts';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface TestSocket {
  /** Begins an operation. */
  subscribe(id: string, query: string, variables?: object): void;
  /** Leaves an operation. */
  complete(id: string): void;
  /** The next message of the operation: its payload, or `complete`. */
  next(id: string): Promise<unknown>;
  /** Sends a ping, as a client's keepAlive does, and waits for its answer. */
  ping(): Promise<void>;
  close(): void;
  readonly socket: WebSocket;
}

/** A socket as the SDK and the dashboard open it, without what they do by themselves. */
export async function openSocket(
  { app }: TestApp,
  { bearer = appKey, ownerId }: { readonly bearer?: string; readonly ownerId?: string } = {},
): Promise<TestSocket> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  onTestFinished(() => socket.terminate());
  const come: Message[] = [];
  let wake = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    come.push(JSON.parse(data.toString()) as Message);
    wake();
  });
  const send = (message: Message): void => socket.send(JSON.stringify(message));

  async function take(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const [message] = come.splice(come.findIndex(isWanted) >>> 0, 1);
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  await new Promise((resolve) => socket.once('open', resolve));
  send({ type: 'connection_init', payload: { authorization: `Bearer ${bearer}`, ownerId } });
  await take(({ type }) => type === 'connection_ack');

  return {
    socket,
    subscribe: (id, query, variables = {}) => send({ id, type: 'subscribe', payload: { query, variables } }),
    complete: (id) => send({ id, type: 'complete' }),
    async next(id) {
      const { type, payload } = await take((message) => message.id === id);
      return type === 'complete' ? type : payload;
    },
    async ping() {
      send({ type: 'ping' });
      await take(({ type }) => type === 'pong');
    },
    close: () => socket.close(),
  };
}

export const adminSocket = { bearer: adminToken };

/** Waits until something holds, as long as the test may take. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
