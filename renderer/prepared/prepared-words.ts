/** What a prepared thing is called, and for when, in the language in use. Decides nothing. */
import { beginOfDay, localDay } from '../../shared/local-day.ts';
import { countOf, lateBy, type Prepared, soleTarget } from '../../shared/prepared.ts';
import { useCalled } from '../people/names.ts';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';

type Words = {
  /** Texts by key with their namespace. */
  t: (key: string, values: Record<string, unknown>) => string;
  number: (value: number) => string;
  called: (nichandle: string) => string;
};

/** `Hand over 12 services to Ana Prieto`, `Accept 3 requests`. */
export function preparedTitle(prepared: Prepared, { t, number, called }: Words): string {
  const count = countOf(prepared);
  const shown = number(count);
  if (prepared.kind === 'handover') {
    const to = soleTarget(prepared);
    return to === null
      ? t('prepared:title.handover', { count, shown })
      : t('prepared:title.handoverTo', { count, shown, to: called(to) });
  }
  const kinds = new Set(prepared.sides.map(({ decision }) => decision));
  const [only, second] = kinds;
  if (only === undefined || second !== undefined) return t('prepared:title.decide', { count, shown });
  const [side] = prepared.sides;
  if (count === 1 && side !== undefined)
    return t(`prepared:title.${only}One`, {
      id: side.requestKey.slice(side.requestKey.lastIndexOf('/') + 1),
    });
  return t(`prepared:title.${only}`, { count, shown });
}

export function usePreparedTitle(): (prepared: Prepared) => string {
  const { t } = useTranslation('prepared');
  const number = useNumber();
  const called = useCalled();
  return (prepared) => preparedTitle(prepared, { t, number, called });
}

/** `Prepared for 3 Dec`, `Prepared for today`, `Prepared for 25 Nov, 3 days late`. `now` in milliseconds. */
export function usePreparedWhen(): (prepared: Pick<Prepared, 'day'>, now: number) => string {
  const { t } = useTranslation('prepared');
  const formats = useFormats();
  return (prepared, now) => {
    const late = lateBy(prepared, localDay(now));
    const day = formats.date(beginOfDay(prepared.day), now);
    if (late === null) return t('when.ahead', { day });
    return late === 0 ? t('when.today') : t('when.late', { day, count: late });
  };
}
