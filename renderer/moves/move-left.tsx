/** What is left of a project, by what can be done about it. Leads on; sends nothing. */
import { type CSSProperties, useMemo } from 'react';
import { LEFT_GROUPS, type LeftGroup, type LeftService, type Move } from '../../shared/moves.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { useCalled } from '../people/names.ts';
import { openRequest } from '../requests/open-request.ts';
import { showServicesOf } from '../services/services-query.ts';
import { useTypeName } from '../services/type-name.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../words/clipboard.ts';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { PART_OF } from './move-parts.ts';

/** Named before the rest is only counted. */
const NAMED = 3;

export function MoveLeft({ move, left }: { move: Move; left: readonly LeftService[] }) {
  const { t } = useTranslation('moves');
  const number = useNumber();
  const groups = useMemo(() => Map.groupBy(left, ({ group }) => group), [left]);
  if (left.length === 0) return null;
  const most = Math.max(...[...groups.values()].map((own) => own.length));
  const signs = { '--count-signs': number(most).length } as CSSProperties;
  return (
    <section className="move-section" aria-label={t('left.title')}>
      <h2>
        {t('left.title')} <span className="move-quiet">{number(left.length)}</span>
        <Button variant="link" onClick={() => showServicesOf(move.nichandle, null)}>
          {t('left.all')}
        </Button>
      </h2>
      <ul style={signs}>
        {LEFT_GROUPS.flatMap((group) => {
          const own = groups.get(group);
          return own === undefined ? [] : [<Group key={group} move={move} group={group} own={own} />];
        })}
      </ul>
    </section>
  );
}

function Group({ move, group, own }: { move: Move; group: LeftGroup; own: readonly LeftService[] }) {
  const { t, i18n } = useTranslation(['moves', 'handover']);
  const number = useNumber();
  const called = useCalled();
  const names = [...new Set(own.map(({ service }) => service.name))];
  const told = names.slice(0, NAMED);
  const rest = own.length - told.length;
  if (rest > 0) told.push(t('moves:left.more', { count: rest, shown: number(rest) }));
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(told);
  const who = new Map<string, number>();
  for (const one of own) if (one.with !== null) who.set(one.with, (who.get(one.with) ?? 0) + 1);
  const held = [...who].map(([handle, count]) => `${called(handle)} ${number(count)}`).join(' · ');
  const [reason] = own.flatMap(({ plan }) => plan.reason ?? []);
  const amount = reason?.kind === 'debt' ? `${reason.amount} · ` : '';
  return (
    <li className="move-group">
      <span className={`part-dot part-${PART_OF[group]}`} aria-hidden="true" />
      <b className="move-group-count">{number(own.length)}</b>
      <span className="move-group-what">
        <b>{t(`moves:left.group.${group}`, { count: own.length })}</b>
        <span className="move-quiet">
          {group === 'theirs' && held !== '' ? held : `${amount}${list}`}
          {group === 'blocked' && reason !== undefined ? ` · ${t(`handover:reasonName.${reason.kind}`)}` : ''}
        </span>
      </span>
      <Way move={move} group={group} own={own} />
    </li>
  );
}

function Way({ move, group, own }: { move: Move; group: LeftGroup; own: readonly LeftService[] }) {
  const { t } = useTranslation('moves');
  const typeName = useTypeName();
  const accounts = useAccounts();
  const account = accounts.find(
    ({ api, nichandle }) => api === move.api && nichandle.toLowerCase() === move.nichandle,
  );
  const [first] = own;
  const running = first?.running ?? null;
  if (group === 'by-hand') {
    const text = t('ticket.text', {
      from: move.nichandle,
      to: move.target,
      services: own
        .map(
          ({ service, roles }) =>
            `- ${service.name} (${typeName(service.family) || service.product || '?'}): ${roles.map((type) => t(`ticket.role.${type}`)).join(', ')}`,
        )
        .join('\n'),
    });
    return <Button onClick={() => void copyText(text, t('ticket.copied'))}>{t('ticket.copy')}</Button>;
  }
  if (
    group === 'unpaid' &&
    account !== undefined &&
    account.endpoint !== 'sandbox' &&
    account.endpoint !== 'loopback'
  )
    return (
      <Button onClick={() => void openLink({ to: 'panel-invoices', accountId: account.id })}>
        {t('left.pay')}
      </Button>
    );
  if (
    (group === 'running' || group === 'theirs' || group === 'yours') &&
    running !== null &&
    own.length === 1
  )
    return <Button onClick={() => openRequest(running.key)}>{t('left.open')}</Button>;
  return <Button onClick={() => showServicesOf(move.nichandle, null)}>{t('left.see')}</Button>;
}
