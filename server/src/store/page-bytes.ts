/** More in one answer would be long in the making, while nobody else is answered. */
const maxPageBytes = 2_000_000;

/**
 * The first of these rows, at most so many and no more than one answer holds; one at least, however large it is. What comes
 * behind them is not read.
 */
export async function takePage<Row>(
  found: AsyncIterable<Row>,
  most: number,
  textOf: (row: Row) => string,
): Promise<{ readonly rows: readonly Row[]; readonly hasMore: boolean }> {
  const rows: Row[] = [];
  let bytes = 0;
  for await (const row of found) {
    bytes += Buffer.byteLength(textOf(row));
    if (rows.length === most || (rows.length > 0 && bytes > maxPageBytes)) return { rows, hasMore: true };
    rows.push(row);
  }
  return { rows, hasMore: false };
}
