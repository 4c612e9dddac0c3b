/** Services that end soon and who pays for them; leads to a change of the billing contact. Asks OVHcloud nothing. */
import { choose, openHandover } from '../handover/handover-state.ts';
import { Handle } from '../people/handle.tsx';
import { endOfDay } from '../people/leaving.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { type Expiring, onlyLeaver, SHOWN, SOON_MS } from './today-view.ts';

const URGENT_MS = 7 * 24 * 60 * 60_000;

/** A hand-over of the billing contact, to who takes over from whoever leaves where that is noted. */
function changeBilling(expiring: readonly Expiring[]): void {
  openHandover(expiring.map(({ service }) => service.key));
  const successors = new Set(expiring.map(({ leaver }) => leaver?.successor ?? ''));
  const [only = ''] = successors;
  choose('contactBilling', { kind: 'named', text: successors.size === 1 ? only : '' });
}

export function TodayExpiring({ expiring }: { expiring: readonly Expiring[] }) {
  const { t } = useTranslation('today');
  const formats = useFormats();
  const number = useNumber();
  const now = useNow();
  const called = useCalled();
  const leaving = expiring.filter(({ leaver }) => leaver !== null);
  const leaver = onlyLeaver(leaving);
  const note =
    leaver?.leaves == null
      ? t(leaving.length === 0 ? 'expiring.note' : 'expiring.noteLeaving')
      : t('expiring.paidBy', {
          who: called(leaver.nichandle),
          day: formats.date(endOfDay(leaver.leaves), now),
          count: leaving.length,
          shown: number(leaving.length),
        });
  const count = expiring.length;
  return (
    <TodaySection
      title={t('expiring.title')}
      count={count}
      note={note}
      all={
        leaving.length > 1
          ? {
              label: t('expiring.changeAll', { count: leaving.length, shown: number(leaving.length) }),
              run: () => changeBilling(leaving),
            }
          : count > SHOWN
            ? {
                label: t('all', { count, shown: number(count) }),
                run: () => go({ screen: 'services', query: { expiry: '30d', sort: 'expires' } }),
              }
            : null
      }
    >
      <ul className="today-lines">
        {expiring.slice(0, SHOWN).map((one) => (
          <Ending key={one.service.key} one={one} now={now} />
        ))}
      </ul>
      {leaving.length > 1 && count > SHOWN ? (
        <Button
          variant="link"
          className="today-more"
          onClick={() => go({ screen: 'services', query: { expiry: '30d', sort: 'expires' } })}
        >
          {t('expiring.soon', { days: number(SOON_MS / 86_400_000) })}
        </Button>
      ) : null}
    </TodaySection>
  );
}

function Ending({ one, now }: { one: Expiring; now: number }) {
  const { t } = useTranslation('today');
  const formats = useFormats();
  const mineOf = useMineOf();
  const typeName = useTypeName();
  const { service, at, payer } = one;
  return (
    <li className="today-line">
      <div className="today-what">
        <b>
          <ShownName name={service.name} />
        </b>
        <span className="today-under">{typeName(service.family)}</span>
      </div>
      <div className="today-who">
        <span>{t('expiring.on', { day: formats.date(at, now) })}</span>
        <span className="today-under">
          {payer === null ? (
            t('expiring.nobody')
          ) : (
            <>
              {t('expiring.chargedTo')}{' '}
              <Handle nichandle={payer} mine={mineOf(service.api).has(payer.toLowerCase())} />
            </>
          )}
        </span>
      </div>
      <span className={at - now < URGENT_MS ? 'today-when today-urgent' : 'today-when'}>
        <When at={at} style="in" />
      </span>
      <span className="today-act">
        <Button onClick={() => changeBilling([one])}>
          {t('expiring.change')}
          <span className="visually-hidden"> {service.name}</span>
        </Button>
      </span>
    </li>
  );
}
