/**
 * Runs `work` as one unit: all of what it stores or nothing. Resolves once it is on disk. A unit awaits nothing but
 * the stores it is given, since others wait behind it, and may be run again by some databases, so it has no other effects.
 */
export type UnitOfWork<Stores> = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
