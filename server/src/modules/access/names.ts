/** Control, format and private characters, halves of a pair, line and paragraph breaks: nobody sees them. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** With a space for each character that nobody sees. */
export function withoutUnseen(name: string): string {
  return name.replace(unseen, ' ').trim();
}

export function hasUnseen(name: string): boolean {
  return name.search(unseen) !== -1;
}

/** Whether there is something in it to call somebody by. */
export function hasLetter(name: string): boolean {
  return /[\p{L}\p{N}]/u.test(name);
}
