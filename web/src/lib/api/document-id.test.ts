import { expect, test } from 'vitest';
import * as generated from '$lib/generated/graphql.ts';
import texts from '$lib/generated/persisted-documents.json';
import { documentIdOf } from './document-id.ts';

test('a document is the id of a text that the server knows, and nothing else comes along', () => {
  const documents = Object.entries(generated).flatMap(([name, value]) =>
    name.endsWith('Document') && typeof value === 'object' ? [value] : [],
  );
  expect(documents.map(documentIdOf).sort()).toEqual(Object.keys(texts).sort());
  for (const document of documents) expect(document).toEqual({ __meta__: { documentId: documentIdOf(document) } });
});

test('a document without an id cannot be sent', () => {
  expect(() => documentIdOf(generated.SessionRowFragmentDoc)).toThrow('without an id');
});
