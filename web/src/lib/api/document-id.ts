import { type Exchange, type PersistedDocument, makeOperation, mapExchange } from '@urql/core';

/** The id a generated document travels by: its text is the server's alone. */
export function documentIdOf(document: object): string {
  const meta: unknown = '__meta__' in document ? document.__meta__ : undefined;
  if (typeof meta === 'object' && meta !== null && 'documentId' in meta) return String(meta.documentId);
  throw new Error('A document without an id cannot be sent.');
}

/** Has urql send the ids of documents in the place of their texts. */
export const documentIdExchange: Exchange = mapExchange({
  onOperation(operation) {
    const query: PersistedDocument = { ...operation.query, definitions: [], documentId: documentIdOf(operation.query) };
    return makeOperation(operation.kind, { ...operation, query });
  },
});
