/** Somebody in full: what the user notes of them, what they are contact of, the requests with them, what changed last. */
import { ArrowLeftRight, Copy, Mail, X } from 'lucide-react';
import { useMemo } from 'react';
import { CONTACT_TYPES, isContactType } from '../../shared/contact.ts';
import { requestsFor } from '../../shared/letter.ts';
import {
  firstNameOf,
  isEmail,
  LONGEST_EMAIL,
  LONGEST_NAME,
  LONGEST_NOTE,
  nobody,
} from '../../shared/people.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { openLink } from '../accounts/next-step.ts';
import { openHandoverOf } from '../handover/handover-state.ts';
import { openLetter } from '../letters/letters-state.ts';
import { openRequest } from '../requests/open-request.ts';
import { useRequests } from '../requests/requests-state.ts';
import { ContactHistory } from '../rules/contact-history.tsx';
import { ShownName } from '../services/services-name.tsx';
import { showServicesOf } from '../services/services-query.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { copyText } from '../words/clipboard.ts';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { EditInPlace } from './edit-in-place.tsx';
import { Handle } from './handle.tsx';
import { useMineOf } from './mine.ts';
import { useCalled } from './names.ts';
import { changePeople } from './people-state.ts';
import { lastChanges, type PersonRow } from './people-view.ts';
import { PersonLeaves } from './person-leaves.tsx';

const MOST_CHANGES = 4;

