import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client';
import type { Claims } from './claims.ts';

const patienceSeconds = 10;

/** What has to be found again in the provider's answer. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Thrown when the provider answered, and signs nobody in with that answer. */
export class IdentityRefusedError extends Error {}

/** One OpenID provider: the authorization code flow with PKCE, state and nonce. */
export interface OpenIdProvider {
  /** Where to send a browser. @throws when the provider cannot be reached */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly checks: Checks }>;
  /**
   * Who came back.
   * @param wanted the claims that are asked of the provider's user info where the token does not tell them
   * @throws {IdentityRefusedError} when the answer is a refusal, or no answer to what was asked
   * @throws when the provider cannot be reached
   */
  finish(callbackUrl: string, checks: Checks, wanted: readonly string[]): Promise<Claims>;
}

interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client that PKCE alone protects. */
  readonly clientSecret: string | null;
}

export function createOpenIdProvider({ issuer, clientId, clientSecret }: ProviderOptions): OpenIdProvider {
  let known: Promise<Configuration> | null = null;

  /** Asked when somebody first signs in, and again after a failure: a provider that is away keeps no server from starting. */
  function configuration(): Promise<Configuration> {
    known ??= discovery(new URL(issuer), clientId, undefined, authenticationBy(clientSecret), {
      timeout: patienceSeconds,
      // Marked as deprecated to stand out: the configuration takes http on loopback alone.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
    }).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }

  return {
    async begin(redirectUri) {
      const provider = await configuration();
      const checks = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
      const isGroupsScope = provider.serverMetadata().scopes_supported?.includes('groups') === true;
      const url = buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        response_type: 'code',
        // Some providers tell groups only where they are asked for, and others refuse a scope they do not know.
        scope: isGroupsScope ? 'openid profile email groups' : 'openid profile email',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, checks };
    },

    async finish(callbackUrl, { state, nonce, codeVerifier }, wanted) {
      const provider = await configuration();
      try {
        const tokens = await authorizationCodeGrant(provider, new URL(callbackUrl), {
          pkceCodeVerifier: codeVerifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new IdentityRefusedError('There is no ID token.');
        const isAllTold = wanted.every((name) => name in claims);
        if (isAllTold || provider.serverMetadata().userinfo_endpoint === undefined) return claims;
        return { ...(await fetchUserInfo(provider, tokens.access_token, claims.sub)), ...claims };
      } catch (error) {
        throw isRefusal(error) ? new IdentityRefusedError(messageOf(error), { cause: error }) : error;
      }
    },
  };
}

/** As the provider takes it: Basic is what OpenID Connect presumes where nothing is said. */
function authenticationBy(secret: string | null): ClientAuth {
  if (secret === null) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** What the provider's answer was found to be, as opposed to one that did not come. */
const untrustworthy: ReadonlySet<string | undefined> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);

function isRefusal(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return true;
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof ClientError && untrustworthy.has(error.code);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
