/** What happened in one history: in words for a person, and every single happening, so that two runs of one seed can be compared byte for byte. */

export type Trace = {
  /** A line a person reads. */
  say: (line: string) => void;
  /** One of very many. */
  note: (line: string) => void;
  /** Faults and crashes, by kind. */
  count: (kind: string) => void;
  words: () => string[];
  all: () => string[];
  counts: () => ReadonlyMap<string, number>;
};

export function openTrace(now: () => number): Trace {
  const start = now();
  const words: string[] = [];
  const all: string[] = [];
  const counts = new Map<string, number>();
  const stamp = (): string => {
    const ms = now() - start;
    const clock = new Date(ms).toISOString().slice(11, 23);
    const days = Math.floor(ms / 86_400_000);
    return days === 0 ? clock : `${days} d ${clock}`;
  };
  return {
    say(line) {
      words.push(`${stamp()}  ${line}`);
      all.push(`${stamp()}  ${line}`);
    },
    note(line) {
      all.push(`${now() - start} ${line}`);
    },
    count(kind) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    words: () => words,
    all: () => all,
    counts: () => counts,
  };
}
