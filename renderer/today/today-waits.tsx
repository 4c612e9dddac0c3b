/** What waits for my codes, the next to run out first, and the one line that fetches codes. Decides nothing. */
import { Mail } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isContactType, orderedTypes } from '../../shared/contact.ts';
import { AtHandNote, DecideAtHand, useAtHand, useAtHandOf } from '../codes/at-hand.tsx';
import { findCodesInMail } from '../codes/codes.ts';
import { wantPaneFocus } from '../list/pane-focus.ts';
import { Handle } from '../people/handle.tsx';
import { openRequest } from '../requests/open-request.ts';
import type { RequestRow } from '../requests/requests-view.ts';
import { StatePill, useDecidedHere } from '../requests/state-pill.tsx';
import { ShownName } from '../services/services-name.tsx';
import { useRequestTypeName } from '../services/type-name.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { SHOWN } from './today-view.ts';

/** Not there once every code is at hand. */
export function TodayCodes({ rows }: { rows: readonly RequestRow[] }) {
  const { t } = useTranslation('today');
  const number = useNumber();
  const atHandOf = useAtHandOf();
  const count = rows.filter(({ request }) => atHandOf(request) === null).length;
  if (count === 0) return null;
  return (
    <div className="today-codes">
      <Mail aria-hidden="true" />
      <div>
        <p className="today-codes-title">{t('codes.title', { count, shown: number(count) })}</p>
        <p>{t('codes.text')}</p>
      </div>
      <Button
        variant="primary"
        onClick={() => {
          // What is found is shown over the requests it belongs to.
          go({ screen: 'requests' });
          findCodesInMail(useStore.getState().settings.account ?? undefined);
        }}
      >
        {t('codes.get')}
      </Button>
    </div>
  );
}

export function TodayWaits({ rows }: { rows: readonly RequestRow[] }) {
  const { t } = useTranslation('today');
  const number = useNumber();
  return (
    <TodaySection
      title={t('waits.title')}
      count={rows.length}
      note={t('waits.note')}
      all={{
        label: t('all', { count: rows.length, shown: number(rows.length) }),
        run: () => go({ screen: 'requests', query: { segment: 'yours' } }),
      }}
    >
      <ul className="today-lines">
        {rows.slice(0, SHOWN).map((row) => (
          <Wait key={row.key} row={row} />
        ))}
      </ul>
    </TodaySection>
  );
}

/** The nearest line that has something to do, those below first; with none left the way to all of them. */
function focusNextTo(line: HTMLElement | null): void {
  if (line === null) return;
  const act = (one: Element | null) => one?.querySelector<HTMLElement>('.today-act button') ?? null;
  for (const way of ['nextElementSibling', 'previousElementSibling'] as const) {
    for (let one = line[way]; one !== null; one = one[way]) {
      const button = act(one);
      if (button !== null) {
        button.focus();
        return;
      }
    }
  }
  line.closest('section')?.querySelector<HTMLElement>('header button')?.focus();
}

function Wait({ row }: { row: RequestRow }) {
  const { t, i18n } = useTranslation(['today', 'common', 'requests']);
  const listed = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const typeName = useRequestTypeName();
  const { request, mine, deadline, urgent } = row;
  const atHand = useAtHand(request);
  const isDecided = useDecidedHere(row.key) !== null;
  const line = useRef<HTMLLIElement>(null);
  // Its buttons are gone with the decision, and the focus with them.
  const wasDecided = useRef(isDecided);
  useEffect(() => {
    // Decided before the screen was opened: the focus never was here.
    if (isDecided && !wasDecided.current && document.activeElement === document.body)
      focusNextTo(line.current);
    wasDecided.current = isDecided;
  }, [isDecided]);
  const isMine = (handle: string | null) => handle !== null && mine.has(handle.toLowerCase());
  return (
    <li ref={line} className="today-line" data-request={row.key}>
      <div className="today-what">
        <b>
          {request.serviceDomain === null ? (
            t('requests:unknownService')
          ) : (
            <ShownName name={request.serviceDomain} />
          )}
        </b>
        <span className="today-under">{typeName(request)}</span>
      </div>
      <div className="today-who">
        <span>
          <Handle nichandle={request.fromAccount} mine={isMine(request.fromAccount)} />{' '}
          <span aria-hidden="true">→</span>
          <span className="visually-hidden">{t('requests:table.to')}</span>{' '}
          <Handle nichandle={request.toAccount} mine={isMine(request.toAccount)} />
        </span>
        <span className="today-under">
          {listed.format(
            orderedTypes(request.contactTypes).map((type) =>
              isContactType(type) ? t(`common:role.${type}.short`) : type,
            ),
          )}
          {atHand === null ? null : (
            <>
              {' · '}
              <b>{t('today:waits.atHand')}</b>
            </>
          )}
        </span>
        {atHand === null || isDecided ? null : <AtHandNote atHand={atHand} />}
      </div>
      <span className={urgent ? 'today-when today-urgent' : 'today-when'}>
        {deadline === null ? null : <When at={deadline} style="in" />}
      </span>
      <span className="today-act">
        {isDecided ? (
          <StatePill row={row} />
        ) : atHand === null ? (
          <Button
            onClick={() => {
              wantPaneFocus();
              openRequest(row.key);
            }}
          >
            {t('today:waits.enter')}
            <span className="visually-hidden"> {request.serviceDomain ?? ''}</span>
          </Button>
        ) : (
          <DecideAtHand request={request} atHand={atHand} />
        )}
      </span>
    </li>
  );
}
