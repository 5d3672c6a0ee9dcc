/** What SQLite takes in one statement is 32,766 values. */
const maxValues = 10_000;

/** Reads by any number of ids, each once, in as many statements as it takes. */
export async function readInChunks<Id extends string | number, Row>(
  ids: readonly Id[],
  read: (chunk: readonly Id[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const different = [...new Set(ids)];
  const rows: Row[] = [];
  for (let start = 0; start < different.length; start += maxValues)
    rows.push(...(await read(different.slice(start, start + maxValues))));
  return rows;
}
