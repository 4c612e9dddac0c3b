/** Contacts of mine that others changed, as far as requests tell it; leads to asking for them back. Asks nothing itself. */
import { choose, openHandover } from '../handover/handover-state.ts';
import { Handle } from '../people/handle.tsx';
import { openRequest } from '../requests/open-request.ts';
import { ShownName } from '../services/services-name.tsx';
import { Button } from '../ui/button.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { type ChangedWithout, SHOWN } from './today-view.ts';

export function TodayChanged({ changes }: { changes: readonly ChangedWithout[] }) {
  const { t } = useTranslation(['today', 'common']);
  return (
    <TodaySection title={t('today:changed.title')} count={changes.length}>
      <ul className="today-lines">
        {changes.slice(0, SHOWN).map(({ request, type, from, to, at }) => (
          <li key={request.key} className="today-changed">
            <div className="today-handover-head">
              <b>
                <ShownName name={request.serviceDomain ?? '?'} />
              </b>
              <span className="today-under-inline">
                <When at={at} style="date" />
              </span>
            </div>
            <div className="today-changed-what">
              <span>
                {t(`common:role.${type}.full`)}: <Handle nichandle={from} mine />{' '}
                <span aria-hidden="true">→</span>
                <span className="visually-hidden">{t('today:handovers.becomes')}</span>{' '}
                <Handle nichandle={to} />
              </span>
              <Button variant="link" onClick={() => openRequest(request.key)}>
                {t('today:changed.open')}
                <span className="visually-hidden"> {request.serviceDomain ?? ''}</span>
              </Button>
              {request.serviceKey === null ? null : (
                <Button
                  variant="link"
                  onClick={() => {
                    openHandover([request.serviceKey ?? '']);
                    choose(type, { kind: 'me', nichandle: from });
                  }}
                >
                  {t('today:changed.back')}
                  <span className="visually-hidden"> {request.serviceDomain ?? ''}</span>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </TodaySection>
  );
}
