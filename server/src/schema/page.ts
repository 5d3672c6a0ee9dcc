import { builder } from './builder.ts';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export const PageInfoType = builder.objectRef<PageInfo>('PageInfo').implement({
  description: 'Where a page stands, as Relay’s cursor connections have it.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage'),
    startCursor: t.exposeString('startCursor', { nullable: true, description: 'Null on an empty page.' }),
    endCursor: t.exposeString('endCursor', { nullable: true, description: 'Null on an empty page.' }),
  }),
});

/** Pages go one way: the page before is the one the reader came from. */
export function pageInfoOf(
  edges: readonly { readonly cursor: string }[],
  hasNextPage: boolean,
  after: string | null,
): PageInfo {
  return {
    hasNextPage,
    hasPreviousPage: after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
}

/** An opaque cursor; whoever reads it back checks what it finds. */
export function encodeCursor(...parts: readonly (string | number)[]): string {
  return Buffer.from(parts.join(':')).toString('base64url');
}

export function decodeCursor(cursor: string): readonly string[] {
  return Buffer.from(cursor.slice(0, 200), 'base64url').toString().split(':');
}
