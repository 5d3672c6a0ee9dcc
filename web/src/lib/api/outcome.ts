import { RequestFailure } from './failure.ts';

/** One problem of what was given; `path` names the field, empty for the whole. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** What became of something that was asked for: done, or in words why not. */
export type Outcome<Success> = { readonly kind: 'DONE'; readonly result: Success } | Refused;

export interface Refused {
  readonly kind: 'REFUSED';
  /** Which failure of its union it is; undefined where there was no answer. */
  readonly typename?: string;
  readonly message: string;
  readonly issues: readonly Issue[];
}

interface Answer {
  readonly __typename: string;
}

/** Waits for a mutation's answer; `success` is the one member of its union that is none of its failures. */
export async function outcomeOf<Result extends Answer, Name extends Result['__typename']>(
  answer: Promise<Result>,
  success: Name,
): Promise<Outcome<Extract<Result, { readonly __typename: Name }>>> {
  try {
    const result = await answer;
    if (isNamed(result, success)) return { kind: 'DONE', result };
    const { __typename: typename } = result;
    return { kind: 'REFUSED', typename, message: messageOf(result), issues: issuesOf(result) };
  } catch (cause) {
    return { kind: 'REFUSED', message: wordsOf(cause), issues: [] };
  }
}

function isNamed<Result extends Answer, Name extends Result['__typename']>(
  result: Result,
  name: Name,
): result is Extract<Result, { readonly __typename: Name }> {
  return result.__typename === name;
}

function messageOf(result: object): string {
  return 'message' in result && typeof result.message === 'string' ? result.message : 'The server refused it.';
}

function issuesOf(result: object): readonly Issue[] {
  return 'issues' in result && Array.isArray(result.issues) ? result.issues.filter(isIssue) : [];
}

function isIssue(value: unknown): value is Issue {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('message' in value)) return false;
  return typeof value.path === 'string' && typeof value.message === 'string';
}

function wordsOf(cause: unknown): string {
  if (!(cause instanceof RequestFailure)) return 'This page failed. Load it again.';
  switch (cause.kind) {
    case 'UNREACHABLE':
      return 'The server did not answer, so it is not known whether this was done. Look at the list when the mark says live, then try again.';
    case 'INTERNAL':
      return cause.correlationId === undefined
        ? 'The server failed, and nothing was changed. Try again; if it stays so, look into its log.'
        : `The server failed, and nothing was changed. Try again; if it stays so, look for ${cause.correlationId} in its log.`;
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
    case 'INVALID':
      return cause.message;
  }
}
