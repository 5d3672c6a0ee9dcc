import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendErrors, sendMethodNotAllowed, sendText, setSecurityHeaders } from './answers.ts';
import type { ToClientErrors } from './client-errors.ts';
import { createDashboard } from './dashboard.ts';
import type { GraphqlHttp } from './graphql-http.ts';
import type { TransportPorts } from './ports.ts';
import type { SignInEndpoints } from './sign-in.ts';

export const graphqlPath = '/graphql';

/** The path of a request, undecoded; null for what no browser and no client of ours sends. */
export function pathOf({ url, headers: { host } }: IncomingMessage): string | null {
  // Yoga builds a URL from both, and answers with a stack trace where that fails.
  if (url?.startsWith('/') !== true || host === undefined || !URL.canParse(url, `http://${host}`)) return null;
  return url.split('?', 1)[0] ?? null;
}

/** Finds who answers an HTTP request. Whatever throws becomes a masked answer; nothing reaches the process. */
export function createRouter(
  { isReady, dashboardDir }: TransportPorts,
  {
    graphql,
    signIns,
    isDraining,
    toClientErrors,
  }: { graphql: GraphqlHttp; signIns: SignInEndpoints; isDraining: () => boolean; toClientErrors: ToClientErrors },
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const serveDashboard = createDashboard(dashboardDir);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '' } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    switch (pathOf(request)) {
      case null:
        return sendText(response, 400, 'Bad request.\n');
      case graphqlPath:
        if (method === 'GET' || method === 'POST') return graphql.handle(request, response);
        return sendMethodNotAllowed(response, 'GET, POST');
      case '/healthz':
        return isRead ? sendText(response, 200, 'ok\n') : sendMethodNotAllowed(response, 'GET, HEAD');
      case '/readyz': {
        if (!isRead) return sendMethodNotAllowed(response, 'GET, HEAD');
        const canServe = isReady() && !isDraining();
        return sendText(response, canServe ? 200 : 503, canServe ? 'ok\n' : 'not ready\n');
      }
      case '/sign-in':
        if (method === 'POST') return signIns.signIn(request, response);
        break; // A page of the dashboard.
      case '/sign-out':
        return method === 'POST' ? signIns.signOut(request, response) : sendMethodNotAllowed(response, 'POST');
    }
    return isRead ? serveDashboard(request, response) : sendMethodNotAllowed(response, 'GET, HEAD');
  }

  return async (request, response) => {
    setSecurityHeaders(response);
    if (isDraining()) response.setHeader('connection', 'close');
    try {
      await route(request, response);
    } catch (error) {
      if (request.destroyed && !request.complete) return; // The client left while sending.
      const errors = toClientErrors([error]);
      if (response.headersSent) response.destroy();
      else sendErrors(response, 500, errors);
    }
  };
}
