const now = Promise.resolve();

/**
 * Calls back when what runs now is done, before anything else happens. As `queueMicrotask`, which makes an
 * `AsyncResource` each time: three times the cost, and a tenth of a small operation's.
 */
export function soon(run: () => void): void {
  void now.then(run);
}
