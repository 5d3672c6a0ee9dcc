import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';

/** What the provider will do, changed by a test as it goes. */
interface Behaviour {
  /** What it says of whoever signs in. */
  claims: Readonly<Record<string, unknown>>;
  /** What only its user info says. */
  userInfo: Readonly<Record<string, unknown>>;
  /** How it spoils the ID token. */
  spoil(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  isAway: boolean;
  isSignedByAnother: boolean;
}

/** A small OpenID provider on loopback, closed when the test is over. */
export async function startIdentityProvider() {
  const behaviour: Behaviour = {
    claims: { sub: 'subject-1', preferred_username: 'grace', groups: ['staff'] },
    userInfo: {},
    spoil: (claims) => claims,
    isAway: false,
    isSignedByAnother: false,
  };
  const keys = [makeKey(), makeKey()] as const;
  const grants = new Map<string, URLSearchParams>();
  /** The forms that asked for tokens. */
  const asked: URLSearchParams[] = [];

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', issuer);
    const send = (body: object, status = 200): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (behaviour.isAway) return void send({}, 503);
    if (pathname === '/jwks') return void send({ keys: [keys[0].jwk] });
    if (pathname === '/userinfo') return void send({ sub: behaviour.claims['sub'], ...behaviour.userInfo });
    if (pathname === '/token') return void giveTokens(new URLSearchParams(await text(request)), send);
    send({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  }

  function giveTokens(form: URLSearchParams, send: (body: object, status?: number) => void): void {
    asked.push(form);
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.get('code_challenge') !== challenge || grant.get('redirect_uri') !== form.get('redirect_uri')) {
      return send({ error: 'invalid_grant' }, 400);
    }
    const nowSeconds = Math.floor(systemClock.wallMs() / 1_000);
    const claims = behaviour.spoil({
      iss: issuer,
      aud: grant.get('client_id'),
      iat: nowSeconds,
      exp: nowSeconds + 60,
      nonce: grant.get('nonce'),
      ...behaviour.claims,
    });
    const key = keys[behaviour.isSignedByAnother ? 1 : 0];
    send({ access_token: 'access', token_type: 'Bearer', id_token: key.signed(claims) });
  }

  return {
    issuer,
    behaviour,
    asked,
    /** Signs somebody in there: where their browser is sent back to. */
    approve(authorizationUrl: string): string {
      const query = new URL(authorizationUrl).searchParams;
      const code = randomUUID();
      grants.set(code, query);
      const back = new URL(query.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state') ?? '');
      return back.href;
    },
  };
}

function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid: 'key1', alg: 'RS256', use: 'sig' },
    signed(claims: object): string {
      const content = `${encode({ alg: 'RS256', kid: 'key1', typ: 'JWT' })}.${encode(claims)}`;
      return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    },
  };
}
