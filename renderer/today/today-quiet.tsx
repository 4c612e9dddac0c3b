/** The moment when nothing waits: what was decided today, what others still have to do, and what is quiet. */
import { ArrowLeftRight, Check } from 'lucide-react';
import { Handle } from '../people/handle.tsx';
import type { RequestRow } from '../requests/requests-view.ts';
import { ShownName } from '../services/services-name.tsx';
import { go } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';

type TodayQuietProps = {
  /** Decisions of mine of today that went through. */
  decided: number;
  /** With others, the next to run out first. */
  others: readonly RequestRow[];
};

export function TodayQuiet({ decided, others }: TodayQuietProps) {
  const { t } = useTranslation('today');
  const number = useNumber();
  const [next] = others;
  const who = next?.turn.whose === 'theirs' && next.turn.certain ? (next.turn.sides[0] ?? null) : null;
  return (
    <div className="today-quiet">
      <Sunrise />
      <h2>{t('quiet.title')}</h2>
      <p className="today-quiet-text">
        {decided === 0 ? t('quiet.text') : t('quiet.decided', { count: decided, shown: number(decided) })}
      </p>
      {next?.deadline == null ? null : (
        <p className="today-quiet-next">
          {t('quiet.next')}{' '}
          <b>{next.request.serviceDomain === null ? '?' : <ShownName name={next.request.serviceDomain} />}</b>
          , <When at={next.deadline} style="in" />.{' '}
          {who === null ? null : (
            <>
              {t('quiet.with')} <Handle nichandle={who} />.
            </>
          )}
        </p>
      )}
      <p className="today-quiet-ways">
        {others.length === 0 ? null : (
          <Button onClick={() => go({ screen: 'requests', query: { segment: 'waiting' } })}>
            {t('quiet.see', { count: others.length, shown: number(others.length) })}
          </Button>
        )}
        <Button
          variant="quiet"
          icon={<ArrowLeftRight aria-hidden="true" />}
          onClick={() => go({ screen: 'services' })}
        >
          {t('quiet.handOver')}
        </Button>
      </p>
    </div>
  );
}

function Sunrise() {
  return (
    <svg className="today-sunrise" viewBox="0 0 180 100" aria-hidden="true">
      <path className="today-sun-far" d="M22 68a68 68 0 0 1 136 0z" />
      <path className="today-sun" d="M50 68a40 40 0 0 1 80 0z" />
      <rect className="today-baton" x="51" y="54" width="78" height="13" rx="6.5" />
      <path className="today-baton-grip" d="M57.500 54h13v13h-13a6.500 6.500 0 0 1 0-13z" />
      <path className="today-horizon" d="M0 69h180M38 81h106M70 94h42" />
    </svg>
  );
}

/** True of what is left out elsewhere because there is nothing of it. */
export function TodayAllQuiet({
  changed,
  leaving,
  failed,
}: Record<'changed' | 'leaving' | 'failed', boolean>) {
  const { t } = useTranslation('today');
  const formats = useFormats();
  const lines = [
    ...(changed ? [] : [{ key: 'changed', when: t('allQuiet.weeks', { count: 2 }) }]),
    ...(leaving ? [] : [{ key: 'leaving', when: t('allQuiet.days', { shown: formats.number(60) }) }]),
    ...(failed ? [] : [{ key: 'failed', when: t('allQuiet.week') }]),
  ];
  if (lines.length === 0) return null;
  return (
    <TodaySection title={t('allQuiet.title')}>
      <ul className="today-lines">
        {lines.map(({ key, when }) => (
          <li key={key} className="today-calm">
            <Check aria-hidden="true" />
            <span>{t(`allQuiet.${key}`)}</span>
            <span className="today-under-inline">{when}</span>
          </li>
        ))}
      </ul>
    </TodaySection>
  );
}
