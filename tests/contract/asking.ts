import type { Approval, ApprovalRequest, SessionHandle } from '@rollcall/sdk';
import { until } from '../harness/until.ts';
import { operationNames, own, serve } from './owner.ts';
import type { ContractServer } from './server.ts';

export const title = 'Delete 3 accounts?';

/** What came of a question, as soon as something did. */
export interface Outcome {
  answer?: Approval;
  error?: unknown;
}

export function ask(session: SessionHandle, request: Partial<ApprovalRequest> = {}): Outcome {
  const outcome: Outcome = {};
  session.ask({ title, ...request }).then(
    (answer) => (outcome.answer = answer),
    (error: unknown) => (outcome.error = error),
  );
  return outcome;
}

export const answerOf = (outcome: Outcome) => until('the answer', () => outcome.answer);
export const errorOf = (outcome: Outcome) => until('the rejection', () => outcome.error);
export const question = (server: ContractServer, nth = 0) => until('the question', () => server.approvals.all()[nth]);
/** From then on the asker waits for the answer over its connection. */
export const untilWaiting = (server: ContractServer) =>
  until('the wait for an answer', () => operationNames(server).includes('ApprovalDecision'));

/** A session of an owner at a server. */
export async function open(server?: ContractServer) {
  const at = server ?? (await serve());
  const { client, problems } = own(at);
  return { server: at, session: await client.session({ app: 'reports', externalId: 'tab-1' }), problems };
}
