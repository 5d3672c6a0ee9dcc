import type { Refusal } from './sign-in.ts';

/** What happened, and what to do next. */
export interface ProblemWords {
  readonly what: string;
  readonly next: string;
}

/** Why a name and a password did not lead in. */
export function refusalWords({ kind, message }: Refusal): ProblemWords {
  switch (kind) {
    case 'REFUSED':
      return {
        what: 'This name and password do not belong together.',
        next: 'Check both; capitals count in the password. If it is forgotten, an admin can make you a new set-up link.',
      };
    case 'TOO_MANY':
      return { what: 'There were too many wrong tries.', next: 'Wait a minute, then try again.' };
    case 'BUSY':
      return { what: 'Too many people sign in just now.', next: 'Try again in a few seconds.' };
    case 'UNREACHABLE':
      return { what: 'The server did not answer.', next: 'Nothing was changed. See that it runs, then try again.' };
    case 'INVALID':
    case 'NAME_TAKEN':
      return { what: 'The server did not take this.', next: message };
  }
}

/** Why the identity provider did not lead in; `code` stands in the address that one came back to. */
export function providerProblemWords(code: string): ProblemWords {
  switch (code) {
    case 'IDENTITY_REFUSED':
      return {
        what: 'You were not let in.',
        next: 'The identity provider refused, or nobody there said that you may use this server. Ask whoever runs it.',
      };
    case 'IDENTITY_EXPIRED':
      return { what: 'That took too long, or was begun in another browser.', next: 'Try again.' };
    default:
      return {
        what: 'Signing in at the identity provider did not work.',
        next: 'Try again in a moment. If it stays so, ask whoever runs this server to look into its log.',
      };
  }
}
