import type { IncomingMessage, ServerResponse } from 'node:http';
import { callerOrigin } from './caller-origin.ts';
import { cookieOf, hostCookie } from './credentials.ts';
import { isFromAnotherOrigin } from './cross-site.ts';
import type { ErrorMask } from './error-mask.ts';
import { toOwnPath } from './own-path.ts';
import type { TransportPorts } from './ports.ts';
import { replaceSignIn } from './sign-in-answers.ts';

export interface IdentityEndpoints {
  /** Sends the browser to the identity provider. */
  begin(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Where the identity provider sends it back to. */
  finish(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export const identityCallbackPath = '/sign-in/oidc/callback';

/** Why signing in elsewhere came to nothing, as the sign-in page is told. */
type Problem = 'IDENTITY_REFUSED' | 'IDENTITY_UNAVAILABLE' | 'IDENTITY_EXPIRED';

/** What a browser keeps while it is away; so nobody can end an attempt in somebody else's browser. */
interface Attempt {
  readonly state: string;
  readonly next: string;
}

const cookieName = '__Host-rollcall-oidc';
const maxAgeSeconds = 600;

/** Signing in at the organisation's identity provider. */
export function createIdentityEndpoints(
  {
    identityProvider,
    signIns,
    publicUrl,
    proxies,
  }: Pick<TransportPorts, 'identityProvider' | 'signIns' | 'publicUrl' | 'proxies'>,
  errorMask: ErrorMask,
): IdentityEndpoints {
  return {
    async begin(request, response) {
      const next = toOwnPath(queryOf(request).get('next'));
      if (identityProvider === null) return void sendProblem(response, 'IDENTITY_UNAVAILABLE');
      // No other site signs anybody in: people press the button themselves.
      if (isFromAnotherOrigin(request)) {
        return void redirect(response, `/sign-in?${String(new URLSearchParams({ next }))}`);
      }
      try {
        const { url, state } = await identityProvider.begin(
          publicUrl() + identityCallbackPath,
          callerOrigin(request, proxies),
        );
        response.setHeader('set-cookie', hostCookie(cookieName, encodeAttempt({ state, next }), maxAgeSeconds));
        redirect(response, url);
      } catch (error) {
        errorMask.one(error); // Logs it.
        sendProblem(response, 'IDENTITY_UNAVAILABLE');
      }
    },

    async finish(request, response) {
      const attempt = decodeAttempt(cookieOf(request.headers.cookie, cookieName));
      response.setHeader('set-cookie', hostCookie(cookieName, '', 0));
      if (identityProvider === null) return void sendProblem(response, 'IDENTITY_UNAVAILABLE');
      if (attempt === null) return void sendProblem(response, 'IDENTITY_EXPIRED');
      const { state, next } = attempt;
      const callbackUrl = `${publicUrl()}${identityCallbackPath}?${String(queryOf(request))}`;
      try {
        const begun = await identityProvider.finish(callbackUrl, state, callerOrigin(request, proxies));
        if (begun === null) return void sendProblem(response, 'IDENTITY_EXPIRED');
        if ('code' in begun) {
          return void sendProblem(response, begun.code === 'BUSY' ? 'IDENTITY_UNAVAILABLE' : 'IDENTITY_REFUSED');
        }
        await replaceSignIn({ signIns, proxies }, request, response, begun);
        redirect(response, next);
      } catch (error) {
        errorMask.one(error);
        sendProblem(response, 'IDENTITY_UNAVAILABLE');
      }
    },
  };
}

function sendProblem(response: ServerResponse, problem: Problem): void {
  redirect(response, `/sign-in?problem=${problem}`);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
}

function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : url.slice(start));
}

function encodeAttempt(attempt: Attempt): string {
  return Buffer.from(JSON.stringify(attempt)).toString('base64url');
}

function decodeAttempt(cookie: string | null): Attempt | null {
  if (cookie === null) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cookie, 'base64url').toString());
    if (typeof value !== 'object' || value === null || !('state' in value) || !('next' in value)) return null;
    const { state, next } = value;
    // Checked again: whatever a browser keeps may have been written by somebody else.
    return typeof state === 'string' && typeof next === 'string' ? { state, next: toOwnPath(next) } : null;
  } catch {
    return null;
  }
}
