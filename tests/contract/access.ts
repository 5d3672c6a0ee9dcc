import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Caller } from './model.ts';
import type { Registry } from './registry.ts';
import { createSignIns } from './sign-in.ts';
import type { Connection } from './subscriptions.ts';

export interface Secrets {
  readonly key: string;
  readonly adminToken: string;
}

/** So much longer than its session a token's socket stays, for the last that is told on it. */
const LAST_WORDS_MS = 100;

/** Who may come in: one app key, one admin token, every running session's own token, and browsers that signed in. */
export function createAccess(registry: Registry, given?: Secrets) {
  const secrets: Secrets = given ?? { key: `rck_contract_${randomUUID()}`, adminToken: `rca_${randomUUID()}` };
  const signIns = createSignIns(secrets.adminToken);

  function ofSecret(secret: string | undefined, ownerId: string | null): Caller | undefined {
    if (secret === secrets.adminToken) {
      return {
        actor: { kind: 'BOOTSTRAP', id: null, name: 'bootstrap' },
        role: 'ADMIN',
        sessionId: null,
        ownerId: null,
      };
    }
    if (secret === secrets.key)
      return { actor: { kind: 'KEY', id: 'key_contract', name: 'contract' }, role: null, sessionId: null, ownerId };
    if (secret?.startsWith('rst_') !== true) return undefined;
    // A token of an older owner still tells who calls: it is answered SUPERSEDED, not turned away.
    const session = registry.all().find(({ id }) => secret.startsWith(`rst_${id}_`));
    if (session === undefined || session.lifecycle === 'ENDED') return undefined;
    const actor = { kind: 'SESSION_TOKEN', id: secret, name: session.id } as const;
    return { actor, role: null, sessionId: session.id, ownerId };
  }

  const bearer = (header: unknown) => (typeof header === 'string' ? header.replace(/^Bearer /, '') : undefined);

  return {
    secrets,
    handleSignIn: signIns.handle,

    ofRequest(request: IncomingMessage): Caller | undefined {
      const owner = request.headers['rollcall-owner-id'];
      const caller = ofSecret(bearer(request.headers.authorization), typeof owner === 'string' ? owner : null);
      return caller ?? signIns.callerOf(request);
    },

    ofConnection(params: Readonly<Record<string, unknown>> | undefined, request: IncomingMessage): Caller | undefined {
      const ownerId = typeof params?.['ownerId'] === 'string' ? params['ownerId'] : null;
      return ofSecret(bearer(params?.['authorization']), ownerId) ?? signIns.callerOf(request);
    },

    /** Whether what this caller showed still holds: a token ends with its session. */
    holds({ sessionId }: Caller): boolean {
      return sessionId === null || registry.find(sessionId)?.lifecycle !== 'ENDED';
    },

    /** Closes the socket of a token soon after its session has ended. */
    closeWithItsSession({ sessionId }: Caller, socket: WebSocket): void {
      if (sessionId === null) return;
      const stop = registry.onEnd(sessionId, () => {
        setTimeout(() => socket.close(4401, 'Unauthenticated'), LAST_WORDS_MS).unref();
      });
      socket.once('close', stop);
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
  };
}
