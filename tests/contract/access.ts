import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import type { Caller } from './model.ts';
import type { Registry } from './registry.ts';
import type { Connection } from './subscriptions.ts';

export interface Secrets {
  readonly key: string;
  readonly adminToken: string;
}

const COOKIE = '__Host-rollcall';

/** Who may come in: one app key, one admin token, every session's own token, and browsers that signed in. */
export function createAccess(registry: Registry, given?: Secrets) {
  const secrets: Secrets = given ?? { key: `rck_contract_${randomUUID()}`, adminToken: `rca_${randomUUID()}` };
  // One that a restart keeps, so that a browser under development stays signed in.
  const signIn = Buffer.from(secrets.adminToken).toString('base64url');

  function ofSecret(secret: string | undefined, ownerId: string | null): Caller | undefined {
    if (secret === secrets.adminToken) return admin();
    if (secret === secrets.key)
      return { actor: { kind: 'KEY', id: 'key_contract', name: 'contract' }, sessionId: null, ownerId };
    if (secret?.startsWith('rst_') !== true) return undefined;
    // A token of an older owner still tells who calls: it is answered SUPERSEDED, not turned away.
    const session = registry.all().find(({ id }) => secret.startsWith(`rst_${id}_`));
    if (session === undefined) return undefined;
    return { actor: { kind: 'SESSION_TOKEN', id: secret, name: session.id }, sessionId: session.id, ownerId };
  }

  function admin(): Caller {
    return { actor: { kind: 'ADMIN', id: null, name: 'admin' }, sessionId: null, ownerId: null };
  }

  const isSignedIn = (request: IncomingMessage) => request.headers.cookie?.includes(`${COOKIE}=${signIn}`) === true;
  const bearer = (header: unknown) => (typeof header === 'string' ? header.replace(/^Bearer /, '') : undefined);

  return {
    secrets,

    ofRequest(request: IncomingMessage): Caller | undefined {
      const owner = request.headers['rollcall-owner-id'];
      const caller = ofSecret(bearer(request.headers.authorization), typeof owner === 'string' ? owner : null);
      return caller ?? (isSignedIn(request) ? admin() : undefined);
    },

    ofConnection(params: Readonly<Record<string, unknown>> | undefined, request: IncomingMessage): Caller | undefined {
      const ownerId = typeof params?.['ownerId'] === 'string' ? params['ownerId'] : null;
      return ofSecret(bearer(params?.['authorization']), ownerId) ?? (isSignedIn(request) ? admin() : undefined);
    },

    /** A closed socket makes the sessions whose kill signal it held quiet at once. */
    withLease(caller: Caller, socket: WebSocket): Caller & Connection {
      const held = new Set<string>();
      socket.once('close', () => {
        for (const id of held) {
          const session = registry.find(id);
          if (session !== undefined) registry.silent(session, 'QUIET');
        }
      });
      return {
        ...caller,
        holds: (id, isHeld) => void (isHeld ? held.add(id) : socket.readyState === 1 && held.delete(id)),
      };
    },

    /** `POST /sign-in` with any code or the admin token, and `POST /sign-out`. Answers whether the request was one of them. */
    handleSignIn(request: IncomingMessage, response: ServerResponse): boolean {
      const isSignIn = request.method === 'POST' && request.url === '/sign-in';
      const isSignOut = request.method === 'POST' && request.url === '/sign-out';
      if (!isSignIn && !isSignOut) return false;
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const isRight = isSignOut || body.includes('"code"') || body.includes(`"${secrets.adminToken}"`);
        if (!isRight) {
          const refusal = { code: 'SIGN_IN_REFUSED', message: 'This token is not valid.' };
          response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
          return;
        }
        const lifetime = isSignOut ? 'Max-Age=0' : 'Max-Age=86400';
        const cookie = `${COOKIE}=${signIn}; Path=/; HttpOnly; Secure; SameSite=Lax; ${lifetime}`;
        response.writeHead(204, { 'set-cookie': cookie }).end();
      });
      return true;
    },
  };
}
