import type { IncomingMessage } from 'node:http';
import { limits, shorten } from './limits.ts';

/** From where somebody calls, for records: the address of the connection, which nobody can state, and their program. */
export function callerOrigin({ socket, headers }: IncomingMessage): string {
  const address = addressOf({ socket });
  const program = headers['user-agent'];
  return shorten(program === undefined ? address : `${address} ${program}`, limits.originCharacters);
}

/** IPv4 in its own form, also where the socket listens on IPv6. */
export function addressOf({ socket }: Pick<IncomingMessage, 'socket'>): string {
  return (socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
}
