/** Says how histories went: progress, a table at the end, and of one that failed its trace in words with the command that repeats it. */
import type { Plan, Played } from './history.ts';

export type Sum = {
  histories: number;
  steps: number;
  happenings: number;
  virtualMs: number;
  counts: Map<string, number>;
  violations: Map<string, number[]>;
};

export function newSum(): Sum {
  return { histories: 0, steps: 0, happenings: 0, virtualMs: 0, counts: new Map(), violations: new Map() };
}

export function add(sum: Sum, seed: number, played: Played): void {
  sum.histories += 1;
  sum.steps += played.steps;
  sum.happenings += played.happenings;
  sum.virtualMs += played.virtualMs;
  for (const [kind, count] of played.trace.counts())
    sum.counts.set(kind, (sum.counts.get(kind) ?? 0) + count);
  if (played.violation === null) return;
  const { check } = played.violation;
  sum.violations.set(check, [...(sum.violations.get(check) ?? []), seed]);
}

export function tableOf(sum: Sum, wallMs: number): string {
  const rows: [string, string][] = [
    ['histories', String(sum.histories)],
    ['steps', String(sum.steps)],
    ['happenings', String(sum.happenings)],
    ['virtual time', `${Math.round(sum.virtualMs / 3_600_000)} h`],
    ['wall time', `${Math.round(wallMs / 1000)} s`],
    ...[...sum.counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, count]): [string, string] => [kind, String(count)]),
    ['violations', String([...sum.violations.values()].flat().length)],
    ...[...sum.violations].map(([check, seeds]): [string, string] => [
      `  ${check}`,
      `${seeds.length}, seeds ${seeds.slice(0, 10).join(' ')}`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

export function commandOf({ seed, steps, without, names, habits }: Plan, bug: string | null): string {
  const left = without.size === 0 ? '' : ` --without ${rangesOf(without)}`;
  const how = names === 'by folder' ? '' : ` --names '${names}'`;
  const all = habits === 'some' ? '' : ` --habits ${habits}`;
  return `npm run simulate -- --seed ${seed} --steps ${steps}${left}${how}${all}${bug === null ? '' : ` --bug '${bug}'`}`;
}

/** `1-3,7`. */
function rangesOf(steps: ReadonlySet<number>): string {
  const ranges: [number, number][] = [];
  for (const step of [...steps].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === step - 1) last[1] = step;
    else ranges.push([step, step]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

export function readRanges(text: string): Set<number> {
  const steps = new Set<number>();
  for (const range of text.split(',').filter((part) => part !== '')) {
    const [from = '', to = from] = range.split('-');
    for (let step = Number(from); step <= Number(to); step += 1) steps.add(step);
  }
  return steps;
}
