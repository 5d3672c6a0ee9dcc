/** A promise that somebody else settles. */
export interface Settleable<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

export function createSettleable<Value>(): Settleable<Value> {
  let resolve: Settleable<Value>['resolve'] = () => undefined;
  let reject: Settleable<Value>['reject'] = () => undefined;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever waits for it hears of a rejection; where nobody does, it is no concern of the host's.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
