/**
 * An operation as text that knows its types: those of `@rollcall/sdk/operations`, and what GraphQL Code Generator makes
 * in its string mode.
 */
export interface TypedDocument<Result, Variables> {
  /** Never there; it carries the types. */
  readonly __apiType?: (variables: Variables) => Result;
  toString(): string;
}
