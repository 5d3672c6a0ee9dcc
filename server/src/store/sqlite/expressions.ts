import { type Expression, type SqlBool, sql } from 'kysely';

/** Whether a column holding a JSON array has this string in it. */
export function hasElement(array: Expression<string>, element: string): Expression<SqlBool> {
  return sql<SqlBool>`exists (select 1 from json_each(${array}) where value = ${element})`;
}

/** Whether a text has this part, letter for letter. */
export function contains(text: Expression<string>, part: string): Expression<SqlBool> {
  return sql<SqlBool>`instr(${text}, ${part}) > 0`;
}
