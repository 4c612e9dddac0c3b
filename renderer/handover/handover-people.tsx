/** NIC handles in a sentence, joined as the language joins them: "you, mp40311-ovh". Only shows. */
import { Fragment, useMemo } from 'react';
import { useAccounts } from '../accounts/accounts.ts';
import { useCalled } from '../people/names.ts';
import { useTranslation } from '../words/translation.ts';
import type { Who } from './handover-plan.ts';

type PeopleProps = {
  who: readonly Who[];
  /** `and`: "you and mp40311-ovh"; `list`: "you, mp40311-ovh"; `or`: "you or mp40311-ovh". */
  join?: 'and' | 'list' | 'or';
  strong?: boolean;
};

const TYPES = { and: 'conjunction', or: 'disjunction', list: 'unit' } as const;

export function People({ who, join = 'and', strong = false }: PeopleProps) {
  const { i18n } = useTranslation();
  const format = useMemo(
    () =>
      new Intl.ListFormat(i18n.language, { type: TYPES[join], style: join === 'list' ? 'short' : 'long' }),
    [i18n.language, join],
  );
  // The places stand in for the people while the language joins them.
  return format.formatToParts(who.map((_, index) => String(index))).map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other identity.
    if (part.type === 'literal') return <Fragment key={index}>{part.value}</Fragment>;
    const one = who[Number(part.value)];
    if (one === undefined) return null;
    const text = <Person who={one} />;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    return strong ? <strong key={index}>{text}</strong> : <Fragment key={index}>{text}</Fragment>;
  });
}

/** "you" alone where there is only one account to mean; the handle with it where there are several. */
function Person({ who }: { who: Who }) {
  const { t } = useTranslation('handover');
  const isOne = useAccounts().length === 1;
  const { nichandle, is } = who;
  const called = useCalled()(nichandle);
  const title = called === nichandle ? undefined : nichandle;
  if (is === 'you' && isOne) return t('you');
  return (
    <span className={title === undefined ? 'handover-person' : 'person-called'} title={title}>
      {is === 'other' ? called : t(is === 'you' ? 'youAs' : 'yours', { nichandle: called })}
    </span>
  );
}
