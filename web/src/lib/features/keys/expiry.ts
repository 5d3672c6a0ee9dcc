/** The day of this place on which something ends, `2026-01-31`; empty for never. */
export function dayOf(iso: string | null): string {
  if (iso === null) return '';
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** When something ends that ends with this day, here; null for never. A day that was left as it was keeps its moment. */
export function endOfDay(day: string, known: string | null): string | null {
  if (day === '') return null;
  if (day === dayOf(known)) return known;
  return new Date(`${day}T23:59:59.999`).toISOString();
}
