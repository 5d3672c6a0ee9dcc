import type { Clock } from '../../kernel/clock.ts';
import { authorize, type Principal } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import { createSecret, hashSecret, isSameHash, secretId } from '../../kernel/secrets.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { AccessReader, SignInStore } from './store.ts';

const codeValidForMs = 15 * 60_000;
const signInValidForMs = 7 * 86_400_000;
const adminName = 'admin';

export interface Credentials {
  /** What stood behind `Authorization: Bearer`. */
  readonly bearer: string | null;
  /** The sign-in cookie. */
  readonly signIn: string | null;
  /** The SDK instance behind the call, where it says so. */
  readonly ownerId: string | null;
}

interface AccessPorts {
  readonly clock: Clock;
  readonly adminToken: string;
  /** The app keys; the first is the one a newcomer is shown. */
  readonly appKeys: readonly [string, ...string[]];
  readonly reader: AccessReader;
  readonly write: UnitOfWork<{ readonly signIns: SignInStore }>;
}

export type AccessService = ReturnType<typeof createAccessService>;

/** Who calls: keys, tokens and sign-ins. Only hashes are compared, in constant time. */
export function createAccessService({ clock, adminToken, appKeys, reader, write }: AccessPorts) {
  const adminHash = hashSecret(adminToken);
  const keys = appKeys.map((key) => ({ keyId: secretId(key), hash: hashSecret(key) }));
  /** Hash of each single-use code, and until when it holds on the monotonic clock. */
  const codes = new Map<string, number>();

  async function principalOfBearer(bearer: string, ownerId: string | null): Promise<Principal | null> {
    const hash = hashSecret(bearer);
    if (isSameHash(hash, adminHash)) return { kind: 'ADMIN', name: adminName };
    const key = keys.find((candidate) => isSameHash(hash, candidate.hash));
    if (key !== undefined) return { kind: 'KEY', keyId: key.keyId, ...(ownerId !== null && { ownerId }) };
    const token = await reader.findToken(hash);
    if (token === null) return null;
    const { sessionId, keyId } = token;
    return { kind: 'SESSION_TOKEN', sessionId, keyId, ownerId: token.ownerId };
  }

  return {
    /** @returns null for a stranger */
    async authenticate({ bearer, signIn, ownerId }: Credentials): Promise<Principal | null> {
      if (bearer !== null) return principalOfBearer(bearer, ownerId);
      if (signIn === null) return null;
      const known = await reader.findSignIn(hashSecret(signIn));
      return known !== null && known.expiresAtMs > clock.wallMs() ? { kind: 'ADMIN', name: known.name } : null;
    },

    /** A code that signs one browser in, once, within 15 minutes. */
    createSignInCode(): string {
      const code = createSecret('rcc');
      codes.set(hashSecret(code), clock.monotonicMs() + codeValidForMs);
      return code;
    },

    /** Signs a browser in. @returns the cookie's value, or null where the proof is wrong, used or too old */
    async beginSignIn(
      proof: { readonly code: string } | { readonly token: string },
      origin: string | null,
    ): Promise<{ readonly secret: string; readonly maxAgeSeconds: number } | null> {
      if (!isProven(proof)) return null;
      const secret = createSecret('rcs');
      const nowMs = clock.wallMs();
      await write(async ({ signIns }) => {
        await signIns.removeExpired(nowMs);
        await signIns.insert({
          hash: hashSecret(secret),
          name: adminName,
          origin,
          createdAtMs: nowMs,
          expiresAtMs: nowMs + signInValidForMs,
        });
      });
      return { secret, maxAgeSeconds: signInValidForMs / 1_000 };
    },

    async endSignIn(secret: string): Promise<void> {
      await write(({ signIns }) => signIns.remove(hashSecret(secret)));
    },

    /** The key a newcomer's first session registers with, for admins. */
    quickStartKey(caller: Caller): string {
      authorize(caller.principal, 'access.quickStart');
      return appKeys[0];
    },
  };

  function isProven(proof: { readonly code: string } | { readonly token: string }): boolean {
    if ('token' in proof) return isSameHash(hashSecret(proof.token), adminHash);
    const hash = hashSecret(proof.code);
    const validUntilMs = codes.get(hash);
    codes.delete(hash);
    return validUntilMs !== undefined && validUntilMs > clock.monotonicMs();
  }
}
