/** The rules with what they find, and below them what changed without a request of mine. Leads on; changes nothing. */
import type { KeyboardEvent } from 'react';
import type { RuleCounts } from '../../shared/rule-check.ts';
import { type Rule, rolesOfRule, titleOfRule } from '../../shared/rules.ts';
import { useMineOf } from '../people/mine.ts';
import { useName } from '../people/names.ts';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { go } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { Pill } from '../ui/pill.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { ChangeWays, WhoBecame } from './change-line.tsx';
import { useOpenChanges } from './changes-state.ts';
import './changes.css';

/** More are behind the way to all of them. */
const SHOWN = 4;

export function RuleList({
  rules,
  counts,
  openPlace,
}: {
  rules: readonly Rule[];
  counts: readonly RuleCounts[] | null;
  openPlace: number;
}) {
  const { t } = useTranslation('rules');
  return (
    <div className="rules-list">
      {rules.length === 0 ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside have the focus; this only hears arrows.
        <ul className="rules-rules" aria-label={t('list')} onKeyDown={moveByArrows}>
          {rules.map((rule, place) => (
            <RuleLine
              key={rule.id}
              rule={rule}
              counts={counts?.[place] ?? null}
              isOpen={place === openPlace}
            />
          ))}
        </ul>
      )}
      <Changed />
    </div>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.rule')];
  const next = buttons[buttons.findIndex((one) => one === document.activeElement) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function RuleLine({ rule, counts, isOpen }: { rule: Rule; counts: RuleCounts | null; isOpen: boolean }) {
  const { t } = useTranslation(['rules', 'changes']);
  return (
    <li>
      <button
        type="button"
        className="rule"
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => go({ screen: 'rules', key: rule.id })}
      >
        <span className="rule-head">
          <b>{titleOfRule(rule, t('rules:every'))}</b>
          {counts === null ? null : <RulePill counts={counts} />}
        </span>
        {rolesOfRule(rule).map((type) => (
          <span key={type} className="rule-expects">
            {t(`changes:role.${type}`)} <Expected nichandle={rule.expected[type] ?? ''} />
          </span>
        ))}
        {counts !== null && counts.contradictions.length > 0 ? (
          <span className="rule-contradicts">{t('rules:contradictsShort')}</span>
        ) : null}
      </button>
    </li>
  );
}

/** In a button nothing else can be pressed: a name and its handle, without a menu. */
function Expected({ nichandle }: { nichandle: string }) {
  const name = useName(nichandle);
  const mine = useMineOf()().has(nichandle);
  return (
    <>
      <span className={`${name === null ? 'handle' : 'person-called'}${mine ? ' handle-mine' : ''}`}>
        {name ?? nichandle}
      </span>
      {name === null ? null : <span className="handle-below"> {nichandle}</span>}
    </>
  );
}

function RulePill({ counts }: { counts: RuleCounts }) {
  const { t } = useTranslation('rules');
  const number = useNumber();
  const { matched, deviating, unknown } = counts;
  if (matched === 0) return <Pill tone="mute">{t('pill.nothing')}</Pill>;
  if (deviating > 0)
    return <Pill tone="you">{t('pill.deviate', { count: deviating, shown: number(deviating) })}</Pill>;
  if (unknown > 0)
    return <Pill tone="mute">{t('pill.unknown', { count: unknown, shown: number(unknown) })}</Pill>;
  return <Pill tone="good">{t('pill.all', { count: matched, shown: number(matched) })}</Pill>;
}

function Changed() {
  const { t } = useTranslation('rules');
  const changes = useOpenChanges();
  const typeName = useTypeName();
  return (
    <section className="rules-changed" aria-label={t('changed.title')}>
      <h2>
        {t('changed.title')}
        <Button variant="link" onClick={() => go({ screen: 'rules', key: 'changes' })}>
          {t('changed.all')}
        </Button>
      </h2>
      {changes.length === 0 ? <p className="rules-quiet">{t('changed.none')}</p> : null}
      <ul>
        {changes.slice(0, SHOWN).map((change) => (
          <li key={change.id} className="rules-change">
            <span className="changes-when">
              <When at={change.at} style="date" />
            </span>
            <span className="changes-what">
              <b>
                <ShownName name={change.serviceName === '' ? '?' : change.serviceName} />
              </b>
              <span className="rules-change-who">
                {typeName(change.family)} · <WhoBecame change={change} />
              </span>
            </span>
            <ChangeWays change={change} />
          </li>
        ))}
      </ul>
    </section>
  );
}
