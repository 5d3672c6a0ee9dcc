import { readFileSync } from 'node:fs';
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

/** To ours by socket, as the SDK and the dashboard send it; the protocol wants a query, also where an id says all. */
export function toRollcall(document: Document, variables: Variables): OperationPayload {
  return { query: '', variables, extensions: { documentId: idOf(document) } };
}

/** To ours over HTTP, likewise. */
export function toRollcallBody(document: Document, variables: Variables): object {
  return { documentId: idOf(document), variables };
}

/** To any GraphQL server: the whole document. */
export function toPeer(document: Document, variables: Variables): OperationPayload {
  const query = texts[idOf(document)];
  if (query === undefined) throw new Error(`${idOf(document)} has no text`);
  return { query, variables };
}

/** A subscription of the dashboard, by its name; it gives the bench no types, for nobody here reads what it brings. */
export function dashboardSubscription(name: string): Document {
  const start = new RegExp(`\\bsubscription ${name}\\b`);
  const documentId = Object.keys(dashboardTexts).find((id) => start.test(dashboardTexts[id] ?? ''));
  if (documentId === undefined) throw new Error(`the dashboard has no subscription ${name}`);
  return { __meta__: { documentId } };
}

// Neither the SDK nor the dashboard brings texts along; they are committed beside their documents, by id.
const dashboardTexts = readTexts('web/src/lib/generated/persisted-documents.json');
const texts = { ...readTexts('sdk/src/generated/persisted-documents.json'), ...dashboardTexts };

function readTexts(path: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
  return JSON.parse(text) as Readonly<Record<string, string>>;
}

function idOf(document: Document): string {
  const documentId = document.__meta__?.['documentId'];
  if (typeof documentId !== 'string') throw new Error('only known documents are sent');
  return documentId;
}
