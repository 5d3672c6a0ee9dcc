import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { printAddress } from './address.ts';
import { Registry } from './registry.ts';

// The floor: `ws` and JSON, nothing else. No rights, no limits, no schema, no masking, no records of who asked.

interface Message {
  readonly id: string;
  readonly type: string;
  readonly sessionIds?: readonly string[];
  readonly sessionId?: string;
  readonly taskId?: string;
  readonly name?: string;
  readonly reason?: string;
}

const registry = new Registry();
/** Started so, it tells of all changes that a turn of the event loop brings by one message, as ours does. */
const isBatching = process.argv.includes('batching');
let waiting: string[] = [];
const owners = new Map<string, WebSocket>();
const dashboards = new Set<WebSocket>();

async function answer(socket: WebSocket, message: Message): Promise<object> {
  const { sessionId = '', taskId = '', name = '', reason = '' } = message;
  switch (message.type) {
    case 'register': {
      const registeredId = registry.register();
      owners.set(registeredId, socket);
      return { sessionId: registeredId };
    }
    case 'startTask':
      return registry.startTask({ sessionId, taskId, name });
    case 'finishTask':
      return registry.finishTask({ taskId, outcome: 'SUCCEEDED' });
    case 'kill': {
      const kill = await registry.kill(sessionId, reason);
      owners.get(sessionId)?.send(JSON.stringify({ kill }));
      owners.delete(sessionId);
      return { kill };
    }
    case 'watch':
      dashboards.add(socket);
      return {};
    case 'change':
      if (isBatching) wait(name);
      else broadcast(JSON.stringify(registry.changesNamed(name)));
      return {};
    default:
      throw new Error(`no message is called ${message.type}`);
  }
}

function wait(name: string): void {
  waiting.push(name);
  if (waiting.length > 1) return;
  setImmediate(() => {
    broadcast(JSON.stringify(registry.changesNamed(...waiting)));
    waiting = [];
  });
}

function broadcast(text: string): void {
  // Encoded once; ws would do it again for each.
  const data = Buffer.from(text);
  for (const socket of dashboards) {
    if (socket.readyState === WebSocket.OPEN) socket.send(data, { binary: false });
  }
}

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 256 * 1024 });
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    // Sent by our own load alone.
    const message = JSON.parse(data.toString()) as Message;
    const { id, type, sessionIds = [] } = message;
    // Waits for nothing, so it has no promise.
    if (type === 'heartbeat') return socket.send(JSON.stringify({ id, ...registry.heartbeat(sessionIds) }));
    void answer(socket, message).then((fields) => socket.send(JSON.stringify({ id, ...fields })));
  });
  socket.on('error', () => undefined);
  socket.on('close', () => dashboards.delete(socket));
});
printAddress(server);
