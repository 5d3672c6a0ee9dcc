import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './answers.ts';
import { addressOf, callerOrigin } from './caller-origin.ts';
import { credentialsOfRequest, signInCookie } from './credentials.ts';
import { isFromAnotherOrigin, isJson } from './cross-site.ts';
import { createFailedTries } from './failed-tries.ts';
import { limits } from './limits.ts';
import type { SignInProof, TransportPorts } from './ports.ts';
import type { Rechecks } from './rechecks.ts';
import { readBody } from './request-body.ts';

export interface SignInEndpoints {
  signIn(request: IncomingMessage, response: ServerResponse): Promise<void>;
  signOut(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Where a browser gets its cookie and gives it back. */
export function createSignInEndpoints(
  { signIns, clock }: Pick<TransportPorts, 'signIns' | 'clock'>,
  rechecks: Rechecks,
): SignInEndpoints {
  const failedTries = createFailedTries(clock);

  return {
    async signIn(request, response) {
      if (isFromAnotherOrigin(request) || !isJson(request)) {
        return void refuse(response, 403, 'Send JSON with "Content-Type: application/json", from our own page.');
      }
      const address = addressOf(request);
      const body = await readBody(request, limits.signInBodyBytes);
      if (body === null) return void refuse(response, 413, `Send at most ${limits.signInBodyBytes} bytes.`);
      const proof = parseProof(body);
      if (proof === null) return void refuse(response, 400, 'Send { "code": "…" } or { "token": "…" }.');
      const begun = await signIns.begin(proof, callerOrigin(request));
      // A right proof always signs in: behind a proxy everybody has the address of whoever tries wrong ones.
      if (begun === null && failedTries.isExhausted(address)) {
        response.setHeader('retry-after', '60');
        return void refuse(response, 429, 'Too many failed tries. Wait a minute.');
      }
      if (begun === null) {
        failedTries.add(address);
        return void refuse(
          response,
          401,
          'This code or token does not sign you in. A code works once: take a fresh link.',
        );
      }
      response.setHeader('set-cookie', signInCookie(begun.secret, begun.maxAgeSeconds));
      response.writeHead(204).end();
    },

    async signOut(request, response) {
      if (isFromAnotherOrigin(request)) return void refuse(response, 403, 'Sign out from our own page.');
      const { signIn } = credentialsOfRequest(request);
      if (signIn !== null) {
        await signIns.end(signIn);
        rechecks.signInEnded(signIn);
      }
      response.setHeader('set-cookie', signInCookie('', 0));
      response.writeHead(204).end();
    },
  };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { code: 'SIGN_IN_REFUSED', message });
}

function parseProof(body: string): SignInProof | null {
  try {
    const proof: unknown = JSON.parse(body);
    if (typeof proof !== 'object' || proof === null) return null;
    if ('code' in proof && typeof proof.code === 'string') return { code: proof.code };
    if ('token' in proof && typeof proof.token === 'string') return { token: proof.token };
    return null;
  } catch {
    return null;
  }
}
