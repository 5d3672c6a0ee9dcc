const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const UNITS = [
  { sizeMs: DAY_MS, word: 'd' },
  { sizeMs: HOUR_MS, word: 'h' },
  { sizeMs: MINUTE_MS, word: 'm' },
  { sizeMs: SECOND_MS, word: 's' },
];

/** One unit, rounded down: `12 s`, `3 m`, `5 h`, `2 d`. For columns. */
export function shortDuration(ms: number): string {
  const unit = UNITS.find(({ sizeMs }) => ms >= sizeMs);
  return unit === undefined ? '0 s' : `${Math.floor(ms / unit.sizeMs)} ${unit.word}`;
}

/** Two units: `12 s`, `2 m 14 s`, `5 h 3 m`, `2 d 4 h`. For sentences. */
export function duration(ms: number): string {
  const at = UNITS.findIndex(({ sizeMs }) => ms >= sizeMs);
  const [large, small] = [UNITS[at], UNITS[at + 1]];
  if (large === undefined) return '0 s';
  const rest = small === undefined ? 0 : Math.floor((ms % large.sizeMs) / small.sizeMs);
  const head = `${Math.floor(ms / large.sizeMs)} ${large.word}`;
  return small === undefined || rest === 0 ? head : `${head} ${rest} ${small.word}`;
}

/** What is left of a term, rounded up, so that a fresh one of three days says so: `3 d` or `3 days`, `23 h`, `5 m`. */
export function roundedUp(ms: number, form: 'short' | 'long' = 'short'): string {
  const [sizeMs, unit] =
    ms > 2 * DAY_MS - HOUR_MS ? [DAY_MS, 'day'] : ms > HOUR_MS ? [HOUR_MS, 'hour'] : [MINUTE_MS, 'minute'];
  const count = Math.ceil(ms / sizeMs);
  return form === 'short' ? `${count} ${unit.charAt(0)}` : `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** How long something fast took: `1 ms`, `430 ms`, `2.3 s`, then as `duration`. */
export function latency(ms: number): string {
  if (ms < SECOND_MS) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10 * SECOND_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  return duration(ms);
}

/** Between a time the server gave and now; never negative, whatever the clocks say. */
export function sinceMs(isoTime: string, nowMs: number): number {
  return Math.max(0, nowMs - Date.parse(isoTime));
}

/** Between now and a time the server gave; never negative, whatever the clocks say. */
export function untilMs(isoTime: string, nowMs: number): number {
  return Math.max(0, Date.parse(isoTime) - nowMs);
}
