import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { printAddress } from './address.ts';
import { Registry } from './registry.ts';

// socket.io as its notes on performance have it, without native add-ons (`ws` has none here either). No rights, no limits,
// nothing stored, nothing caught up with.

const registry = new Registry();
const server = createServer();
const sockets = new Server(server, { transports: ['websocket'], serveClient: false });
// The first request of each connection would stay in memory.
sockets.engine.on('connection', (connection: { request: unknown }) => (connection.request = null));
sockets.on('connection', (socket) => {
  socket.on('change', (name: string) => sockets.emit('changes', registry.changesNamed(name)));
});
printAddress(server);
