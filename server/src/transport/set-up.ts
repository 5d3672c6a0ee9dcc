import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './answers.ts';
import { addressOf, callerOrigin } from './caller-origin.ts';
import { createFailedTries } from './failed-tries.ts';
import { readOwnPageJson } from './own-page-json.ts';
import type { TransportPorts } from './ports.ts';
import { replaceSignIn, sendDone, sendRefusal, sendTooManyTries } from './sign-in-answers.ts';

export interface SetUpEndpoints {
  /** Tells the set-up page whom its link is for. */
  findInvitation(request: IncomingMessage, response: ServerResponse): Promise<void>;
  setUp(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Where the code of a printed or handed-over link becomes a password of one's own, and a sign-in. */
export function createSetUpEndpoints({
  signIns,
  clock,
  proxies,
}: Pick<TransportPorts, 'signIns' | 'clock' | 'proxies'>): SetUpEndpoints {
  const wrongCodes = createFailedTries(clock);

  /** A right code always works: behind a proxy everybody has the address of whoever tries wrong ones. */
  function refuseCode(response: ServerResponse, isOneMore: boolean, message: string): void {
    if (isOneMore) sendRefusal(response, 'SIGN_IN_REFUSED', message);
    else sendTooManyTries(response);
  }

  return {
    async findInvitation(request, response) {
      const address = addressOf(request, proxies);
      const fields = await readOwnPageJson(request, response, parseCode, '{ "code": "…" }');
      if (fields === null) return;
      const takeBack = wrongCodes.add(address);
      const invitation = await signIns.findInvitation(fields.code);
      if (invitation === null) return void refuseCode(response, takeBack !== null, wrongCode);
      takeBack?.();
      const { kind, name } = invitation;
      sendJson(response, 200, { kind, name });
    },

    async setUp(request, response) {
      const address = addressOf(request, proxies);
      const fields = await readOwnPageJson(
        request,
        response,
        parseSetUp,
        '{ "code": "…", "name": "…", "password": "…" }',
      );
      if (fields === null) return;
      const takeBack = wrongCodes.add(address);
      const begun = await signIns.setUp(fields, callerOrigin(request, proxies));
      if ('code' in begun && begun.code === 'SIGN_IN_REFUSED') {
        return void refuseCode(response, takeBack !== null, begun.message);
      }
      takeBack?.();
      if ('code' in begun) return void sendRefusal(response, begun.code, begun.message);
      await replaceSignIn({ signIns, proxies }, request, response, begun);
      sendDone(response);
    },
  };
}

const wrongCode =
  'This link does not work any more: it was used, has expired, or a newer one was made. Ask for a new one.';

function parseCode({ code }: Readonly<Record<string, unknown>>): { code: string } | null {
  return typeof code === 'string' ? { code } : null;
}

function parseSetUp({
  code,
  name = null,
  password,
}: Readonly<Record<string, unknown>>): { code: string; name: string | null; password: string } | null {
  if (typeof code !== 'string' || typeof password !== 'string') return null;
  return name === null || typeof name === 'string' ? { code, name, password } : null;
}
