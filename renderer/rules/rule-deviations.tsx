/** What deviates from one rule: each contact with who stands there, who should, and what can be done; handed over in one move, or kept. */
import { ArrowLeftRight, ArrowRight, CircleCheck, Pencil, SearchX } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { isMine } from '../../shared/mine.ts';
import type { RuleCounts } from '../../shared/rule-check.ts';
import { type Rule, titleOfRule } from '../../shared/rules.ts';
import { openHandoverAtCheck } from '../handover/handover-state.ts';
import { inSlices } from '../list/between-frames.ts';
import type { Column } from '../list/column.ts';
import { NOTHING_SELECTED, type Selection } from '../list/selection.ts';
import { Table } from '../list/table.tsx';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import type { SearchGround } from '../services/service-engine.ts';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { go, useQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { RoleChip } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { KeepDialog } from './rule-keep.tsx';
import { type Deviation, deviationRows, type Outlook, outlookOf } from './rule-rows.ts';
import { RuleSentence } from './rule-sentence.tsx';
import { RuleVerdict } from './rule-verdict.tsx';
import { type Found, useRuleFound } from './use-rule-check.ts';

const keyOf = ({ key }: Deviation): string => key;
const nameOf = ({ service, type }: Deviation): string => `${service.name} ${type}`;

type DeviationsProps = {
  rule: Rule;
  rules: readonly Rule[];
  counts: RuleCounts | null;
  ground: SearchGround | null;
  onEdit: () => void;
};

export function RuleDeviations({ rule, rules, counts, ground, onEdit }: DeviationsProps) {
  const { t } = useTranslation('rules');
  const number = useNumber();
  const [query, setQuery] = useQuery('q');
  const accounts = useStore((state) => state.accounts);
  const found = useRuleFound(ground, rule, useDeferredValue(query));
  const rows = useMemo(() => (found === null ? [] : deviationRows(found, accounts)), [found, accounts]);
  const columns = useColumns();
  const [selected, setSelected] = useState<Selection>(NOTHING_SELECTED);
  const total = counts?.deviating ?? 0;
  return (
    <section className="rule-open" aria-label={titleOfRule(rule, t('every'))}>
      <header className="rule-open-head">
        <div>
          <h2>{titleOfRule(rule, t('every'))}</h2>
          <RuleSentence rule={rule} counts={counts} />
          <Contradictions rules={rules} counts={counts} />
        </div>
        {total === 0 ? null : (
          <SearchField
            label={t('search')}
            placeholder={t('searchIn', { shown: number(total) })}
            value={query}
            onChange={setQuery}
            shortcut="/"
          />
        )}
        <IconButton label={t('edit.open')} icon={<Pencil aria-hidden="true" />} onClick={onEdit} />
      </header>
      <div className="rule-table">
        <Table
          label={t('table.caption')}
          rows={rows}
          rowKey={keyOf}
          rowName={nameOf}
          columns={columns}
          selected={selected}
          onSelect={setSelected}
          loading={found === null}
          onOpen={(key) => go({ screen: 'services', key: key.slice(0, key.lastIndexOf(' ')) })}
          empty={found === null || counts === null ? null : <NoDeviation counts={counts} query={query} />}
        />
      </div>
      {found === null || found.places.length === 0 ? null : (
        <Foot rule={rule} found={found} selected={selected} onDone={() => setSelected(NOTHING_SELECTED)} />
      )}
    </section>
  );
}

/** Both are shown; which of them is meant, the person knows. */
function Contradictions({ rules, counts }: { rules: readonly Rule[]; counts: RuleCounts | null }) {
  const { t } = useTranslation(['rules', 'changes']);
  const number = useNumber();
  if (counts === null) return null;
  return counts.contradictions.map(({ other, type, services }) => {
    const rule = rules[other];
    return rule === undefined ? null : (
      <p key={`${other} ${type}`} className="rule-contradicts">
        {t('rules:contradicts', {
          count: services,
          shown: number(services),
          rule: titleOfRule(rule, t('rules:every')),
          role: t(`changes:role.${type}`),
        })}{' '}
        <Button variant="link" onClick={() => go({ screen: 'rules', key: rule.id })}>
          {t('rules:contradictsOpen')}
        </Button>
      </p>
    );
  });
}

function NoDeviation({ counts, query }: { counts: RuleCounts; query: string }) {
  const { t } = useTranslation('rules');
  const number = useNumber();
  if (counts.matched === 0)
    return (
      <Empty icon={<SearchX aria-hidden="true" />} title={t('nothing.title')} text={t('nothing.text')} />
    );
  if (query !== '' && counts.deviating > 0)
    return <Empty icon={<SearchX aria-hidden="true" />} title={t('notFound')} />;
  const known = counts.matched - counts.unknown - counts.kept;
  return (
    <Empty
      icon={<CircleCheck aria-hidden="true" />}
      title={t('allSo.title', { count: known, shown: number(known) })}
      text={
        counts.unknown > 0
          ? t('allSo.unknown', { count: counts.unknown, shown: number(counts.unknown) })
          : undefined
      }
    />
  );
}

function useColumns(): Column<Deviation>[] {
  const { t } = useTranslation(['rules', 'common']);
  const typeName = useTypeName();
  const mineOf = useMineOf();
  return useMemo(() => {
    const who = (nichandle: string, api: string) => (
      <Handle nichandle={nichandle} mine={isMine(nichandle, mineOf(api))} labelled inRow />
    );
    return [
      {
        id: 'service',
        title: t('rules:table.service'),
        width: 'minmax(116px, 200fr)',
        text: ({ service }) => service.name,
        cell: ({ service }) => (
          <div className="rule-service">
            <b className="ellipsis">
              <ShownName name={service.name} />
            </b>
            <span className="rule-type">{typeName(service.family)}</span>
          </div>
        ),
      },
      {
        id: 'contact',
        title: t('rules:table.contact'),
        width: '88px',
        text: ({ type }) => t(`common:role.${type}.full`),
        cell: ({ type }) => <RoleChip type={type} />,
      },
      {
        id: 'now',
        title: t('rules:table.now'),
        width: 'minmax(92px, 150fr)',
        text: ({ holder }) => holder,
        cell: ({ holder, service }) => who(holder, service.api),
      },
      {
        id: 'expected',
        title: t('rules:table.expected'),
        width: 'minmax(106px, 150fr)',
        text: ({ expected }) => expected,
        cell: ({ expected, service }) => (
          <div className="rule-expected">
            <ArrowRight aria-hidden="true" />
            <span>{who(expected, service.api)}</span>
          </div>
        ),
      },
      {
        id: 'verdict',
        title: t('rules:table.verdict'),
        width: 'minmax(146px, 170fr)',
        cell: (row) => <RuleVerdict row={row} />,
      },
    ];
  }, [t, typeName, mineOf]);
}

/** With nothing ticked, all of it is meant. */
function Foot({
  rule,
  found,
  selected,
  onDone,
}: {
  rule: Rule;
  found: Found;
  selected: Selection;
  onDone: () => void;
}) {
  const { t } = useTranslation('rules');
  const number = useNumber();
  const accounts = useStore((state) => state.accounts);
  const [outlook, setOutlook] = useState<Outlook | null>(null);
  const [keeping, setKeeping] = useState(false);
  useEffect(
    () =>
      inSlices(
        outlookOf(found, accounts, (key) => selected.size === 0 || selected.has(key)),
        setOutlook,
      ),
    [found, accounts, selected],
  );
  if (outlook === null || outlook.all === 0) return null;
  const { ready, all, targets } = outlook;
  return (
    <footer className="rule-foot" data-foot="">
      <p role="status">
        <b>{t('foot.ready', { count: ready, ready: number(ready), all: number(all) })}</b>
        <ConfirmedBy outlook={outlook} />{' '}
        {ready < all ? t('foot.rest', { count: all - ready, shown: number(all - ready) }) : null}
      </p>
      <Button onClick={() => setKeeping(true)}>{t('keep.open')}</Button>
      <Button
        variant="primary"
        icon={<ArrowLeftRight aria-hidden="true" />}
        onClick={() => void openHandoverAtCheck(targets)}
      >
        {t(selected.size === 0 ? 'handOver' : 'handOverTicked', { count: all, shown: number(all) })}
      </Button>
      {keeping ? (
        <KeepDialog
          rule={rule}
          serviceKeys={targets.map(({ serviceKey }) => serviceKey)}
          onEnd={(isDone) => {
            setKeeping(false);
            if (isDone) onDone();
          }}
        />
      ) : null}
    </footer>
  );
}

/** Named as long as they are few. */
const MOST_NAMED = 3;

function ConfirmedBy({ outlook: { ready, confirmers } }: { outlook: Outlook }) {
  const { t, i18n } = useTranslation('rules');
  const called = useCalled();
  const mine = useMineOf()();
  const formats = useFormats();
  if (ready === 0 || confirmers.length === 0) return '.';
  const others = confirmers.filter((who) => !mine.has(who)).map(called);
  const named = [
    ...(others.length < confirmers.length ? [t('foot.you')] : []),
    ...others.slice(0, MOST_NAMED),
  ];
  if (others.length > MOST_NAMED)
    named.push(
      t('foot.more', {
        count: others.length - MOST_NAMED,
        shown: formats.number(others.length - MOST_NAMED),
      }),
    );
  const who = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(named);
  return t('foot.confirmedBy', { who });
}
