/** One service in full: its contacts and what they may, its dates, state and twin, its requests, and the ways on from here. */
import { ArrowLeftRight, ExternalLink, Link2 } from 'lucide-react';
import { useMemo } from 'react';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { isMine } from '../../shared/mine.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { isRunning } from '../../shared/turn.ts';
import { twinOf } from '../../shared/twin.ts';
import { hasControlPanel, useAccounts } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { DomainHolder } from '../facts/domain-holder.tsx';
import { openHandover } from '../handover/handover-state.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { openRequest } from '../requests/open-request.ts';
import { ContactHistory } from '../rules/contact-history.tsx';
import { useNow } from '../store/now.ts';
import { openKey } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { PaneHead } from '../ui/pane-head.tsx';
import { useFormats } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import type { ServiceRow } from './service-view.ts';
import { ShownName } from './services-name.tsx';
import { RequestPill } from './services-request.tsx';
import { ConditionPills } from './services-status.tsx';

/** More past requests than these are looked for on their own screen. */
const MOST_PAST = 6;

export function ServicePane({ row, onClose }: { row: ServiceRow; onClose: () => void }) {
  const { t } = useTranslation(['services', 'families']);
  const accounts = useAccounts();
  const called = useCalled();
  const { service } = row;
  const seeing = accounts.filter((account) => service.seenBy.includes(account.id));
  const [reader] = seeing;
  return (
    <div className="service" data-service={service.key}>
      <header className="service-head">
        <PaneHead
          title={<ShownName name={service.name} />}
          close={t('services:pane.close')}
          onClose={onClose}
        />
        {row.ascii === null ? null : <p className="service-ascii">{row.ascii}</p>}
        <p className="service-facts">
          {[t(`families:${row.type}`), row.alias, service.product]
            .filter((part, at, all) => part !== null && all.indexOf(part) === at)
            .join(' · ')}
        </p>
      </header>
      <Contacts service={service} />
      <DomainHolder service={service} />
      <p className="service-rights">{t(`services:pane.${rightsOf(row, service)}`)}</p>
      <Facts row={row} />
      <Twin service={service} />
      <Requests service={service} />
      <ContactHistory serviceKey={service.key} />
      <div className="service-ways">
        <Button
          variant="primary"
          icon={<ArrowLeftRight aria-hidden="true" />}
          onClick={() => openHandover([row.key])}
        >
          {t('services:menu.handover')}
        </Button>
        {reader !== undefined && hasControlPanel(reader) ? (
          <Button
            variant="link"
            icon={<ExternalLink aria-hidden="true" />}
            onClick={() => void openLink({ to: 'panel-services', accountId: reader.id })}
          >
            {t('services:pane.panel')}
          </Button>
        ) : null}
      </div>
      {seeing.length > 1 ? (
        <p className="service-facts">
          {t('services:pane.seenBy', {
            handles: seeing.map(({ nichandle }) => called(nichandle)).join(', '),
          })}
        </p>
      ) : null}
    </div>
  );
}

/** What I may do to its contacts, as the key of the sentence. */
function rightsOf(row: ServiceRow, service: Service) {
  if (service.contacts === null) return 'mayUnknown';
  if (service.route === null) return 'mayNoRoute';
  if (row.roles.includes('contactAdmin')) return 'mayAll';
  if (row.roles.length === 2) return 'mayBoth';
  if (row.roles.includes('contactTech')) return 'mayTech';
  return row.roles.includes('contactBilling') ? 'mayBilling' : 'mayNothing';
}

