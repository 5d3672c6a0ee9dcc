import { type Expression, type SqlBool, sql } from 'kysely';

/** Whether a column holding a JSON array has this string in it. */
export function hasElement(array: Expression<string>, element: string): Expression<SqlBool> {
  return sql<SqlBool>`exists (select 1 from json_each(${array}) where value = ${element})`;
}

/** Whether a text has this part, letter for letter. */
export function contains(text: Expression<string>, part: string): Expression<SqlBool> {
  return sql<SqlBool>`instr(${text}, ${part}) > 0`;
}

/**
 * The end of a statement that is told how many rows to read when it runs. By the value of a bare parameter SQLite guesses
 * how many will come, and so plans a kept statement anew each time it is given one; of an expression it guesses nothing.
 */
export const limitAsGiven = sql`limit +@limit`;

/**
 * What an index of three characters in a row is asked for a text that has this part; all of its trigrams, in any order.
 * @returns null where the part has fewer than three characters, or some that the index would not keep
 */
export function trigramsOf(part: string): string | null {
  const characters = [...part];
  if (characters.length < 3 || part.includes('\0')) return null;
  const trigrams = new Set(characters.slice(2).map((_, at) => characters.slice(at, at + 3).join('')));
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}
