/** The search of the services: words and fields, with what may come next, and what of it was not understood. */
import { useMemo } from 'react';
import type { Service } from '../../shared/service.ts';
import { type FacetCounts } from '../../shared/service-facets.ts';
import { completionsFor, explainQuery, type Known, parseQuery } from '../../shared/service-query.ts';
import { SERVICE_STATES } from '../../shared/service-state.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useNames } from '../people/names.ts';
import { useHolders } from '../people/use-people.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { SearchField, type Suggestion } from '../ui/search-field.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { changeText } from './services-query.ts';
import { useServices } from './services-state.ts';

export function ServiceSearch({
  text,
  total,
  counts,
}: {
  text: string;
  total: number;
  counts: FacetCounts | null;
}) {
  const { t } = useTranslation('services');
  const number = useNumber();
  const known = useKnown(counts);
  const suggest = (typed: string, caret: number): Suggestion[] =>
    completionsFor(typed, caret, known).map((one) => ({
      from: one.from,
      to: one.to,
      insert: one.insert,
      text: one.text,
      note: one.kind === 'field' ? t(`field.${one.text.replace(':', '')}`) : one.label,
      code: one.kind === 'field' || one.kind === 'handle' || one.kind === 'account',
    }));
  return (
    <SearchField
      label={t('search.label')}
      // While nothing was read there is no number to tell.
      placeholder={
        total === 0 ? t('search.label') : t('search.placeholder', { count: total, shown: number(total) })
      }
      value={text}
      onChange={changeText}
      suggest={suggest}
      shortcut="/"
    />
  );
}

/** What a query can be completed with: everybody known, most services first. */
function useKnown(counts: FacetCounts | null): Known {
  const { t } = useTranslation(['services', 'families']);
  const services = useServices();
  const holders = useHolders(services);
  const names = useNames();
  const accounts = useAccounts();
  const handles = useMemo(
    () =>
      [...(holders?.values() ?? [])]
        .toSorted((a, b) => b.services - a.services)
        .map(({ nichandle }) => ({ handle: nichandle, label: names.get(nichandle) ?? null })),
    [holders, names],
  );
  const tags = useMemo(() => tagsOf(services ?? []), [services]);
  return useMemo(
    () => ({
      handles,
      types: [...(counts?.type.keys() ?? [])].map((type) => t(`families:${type}`)),
      states: SERVICE_STATES.map((state) => t(`services:state.${state}`)),
      tags,
      accounts: accounts.map(({ nichandle }) => nichandle),
    }),
    [handles, counts, tags, accounts, t],
  );
}

function tagsOf(services: readonly Service[]): string[] {
  const tags = new Set<string>();
  for (const service of services) for (const tag of service.tags) tags.add(tag);
  return [...tags].sort();
}

/** What of the search was not understood: values that a field cannot have, and what is nearly a field's name. */
export function NotUnderstood({ text }: { text: string }) {
  const { t } = useTranslation('services');
  const parts = useMemo(() => explainQuery(parseQuery(text)), [text]);
  const values = parts.flatMap((part) => (part.kind === 'not-understood' ? [part.text] : []));
  const misspelt = parts.find((part) => part.kind === 'misspelt');
  return (
    <>
      {values.length === 0 ? null : (
        <Banner tone="mute" title={t('notUnderstood', { parts: values.join(', ') })}>
          {t('notUnderstoodText')}
        </Banner>
      )}
      {misspelt === undefined ? null : (
        <Banner
          tone="mute"
          title={t('didYouMean', { typed: `${misspelt.typed}:`, field: `${misspelt.meant}:` })}
          action={
            <Button onClick={() => changeText(text.replace(misspelt.text, () => misspelt.instead))}>
              {t('didYouMeanDo', { field: misspelt.instead })}
            </Button>
          }
        />
      )}
    </>
  );
}
