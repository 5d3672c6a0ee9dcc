import type { Clock } from '../../kernel/clock.ts';
import { hashSecret, isSameHash } from '../../kernel/secrets.ts';
import type { AppKey } from './app-key.ts';
import { type Credential, holderOf } from './credential.ts';
import type { Directory } from './directory.ts';
import { Identity } from './identity.ts';
import type { LastUses } from './last-uses.ts';
import type { AccessReader } from './store.ts';
import type { Visitor } from './visitor.ts';
import type { Visitors } from './visitors.ts';

/** What a caller showed. */
export interface Credentials {
  /** What stood behind `Authorization: Bearer`. */
  readonly bearer: string | null;
  /** The sign-in cookie. */
  readonly signIn: string | null;
  /** The SDK instance behind the call, where it says so. */
  readonly ownerId: string | null;
}

interface AuthenticationPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly visitors: Visitors;
  readonly lastUses: LastUses;
  readonly reader: Pick<AccessReader, 'findToken'>;
  /** Null where there was an admin before the start already. */
  readonly bootstrapToken: string | null;
  readonly terminalToken: string;
}

export type Authentication = ReturnType<typeof createAuthentication>;

/** Who calls. Only hashes are compared, in constant time. */
export function createAuthentication(ports: AuthenticationPorts) {
  const { clock, directory, visitors, lastUses, reader } = ports;
  const bootstrapHash = ports.bootstrapToken === null ? null : hashSecret(ports.bootstrapToken);
  const terminalHash = hashSecret(ports.terminalToken);

  async function recognise({ bearer, signIn, ownerId }: Credentials): Promise<Credential | null> {
    if (bearer !== null) return recogniseBearer(hashSecret(bearer), ownerId);
    const known = signIn === null ? null : directory.signInByHash(hashSecret(signIn));
    return known && { kind: 'SIGN_IN', signInId: known.id, personId: known.personId };
  }

  async function recogniseBearer(hash: string, ownerId: string | null): Promise<Credential | null> {
    if (bootstrapHash !== null && isSameHash(hash, bootstrapHash)) return { kind: 'BOOTSTRAP' };
    if (isSameHash(hash, terminalHash)) return { kind: 'TERMINAL' };
    const key = directory.keyByHash(hash);
    if (key !== null) return { kind: 'KEY', keyId: key.id, hash: ownHash(key, hash), ownerId };
    const hostKey = directory.hostKeyByHash(hash);
    if (hostKey !== null) return { kind: 'HOST', hostId: hostKey.hostId, hash: hostKey.hash };
    const joinCode = directory.joinCodeByHash(hash);
    if (joinCode !== null) return { kind: 'JOIN_CODE', codeId: joinCode.id };
    const token = await reader.findToken(hash);
    return token?.isRunning === true ? { kind: 'SESSION_TOKEN', token } : null;
  }

  return {
    /** Who shows these credentials, for one request; null for a stranger. */
    async authenticate(credentials: Credentials): Promise<Identity | null> {
      const credential = await recognise(credentials);
      if (credential === null) return null;
      const identity = new Identity(credential, ports);
      if (identity.now() === null) return null;
      lastUses.note(credential);
      return identity;
    },

    /** Who shows these credentials, for as long as they stay; null for a stranger. */
    async admit(credentials: Credentials): Promise<Visitor | null> {
      const credential = await recognise(credentials);
      if (credential === null || holderOf(credential, directory, clock.wallMs()) === null) return null;
      const visitor = visitors.admit(credential);
      if (await hasEndedMeanwhile(credential)) {
        visitor.leave();
        return null;
      }
      lastUses.note(credential);
      return visitor;
    },
  };

  /** Its session may have ended after the token was read and before the visit was known: nobody would tell it. */
  async function hasEndedMeanwhile(credential: Credential): Promise<boolean> {
    if (credential.kind !== 'SESSION_TOKEN') return false;
    return (await reader.findToken(credential.token.hash))?.isRunning !== true;
  }
}

/** The key's own copy of the text: whoever stays keeps it. */
function ownHash({ secrets }: AppKey, hash: string): string {
  return secrets.find((secret) => secret.hash === hash)?.hash ?? hash;
}
