import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of another origin may have made the browser send this. A sign-in's cookie travels with such requests,
 * also between ports of one host, so nothing that a cookie vouches for is believed then. Programs send neither header.
 */
export function isFromAnotherOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin !== undefined) return !isSameOrigin(origin, host);
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** For sockets, where a browser always says which page opened them. */
export function hasOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && isSameOrigin(origin, host);
}

/**
 * Whether a browser sends this across origins only after asking (and we never say yes): no page can add a header of
 * ours, send JSON without asking, or claim to be of our origin.
 */
export function needsPreflight(request: IncomingMessage): boolean {
  const { 'rollcall-csrf': ours, 'sec-fetch-site': site } = request.headers;
  return isJson(request) || ours !== undefined || site === 'same-origin';
}

export function isJson({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** Scheme apart: TLS may end at a proxy before us. */
function isSameOrigin(origin: string, host: string | undefined): boolean {
  const stated = /^https?:\/\/(.+)$/.exec(origin)?.[1];
  return stated !== undefined && stated === host?.toLowerCase();
}
