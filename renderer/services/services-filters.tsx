/** The filters of the services: my role, type, contact and more, each with what the others leave to choose from. They change the address; the engine filters. */
import { memo, useMemo } from 'react';
import { accountName } from '../../shared/account.ts';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { EXPIRY_SPANS, type FacetCounts, type ServiceFacets } from '../../shared/service-facets.ts';
import { SERVICE_STATES } from '../../shared/service-state.ts';
import { useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { useCalled, useNames } from '../people/names.ts';
import { type FilterItem, FilterMenu } from '../ui/filter-menu.tsx';
import { type FoldedFilter, FoldedFilters } from '../ui/folded-filters.tsx';
import { useNarrowWindow } from '../ui/media-query.ts';
import { Segmented } from '../ui/segmented.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { changeFacets, SEGMENT_OF_ROLE, SEGMENTS } from './services-query.ts';

const ANY = '';
/** A menu of thousands helps nobody; the search finds the others, and a click on a handle leads to it. */
const MOST_CONTACTS = 100;

type Item = FilterItem<string>;
type More = 'state' | 'expiry' | 'account';

/** Drawn again only when what it shows has changed: it stands beside a search that is typed into. */
export const ServiceFilters = memo(function ServiceFilters({
  facets,
  counts,
}: {
  facets: ServiceFacets;
  /** `null` while not all services are here. */
  counts: FacetCounts | null;
}) {
  const { t } = useTranslation('services');
  const types = useTypeItems(counts);
  const contacts = useContactItems(counts);
  const more = useMoreItems(counts);
  const called = useCalled();
  const narrow = useNarrowWindow();
  const any = { value: ANY, label: t('filter.any') };
  const first: FoldedFilter[] = [
    {
      label: t('filter.type'),
      value: facets.type ?? ANY,
      anyValue: ANY,
      onChange: (type) => changeFacets({ type: type || null }),
      items: [any, ...withChosen(types.items, facets.type, types.nameOf)],
    },
    {
      label: t('filter.contact'),
      value: facets.contact ?? ANY,
      anyValue: ANY,
      onChange: (contact) => changeFacets({ contact: contact || null }),
      items: [any, ...withChosen(contacts, facets.contact, called)],
    },
  ];
  const rest = (Object.keys(more) as More[])
    .filter((kind) => more[kind].length > 0 || facets[kind] !== null)
    .map(
      (kind): FoldedFilter => ({
        label: t(`filter.${kind}`),
        value: facets[kind] ?? ANY,
        anyValue: ANY,
        onChange: (value) => changeFacets({ [kind]: value || null }),
        items: [any, ...withChosen(more[kind], facets[kind], (value) => value)],
      }),
    );
  const withRequest: FoldedFilter = {
    label: t('filter.withRequest'),
    value: facets.pending === true ? 'running' : ANY,
    anyValue: ANY,
    onChange: (value) => changeFacets({ pending: value === ANY ? null : true }),
    items: [
      any,
      {
        value: 'running',
        label: t('filter.running'),
        ...(counts === null ? {} : { count: counts.pending.get(true) ?? 0 }),
      },
    ],
  };
  return (
    <>
      <Segmented
        label={t('segments')}
        value={facets.role === null ? 'all' : SEGMENT_OF_ROLE[facets.role]}
        onChange={(segment) => changeFacets({ role: segment === 'all' ? null : roleOfSegment(segment) })}
        items={SEGMENTS.map((value) => ({
          value,
          label: t(`segment.${value}`),
          ...(counts === null ? {} : { count: countOf(counts, value) }),
        }))}
      />
      {narrow ? (
        <FoldedFilters label={t('filter.all')} filters={[...first, ...rest, withRequest]} whole />
      ) : (
        <>
          {[...first, ...rest.filter(({ value }) => value !== ANY)].map((filter) => (
            <FilterMenu key={filter.label} {...filter} />
          ))}
          <button
            type="button"
            className="filter"
            aria-pressed={facets.pending === true}
            data-pressed={facets.pending === true ? '' : undefined}
            onClick={() => changeFacets({ pending: facets.pending === true ? null : true })}
          >
            {t('filter.withRequest')}
            {counts === null ? null : <Count of={counts.pending.get(true) ?? 0} />}
          </button>
          <FoldedFilters label={t('filter.more')} filters={rest.filter(({ value }) => value === ANY)} />
        </>
      )}
    </>
  );
});

function Count({ of }: { of: number }) {
  const number = useNumber();
  return <span className="filter-count">{number(of)}</span>;
}

function countOf(counts: FacetCounts, segment: string): number {
  return segment === 'all' ? counts.all : (counts.role.get(roleOfSegment(segment)) ?? 0);
}

function roleOfSegment(segment: string): ContactType {
  return CONTACT_TYPES.find((role) => SEGMENT_OF_ROLE[role] === segment) ?? 'contactAdmin';
}

/** What is chosen stays on the menu even where nothing is left of it. */
function withChosen(items: Item[], chosen: string | null, nameOf: (value: string) => string): Item[] {
  return chosen === null || items.some((item) => item.value === chosen)
    ? items
    : [{ value: chosen, label: nameOf(chosen), count: 0 }, ...items];
}

function useTypeItems(counts: FacetCounts | null) {
  const { t, i18n } = useTranslation('families');
  return useMemo(() => {
    const collator = new Intl.Collator(i18n.language);
    const items = [...(counts?.type ?? [])].map(
      ([value, count]): Item => ({ value, label: t(value), count }),
    );
    return {
      items: items.sort((a, b) => collator.compare(a.label, b.label)),
      nameOf: (value: string) => t(value),
    };
  }, [counts, t, i18n.language]);
}

function useContactItems(counts: FacetCounts | null): Item[] {
  const names = useNames();
  return useMemo(
    () =>
      [...(counts?.contact ?? [])]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, MOST_CONTACTS)
        .map(([value, count]) => {
          const name = names.get(value);
          return { value, label: name ?? value, count, ...(name === undefined ? {} : { note: value }) };
        }),
    [counts, names],
  );
}

function useMoreItems(counts: FacetCounts | null): Record<More, Item[]> {
  const { t } = useTranslation('services');
  const accounts = useAccounts();
  const chosen = useChosenAccount();
  return useMemo(() => {
    const item = (value: string, label: string, count: number | undefined): Item[] =>
      count === undefined ? [] : [{ value, label, count }];
    return {
      expiry: EXPIRY_SPANS.flatMap((span) => item(span, t(`expiry.${span}`), counts?.expiry.get(span))),
      state: SERVICE_STATES.flatMap((state) => item(state, t(`state.${state}`), counts?.state.get(state))),
      // With one account in force, here or for the whole window, there is nothing to choose.
      account:
        accounts.length < 2 || chosen !== null
          ? []
          : accounts.flatMap((account) =>
              item(account.id, accountName(account, accounts), counts?.account.get(account.id)),
            ),
    };
  }, [counts, accounts, chosen, t]);
}
