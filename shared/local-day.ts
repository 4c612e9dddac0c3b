/** Days of the calendar where the reader is, `2026-12-03`: which one a moment is in, when one begins, how many lie between. Pure. */

/** `at` in milliseconds since 1970. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Its first moment there, in milliseconds since 1970. */
export function beginOfDay(day: string): number {
  return new Date(`${day}T00:00:00`).getTime();
}

/** Whole days of the calendar, however long the hours of one are. Below 0 where `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (24 * 60 * 60_000));
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * 60_000).toISOString().slice(0, 10);
}
