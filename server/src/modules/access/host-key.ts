/** What a host signs in with: a key of its own making, that holds until the host is removed. */
export interface HostKey {
  readonly hostId: string;
  readonly name: string;
  readonly app: string;
  /** SHA-256. */
  readonly hash: string;
}

/** What a machine that is to become a host signs in with; times are milliseconds UTC. */
export interface JoinCode {
  readonly id: string;
  /** SHA-256. */
  readonly hash: string;
  readonly expiresAtMs: number;
}
