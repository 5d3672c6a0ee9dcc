const SHORTEST = 12;
const LONGEST = 200;

export const PASSWORD_RULES = `${SHORTEST} characters or more, and not the name. A few words are easy to keep in mind.`;

/** What is wrong with a new password, in words; undefined where nothing is. The server decides by the same rules. */
export function passwordProblem(password: string, name: string): string | undefined {
  const length = [...password.normalize('NFKC')].length;
  if (length === 0) return 'Choose a password.';
  if (length < SHORTEST) {
    const missing = SHORTEST - length;
    return `${missing} more ${missing === 1 ? 'character' : 'characters'}: it takes ${SHORTEST} or more.`;
  }
  if (length > LONGEST) return `It takes at most ${LONGEST} characters.`;
  const isName = password.normalize('NFKC').toLowerCase() === name.trim().normalize('NFKC').toLowerCase();
  return isName ? 'The password must not be the name.' : undefined;
}
