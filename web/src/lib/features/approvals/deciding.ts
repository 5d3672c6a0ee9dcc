import { RequestFailure } from '$lib/api/failure.ts';
import type { Requests } from '$lib/api/requests.ts';
import {
  ApproveGrantingDocument,
  DecideApprovalsDocument,
  type DecideApprovalsMutation,
  type GrantTerms,
  type Verdict,
} from '$lib/generated/graphql.ts';
import type { ApprovalRow } from './approval-row.ts';

/**
 * What became of an answer. `LATE`: the question was closed before, and the row says how. `UNKNOWN`: nothing answered, so it
 * may have arrived or not.
 */
export type Outcome =
  | { readonly kind: 'DONE' | 'LATE'; readonly row: ApprovalRow }
  | { readonly kind: 'REFUSED'; readonly message: string }
  | { readonly kind: 'UNKNOWN' };

/** What one answer may name at most. */
const MOST_AT_ONCE = 1_000;

type Results = Extract<
  DecideApprovalsMutation['decideApprovals'],
  { readonly __typename: 'DecideApprovalsSuccess' }
>['results'];

/** Answers questions; what became of each is given in their order. Safe to repeat: the same answer is no second one. */
export async function decide(
  requests: Requests,
  ids: readonly string[],
  decision: Verdict,
  note: string,
): Promise<readonly Outcome[]> {
  const some = ids.slice(0, MOST_AT_ONCE);
  const input = { ids: [...some], decision, ...(note === '' ? {} : { note }) };
  try {
    const { decideApprovals } = await requests.mutate(DecideApprovalsDocument, { input });
    if (decideApprovals.__typename !== 'DecideApprovalsSuccess')
      return some.map(() => ({ kind: 'REFUSED', message: decideApprovals.message }));
    return decideApprovals.results.map(outcomeOf);
  } catch (cause) {
    return some.map(() => failureOf(cause));
  }
}

/** Approves one question and allows the same again. Safe to repeat: the same answer is no second one. */
export async function approveGranting(
  requests: Requests,
  id: string,
  note: string,
  grant: GrantTerms,
): Promise<Outcome> {
  try {
    const input = { id, grant, ...(note === '' ? {} : { note }) };
    const { approve } = await requests.mutate(ApproveGrantingDocument, { input });
    if (approve.__typename === 'ApproveSuccess') return { kind: 'DONE', row: approve.approval };
    return lateOrRefused(approve);
  } catch (cause) {
    return failureOf(cause);
  }
}

function failureOf(cause: unknown): Outcome {
  const isAnswered = cause instanceof RequestFailure && cause.kind !== 'UNREACHABLE' && cause.kind !== 'INTERNAL';
  return isAnswered ? { kind: 'REFUSED', message: cause.message } : { kind: 'UNKNOWN' };
}

function outcomeOf(result: Results[number]): Outcome {
  if (result.__typename === 'DecideApprovalSuccess') return { kind: 'DONE', row: result.approval };
  return lateOrRefused(result);
}

function lateOrRefused(result: { readonly message: string; readonly approval?: ApprovalRow }): Outcome {
  const { approval: row, message } = result;
  return row === undefined ? { kind: 'REFUSED', message } : { kind: 'LATE', row };
}
