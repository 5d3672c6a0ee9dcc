import type { DocumentNode } from 'graphql';

/** Keeps the documents used last, parsed and validated, up to a total size; known clients send few, again and again. */
export function createDocumentCache(maxBytes: number): Pick<Map<string, DocumentNode>, 'get'> & {
  set(query: string, document: DocumentNode): void;
} {
  // A Map iterates in order of insertion: putting a document back makes it the newest.
  const documents = new Map<string, DocumentNode>();
  let bytes = 0;

  function remove(query: string): DocumentNode | undefined {
    const document = documents.get(query);
    if (document === undefined) return undefined;
    documents.delete(query);
    bytes -= bytesOf(query, document);
    return document;
  }

  function add(query: string, document: DocumentNode): void {
    documents.set(query, document);
    bytes += bytesOf(query, document);
  }

  return {
    get(query) {
      const document = remove(query);
      if (document !== undefined) add(query, document);
      return document;
    },
    set(query, document) {
      remove(query);
      add(query, document);
      for (const oldest of documents.keys()) {
        if (bytes <= maxBytes) break;
        remove(oldest);
      }
    },
  };
}

/** About what a document takes: some 600 bytes a token, and its text, which may be long with few tokens, kept more than once. */
function bytesOf(query: string, document: DocumentNode): number {
  return 600 * (document.tokenCount ?? 0) + 6 * query.length;
}
