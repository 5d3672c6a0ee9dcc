import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './answers.ts';
import { callerOrigin } from './caller-origin.ts';
import { credentialsOfRequest, signInCookie } from './credentials.ts';
import type { BegunSignIn, SignInRefusal, SignIns } from './ports.ts';

/** Everything that an endpoint of signing in refuses for. */
type RefusalCode = SignInRefusal['code'] | 'FORBIDDEN' | 'TOO_LARGE' | 'TOO_MANY_TRIES';

const refusals: Readonly<Record<RefusalCode, { readonly status: number; readonly retryAfterSeconds?: number }>> = {
  INVALID_INPUT: { status: 400 },
  SIGN_IN_REFUSED: { status: 401 },
  FORBIDDEN: { status: 403 },
  NAME_TAKEN: { status: 409 },
  TOO_LARGE: { status: 413 },
  TOO_MANY_TRIES: { status: 429, retryAfterSeconds: 60 },
  BUSY: { status: 503, retryAfterSeconds: 2 },
};

export function sendRefusal(response: ServerResponse, code: RefusalCode, message: string): void {
  const { status, retryAfterSeconds } = refusals[code];
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  sendJson(response, status, { code, message });
}

export function sendTooManyTries(response: ServerResponse): void {
  sendRefusal(response, 'TOO_MANY_TRIES', 'Too many failed tries. Wait a minute.');
}

/** Gives the browser its sign-in; the one it had before ends, since nothing would ever show it again. */
export async function replaceSignIn(
  { signIns, proxies }: { signIns: Pick<SignIns, 'end'>; proxies: number },
  request: IncomingMessage,
  response: ServerResponse,
  { secret, maxAgeSeconds }: BegunSignIn,
): Promise<void> {
  const { signIn: before } = credentialsOfRequest(request);
  if (before !== null) await signIns.end(before, callerOrigin(request, proxies));
  response.appendHeader('set-cookie', signInCookie(secret, maxAgeSeconds));
}

export function sendDone(response: ServerResponse): void {
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
}
