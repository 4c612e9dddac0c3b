/** Waits for a state of a program that runs beside the test. The one place of these tests that lets time pass. */

/** What `look` answers once it is true to JavaScript; an answer that throws counts as not yet. Rejects after `ms`, with the last error. */
export async function until<T>(
  look: () => T | Promise<T>,
  ms = 20_000,
): Promise<Exclude<T, false | null | undefined | '' | 0>> {
  const end = performance.now() + ms;
  let last: unknown = null;
  for (;;) {
    try {
      const seen = await look();
      if (seen) return seen as Exclude<T, false | null | undefined | '' | 0>;
      last = null;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${String(look)}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
