/** What handing over everything of somebody would mean, live beside the choice: from what is known, until it is read anew. Only shows. */
import { CreditCard, Link2 } from 'lucide-react';
import { useMemo } from 'react';
import type { ContactType } from '../../shared/contact.ts';
import { firstNameOf, isEmail } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { Handle } from '../people/handle.tsx';
import { useMine } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { forecast } from './handover-leaver-view.ts';
import './handover.css';
import './handover-leaver.css';

type HandoverForecastProps = {
  leaver: string;
  /** `null`: nobody is chosen or pointed at yet. */
  successor: string | null;
  roles: readonly ContactType[];
  services: readonly Service[];
  requests: readonly ContactRequest[];
};

export function HandoverForecast({ leaver, successor, roles, services, requests }: HandoverForecastProps) {
  const { t, i18n } = useTranslation('handover');
  const number = useNumber();
  const called = useCalled();
  const accounts = useAccounts();
  const mine = useMine();
  const email = useStore((state) => state.people.get(leaver)?.email ?? '');
  const told = useMemo(
    () =>
      successor === null || roles.length === 0
        ? null
        : forecast({ from: leaver, to: successor, roles, services, accounts, requests }),
    [leaver, successor, roles, services, accounts, requests],
  );
  if (told === null || successor === null) {
    return (
      <aside className="handover-forecast" aria-label={t('forecast.label')}>
        <p className="handover-forecast-wait">{t('forecast.choose')}</p>
      </aside>
    );
  }
  const who = firstNameOf(called(leaver));
  const next = firstNameOf(called(successor));
  const reasons = told.blocked.reasons.map(({ kind, count }) =>
    t('reasonCount', { reason: t(`reasonName.${kind}`), shown: number(count) }),
  );
  return (
    <aside className="handover-forecast" aria-label={t('forecast.label')} aria-live="polite">
      <p className="handover-forecast-head">
        <span className="handover-forecast-about">{t('forecast.about')}</span> <b>{number(told.ready)}</b>{' '}
        {t('forecast.of', { count: told.total, shown: number(told.total), who: called(successor) })}
      </p>
      <div className="handover-forecast-bar" aria-hidden="true">
        {(
          [
            ['good', told.ready],
            ['bad', told.blocked.count],
            ['mute', told.theirs],
          ] as const
        ).map(([tone, count]) =>
          count === 0 ? null : (
            <span key={tone} className={`handover-forecast-${tone}`} style={{ flexGrow: count }} />
          ),
        )}
      </div>
      <ul className="handover-forecast-lines">
        <li data-tone="good">
          <b>{number(told.ready)}</b> <span>{t('forecast.ready', { next })}</span>
        </li>
        {told.blocked.count === 0 ? null : (
          <li data-tone="bad">
            <b>{number(told.blocked.count)}</b>{' '}
            <span>
              {t('forecast.blocked')}
              <small>{new Intl.ListFormat(i18n.language, { type: 'unit' }).format(reasons)}</small>
            </span>
          </li>
        )}
        {told.theirs === 0 ? null : (
          <li data-tone="mute">
            <b>{number(told.theirs)}</b>{' '}
            <span>
              {t('forecast.theirs', { who })}
              <small>
                {t('forecast.theirsWhy')}
                {isEmail(email) ? (
                  <>
                    {' '}
                    <Button
                      variant="link"
                      onClick={() => void openLink({ to: 'write', email, subject: '', body: '' })}
                    >
                      {t('people:pane.write', { who })}
                    </Button>
                  </>
                ) : null}
              </small>
            </span>
          </li>
        )}
      </ul>
      {told.codes.length === 0 ? null : (
        <>
          <p className="handover-forecast-title">{t('forecast.codes')}</p>
          <ul className="handover-forecast-codes">
            {told.codes.map(({ nichandle, count }) => {
              const own = mine.has(nichandle.toLowerCase());
              return (
                <li key={nichandle}>
                  <Handle nichandle={nichandle} mine={own} />
                  <span>
                    {t(own ? 'forecast.byYou' : 'forecast.byThem', { count, shown: number(count) })}
                  </span>
                </li>
              );
            })}
            {told.informed.map((nichandle) => (
              <li key={nichandle}>
                <Handle nichandle={nichandle} mine={mine.has(nichandle)} />
                <span>{t('forecast.informed')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {told.zones === 0 ? null : (
        <p className="handover-forecast-note">
          <Link2 aria-hidden="true" />
          {t('forecast.zones', { count: told.zones, shown: number(told.zones) })}
        </p>
      )}
      {roles.includes('contactBilling') && !mine.has(successor) ? (
        <p className="handover-forecast-note">
          <CreditCard aria-hidden="true" />
          {t('forecast.payment', { next })}
        </p>
      ) : null}
    </aside>
  );
}
