import { ShuttingDownError } from '../kernel/errors.ts';

/** Thrown when something is asked of the store after it was closed. */
export class StoreClosedError extends ShuttingDownError {}
