import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** The page may run what it brings itself and talk to this server, and nothing else: no foreign script, font or image. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Graphiql {
  send(response: ServerResponse): Promise<void>;
}

export function wantsGraphiql({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true;
}

/** Nine megabytes of page, loaded and packed when somebody first asks. */
export function createGraphiql(): Graphiql {
  let packed: Promise<Buffer> | undefined;
  return {
    async send(response) {
      const body = await (packed ??= pack());
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-encoding': 'gzip', // Every browser takes it.
        'content-security-policy': policy,
        'cache-control': 'private, no-cache',
      });
      response.end(body);
    },
  };
}

async function pack(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Rollcall GraphiQL',
    endpoint: '/graphql',
    credentials: 'same-origin',
    method: 'POST',
    subscriptionsProtocol: 'WS',
    defaultQuery: defaultQuery,
  });
  return promisify(gzip)(html);
}

const defaultQuery = `query Sessions {
  sessions(first: 20) {
    revision
    edges { node { id app name status } }
  }
}
`;
