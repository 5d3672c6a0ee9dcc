/** Thrown when something is asked of the store after it was closed. */
export class StoreClosedError extends Error {
  constructor() {
    super('The store is closed.');
  }
}
