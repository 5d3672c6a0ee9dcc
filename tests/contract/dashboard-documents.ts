import { readFileSync, readdirSync } from 'node:fs';
import type { TypedDocument } from '@rollcall/sdk';
import { type DocumentNode, parse, print, separateOperations } from 'graphql';

const source = new URL('../../web/src/', import.meta.url);

function readDashboardDocuments(): ReadonlyMap<string, string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
  const text = files.map((name) => readFileSync(new URL(name, source), 'utf8')).join('\n');
  const operations: Record<string, DocumentNode> = separateOperations(parse(text));
  return new Map(Object.entries(operations).map(([name, document]) => [name, print(document)]));
}

/** Every operation of the dashboard as it travels: by its name, together with the fragments it needs. */
export const documents = readDashboardDocuments();

export function dashboardDocument<Result>(name: string): TypedDocument<Result, Record<string, unknown>> {
  const text = documents.get(name);
  if (text === undefined) throw new Error(`the dashboard has no operation ${name}`);
  return { toString: () => text };
}
