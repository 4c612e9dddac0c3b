/** Settings: deadlines and days of leaving as a calendar file, saved once or kept up to date. Makes no event. */
import { useEffect, useState } from 'react';
import type { CalendarState } from '../../shared/calendar-contract.ts';
import { saveCalendar } from '../list/save-table.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { useTranslation } from '../words/translation.ts';
import { calendarText } from './calendar-text.ts';

export function SettingsCalendar() {
  const { t } = useTranslation(['dates', 'common']);
  const shell = useStore((state) => state.app?.shell);
  const file = useStore((state) => state.settings.calendarFile);
  const [state, setState] = useState<CalendarState | null>(null);
  useEffect(() => {
    void call('calendar:state', {}).then((answer) => (answer.ok ? setState(answer.value) : undefined));
  }, [file]);
  const place = async (keep: boolean) => {
    // What it is to hold is there before the place is: it is written at once.
    if (keep) await call('calendar:keep', { text: calendarText(Date.now()) });
    const answer = await call('calendar:place', { keep });
    if (answer.ok) setState(answer.value);
    else toast(t('dates:placeFailed'), { tone: 'bad' });
  };
  return (
    <section className="settings-group" aria-labelledby="settings-calendar">
      <h2 id="settings-calendar">{t('dates:title')}</h2>
      <div className="settings-line">
        <div>
          <div>{t('dates:what')}</div>
          <div className="settings-hint">{t('dates:holds')}</div>
        </div>
        <Button onClick={() => void saveCalendar(calendarText(Date.now()), Date.now())}>
          {t('dates:export')}
        </Button>
      </div>
      {shell === 'electron' ? (
        <div className="settings-line">
          <div>
            <div>{t('dates:keep')}</div>
            <div className="settings-hint">
              {state === null || state.shown === null
                ? t('dates:keepHint')
                : t('dates:kept', { file: state.shown })}
            </div>
            {state?.failed == null ? null : (
              <div className="settings-hint" role="alert">
                {t(`common:save.not.${state.failed}`, { name: state.shown ?? 'relevo.ics' })}
              </div>
            )}
          </div>
          {state?.shown == null ? (
            <Button onClick={() => void place(true)}>{t('dates:choose')}</Button>
          ) : (
            <Button onClick={() => void place(false)}>{t('dates:stop')}</Button>
          )}
        </div>
      ) : (
        <p className="settings-hint">{t('dates:keepWeb')}</p>
      )}
    </section>
  );
}
