import {
  type Exchange,
  type PersistedDocument,
  type TypedDocumentNode,
  createRequest,
  makeOperation,
  mapExchange,
} from '@urql/core';

/** The id a generated document travels by: its text is the server's alone. */
export function documentIdOf(document: object): string {
  const meta: unknown = '__meta__' in document ? document.__meta__ : undefined;
  if (typeof meta === 'object' && meta !== null && 'documentId' in meta) return String(meta.documentId);
  throw new Error('A document without an id cannot be sent.');
}

/** A document that asks for anything, as urql parses it. */
const anything = {
  query: createRequest('query { _ }', {}).query,
  mutation: createRequest('mutation { _ }', {}).query,
};

/** A generated document, which is nothing but its id, as urql takes one: it wants to know what kind of operation it is. */
export function persisted<Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  operation: keyof typeof anything,
): TypedDocumentNode<Result, Variables> & PersistedDocument {
  const { kind, definitions } = anything[operation];
  return { kind, definitions, documentId: documentIdOf(document) };
}

/** Has urql send the ids of documents in the place of their texts. */
export const documentIdExchange: Exchange = mapExchange({
  onOperation: (operation) =>
    makeOperation(operation.kind, { ...operation, query: { ...operation.query, definitions: [] } }),
});
