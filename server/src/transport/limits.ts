/** What one caller may ask of the server at once. Reached limits are refused before they cost anything. */
export const limits = {
  /** Of a GraphQL request over HTTP. */
  bodyBytes: 1_000_000,
  /** Of a sign-in or a set-up. */
  signInBodyBytes: 4_096,
  /** Of one WebSocket message. */
  frameBytes: 256 * 1_024,
  queryCharacters: 32 * 1_024,
  queryTokens: 2_000,
  queryDepth: 10,
  /** Each alias may read a list of its own. */
  queryAliases: 30,
  /** Fields after fragments are spread: small fragments that spread each other multiply. */
  queryFields: 2_000,
  /** Values of an answer, as far as the operation tells: of 500 sessions with a hundred tasks each, three of each task. */
  answerCost: 250_000,
  /** What it takes to read a list, besides what it holds, or to do something to one of many. */
  listCost: 50,
  /** The longest list that is given at once. */
  pageLength: 500,
  /** Single values in the variables of an operation, in whatever lists and objects: a thousand ids, or 16 KiB of metadata. */
  variableValues: 10_000,
  variablesDepth: 100,
  /** With more, the first thing that is wrong with the variables is all that is looked for. */
  simpleVariableValues: 300,
  simpleVariableCharacters: 10_000,
  /** Problems told about one document. */
  validationErrors: 20,
  /** An error echoes what it was given, which may be large. */
  errorMessageCharacters: 1_000,
  /** Queries, mutations and subscriptions under way on one socket; an owner has one for each session of its process. */
  operationsPerSocket: 10_000,
  /** Of these, the subscriptions that each change of any session is looked at for. */
  watchesPerSocket: 100,
  /** Watches that look, or whose message is made, at the same time. */
  watchTurnsPerSocket: 4,
  /** What waits for a client that does not read; with more, the server stops reading from it, and begins and tells nothing. */
  unsentBytesPerSocket: 1_048_576,
  /** Answers to pings among it: each costs more than its few bytes. */
  unsentPongsPerSocket: 60,
  /** Of all documents kept parsed and validated. */
  cachedDocumentBytes: 32_000_000,
  ownerIdCharacters: 200,
  nameCharacters: 200,
  /** Of an address to come back to after signing in elsewhere; a cookie holds 4,096 bytes. */
  ownPathCharacters: 2_000,
  originCharacters: 200,
  /** Connections that the operating system keeps for us until we take them; it has a bound of its own. */
  acceptBacklog: 65_535,
  /** WebSockets opened in one turn of the event loop, so that a turn stays a matter of milliseconds. */
  handshakesPerTurn: 16,
  /** For a WebSocket that waits to be opened: less than the SDK and the dashboard wait for it. */
  admissionMs: 8_000,
  /** From the opening of a socket to its `connection_init`. */
  connectionInitMs: 5_000,
  /** Between two proofs of life asked of a socket. */
  keepAliveMs: 12_000,
  /** For a socket that neither takes what waits to be sent nor says anything; its subscriptions are let go of before. */
  silentBeatsBehind: 5,
  /** For a socket whose credentials hold no longer, to read why and leave. */
  expulsionMs: 1_000,
} as const;

/** Shortens what is told to clients and logs to a bound. */
export function shorten(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}
