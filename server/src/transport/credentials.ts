import type { IncomingMessage } from 'node:http';
import { limits } from './limits.ts';
import type { Credentials } from './ports.ts';

/** `__Host-` makes browsers insist on Secure and Path=/, and keeps sibling hosts from setting it. */
const cookieName = '__Host-rollcall';

/** What an HTTP request shows: the header, or else the cookie of a browser's sign-in. */
export function credentialsOfRequest({ headers }: IncomingMessage): Credentials {
  const { authorization, cookie, 'rollcall-owner-id': ownerId } = headers;
  return {
    bearer: authorization === undefined ? null : parseBearer(authorization),
    signIn: authorization === undefined ? cookieOf(cookie, cookieName) : null,
    ownerId: typeof ownerId === 'string' ? ownerId : null,
  };
}

/** What a socket shows in its `connection_init`, or else with its upgrade request. */
export function credentialsOfSocket(
  payload: Readonly<Record<string, unknown>> | undefined,
  request: IncomingMessage,
): Credentials {
  const authorization = payload?.['authorization'];
  const ownerId = payload?.['ownerId'];
  const isStated = authorization !== undefined && authorization !== null;
  return {
    bearer: typeof authorization === 'string' ? parseBearer(authorization) : null,
    signIn: isStated ? null : cookieOf(request.headers.cookie, cookieName),
    ownerId: typeof ownerId === 'string' ? ownerId : null,
  };
}

/** Whether it is worth asking who this is: strangers are refused at no cost. */
export function mayBeKnown({ bearer, signIn, ownerId }: Credentials): boolean {
  return (bearer !== null || signIn !== null) && (ownerId ?? '').length <= limits.ownerIdCharacters;
}

/** The header that signs a browser in. */
export function signInCookie(secret: string, maxAgeSeconds: number): string {
  return hostCookie(cookieName, secret, maxAgeSeconds);
}

function parseBearer(authorization: string): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}

/** The value of a cookie; null where there is none or it is empty. */
export function cookieOf(cookies: string | undefined, name: string): string | null {
  const prefix = `${name}=`;
  const cookie = cookies?.split(/; */).find((pair) => pair.startsWith(prefix));
  return cookie === undefined || cookie === prefix ? null : cookie.slice(prefix.length);
}

/** A cookie that no script reads, no sibling host sets, and no request from another site carries but a followed link. */
export function hostCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}
