/** What is left of a hand-over that stands in Activity, as the table of a new one of the same group. Pure; sends nothing. */
import type { ActivityEntry } from '../../shared/activity.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { writeCsv } from '../../shared/csv.ts';
import type { HandoverTarget, ServiceTarget } from '../../shared/handover.ts';
import type { Service } from '../../shared/service.ts';
import { TextSet } from '../../shared/text-set.ts';
import type { RecordRow, Standing } from './handover-records.ts';

/** No request came of these, as far as is known: they are looked at again before anything is sent. */
const WITHOUT_REQUEST: ReadonlySet<Standing> = new Set(['failed', 'unknown', 'not-sent']);

export type Rest = {
  /** As a person would have pasted it: the way back from the check leads there. */
  table: string;
  targets: ServiceTarget[];
};

/** Heads and types as `shared/handover-table.ts` reads them. */
const HEAD = ['service', 'type', 'admin', 'tech', 'billing'] as const;

/** Rows to ask for again: those without a request, and where only one kind is looked at, also requests that came to nothing. */
export function rowsToAskAgain(
  rows: readonly RecordRow[],
  services: ReadonlyMap<string, Service>,
  only: Standing | null,
): RecordRow[] {
  return rows.filter(
    ({ key, entry, standing }) =>
      services.has(key) &&
      entry.changes.length > 0 &&
      (only === null
        ? WITHOUT_REQUEST.has(standing)
        : standing === only && (WITHOUT_REQUEST.has(standing) || standing === 'ended')),
  );
}

function targetOf({ changes }: ActivityEntry): HandoverTarget {
  const target: HandoverTarget = {};
  for (const { contactType, to } of changes) target[contactType] = to;
  return target;
}

/** `services`: those of the rows; `all`: among which one that shares its name and type with another is told by its key. */
export function restOf(
  rows: readonly RecordRow[],
  services: ReadonlyMap<string, Service>,
  all: readonly Service[],
): Rest {
  const targets = rows.map(({ key, entry }) => ({ serviceKey: key, target: targetOf(entry) }));
  return restOfTargets(targets, services, all);
}

/** The same of targets that somebody else made; of those whose service is known. */
export function restOfTargets(
  asked: readonly ServiceTarget[],
  services: ReadonlyMap<string, Service>,
  all: readonly Service[],
): Rest {
  const bearers = new Map<string, number>();
  const called = ({ name, family }: Service) => `${name}\n${family}`;
  const names = new TextSet(asked.flatMap(({ serviceKey }) => services.get(serviceKey)?.name ?? []));
  for (const service of all)
    if (names.has(service.name)) bearers.set(called(service), (bearers.get(called(service)) ?? 0) + 1);
  const targets: ServiceTarget[] = [];
  const lines: string[][] = [];
  for (const { serviceKey: key, target } of asked) {
    const service = services.get(key);
    if (service === undefined) continue;
    targets.push({ serviceKey: key, target });
    const isPlain = service.family !== null && bearers.get(called(service)) === 1;
    lines.push([
      isPlain ? service.name : key,
      isPlain ? (service.family ?? '') : '',
      ...CONTACT_TYPES.map((type) => target[type] ?? ''),
    ]);
  }
  return { table: writeCsv(HEAD, lines).replace('\ufeff', '').replaceAll('\r\n', '\n'), targets };
}
