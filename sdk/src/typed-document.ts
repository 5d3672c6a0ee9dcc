/**
 * An operation that knows its types: those of `@rollcall/sdk/operations`, which travel by their ids and which the server knows,
 * and texts of your own, as GraphQL Code Generator makes them in its string mode.
 */
export interface TypedDocument<Result, Variables> {
  /** Never there; it carries the types. */
  readonly __apiType?: (variables: Variables) => Result;
  /** The id of a document the server knows, as its `documentId`. */
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined;
  toString(): string;
}

/** An operation as it is sent; the protocol wants a `query`, also where an id says all. */
export function toRequest<Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables) {
  const documentId = document.__meta__?.['documentId'];
  if (documentId === undefined) return { query: document.toString(), variables };
  return { query: '', variables, extensions: { documentId } };
}