function Contacts({ service }: { service: Service }) {
  const { t } = useTranslation('services');
  const mine = useMineOf()(service.api);
  return (
    <dl className="service-contacts">
      {CONTACT_TYPES.map((type) => {
        const nichandle = service.contacts?.[type] ?? null;
        const isYou = isMine(nichandle, mine);
        return (
          <div key={type} className="service-contact-line">
            <dt>{t(`table.${type}`)}</dt>
            <dd>
              <Handle nichandle={nichandle} mine={isYou} labelled />
              {isYou ? <span className="service-you">{t('pane.you')}</span> : null}
              <span className="service-does">{t(`pane.does.${type}`)}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Facts({ row }: { row: ServiceRow }) {
  const { t } = useTranslation('services');
  const formats = useFormats();
  const now = useNow();
  const { expires, tags, seenBy } = row.service;
  const at = expires === null ? Number.NaN : Date.parse(expires);
  const sync = useStore((state) => state.sync);
  const readAt = sync.find((one) => seenBy.includes(one.accountId))?.servicesAt ?? null;
  return (
    <dl className="service-dates">
      <div className="service-date">
        <dt>{t('table.expires')}</dt>
        <dd>
          {expires === null ? (
            t('pane.noExpiry')
          ) : Number.isNaN(at) ? (
            expires
          ) : (
            <>
              <time dateTime={expires} title={formats.exact(at)}>
                {formats.date(at)}
              </time>
              <span className="service-quiet"> · {formats.relative(at, now)}</span>
            </>
          )}
        </dd>
      </div>
      <div className="service-date">
        <dt>{t('table.state')}</dt>
        <dd className="service-status">
          {row.conditions.length === 0 ? t('state.ok') : <ConditionPills conditions={row.conditions} />}
        </dd>
      </div>
      {tags.length === 0 ? null : (
        <div className="service-date">
          <dt>{t('table.tags')}</dt>
          <dd className="service-status">
            {tags.map((tag) => (
              <span key={tag} className="role-chip">
                {tag}
              </span>
            ))}
          </dd>
        </div>
      )}
      {readAt === null ? null : (
        <div className="service-date">
          <dt>{t('pane.read')}</dt>
          <dd>
            <When at={readAt} past />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** A domain's zone or a zone's domain: people change one and forget the other. */
function Twin({ service }: { service: Service }) {
  const { t } = useTranslation('services');
  const services = useStore((state) => state.services);
  const twin = useMemo(() => twinOf(service, services ?? []), [service, services]);
  if (twin === null) return null;
  const differ =
    twin.contacts === null || service.contacts === null
      ? null
      : CONTACT_TYPES.some((type) => !sameHandle(twin.contacts?.[type], service.contacts?.[type]));
  return (
    <div className="service-twin" data-differs={differ === true ? '' : undefined}>
      <Link2 aria-hidden="true" />
      <div>
        <Button variant="link" onClick={() => openKey(twin.key)}>
          {t(twin.family === '/domain/zone' ? 'pane.itsZone' : 'pane.itsDomain')}
        </Button>{' '}
        <span>
          {differ === null ? t('pane.twinUnknown') : differ ? t('pane.twinDiffers') : t('pane.twinSame')}
        </span>
      </div>
    </div>
  );
}

function sameHandle(a: string | null | undefined, b: string | null | undefined): boolean {
  return (a ?? '').toLowerCase() === (b ?? '').toLowerCase();
}

/** Requests that concern it: by its key, or by its name where OVHcloud does not tell which of two it was. Newest first. */
export function requestsOf(service: Service, requests: readonly ContactRequest[]): ContactRequest[] {
  return requests
    .filter(
      (request) =>
        request.serviceKey === service.key ||
        (request.serviceKey === null &&
          request.api === service.api &&
          request.serviceDomain === service.name &&
          (request.possibleFamilies === undefined ||
            service.family === null ||
            request.possibleFamilies.includes(service.family))),
    )
    .sort((a, b) => (a.dateRequest < b.dateRequest ? 1 : -1));
}

function Requests({ service }: { service: Service }) {
  const { t } = useTranslation('services');
  const requests = useStore((state) => state.requests);
  const own = useMemo(() => requestsOf(service, requests), [service, requests]);
  const running = own.filter((request) => isRunning(request.state));
  const past = own.filter((request) => !isRunning(request.state));
  return (
    <section className="service-requests">
      <h3>{t('pane.requests')}</h3>
      {own.length === 0 ? <p className="service-quiet">{t('pane.noRequests')}</p> : null}
      <ul>
        {[...running, ...past.slice(0, MOST_PAST)].map((request) => (
          <li key={request.key}>
            <button type="button" className="service-request" onClick={() => openRequest(request.key)}>
              <span className="service-request-what">
                <span>{t('pane.request', { id: request.id })}</span>
                <span className="service-quiet">
                  <When at={request.dateRequest} style="short" />
                </span>
              </span>
              <span className="service-request-who">
                <Handle nichandle={request.fromAccount} leads={false} />
                <span aria-hidden="true"> → </span>
                <span className="visually-hidden">{t('pane.to')}</span>
                <Handle nichandle={request.toAccount} leads={false} />
              </span>
              <RequestPill request={request} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
