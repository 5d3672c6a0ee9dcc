import { Api } from './api.ts';
import type { ServerProcess } from './server-process.ts';
import { until } from './until.ts';
import { WireSocket } from './wire-socket.ts';

/** What every person of these tests chooses; long enough, and nobody's name. */
export const password = 'correct horse battery';

/** A browser that is signed in: what it keeps and where it came from. */
export class SignedIn {
  readonly #url: string;
  readonly name: string;
  /** As the browser sends it: name and value. */
  readonly cookie: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(url: string, name: string, cookie: string) {
    this.#url = url;
    this.name = name;
    this.cookie = cookie;
    this.headers = { cookie, origin: url };
  }

  get api(): Api {
    return new Api(this.#url, { headers: this.headers });
  }

  /** A socket as the dashboard opens it: by the cookie alone. */
  openSocket(): Promise<WireSocket> {
    return WireSocket.greet(this.#url, { headers: this.headers });
  }

  signOut(): Promise<Response> {
    return fetch(`${this.#url}/sign-out`, { method: 'POST', headers: this.headers });
  }
}

/** Sends JSON as the dashboard's own pages do. */
export function postJson(
  url: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: JSON.stringify(body),
  });
}

export const codeOf = (link: string) => new URL(link).hash.replace('#code=', '');

/** Asks again where too many passwords wait to be checked: tests make many people at once, from one address. */
async function cookieFor(url: string, path: string, body: unknown): Promise<string> {
  const answer = await until('a place in the queue', async () => {
    const tried = await postJson(url, path, body);
    return tried.status !== 503 && tried;
  });
  return cookieOf(answer);
}

/** @throws when the server gives no cookie */
async function cookieOf(answer: Response): Promise<string> {
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (answer.status !== 204 || cookie === '') throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
  return cookie;
}

/** Follows a set-up link; `name` is for the first admin, whom nobody has named yet. */
export async function followLink(
  { url }: Pick<ServerProcess, 'url'>,
  link: string,
  choice: { readonly name?: string; readonly password?: string } = {},
): Promise<string> {
  return cookieFor(url, '/set-up', { code: codeOf(link), password, ...choice });
}

/** Makes the first admin by the printed link; the bootstrap token is refused from then on. */
export async function becomeFirstAdmin(server: ServerProcess, name = 'root'): Promise<SignedIn> {
  return new SignedIn(server.url, name, await followLink(server, server.setUpLink, { name }));
}

export async function signIn({ url }: Pick<ServerProcess, 'url'>, name: string): Promise<SignedIn> {
  return new SignedIn(url, name, await cookieFor(url, '/sign-in', { name, password }));
}
