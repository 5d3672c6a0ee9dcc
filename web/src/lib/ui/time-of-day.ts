const DAY_MS = 86_400_000;

/** A time on the viewer's own clock: `14:30`, with its day where that is another: `Sat 02:10`, `3 Dec 09:00`. */
export function timeOfDay(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (at.toDateString() === new Date(nowMs).toDateString()) return time;
  const isNear = Math.abs(atMs - nowMs) < 6 * DAY_MS;
  const day = at.toLocaleDateString('en-GB', isNear ? { weekday: 'short' } : { day: 'numeric', month: 'short' });
  return `${day} ${time}`;
}
