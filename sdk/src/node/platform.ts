import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { ClientRequest } from 'node:http';
import { WebSocket } from 'ws';
import type { Platform } from '../platform.ts';
import type { TaskScope } from '../scopes.ts';

/** Node's clock, timers and sockets, none of which keeps a process alive that has nothing else to do. */
export function createNodePlatform(): Platform {
  const scopes = new AsyncLocalStorage<TaskScope>();
  return {
    nowMs: () => performance.now(),
    wallMs: Date.now,
    createId: randomUUID,
    random: Math.random,
    setTimer(callback, delayMs, keepsProcessAlive = false) {
      const timer = setTimeout(callback, delayMs);
      if (!keepsProcessAlive) timer.unref();
      return () => clearTimeout(timer);
    },
    createAbortController() {
      const controller = new AbortController();
      // Node takes the eleventh listener for a leak and warns in the host's name.
      setMaxListeners(0, controller.signal);
      return controller;
    },
    WebSocket: UnobtrusiveWebSocket,
    scopes: { run: (scope, work) => scopes.run(scope, work), current: () => scopes.getStore() },
    killCloseCode: 1001,
    onIdle(callback) {
      if (idleCallbacks.size === 0) process.on('beforeExit', callBackAll);
      idleCallbacks.add(callback);
      return () => {
        if (idleCallbacks.delete(callback) && idleCallbacks.size === 0) process.off('beforeExit', callBackAll);
      };
    },
  };
}

/** Of all clients in the process, which share one listener: Node takes the eleventh for a leak, too. */
const idleCallbacks = new Set<() => void>();

function callBackAll(): void {
  for (const callback of [...idleCallbacks]) callback();
}

const webSocketOptions = {
  /** How long the other end may take to answer a close; the timer of it keeps the process alive. */
  closeTimeout: 1_000,
  handshakeTimeout: 10_000,
  perMessageDeflate: false,
  finishRequest(request: ClientRequest) {
    request.once('socket', (socket) => socket.unref());
    request.end();
  },
};

class UnobtrusiveWebSocket extends WebSocket {
  constructor(address: string, protocol: string) {
    super(address, protocol, webSocketOptions);
  }
}
