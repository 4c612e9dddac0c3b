/** What is left of a hand-over is asked for exactly as it was, service by service, also when the person goes back to its table. */
import { describe, expect, it } from 'vitest';
import { restOf, rowsToAskAgain } from '../../../renderer/handover/handover-again.ts';
import type { RecordRow, Standing } from '../../../renderer/handover/handover-records.ts';
import { createTableMatcher, readHandoverTable, targetsOfTable } from '../../../shared/handover-table.ts';
import type { Service } from '../../../shared/service.ts';
import { service } from '../../fakes/world.ts';
import { entry } from '../requests/samples.ts';

const AT = '2026-11-20T12:00:00Z';
const SERVICES = [
  service(1, 'faro.es', '/domain'),
  service(2, 'faro.es', '/domain/zone'),
  service(3, 'b.net', '/vps'),
  service(4, 'b.net', '/vps'),
  service(5, '=sum.es', '/domain'),
];
const byKey = new Map(SERVICES.map((one): [string, Service] => [one.key, one]));
const row = (key: string, standing: Standing, tech = 'mp40311-ovh'): RecordRow => ({
  key,
  standing,
  requests: [],
  entry: entry({
    id: key,
    at: AT,
    kind: 'changeContact',
    serviceKey: key,
    changes: [{ contactType: 'contactTech', to: tech }],
  }),
});
const keys = (rows: readonly RecordRow[]) => rows.map(({ key }) => key);

describe('which services of a hand-over may be asked for again', () => {
  const rows = [
    row('sandbox/1', 'failed'),
    row('sandbox/2', 'unknown'),
    row('sandbox/3', 'not-sent'),
    row('sandbox/4', 'ended'),
    row('sandbox/5', 'theirs'),
    row('sandbox/9', 'failed'),
  ];
  it('those without a request that are still known here', () => {
    expect(keys(rowsToAskAgain(rows, byKey, null))).toEqual(['sandbox/1', 'sandbox/2', 'sandbox/3']);
  });
  it('of one kind alone where only that is looked at, then also what came to nothing, but never what runs', () => {
    expect(keys(rowsToAskAgain(rows, byKey, 'ended'))).toEqual(['sandbox/4']);
    expect(keys(rowsToAskAgain(rows, byKey, 'failed'))).toEqual(['sandbox/1']);
    expect(keys(rowsToAskAgain(rows, byKey, 'theirs'))).toEqual([]);
  });
});

it('the table says what the targets say, for twins, namesakes and names a spreadsheet would run', () => {
  const rows = SERVICES.map(({ key }, index) => row(key, 'failed', `xx1111${index}-ovh`));
  const { table, targets } = restOf(rows, byKey, SERVICES);
  const matcher = createTableMatcher(SERVICES, {
    withTwins: false,
    names: () => [],
    shownAs: (name) => name,
  });
  const lines = matcher(readHandoverTable(table));
  expect(lines.map(({ problem }) => problem)).toEqual(SERVICES.map(() => null));
  expect(targetsOfTable(lines)).toEqual(targets);
  expect(targets.map(({ serviceKey, target }) => [serviceKey, target.contactTech])).toEqual(
    SERVICES.map(({ key }, index) => [key, `xx1111${index}-ovh`]),
  );
});
