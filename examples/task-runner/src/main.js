import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { servePage } from './page.js';
import { readPort } from './port.js';
import { announceConnection, createRollcall } from './rollcall.js';
import { stop } from './stop.js';
import { serveTab } from './tab.js';

const port = readPort();
const origin = `http://127.0.0.1:${port}`;
const rollcall = createRollcall();

const http = createServer(servePage);
const sockets = new WebSocketServer({
  server: http,
  // Any page could open a socket to this machine and have it count primes.
  verifyClient: (/** @type {{ origin: string }} */ client) =>
    [origin, `http://localhost:${port}`].includes(client.origin),
});
let tabs = 0;
sockets.on('connection', (socket, request) => {
  const user = new URL(request.url ?? '/', origin).searchParams.get('user') ?? 'guest';
  void serveTab({ rollcall, socket, user, name: `Tab ${++tabs} on port ${port}` });
});

// The errors of `http`, too: ws passes them on, and one that nobody hears here ends the process with a stack trace.
sockets.on('error', (error) => {
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  stop(isTaken ? `Port ${port} is taken. Choose another: npm run example -- --port ${port + 1}` : error.message, 1);
});
http.listen(port, '127.0.0.1', () => {
  console.log(
    `Task runner: ${origin}\nOpen it in a few tabs; each is a session in Rollcall. Run something, and kill it there.`,
  );
  void announceConnection(rollcall);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void rollcall.close().finally(() => process.exit(0)));
}
