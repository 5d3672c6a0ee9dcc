import type { DocumentNode } from 'graphql';

/** Keeps the documents used last, parsed and validated, up to a total size; known clients send few, again and again. */
export function createDocumentCache(maxTokens: number): Pick<Map<string, DocumentNode>, 'get'> & {
  set(query: string, document: DocumentNode): void;
} {
  // A Map iterates in order of insertion: putting a document back makes it the newest.
  const documents = new Map<string, DocumentNode>();
  let tokens = 0;

  function remove(query: string): DocumentNode | undefined {
    const document = documents.get(query);
    if (document === undefined) return undefined;
    documents.delete(query);
    tokens -= document.tokenCount ?? 0;
    return document;
  }

  function add(query: string, document: DocumentNode): void {
    documents.set(query, document);
    tokens += document.tokenCount ?? 0;
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
        if (tokens <= maxTokens) break;
        remove(oldest);
      }
    },
  };
}
