const KEY = 'rollcall-kill-reasons';
const KEPT = 5;

/** Where reasons are kept; the browser's storage, which may refuse. */
export type ReasonStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** The reasons given last, newest first. */
export function readReasons(storage: ReasonStorage): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((reason) => typeof reason === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function keepReason(storage: ReasonStorage, reason: string): void {
  const kept = [reason, ...readReasons(storage).filter((other) => other !== reason)].slice(0, KEPT);
  try {
    storage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Reasons are a convenience: a browser that keeps nothing loses nothing else.
  }
}