export function PersonPane({ row, onClose }: { row: PersonRow; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { nichandle, name, mine } = row;
  const requests = useRequests();
  const mineOf = useMineOf();
  const writable = requestsFor(nichandle, requests, mineOf).length > 0;
  const noted = useStore((state) => state.people.get(nichandle)) ?? nobody(nichandle);
  const called = name === null ? nichandle : firstNameOf(name);
  const keep = (change: object) => changePeople([{ nichandle, ...change }]);
  const company = noted.company === '' ? (row.company ?? '') : noted.company;
  return (
    <div className="person" data-person={nichandle}>
      <header className="person-head">
        <h2 className="visually-hidden">{name ?? nichandle}</h2>
        <div className="pane-head">
          <EditInPlace
            title
            label={t('pane.name')}
            placeholder={name ?? t('pane.nameEmpty')}
            value={noted.name}
            longest={LONGEST_NAME}
            onKeep={(text) => keep({ name: text })}
          />
          <IconButton
            className="pane-close"
            label={t('pane.close')}
            icon={<X aria-hidden="true" />}
            onClick={onClose}
          />
        </div>
        <p className="person-facts">
          {company === '' ? null : <span>{company} · </span>}
          <span className={mine ? 'handle handle-mine' : 'handle'}>{nichandle}</span>
          <IconButton
            className="person-copy"
            label={t('menu.copy')}
            icon={<Copy aria-hidden="true" />}
            onClick={() => void copyText(nichandle, t('menu.copied'))}
          />
          {mine ? <span className="person-mine">{t('menu.mine')}</span> : null}
        </p>
      </header>
      <PersonLeaves key={nichandle} person={noted} called={called} />
      <div className="person-ways">
        <Button
          variant="primary"
          icon={<ArrowLeftRight aria-hidden="true" />}
          disabled={row.services === 0}
          onClick={() => openHandoverOf(nichandle)}
        >
          {t('handOver', { who: called })}
        </Button>
        {isEmail(noted.email) || writable ? (
          <Button
            icon={<Mail aria-hidden="true" />}
            onClick={() => {
              const about = requestsFor(nichandle, requests, mineOf).map(({ key: own }) => own);
              if (about.length > 0) openLetter(nichandle, about);
              else void openLink({ to: 'write', email: noted.email, subject: '', body: '' });
            }}
          >
            {t('pane.write', { who: called })}
          </Button>
        ) : null}
      </div>
      <Counts row={row} />
      <RequestsWith row={row} called={called} />
      <LastChanges nichandle={nichandle} />
      <ContactHistory nichandle={nichandle} />
      <section className="person-notes">
        <EditInPlace
          label={t('pane.company')}
          placeholder={t('pane.companyEmpty')}
          value={noted.company}
          longest={LONGEST_NAME}
          onKeep={(text) => keep({ company: text })}
        />
        <EditInPlace
          label={t('pane.email')}
          type="email"
          placeholder={t('pane.emailEmpty')}
          value={noted.email}
          longest={LONGEST_EMAIL}
          faultOf={(text) => (text.trim() === '' || isEmail(text) ? undefined : t('pane.emailFault'))}
          onKeep={(text) => keep({ email: text })}
        />
        <EditInPlace
          lines
          label={t('pane.note')}
          placeholder={t('pane.noteEmpty')}
          value={noted.note}
          longest={LONGEST_NOTE}
          onKeep={(text) => keep({ note: text })}
        />
        <p className="field-hint">{t('pane.stays')}</p>
      </section>
    </div>
  );
}

function Counts({ row }: { row: PersonRow }) {
  const { t } = useTranslation('people');
  const number = useNumber();
  const boxes = [
    { id: 'services', count: row.services, role: null },
    ...CONTACT_TYPES.map((type) => ({ id: type, count: row.roles[type], role: type })),
  ] as const;
  return (
    <ul className="person-counts" aria-label={t('pane.counts')}>
      {boxes.map(({ id, count, role }) => (
        <li key={id}>
          <button
            type="button"
            className="person-count"
            disabled={count === 0}
            onClick={() => showServicesOf(row.nichandle, role)}
          >
            <b>{number(count)}</b>
            <span>{t(`pane.count.${id}`, { count })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function RequestsWith({ row, called }: { row: PersonRow; called: string }) {
  const { t } = useTranslation('people');
  const number = useNumber();
  const nameOf = useCalled();
  const { waiting, nichandle } = row;
  if (waiting === null) return null;
  const { yours, theirs, ovhcloud } = waiting;
  const total = yours.count + ovhcloud + theirs.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const lines = [
    ...(yours.count === 0
      ? []
      : [{ key: 'yours', tone: 'you', ...yours, text: t('pane.need', { count: yours.count }) }]),
    ...theirs.map(({ nichandle: who, count, next }) => ({
      key: who ?? '?',
      tone: 'wait',
      count,
      next,
      text: who === null ? t('pane.withSomebody', { count }) : t('pane.with', { count, who: nameOf(who) }),
    })),
    ...(ovhcloud === 0
      ? []
      : [
          {
            key: 'ovhcloud',
            tone: 'wait',
            count: ovhcloud,
            next: null,
            text: t('pane.ovhcloud', { count: ovhcloud }),
          },
        ]),
  ];
  return (
    <section className="person-section" aria-label={t('pane.requests', { who: called })}>
      <h3>
        {t('pane.requests', { who: called })} <span className="person-total">{number(total)}</span>
        <Button
          variant="link"
          onClick={() => go({ screen: 'requests', query: { segment: 'all', q: nichandle } })}
        >
          {t('pane.showAll')}
        </Button>
      </h3>
      <ul className="person-lines">
        {lines.map(({ key, tone, count, next, text }) => (
          <li key={key}>
            <span className={`person-dot person-dot-${tone}`} aria-hidden="true" />
            <span>
              <b>{number(count)}</b> {text}
            </span>
            {next === null ? null : (
              <span className="person-when">
                {t('pane.next')} <When at={next} style="in" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function LastChanges({ nichandle }: { nichandle: string }) {
  const { t } = useTranslation(['people', 'common']);
  const requests = useRequests();
  const mineOf = useMineOf();
  const changes = useMemo(() => lastChanges(nichandle, requests, MOST_CHANGES), [nichandle, requests]);
  if (changes.length === 0) return null;
  return (
    <section className="person-section" aria-label={t('people:pane.changes')}>
      <h3>{t('people:pane.changes')}</h3>
      <ul className="person-lines">
        {changes.map((request) => {
          const mine = mineOf(request.api);
          const isOwn = request.askingAccount !== null && mine.has(request.askingAccount.toLowerCase());
          const other =
            request.toAccount !== null && sameNichandle(request.toAccount, nichandle)
              ? null
              : request.toAccount;
          return (
            <li key={request.key}>
              <span className="person-when">
                <When at={request.dateDone ?? request.dateRequest} style="date" />
              </span>
              <button type="button" className="person-change" onClick={() => openRequest(request.key)}>
                <b>
                  <ShownName name={request.serviceDomain ?? '?'} />
                </b>{' '}
                {request.contactTypes
                  .map((type) => (isContactType(type) ? t(`common:role.${type}.short`) : type))
                  .join(', ')}{' '}
                <span aria-hidden="true">→</span>
                <span className="visually-hidden">{t('people:pane.becomes')}</span>{' '}
                <Handle nichandle={other ?? nichandle} leads={false} />
                {request.askingAccount === null ? null : (
                  <span className={isOwn ? 'person-whose' : 'person-whose person-whose-others'}>
                    {' · '}
                    {t(isOwn ? 'people:pane.yourRequest' : 'people:pane.notAsked')}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
