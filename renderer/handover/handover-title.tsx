/** What one hand-over is called: from whom to whom; where several hand over, how many services to whom. */
import { isMine } from '../../shared/mine.ts';
import { Handle } from '../people/handle.tsx';
import { useMine } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { ShownName } from '../services/services-name.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { onlyFrom } from './handover-progress.ts';
import type { HandoverRecord } from './handover-records.ts';

export function HandoverTitle({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const mine = useMine();
  const from = onlyFrom(record);
  const total = record.rows.length;
  const [to, ...more] = record.to;
  return (
    <>
      {from === null ? (
        t('services', { count: total, shown: number(total) })
      ) : (
        <Handle nichandle={from} mine={isMine(from, mine)} leads={false} />
      )}{' '}
      <span aria-hidden="true">→</span>
      <span className="visually-hidden">{t('becomes')}</span>{' '}
      {to === undefined ? null : <Handle nichandle={to} mine={isMine(to, mine)} leads={false} />}
      {more.length === 0 ? null : ` ${t('more', { count: more.length })}`}
    </>
  );
}

/** The same as one line of words. */
export function useHandoverTitle(): (record: HandoverRecord) => string {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const called = useCalled();
  return (record) => {
    const from = onlyFrom(record);
    const total = record.rows.length;
    const [first, ...more] = record.to;
    const to = `${first === undefined ? '?' : called(first)}${more.length === 0 ? '' : ` ${t('more', { count: more.length })}`}`;
    return from === null
      ? t('servicesTo', { count: total, shown: number(total), to })
      : t('fromTo', { from: called(from), to });
  };
}

/** What it is about: the one service by its name, else how many; and which contacts. */
export function HandoverAbout({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const total = record.rows.length;
  const types = [...new Set(record.rows.flatMap(({ entry }) => entry.changes.map((one) => one.contactType)))];
  const only = total === 1 ? (record.rows[0]?.entry.serviceName ?? null) : null;
  return (
    <>
      {only === null ? (
        t('services', { count: total, shown: number(total) })
      ) : (
        <span className="handover-only">
          <ShownName name={only} />
        </span>
      )}
      {types.length === 0 ? null : ` · ${types.map((type) => t(`common:role.${type}.short`)).join(', ')}`}
    </>
  );
}
