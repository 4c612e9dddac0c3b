/** In the check of a hand-over: what OVHcloud would refuse for how the accounts stand, and what has to be asked of others. Stops nothing. */
import { Check, CircleHelp, EyeOff, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { PlanRow } from '../../shared/handover.ts';
import type { Service } from '../../shared/service.ts';
import { type StandingLine, standingOf } from '../../shared/standing.ts';
import { useCalled } from '../people/names.ts';
import { useTranslation } from '../words/translation.ts';
import { AskedAgain } from './asked-again.tsx';
import { askFact, useFact } from './facts.ts';
import { NotTold } from './not-told.tsx';
import './facts.css';

const ICONS = { good: Check, bad: TriangleAlert, ask: CircleHelp, unseen: EyeOff };

type Props = { api: string; rows: readonly PlanRow[]; services: ReadonlyMap<string, Service> };

export function StandingLines({ api, rows, services }: Props) {
  const { t } = useTranslation('facts');
  const called = useCalled();
  const nichandles = useMemo(() => {
    const all = standingOf(rows, services, []).map((line) => line.nichandle);
    const contacts = rows.flatMap((row) => Object.values(services.get(row.serviceKey)?.contacts ?? {}));
    return [...new Set([...all, ...contacts].flatMap((who) => (who ? [who] : [])))].sort().slice(0, 500);
  }, [rows, services]);
  const question = useMemo(() => ({ nichandles, api }), [nichandles, api]);
  const fact = useFact('standing:check', question);
  useEffect(() => {
    if (question.nichandles.length > 0) void askFact('standing:check', question, false);
  }, [question]);
  const lines = useMemo(
    () => (fact?.value ? standingOf(rows, services, fact.value.own) : []),
    [rows, services, fact],
  );
  if (fact === undefined) return null;
  const notable = lines.filter(({ kind }) => kind !== 'good');
  const good = lines.length - notable.length;
  return (
    <section className="standing" aria-label={t('standing.title')}>
      <h3>{t('standing.title')}</h3>
      {fact.failure === null ? null : <NotTold failure={fact.failure} still={t('standing.still')} />}
      {fact.value === null ? (
        <p>{t('asking')}</p>
      ) : (
        <>
          <ul>
            {notable.map((line) => (
              <Line key={`${line.about} ${line.nichandle} ${line.kind}`} line={line} called={called} />
            ))}
          </ul>
          {lines.some(({ kind }) => kind === 'unseen') ? <p>{t('standing.still')}</p> : null}
          {good === 0 ? null : <p className="fact-age">{t('standing.good', { count: good })}</p>}
          <AskedAgain
            at={fact.value.askedAt}
            asking={fact.asking}
            onAsk={() => void askFact('standing:check', question, true)}
          />
        </>
      )}
    </section>
  );
}

function Line({ line, called }: { line: StandingLine; called: (nichandle: string) => string }) {
  const { t } = useTranslation('facts');
  const { kind, about, nichandle, what } = line;
  const Icon = ICONS[kind];
  return (
    <li className={`standing-line standing-${kind}`}>
      <Icon aria-hidden="true" />
      <span>
        {t(`standing.${kind}.${about}`, { name: called(nichandle), what: what ?? '' })}
        {kind === 'unseen' && what !== null ? ` ${t('standing.lacks', { call: what })}` : ''}
      </span>
    </li>
  );
}
