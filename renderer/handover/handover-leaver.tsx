/** Hand-over, step 1, of everything somebody holds: who leaves, which roles, who takes over, and what it would mean. Asks nothing of the desk. */
import { useId, useMemo, useState } from 'react';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { isByEmail } from '../../shared/contact-email.ts';
import { firstNameOf } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { TextSet } from '../../shared/text-set.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { endOfDay } from '../people/leaving.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { PersonField } from '../people/person-field.tsx';
import { useHolders } from '../people/use-people.ts';
import { knownHandles } from '../services/service-view.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { useDeadEnd } from './handover-dead-end.ts';
import { HandoverForecast } from './handover-forecast.tsx';
import { rolesHeld } from './handover-leaver-view.ts';
import { NichandleField } from './handover-nichandle.tsx';
import { readContact, readNichandle } from './handover-plan.ts';
import type { Handover } from './handover-slice.ts';
import { setLeaver, setReplacement } from './handover-state.ts';
import { zoneOfAll } from './handover-target.ts';
import './handover.css';
import './handover-leaver.css';

const NONE: readonly Service[] = [];
const NO_REQUESTS: readonly ContactRequest[] = [];

export function HandoverLeaver({ handover, demanded }: { handover: Handover; demanded: boolean }) {
  const { t } = useTranslation(['handover', 'people']);
  const formats = useFormats();
  const number = useNumber();
  const now = useNow();
  const called = useCalled();
  const accounts = useAccounts();
  const mineOf = useMineOf();
  const all = useStore((state) => state.services) ?? NONE;
  const requests = useStore((state) => state.requests) ?? NO_REQUESTS;
  const holders = useHolders(all);
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const { replacement } = handover;
  const leaver = readNichandle(replacement.from) ?? '';
  const services = useMemo(() => {
    const keys = new TextSet(handover.selected);
    return all.filter(({ key }) => keys.has(key));
  }, [all, handover.selected]);
  const known = useMemo(
    () => knownHandles(all, requests, mineOf()).filter((handle) => handle !== leaver),
    [all, requests, mineOf, leaver],
  );
  const leaves = useStore((state) => state.people.get(leaver)?.leaves ?? null);
  const holding = useMemo(
    () =>
      [...(holders?.values() ?? [])]
        .toSorted((a, b) => b.services - a.services)
        .map(({ nichandle }) => nichandle),
    [holders],
  );
  const who = firstNameOf(called(leaver));
  const typed = readContact(replacement.to);
  // Somebody half typed is nobody yet; who is pointed at is looked at before they are chosen.
  const successor =
    pointedAt ??
    (typed !== null && (known.includes(typed) || isByEmail(typed) || typed.endsWith('-ovh')) ? typed : null);
  const deadEnd = useDeadEnd(replacement.to, replacement.roles, services);
  const isSame = typed === leaver;
  const note = (nichandle: string) => {
    const count = holders?.get(nichandle)?.services ?? 0;
    return count === 0 ? '' : t('handover:leaver.already', { count, shown: number(count) });
  };
  return (
    <div className="handover-leaver">
      <div className="handover-leaver-who">
        <PersonField
          label={t('handover:leaver.who')}
          value={replacement.from}
          onChange={setLeaver}
          known={holding}
          error={demanded && handover.selected.length === 0 ? t('handover:leaver.nobody') : undefined}
          more={
            leaves === null
              ? undefined
              : t('handover:leaver.leaves', { day: formats.date(endOfDay(leaves), now) })
          }
        />
        {handover.selected.length === 0 ? null : (
          <Roles handover={handover} leaver={leaver} who={who} services={services} accounts={accounts} />
        )}
        <NichandleField
          label={t('handover:leaver.successor')}
          value={replacement.to}
          onChange={(to) => setReplacement({ to })}
          known={known}
          demanded={demanded}
          deadEnd={isSame ? t('handover:replace.same') : deadEnd}
          takesEmail={zoneOfAll(services, accounts) === 'CA'}
          noteOf={note}
          onHighlight={setPointedAt}
        />
      </div>
      <HandoverForecast
        leaver={leaver}
        successor={successor}
        roles={replacement.roles}
        services={services}
        requests={requests}
      />
    </div>
  );
}

type RolesProps = {
  handover: Handover;
  leaver: string;
  who: string;
  services: readonly Service[];
  accounts: ReturnType<typeof useAccounts>;
};

function Roles({ handover, leaver, who, services, accounts }: RolesProps) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const id = useId();
  const { roles } = handover.replacement;
  const held = useMemo(() => rolesHeld(leaver, services, accounts), [leaver, services, accounts]);
  return (
    <div role="group" aria-labelledby={id}>
      <p className="handover-leaver-title" id={id}>
        <b>{t('handover:leaver.holds', { who })}</b>{' '}
        <span>
          {t('handover:leaver.services', { count: services.length, shown: number(services.length) })}
        </span>
      </p>
      {held.map(({ type, held: count, mine }) => {
        const name = t(`common:role.${type}.full`);
        const cannot = mine === 0;
        return (
          <label key={type} className="handover-leaver-role" data-off={cannot || undefined}>
            <Checkbox
              label={name}
              checked={!cannot && roles.includes(type)}
              disabled={cannot}
              onChange={(checked) =>
                setReplacement({
                  roles: CONTACT_TYPES.filter((each) => (each === type ? checked : roles.includes(each))),
                })
              }
            />
            <span>
              {name}{' '}
              <small>
                {count === 0
                  ? t('handover:leaver.none')
                  : cannot
                    ? t('handover:leaver.onlyThey', { who })
                    : mine < count
                      ? t('handover:leaver.some', { shown: number(mine), total: number(count) })
                      : type === 'contactBilling'
                        ? t('handover:leaver.charged')
                        : null}
              </small>
            </span>
            <span className="handover-leaver-count">{number(count)}</span>
          </label>
        );
      })}
      {roles.length === 0 ? (
        <p className="handover-demand" role="alert">
          {t('handover:nothingChosen')}
        </p>
      ) : null}
    </div>
  );
}
