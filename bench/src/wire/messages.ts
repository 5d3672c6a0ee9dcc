import type { TypedDocument } from '@rollcall/sdk';

// What an operation looks like on the wire: the payload of a `subscribe` message, or the body of a POST.

export type Variables = Readonly<Record<string, unknown>>;

export interface OperationPayload {
  readonly variables: Variables;
  readonly query: string;
}

/** To ours, as the SDK and the dashboard send it. */
export function toRollcall(document: TypedDocument<unknown, never>, variables: Variables): OperationPayload {
  return toPeer(document, variables);
}

/** To any GraphQL server: the whole document. */
export function toPeer(document: TypedDocument<unknown, never>, variables: Variables): OperationPayload {
  return { query: document.toString(), variables };
}
