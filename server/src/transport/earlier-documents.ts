/**
 * What SDKs before this one send, by the ids it travels by: a server is upgraded before its SDKs, and hears them meanwhile.
 * When a document of the SDK changes, its text of before is kept here.
 */
export const earlierDocuments: Readonly<Record<string, string>> = {
  'sha256:e3ca2c5aabfa7a1b834155658f0bcf7e35e5e7e0b358aeaec199e9bfc2f863b7':
    'fragment KillOrder on Kill { graceMs id reason requestedAt requestedBy { id kind name } } mutation Heartbeat($input: HeartbeatInput!) { heartbeat(input: $input) { __typename ... on Error { code message } ... on HeartbeatSuccess { results { endReason kill { ...KillOrder } outcome sessionId } } } }',
};
