/**
 * Runs `work` as one unit: all of what it stores or nothing. Resolves once it is on disk. A unit awaits nothing but
 * the stores it is given, since others wait behind it. It may be run again, when another one fails whose transaction it shares:
 * so it does nothing but through its stores, and what it is to bring about elsewhere is done with what it gives.
 */
export type UnitOfWork<Stores> = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
