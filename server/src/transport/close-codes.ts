/** Why the server closes a WebSocket. A client may come back after the codes below 4000, and after 4408. */
export const closeCodes = {
  /** The server stops or restarts: come back. */
  GOING_AWAY: 1001,
  /** A message over 256 KiB. */
  MESSAGE_TOO_BIG: 1009,
  /** Not the `graphql-transport-ws` protocol's language. */
  BAD_REQUEST: 4400,
  /** No credentials, wrong ones, or ones that hold no longer. */
  UNAUTHORIZED: 4401,
  /** A page of another site tried to use a browser's sign-in. */
  FORBIDDEN: 4403,
  /** The client does not offer `graphql-transport-ws`. */
  SUBPROTOCOL_NOT_ACCEPTABLE: 4406,
  /** No `connection_init` in time. */
  CONNECTION_INIT_TIMEOUT: 4408,
  /** An operation id that is in use. */
  SUBSCRIBER_EXISTS: 4409,
  /** A second `connection_init`. */
  TOO_MANY_INIT_REQUESTS: 4429,
  /** A message that only servers send, or a failure of ours. */
  INTERNAL_ERROR: 4500,
} as const;
