/** The filters of the services: my role, type, contact and more, each with what the others leave to choose from. They change the address; the engine filters. */
import { memo, useMemo } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { EXPIRY_SPANS, type FacetCounts, type ServiceFacets } from '../../shared/service-facets.ts';
import { SERVICE_STATES } from '../../shared/service-state.ts';
import { useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { useNames } from '../people/names.ts';
import { type FilterItem, FilterMenu } from '../ui/filter-menu.tsx';
import { MoreFilters } from '../ui/more-filters.tsx';
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
  const any = { value: ANY, label: t('filter.any') };
  const kinds = (Object.keys(more) as More[]).filter(
    (kind) => more[kind].length > 0 || facets[kind] !== null,
  );
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
      <FilterMenu
        label={t('filter.type')}
        value={facets.type ?? ANY}
        anyValue={ANY}
        onChange={(type) => changeFacets({ type: type || null })}
        items={[any, ...withChosen(types.items, facets.type, types.nameOf)]}
      />
      <FilterMenu
        label={t('filter.contact')}
        value={facets.contact ?? ANY}
        anyValue={ANY}
        onChange={(contact) => changeFacets({ contact: contact || null })}
        items={[any, ...withChosen(contacts, facets.contact, (handle) => handle)]}
      />
      {kinds
        .filter((kind) => facets[kind] !== null)
        .map((kind) => (
          <FilterMenu
            key={kind}
            label={t(`filter.${kind}`)}
            value={facets[kind] ?? ANY}
            anyValue={ANY}
            onChange={(value) => changeFacets({ [kind]: value || null })}
            items={[any, ...withChosen(more[kind], facets[kind], (value) => value)]}
          />
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
      <MoreFilters
        label={t('filter.more')}
        filters={kinds
          .filter((kind) => facets[kind] === null)
          .map((kind) => ({
            label: t(`filter.${kind}`),
            items: more[kind],
            onChoose: (value) => changeFacets({ [kind]: value }),
          }))}
      />
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
          const note = names.get(value);
          return { value, label: value, count, ...(note === undefined ? {} : { note }) };
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
          : accounts.flatMap(({ id, nichandle }) => item(id, nichandle, counts?.account.get(id))),
    };
  }, [counts, accounts, chosen, t]);
}
