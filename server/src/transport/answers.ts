import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';

/** Headers of every answer: nothing is framed, sniffed, or told to other sites. */
export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('content-security-policy', "frame-ancestors 'none'");
  response.setHeader('cross-origin-opener-policy', 'same-origin');
}

export function sendBody(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  sendBody(response, status, 'text/plain; charset=utf-8', text);
}

/** A page of our own where the dashboard has none; `html` is one sentence. */
export function sendPage(response: ServerResponse, status: number, html: string): void {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rollcall</title><body style="font:16px/1.5 system-ui;margin:4rem auto;max-width:36rem;padding:0 1rem">
<h1>Rollcall</h1><p>${html}</p></body></html>
`;
  sendBody(response, status, 'text/html; charset=utf-8', page);
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  sendBody(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

/** A refusal in the shape of a GraphQL answer, so that clients need to know one shape only. */
export function sendErrors(response: ServerResponse, status: number, errors: readonly GraphQLError[]): void {
  sendJson(response, status, { errors });
}

export function sendMethodNotAllowed(response: ServerResponse, allow: string): void {
  response.setHeader('allow', allow);
  sendText(response, 405, `Method not allowed. Use ${allow}.\n`);
}
