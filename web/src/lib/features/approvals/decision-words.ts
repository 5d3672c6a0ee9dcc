import type { Verdict } from '$lib/generated/graphql.ts';
import type { ApprovalRow } from './approval-row.ts';
import { becameSentence, becameWords } from './approval-words.ts';
import type { Outcome } from './deciding.ts';

/** What can be done where nothing told whether an answer arrived. */
const UNKNOWN_ADVICE = 'Look at it again when the mark says live. Answering again is safe: the first answer counts.';

/** What became of an answer, beside the question's name: `approved`, `denied by Ada, 2 s ago`. */
export function outcomeWords(outcome: Outcome, nowMs: number, viewerId: string | undefined): string {
  switch (outcome.kind) {
    case 'DONE':
      return outcome.row.state.toLowerCase();
    case 'LATE':
      return becameWords(outcome.row, nowMs, viewerId);
    case 'REFUSED':
      return outcome.message;
    case 'UNKNOWN':
      return 'not known: the server did not answer';
  }
}

/** What became of answers of which at least one came to nothing. */
export function failureTitle(outcomes: readonly Outcome[]): string {
  const [one, ...others] = outcomes;
  if (one === undefined || others.length > 0) return 'Not all of it was done';
  if (one.kind === 'UNKNOWN') return 'It is not known whether this was done';
  return one.kind === 'LATE' ? 'Your answer came too late' : 'This was not done';
}

/** An answer that came to nothing, in full: who was first, or why else. */
export function failureSentence(outcome: Outcome, nowMs: number, viewerId: string | undefined): string {
  switch (outcome.kind) {
    case 'DONE':
      return '';
    case 'LATE': {
      const { row } = outcome;
      const isAnswered = row.state === 'APPROVED' || row.state === 'DENIED';
      if (!isAnswered) return becameSentence(row, viewerId);
      return `Your answer came second: it was ${becameWords(row, nowMs, viewerId)}.${row.note === null ? '' : ` “${row.note}”`}`;
    }
    case 'REFUSED':
      return outcome.message;
    case 'UNKNOWN':
      return `The server did not answer, so it is not known whether this was done. ${UNKNOWN_ADVICE}`;
  }
}

/** Why a question that somebody was asked to decide needs no answer any more; undefined while it does. */
export function whySpared(
  row: ApprovalRow | undefined,
  nowMs: number,
  viewerId: string | undefined,
): string | undefined {
  if (row === undefined) return 'is gone';
  if (row.state !== 'PENDING') return becameWords(row, nowMs, viewerId);
  return row.canDecide ? undefined : 'not yours to answer';
}

export function verdictWord(verdict: Verdict): 'Approve' | 'Deny' {
  return verdict === 'APPROVE' ? 'Approve' : 'Deny';
}
