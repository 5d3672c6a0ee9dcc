import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './answers.ts';
import { addressOf, callerOrigin } from './caller-origin.ts';
import { credentialsOfRequest, signInCookie } from './credentials.ts';
import { isFromAnotherOrigin } from './cross-site.ts';
import { createFailedTries } from './failed-tries.ts';
import { limits } from './limits.ts';
import { readOwnPageJson } from './own-page-json.ts';
import type { TransportPorts } from './ports.ts';
import { replaceSignIn, sendDone, sendRefusal, sendTooManyTries } from './sign-in-answers.ts';

export interface SignInEndpoints {
  /** Tells the sign-in page what to offer. */
  methods(request: IncomingMessage, response: ServerResponse): Promise<void>;
  signIn(request: IncomingMessage, response: ServerResponse): Promise<void>;
  signOut(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Where a browser gets its cookie for a name and a password, and gives it back. */
export function createSignInEndpoints({
  signIns,
  identityProvider,
  clock,
  proxies,
}: Pick<TransportPorts, 'signIns' | 'identityProvider' | 'clock' | 'proxies'>): SignInEndpoints {
  const failedTries = createFailedTries(clock);

  return {
    async methods(_, response) {
      const provider = identityProvider && { label: identityProvider.label };
      sendJson(response, 200, { isSetUp: signIns.isSetUp(), identityProvider: provider });
    },

    async signIn(request, response) {
      const address = addressOf(request, proxies);
      const proof = await readOwnPageJson(request, response, parseProof, '{ "name": "…", "password": "…" }');
      if (proof === null) return;
      // Counted by name as well, for one address may be everybody's; before the costly part, and known or not alike.
      const takeBack = failedTries.add(`${address} ${foldName(proof.name)}`);
      if (takeBack === null) return void sendTooManyTries(response);
      const begun = await signIns.begin(proof, callerOrigin(request, proxies));
      if ('code' in begun) {
        if (begun.code !== 'SIGN_IN_REFUSED') takeBack();
        return void sendRefusal(response, begun.code, begun.message);
      }
      takeBack();
      await replaceSignIn({ signIns, proxies }, request, response, begun);
      sendDone(response);
    },

    async signOut(request, response) {
      if (isFromAnotherOrigin(request)) return void sendRefusal(response, 'FORBIDDEN', 'Sign out from our own page.');
      const { signIn } = credentialsOfRequest(request);
      if (signIn !== null) await signIns.end(signIn, callerOrigin(request, proxies));
      response.setHeader('set-cookie', signInCookie('', 0));
      sendDone(response);
    },
  };
}

function parseProof({ name, password }: Readonly<Record<string, unknown>>): { name: string; password: string } | null {
  return typeof name === 'string' && typeof password === 'string' ? { name, password } : null;
}

/** One key for all spellings that may be taken for one name; a longer text is nobody's name. */
function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase().slice(0, limits.nameCharacters);
}
