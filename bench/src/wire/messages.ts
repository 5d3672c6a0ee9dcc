import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TypedDocument } from '@rollcall/sdk';

// What an operation looks like on the wire: the payload of a `subscribe` message, or the body of a POST.

export type Variables = Readonly<Record<string, unknown>>;

export interface OperationPayload {
  readonly variables: Variables;
  readonly query: string;
  readonly extensions?: { readonly documentId: string };
}

type Document = TypedDocument<unknown, never>;

/** To ours by socket, as the SDK and the dashboard send it: by its id where the server knows the document. */
export function toRollcall(document: Document, variables: Variables): OperationPayload {
  const documentId = idOf(document);
  if (documentId === null) return toPeer(document, variables);
  // The protocol wants a query, also where an id says all.
  return { query: '', variables, extensions: { documentId } };
}

/** To ours over HTTP, likewise. */
export function toRollcallBody(document: Document, variables: Variables): object {
  const documentId = idOf(document);
  return documentId === null ? toPeer(document, variables) : { documentId, variables };
}

/** To any GraphQL server: the whole document. */
export function toPeer(document: Document, variables: Variables): OperationPayload {
  const documentId = idOf(document);
  if (documentId === null) return { query: document.toString(), variables };
  const query = texts[documentId];
  if (query === undefined) throw new Error(`${documentId} has no text`);
  return { query, variables };
}

/** The SDK brings no texts along, but they are committed beside its documents. */
const textsPath = join(import.meta.dirname, '../../../sdk/src/generated/persisted-documents.json');
const texts: Readonly<Record<string, string>> = existsSync(textsPath)
  ? // Made by codegen: texts by id.
    (JSON.parse(readFileSync(textsPath, 'utf8')) as Record<string, string>)
  : {};

function idOf(document: Document): string | null {
  if (!('__meta__' in document) || typeof document.__meta__ !== 'object' || document.__meta__ === null) return null;
  const { documentId } = document.__meta__ as Readonly<Record<string, unknown>>;
  return typeof documentId === 'string' ? documentId : null;
}
