import { InvalidInputError } from './errors.ts';

/** The WebSocket address of the API of a server. @throws {InvalidInputError} when it is not an http or https address. */
export function toWebSocketUrl(serverUrl: string): string {
  const url = URL.canParse(serverUrl) ? new URL(serverUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const message = `\`url\` is the http or https address of a Rollcall server; this is not one: ${serverUrl}`;
    throw new InvalidInputError(message, [{ path: 'url', message }]);
  }
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.pathname = `${url.pathname.replace(/\/$/, '')}/graphql`;
  url.search = '';
  url.hash = '';
  return url.href;
}
