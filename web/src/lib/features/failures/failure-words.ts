import type { RequestFailure } from '$lib/api/failure.ts';

/** A failure in words: what happened, what it means for the person, what to do next. */
export interface FailureWords {
  readonly what: string;
  readonly meaning: string;
  readonly next: string;
}

export function failureWords(failure: RequestFailure): FailureWords {
  switch (failure.kind) {
    case 'UNREACHABLE':
      return {
        what: 'The server cannot be reached',
        meaning: 'Nothing can be looked up or changed from here meanwhile; sessions go on by themselves.',
        next: 'This page tries again by itself. If it stays so, see that the server runs and that this computer is online.',
      };
    case 'UNAUTHENTICATED':
      return {
        what: 'You are not signed in',
        meaning: 'The sign-in of this browser is over.',
        next: 'Sign in again; you come back to this page.',
      };
    case 'FORBIDDEN':
      return {
        what: 'You may not see this',
        meaning: failure.message,
        next: 'Ask whoever runs this server for the right.',
      };
    case 'INVALID':
      return {
        what: 'The server does not understand this view',
        meaning: failure.message,
        next: 'Clear the filters, or mend the address.',
      };
    case 'INTERNAL':
      return {
        what: 'The server failed to answer',
        meaning: 'Nothing was changed, and sessions go on by themselves.',
        next:
          failure.correlationId === undefined
            ? 'This page tries again by itself. If it stays so, look into the server’s log.'
            : 'This page tries again by itself. If it stays so, look for the id below in the server’s log.',
      };
  }
}
