import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { sendErrors, sendMethodNotAllowed, sendText, setSecurityHeaders } from './answers.ts';
import { createDashboard } from './dashboard.ts';
import type { ErrorMask } from './error-mask.ts';
import type { GraphqlHttp } from './graphql-http.ts';
import { identityCallbackPath, type IdentityEndpoints } from './identity.ts';
import type { TransportPorts } from './ports.ts';
import type { SetUpEndpoints } from './set-up.ts';
import type { SignInEndpoints } from './sign-in.ts';

export const graphqlPath = '/graphql';

/** The path of a request, undecoded; null for what no browser and no client of ours sends. */
export function pathOf({ url, headers: { host } }: IncomingMessage): string | null {
  // Yoga builds a URL from both, and answers with a stack trace where that fails. Old health checks send no host.
  if (url?.startsWith('/') !== true || !URL.canParse(url, `http://${host ?? 'localhost'}`)) return null;
  return url.split('?', 1)[0] ?? null;
}

/** By path, and then by method. */
type Routes = ReadonlyMap<string, ReadonlyMap<string, Handler>>;
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Endpoints {
  readonly graphql: GraphqlHttp;
  readonly signIns: SignInEndpoints;
  readonly setUp: SetUpEndpoints;
  readonly identity: IdentityEndpoints;
  isDraining(): boolean;
}

/** Finds who answers an HTTP request. Whatever throws becomes a masked answer; nothing reaches the process. */
export function createRouter(
  ports: Pick<TransportPorts, 'isReady' | 'dashboardDir'>,
  endpoints: Endpoints,
  errorMask: ErrorMask,
): RequestListener {
  const serveDashboard = createDashboard(ports.dashboardDir);
  const pages = reads(async (request, response) => serveDashboard(request, response));
  const routes = createRoutes(ports, endpoints, pages);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path === null) return void sendText(response, 400, 'Bad request.\n');
    const methods = routes.get(path) ?? pages;
    const handle = methods.get(request.method ?? '');
    if (handle === undefined) return void sendMethodNotAllowed(response, [...methods.keys()].join(', '));
    await handle(request, response);
  }

  return (request, response) => {
    setSecurityHeaders(response);
    if (endpoints.isDraining()) response.setHeader('connection', 'close');
    route(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return; // The client left while sending.
      const masked = errorMask.one(error);
      if (response.headersSent) response.destroy();
      else sendErrors(response, 500, [masked]);
    });
  };
}

function createRoutes(
  { isReady }: Pick<TransportPorts, 'isReady'>,
  { graphql, signIns, setUp, identity, isDraining }: Endpoints,
  pages: ReadonlyMap<string, Handler>,
): Routes {
  const isServing = (): boolean => isReady() && !isDraining();
  return new Map([
    [graphqlPath, new Map([...on('GET', graphql.handle), ...on('POST', graphql.handle)])],
    ['/healthz', reads(async (_, response) => sendText(response, 200, 'ok\n'))],
    [
      '/readyz',
      reads(async (_, response) =>
        isServing() ? sendText(response, 200, 'ok\n') : sendText(response, 503, 'not ready\n'),
      ),
    ],
    ['/sign-in', new Map([...pages, ...on('POST', signIns.signIn)])],
    ['/sign-in/methods', reads(signIns.methods)],
    ['/sign-in/oidc', on('GET', identity.begin)],
    [identityCallbackPath, on('GET', identity.finish)],
    ['/set-up', new Map([...pages, ...on('POST', setUp.setUp)])],
    ['/set-up/invitation', on('POST', setUp.findInvitation)],
    ['/sign-out', on('POST', signIns.signOut)],
  ]);
}

function reads(handle: Handler): ReadonlyMap<string, Handler> {
  return new Map([...on('GET', handle), ...on('HEAD', handle)]);
}

function on(method: string, handle: Handler): ReadonlyMap<string, Handler> {
  return new Map([[method, handle]]);
}
