import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './model.ts';
import { callerOf, findPerson } from './people.ts';

const COOKIE = '__Host-rollcall';

/** How a browser comes in: by the name of somebody there and any password. A restart with the same seed keeps it signed in. */
export function createSignIns(seed: string) {
  const secretOf = (name: string) => Buffer.from(`${seed}:${name}`).toString('base64url');

  function answer(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  function signIn(body: string, response: ServerResponse): void {
    const [, name = ''] = /"name"\s*:\s*"([^"]*)"/.exec(body) ?? [];
    if (findPerson(name) === undefined) {
      answer(response, 401, { code: 'SIGN_IN_REFUSED', message: 'Sign in as ada, grace or linus.' });
      return;
    }
    const cookie = `${COOKIE}=${secretOf(name)}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=86400`;
    response.writeHead(204, { 'set-cookie': cookie }).end();
  }

  return {
    /** Who sent this request, by the cookie. */
    callerOf(request: IncomingMessage): Caller | undefined {
      const [, secret = ''] = new RegExp(`${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '') ?? [];
      const [, name = ''] = Buffer.from(secret, 'base64url').toString().split(`${seed}:`);
      const person = findPerson(name);
      return person === undefined ? undefined : callerOf(person);
    },

    /** Whether the request was about signing in or out, and is answered. */
    handle(request: IncomingMessage, response: ServerResponse): boolean {
      switch (`${request.method} ${request.url}`) {
        case 'GET /sign-in/methods':
          answer(response, 200, { isSetUp: true, identityProvider: null });
          return true;
        case 'POST /sign-in': {
          let body = '';
          request.on('data', (chunk: Buffer) => (body += chunk.toString()));
          request.on('end', () => signIn(body, response));
          return true;
        }
        case 'POST /sign-out':
          response.writeHead(204, { 'set-cookie': `${COOKIE}=; Path=/; Secure; HttpOnly; Max-Age=0` }).end();
          return true;
        default:
          return false;
      }
    },
  };
}
