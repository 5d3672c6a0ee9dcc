// What the rows of a history hold that is asked for.

/** In a third of the names, and in one of fifty thousand. */
export const words = { common: 'report', rare: 'zeppelin' } as const;

/** The first ones have most sessions. */
export const apps: readonly string[] = Array.from(
  { length: 20 },
  (_, index) => `app-${String(index).padStart(2, '0')}`,
);

export const userCount = 5_000;
