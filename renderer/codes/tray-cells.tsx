/** The cells that the tray's rows share: the service, who hands over to whom, the account, the code and where it came from, until when. Only show. */
import { ArrowRight, Link, Mail, ShieldAlert, ShieldCheck, TextCursorInput } from 'lucide-react';
import type { ReactNode } from 'react';
import { isUrgent } from '../../shared/deadline.ts';
import type { FoundCode } from '../../shared/found-code.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { AccountMark } from '../accounts/account-mark.tsx';
import { useAccountsById } from '../accounts/accounts.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled, useName } from '../people/names.ts';
import { ShownName } from '../services/services-name.tsx';
import { useRequestTypeName } from '../services/type-name.ts';
import { useNow } from '../store/now.ts';
import { useTip } from '../ui/tip.ts';
import { useFormats } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { useRoles, useServiceFacts } from './tray-words.ts';

type ServiceCellProps = {
  request: ContactRequest;
  /** Its number is in sight; else it is told to assistive technology alone. */
  numbered?: boolean;
  /** Under the heading of its hand-over, which tells the contacts: one line. */
  child?: boolean;
};

export function ServiceCell({ request, numbered = false, child = false }: ServiceCellProps) {
  const { t } = useTranslation('codes');
  const facts = useServiceFacts();
  const typeName = useRequestTypeName();
  const tip = useTip(request.serviceDomain ?? undefined);
  const number = t('tray.number', { id: request.id });
  const name =
    request.serviceDomain === null ? (
      t('requests:unknownService')
    ) : (
      <ShownName name={request.serviceDomain} />
    );
  return (
    <div className={child ? 'tray-service tray-service-child' : 'tray-service'} {...tip}>
      <span className="tray-name ellipsis">{name}</span>
      <span className="tray-sub tray-facts">
        <span className="ellipsis">{child ? typeName(request) : facts(request)}</span>{' '}
        {numbered ? <span>· {number}</span> : <span className="visually-hidden"> {number}</span>}
      </span>
    </div>
  );
}

/** Of a hand-over: "9 services", and whose it is. */
export function FoldCell({ requests, mine }: { requests: readonly ContactRequest[]; mine: boolean }) {
  const { t } = useTranslation('codes');
  const roles = useRoles();
  const formats = useFormats();
  const now = useNow();
  const [first] = requests;
  if (first === undefined) return null;
  const count = new Set(requests.map(({ key }) => key)).size;
  const when = formats.date(Date.parse(first.dateRequest), now);
  return (
    <div className="tray-service">
      <span className="tray-name ellipsis">{t('tray.services', { count })}</span>
      <span className="tray-sub ellipsis">
        {roles(first)} · {t(mine ? 'tray.yourHandover' : 'tray.handover', { when })}
      </span>
    </div>
  );
}

export function PartiesCell({ request }: { request: ContactRequest }) {
  const { t } = useTranslation('requests');
  return (
    <div className="tray-parties">
      <Party nichandle={request.fromAccount} api={request.api} />
      <ArrowRight className="tray-arrow" aria-hidden="true" />
      <span className="visually-hidden">{t('table.to')}</span>
      <Party nichandle={request.toAccount} api={request.api} />
    </div>
  );
}

function Party({ nichandle, api }: { nichandle: string | null; api: string }) {
  const { t } = useTranslation('common');
  const name = useName(nichandle);
  const mineOf = useMineOf();
  if (nichandle === null) return <span className="handle handle-unknown">{t('notKnownYet')}</span>;
  const mine = mineOf(api).has(nichandle.toLowerCase());
  if (name === null) return <span className={mine ? 'handle handle-mine' : 'handle'}>{nichandle}</span>;
  return (
    <span className="tray-party" title={`${name}\n${nichandle}`}>
      <span className={mine ? 'tray-party-name tray-party-mine ellipsis' : 'tray-party-name ellipsis'}>
        {name}
      </span>
      <span className="handle tray-sub ellipsis">{nichandle}</span>
    </span>
  );
}

export function AccountCell({ accountIds }: { accountIds: readonly (string | null)[] }) {
  const { t } = useTranslation('codes');
  const byId = useAccountsById();
  const called = useCalled();
  const accounts = [...new Set(accountIds)].flatMap((id) => (id === null ? [] : (byId.get(id) ?? [])));
  const [first] = accounts;
  if (first === undefined) return null;
  const name =
    accounts.length === 1 ? called(first.nichandle) : t('tray.accounts', { count: accounts.length });
  return (
    <span className="tray-account" title={accounts.map(({ nichandle }) => called(nichandle)).join(', ')}>
      {accounts.slice(0, 2).map((account) => (
        <AccountMark key={account.id} account={account} />
      ))}
      <span className="tray-account-name ellipsis">{name}</span>
    </span>
  );
}

/** What stands in OVHcloud's own history is told by that. */
function isJudged({ mail, from }: FoundCode): boolean {
  return mail !== null && mail !== undefined && from !== 'history';
}

const ICONS = { history: ShieldCheck, file: Mail, link: Link, text: TextCursorInput };

export function CodeCell({ codes }: { codes: readonly FoundCode[] }) {
  const { t } = useTranslation('codes');
  const formats = useFormats();
  const now = useNow();
  const [first] = codes;
  if (first === undefined) return null;
  const count = codes.length;
  const dates = codes.flatMap(({ sentAt }) =>
    sentAt === null ? [] : [formats.date(Date.parse(sentAt), now)],
  );
  const [date] = dates;
  const isForged = first.verdict === 'suspicious';
  const froms = new Set(codes.map(({ from }) => from));
  const from = froms.size === 1 ? first.from : null;
  const Icon = isForged ? ShieldAlert : ICONS[from ?? 'text'];
  return (
    <div className="tray-code">
      <span className="ellipsis">
        {count === 1 ? <code>{first.masked}</code> : t('tray.codes', { count })}
        {date === undefined ? null : (
          <span className="tray-code-date"> · {t('tray.sentAt', { date, count: new Set(dates).size })}</span>
        )}
      </span>
      {/* Whether the e-mail is OVHcloud's says more than how it came here. */}
      {count === 1 && !isForged && isJudged(first) ? null : (
        <span className={isForged ? 'tray-from tray-from-bad' : `tray-from tray-from-${from ?? 'mixed'}`}>
          <Icon aria-hidden="true" />
          <span className="ellipsis">{isForged ? t('tray.forged') : t(`tray.from.${from ?? 'mixed'}`)}</span>
        </span>
      )}
    </div>
  );
}

export function DeadlineCell({
  request,
  deadline,
}: {
  request: ContactRequest | null;
  deadline: number | null;
}): ReactNode {
  const now = useNow();
  if (request === null) return null;
  if (deadline === null) {
    return (
      <span className="tray-ended">
        <When at={request.dateDone ?? request.dateRequest} style="date" />
      </span>
    );
  }
  return (
    <span className={isUrgent(request, now) ? 'tray-urgent' : undefined}>
      <When at={deadline} style="in" />
    </span>
  );
}
