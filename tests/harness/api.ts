import { randomUUID } from 'node:crypto';
import type { ServerProcess } from './server-process.ts';
import { adminToken, appKey } from './server-process.ts';

export interface WireError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly correlationId?: string };
}

export interface Answer<Data> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly WireError[];
}

export interface ApiOptions {
  readonly secret?: string;
  readonly ownerId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** GraphQL over HTTP, by hand: what any client in any language would send. */
export class Api {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, { secret, ownerId, headers = {} }: ApiOptions = {}) {
    this.#url = `${url}/graphql`;
    this.#headers = {
      'content-type': 'application/json',
      ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      ...(ownerId === undefined ? {} : { 'rollcall-owner-id': ownerId }),
      ...headers,
    };
  }

  async send<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
    const response = await this.post(JSON.stringify({ query, variables }));
    // What a document asks for is known where it is written, so the caller names the type.
    const body = (await response.json()) as Omit<Answer<Data>, 'status'>;
    return { status: response.status, ...body };
  }

  /** @throws when the answer holds errors */
  async data<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors, status } = await this.send<Data>(query, variables);
    if (errors || !data) throw new Error(`HTTP ${status}: ${JSON.stringify(errors)}`);
    return data;
  }

  post(body: string): Promise<Response> {
    return fetch(this.#url, { method: 'POST', headers: this.#headers, body });
  }
}

export const asAdmin = (server: ServerProcess) => new Api(server.url, { secret: adminToken });
export const asOwner = (server: ServerProcess, ownerId: string = randomUUID(), secret = appKey) =>
  new Api(server.url, { secret, ownerId });
