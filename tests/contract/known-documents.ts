import { readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';
import { graphqlFailure } from './failures.ts';

const folders = ['sdk/src/generated', 'web/src/lib/generated'];

/** The texts of what the SDK and the dashboard send by an id. */
const texts: ReadonlyMap<string, string> = new Map(
  folders.flatMap((folder) => {
    const file = new URL(`../../${folder}/persisted-documents.json`, import.meta.url);
    return Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  }),
);

/** @throws {GraphQLError} UNKNOWN_DOCUMENT */
export function textOf(documentId: unknown): string {
  const text = texts.get(String(documentId));
  if (text === undefined) throw graphqlFailure('UNKNOWN_DOCUMENT', 'This server does not know the document.');
  return text;
}

export function documentOf(payload: {
  readonly query: string;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}): DocumentNode {
  const documentId = payload.extensions?.['documentId'];
  return parse(documentId === undefined ? payload.query : textOf(documentId));
}
