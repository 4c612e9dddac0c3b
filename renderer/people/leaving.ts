/** Days of leaving as moments. Pure. */

/** The last moment of a day (`2026-12-19`) where the reader is, in milliseconds since 1970. */
export function endOfDay(day: string): number {
  return new Date(`${day}T23:59:59`).getTime();
}
