import { RequestFailure } from '$lib/api/failure.ts';
import type { Requests } from '$lib/api/requests.ts';
import { DecideApprovalsDocument, type DecideApprovalsMutation, type Verdict } from '$lib/generated/graphql.ts';
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
    if (!(cause instanceof RequestFailure) || cause.kind === 'UNREACHABLE' || cause.kind === 'INTERNAL')
      return some.map(() => ({ kind: 'UNKNOWN' }));
    const { message } = cause;
    return some.map(() => ({ kind: 'REFUSED', message }));
  }
}

function outcomeOf(result: Results[number]): Outcome {
  if (result.__typename === 'DecideApprovalSuccess') return { kind: 'DONE', row: result.approval };
  return 'approval' in result ? { kind: 'LATE', row: result.approval } : { kind: 'REFUSED', message: result.message };
}
