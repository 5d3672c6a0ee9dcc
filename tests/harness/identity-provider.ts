import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** Somebody who has an account there. */
export interface Account {
  readonly sub: string;
  readonly preferred_username?: string;
  readonly groups?: readonly string[] | undefined;
  readonly [claim: string]: unknown;
}

interface SigningKey {
  readonly sign: (claims: JWTPayload) => Promise<string>;
  readonly jwk: JWK;
}

const clientId = 'rollcall';
export const clientSecret = 'the-secret-of-the-client-0123456789';

/**
 * A small OpenID provider on loopback. Whoever comes is taken for `account` without a question; the rest it checks as a
 * real one does: client, secret, redirect address, PKCE, and that a code works once.
 */
export class IdentityProvider {
  readonly #server: Server;
  readonly #keys: readonly [SigningKey, SigningKey];
  readonly #grants = new Map<string, URLSearchParams>();
  account: Account = { sub: 'subject-1', preferred_username: 'grace', groups: ['staff'] };
  /** Claims told by the user info alone. */
  userInfo: Readonly<Record<string, unknown>> = {};
  /** What it makes of the claims before it signs them. */
  spoil: (claims: JWTPayload) => JWTPayload = (claims) => claims;
  signsWithAnotherKey = false;
  isAway = false;
  /** Every secret it gave away or was shown. */
  readonly secrets: string[] = [];

  private constructor(keys: readonly [SigningKey, SigningKey]) {
    this.#keys = keys;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<IdentityProvider> {
    const provider = new IdentityProvider([await createSigningKey(), await createSigningKey()]);
    await new Promise<void>((resolve) => provider.#server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    // Listening on a host and port, so not the path of a Unix socket.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What a server is configured with to trust it. */
  get settings(): Readonly<Record<string, string>> {
    return {
      ROLLCALL_OIDC_ISSUER: this.issuer,
      ROLLCALL_OIDC_CLIENT_ID: clientId,
      ROLLCALL_OIDC_CLIENT_SECRET: clientSecret,
      ROLLCALL_OIDC_LABEL: 'Example ID',
      ROLLCALL_OIDC_ROLES: 'staff=VIEWER,on-call=OPERATOR,platform=ADMIN',
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.issuer);
    if (this.isAway) {
      request.socket.destroy();
      return;
    }
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return void sendJson(response, 200, this.#metadata());
      case '/authorize':
        return void this.#authorize(searchParams, response);
      case '/token':
        return this.#token(request, new URLSearchParams(await text(request)), response);
      case '/jwks':
        return void sendJson(response, 200, { keys: [this.#keys[0].jwk] });
      case '/userinfo':
        return void sendJson(response, 200, { sub: this.account.sub, ...this.userInfo });
      default:
        return void sendJson(response, 404, {});
    }
  }

  #metadata(): object {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  #authorize(asked: URLSearchParams, response: ServerResponse): void {
    const back = asked.get('redirect_uri') ?? '';
    const isWhole = ['state', 'nonce', 'code_challenge'].every((name) => (asked.get(name) ?? '').length >= 32);
    const isRight =
      asked.get('client_id') === clientId &&
      asked.get('response_type') === 'code' &&
      asked.get('code_challenge_method') === 'S256' &&
      asked.get('scope')?.split(' ').includes('openid') === true;
    if (!isWhole || !isRight || !URL.canParse(back)) return void sendJson(response, 400, { error: 'invalid_request' });
    const code = randomUUID();
    this.#grants.set(code, asked);
    this.secrets.push(code);
    const location = new URL(back);
    location.searchParams.set('code', code);
    location.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(302, { location: location.href }).end();
  }

  async #token(request: IncomingMessage, form: URLSearchParams, response: ServerResponse): Promise<void> {
    if (!isClient(request.headers.authorization)) return void sendJson(response, 401, { error: 'invalid_client' });
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    const isProven = grant?.get('code_challenge') === createHash('sha256').update(verifier).digest('base64url');
    if (!grant || !isProven || grant.get('redirect_uri') !== form.get('redirect_uri')) {
      return void sendJson(response, 400, { error: 'invalid_grant' });
    }
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const claims = { iss: this.issuer, aud: clientId, iat: nowSeconds, exp: nowSeconds + 60 };
    const token = this.spoil({ ...claims, nonce: grant.get('nonce') ?? '', ...this.account });
    const idToken = await this.#keys[this.signsWithAnotherKey ? 1 : 0].sign(token);
    const accessToken = randomUUID();
    this.secrets.push(verifier, idToken, accessToken);
    sendJson(response, 200, { access_token: accessToken, token_type: 'Bearer', id_token: idToken });
  }
}

/** By HTTP Basic, with both words encoded as in a form: RFC 6749, 2.3.1. */
function isClient(authorization = ''): boolean {
  const words = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':')
    .map(decodeURIComponent);
  return words[0] === clientId && words[1] === clientSecret;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** All of one id, as an attacker would have it. */
async function createSigningKey(): Promise<SigningKey> {
  const header = { alg: 'RS256', kid: 'key-1' };
  const { publicKey, privateKey } = await generateKeyPair(header.alg);
  return {
    jwk: { ...(await exportJWK(publicKey)), ...header, use: 'sig' },
    sign: (claims) => new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
  };
}
