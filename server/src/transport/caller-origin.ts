import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { limits, shorten } from './limits.ts';

/**
 * From where somebody calls, for records: an address that they cannot choose, and their program.
 * @param proxies how many proxies stand in front of the server
 */
export function callerOrigin(request: IncomingMessage, proxies: number): string {
  const address = addressOf(request, proxies);
  const program = request.headers['user-agent'];
  return shorten(program === undefined ? address : `${address} ${program}`, limits.originCharacters);
}

/**
 * The address of the connection; behind proxies the one that called the first of them, as they say. Each adds at the
 * right of the header whom it was called by, so what a caller wrote there itself stands further left.
 */
export function addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, proxies: number): string {
  const told =
    proxies > 0 ? [headers['x-forwarded-for'] ?? []].flat().join().split(',').at(-proxies)?.trim() : undefined;
  const address = told !== undefined && isIP(told) > 0 ? told : (socket.remoteAddress ?? 'unknown');
  // IPv4 in its own form, also where a socket listens on IPv6.
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
