/**
 * Reads things by their ids, at once; where that fails, each by itself: a damaged row is a failure of its own then, and
 * keeps nobody from the others. Where none can be read all have the one failure. An id of nothing is not in the answer.
 */
export async function readEach<Thing extends { readonly id: string }>(
  ids: readonly string[],
  findMany: (ids: readonly string[]) => Promise<readonly Thing[]>,
): Promise<ReadonlyMap<string, Thing | Error>> {
  try {
    return new Map((await findMany(ids)).map((thing) => [thing.id, thing]));
  } catch (caught) {
    const failure = asError(caught);
    const found = new Map<string, Thing | Error>();
    let isAnyReadable = false;
    for (const id of new Set(ids)) {
      try {
        for (const thing of await findMany([id])) found.set(id, thing);
        isAnyReadable = true;
      } catch (error) {
        found.set(id, asError(error));
      }
    }
    return isAnyReadable ? found : new Map(ids.map((id) => [id, failure]));
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('It cannot be read.', { cause: thrown });
}
