import type { IncomingMessage, ServerResponse } from 'node:http';
import { OperationTypeNode } from 'graphql';
import { sendBody } from './answers.ts';
import type { ErrorMask } from './error-mask.ts';
import { type Answer, type Operation, toSend } from './operation.ts';
import type { KnownDocument } from './operations.ts';
import type { Variables } from './variables.ts';

/** A request for a document that is known, as its body says. */
export interface KnownRequest {
  readonly document: KnownDocument;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * What a body asks for by a `documentId`; null where it does not.
 * @throws {GraphQLError} UNKNOWN_DOCUMENT, or what is wrong with its variables
 */
export function readKnownRequest(
  { headers }: IncomingMessage,
  body: string,
  requireKnown: (id: string) => KnownDocument,
): KnownRequest | null {
  if (!body.includes('"documentId"') || headers['content-type']?.startsWith('application/json') !== true) return null;
  const params = parseObject(body);
  const documentId = params?.['documentId'];
  if (params === null || typeof documentId !== 'string') return null;
  const document = requireKnown(documentId);
  const { variables } = params;
  return {
    document,
    params: isObject(variables) ? { ...params, variables: document.operation.take(variables) } : params,
  };
}

/**
 * The same request by its text, for whoever knows no ids. What else came with it is refused there by its name alone, as
 * are variables that are no object; either may be nested deeper than the stack holds.
 */
export function toTextRequest({ document, params }: KnownRequest): string {
  const { documentId: _id, operationName: _name, extensions: _extensions, variables, ...others } = params;
  const names = Object.fromEntries(Object.keys(others).map((name) => [name, true]));
  const variablesOrList = Array.isArray(variables) ? [] : variables;
  return JSON.stringify({ ...names, query: document.text, variables: variablesOrList });
}

/** A request that is answered at once and whole, as nearly every one is. */
export interface PlainRequest {
  readonly operation: Operation;
  readonly variables: Variables;
}

/** @returns null for what is rare or wrong */
export function toPlainRequest({ headers }: IncomingMessage, { document, params }: KnownRequest): PlainRequest | null {
  const { operation } = document;
  const { variables, documentId: _id, operationName: _name, extensions: _extensions, ...others } = params;
  const isPlain = operation.type !== OperationTypeNode.SUBSCRIPTION && Object.keys(others).length === 0;
  if (!isPlain || !plainTypes.has(headers.accept)) return null;
  if (variables === undefined || variables === null) return { operation, variables: {} };
  return isObject(variables) ? { operation, variables } : null;
}

const strictType = 'application/graphql-response+json';
const plainTypes: ReadonlySet<string | undefined> = new Set([undefined, '*/*', 'application/json', strictType]);

/** The status is for clients that accept GraphQL's own type; others get 200, as they expect. */
export function sendAnswer(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { answer, errorMask }: { readonly answer: Answer; readonly errorMask: ErrorMask },
): void {
  if (response.destroyed) return;
  const isStrict = headers.accept === strictType;
  const status = isStrict && answer.data === null ? statusOf(answer) : 200;
  const body = toSend(answer, errorMask, (payload) => payload);
  response.setHeader('content-length', Buffer.byteLength(body));
  sendBody(response, status, `${isStrict ? strictType : 'application/json'}; charset=utf-8`, body);
}

function statusOf({ errors }: Answer): number {
  return errors.some(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR') ? 500 : 400;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
