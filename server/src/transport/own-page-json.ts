import type { IncomingMessage, ServerResponse } from 'node:http';
import { isFromAnotherOrigin, isJson } from './cross-site.ts';
import { limits } from './limits.ts';
import { readBody } from './request-body.ts';
import { sendRefusal } from './sign-in-answers.ts';

/**
 * The fields that our own page (or a program) sent as JSON.
 * @param expected the form of them, told to whoever sends something else
 * @returns null when the request was refused; it is answered then
 */
export async function readOwnPageJson<Fields>(
  request: IncomingMessage,
  response: ServerResponse,
  parse: (fields: Readonly<Record<string, unknown>>) => Fields | null,
  expected: string,
): Promise<Fields | null> {
  if (isFromAnotherOrigin(request) || !isJson(request)) {
    sendRefusal(response, 'FORBIDDEN', 'Send JSON with "Content-Type: application/json", from our own page.');
    return null;
  }
  const body = await readBody(request, limits.signInBodyBytes);
  if (body === null) {
    response.setHeader('connection', 'close'); // What is on its way is not worth waiting for.
    sendRefusal(response, 'TOO_LARGE', `Send at most ${limits.signInBodyBytes} bytes.`);
    return null;
  }
  const object = parseObject(body);
  const fields = object && parse(object);
  if (fields === null) sendRefusal(response, 'INVALID_INPUT', `Send ${expected}.`);
  return fields;
}

function parseObject(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
