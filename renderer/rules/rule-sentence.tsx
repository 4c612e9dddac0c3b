/** What a rule says and how many services are so, in a sentence. Only shows. */
import { Fragment } from 'react';
import type { RuleCounts } from '../../shared/rule-check.ts';
import { type Rule, rolesOfRule } from '../../shared/rules.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';

export function RuleSentence({
  rule,
  counts,
}: {
  rule: Pick<Rule, 'expected' | 'kept'>;
  counts: Omit<RuleCounts, 'contradictions'> | null;
}) {
  const { t } = useTranslation(['rules', 'changes']);
  const mine = useMineOf()();
  const roles = rolesOfRule(rule);
  return (
    <p className="rule-sentence">
      {roles.map((type, index) => {
        const who = rule.expected[type] ?? '';
        return (
          <Fragment key={type}>
            {index === 0 ? '' : index === roles.length - 1 ? ` ${t('rules:and')} ` : ', '}
            {index === 0 ? capital(t(`rules:is.${type}`)) : t(`rules:is.${type}`)}{' '}
            <Handle nichandle={who} mine={mine.has(who)} />
          </Fragment>
        );
      })}
      {roles.length === 0 ? '' : '. '}
      {counts === null ? null : <HowMany counts={counts} />}
    </p>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

export function HowMany({ counts }: { counts: Omit<RuleCounts, 'contradictions'> }) {
  const { t } = useTranslation('rules');
  const number = useNumber();
  const { matched, deviating, kept, unknown } = counts;
  if (matched === 0) return t('soNone');
  return (
    <>
      {t('so', { count: matched, so: number(matched - deviating - kept - unknown), all: number(matched) })}
      {kept > 0 ? ` ${t('soKept', { count: kept, shown: number(kept) })}` : ''}
      {unknown > 0 ? ` ${t('soUnknown', { count: unknown, shown: number(unknown) })}` : ''}
    </>
  );
}
