/** Hand-over, step 1, one replaced by another: who, by whom, in which roles, and where he stands now. Asks nothing of the desk. */
import { useId, useMemo } from 'react';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import type { Service } from '../../shared/service.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { useNumber } from '../words/format.ts';
import { RoleChip } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { useDeadEnd } from './handover-dead-end.ts';
import { NichandleField } from './handover-nichandle.tsx';
import { checkNichandle } from './handover-plan.ts';
import { setReplacement } from './handover-state.ts';
import { holdersOf, type Replacement, standingOf, zoneOfAll } from './handover-target.ts';

type HandoverReplaceProps = {
  replacement: Replacement;
  /** Those of the hand-over, the twins that are taken along among them. */
  services: readonly Service[];
  known: readonly string[];
  demanded: boolean;
};

export function HandoverReplace({ replacement, services, known, demanded }: HandoverReplaceProps) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const id = useId();
  const { from, to, roles } = replacement;
  const holders = useMemo(() => holdersOf(services), [services]);
  const standing = useMemo(() => standingOf(from, services, roles), [from, services, roles]);
  const accounts = useAccounts();
  const deadEnd = useDeadEnd(to, roles, services);
  const isTyped = checkNichandle(from) !== 'missing' && checkNichandle(from) !== 'impossible';
  const isSame = isTyped && from.trim().toLowerCase() === to.trim().toLowerCase();
  return (
    <>
      <div className="handover-replace">
        <NichandleField
          label={t('handover:replace.from')}
          value={from}
          onChange={(text) => setReplacement({ from: text })}
          known={holders}
          demanded={demanded}
        />
        <NichandleField
          label={t('handover:replace.to')}
          value={to}
          onChange={(text) => setReplacement({ to: text })}
          known={known}
          demanded={demanded}
          deadEnd={isSame ? t('handover:replace.same') : deadEnd}
          takesEmail={zoneOfAll(services, accounts) === 'CA'}
        />
      </div>
      <div className="handover-replace-roles" role="group" aria-labelledby={id}>
        <p className="handover-role-name" id={id}>
          {t('handover:replace.roles')}
        </p>
        {CONTACT_TYPES.map((type) => {
          const name = t(`common:role.${type}.full`);
          return (
            <label key={type} className="handover-replace-role">
              <Checkbox
                label={name}
                checked={roles.includes(type)}
                onChange={(checked) =>
                  setReplacement({
                    roles: CONTACT_TYPES.filter((each) => (each === type ? checked : roles.includes(each))),
                  })
                }
              />
              <RoleChip type={type} />
              <span>{name}</span>
              {isTyped ? (
                <span className="handover-role-now">
                  {t('handover:replace.holds', {
                    count: standing.byRole[type],
                    shown: number(standing.byRole[type]),
                  })}
                </span>
              ) : null}
            </label>
          );
        })}
        {demanded && roles.length === 0 ? (
          <p className="handover-demand" role="alert">
            {t('handover:nothingChosen')}
          </p>
        ) : null}
      </div>
      {isTyped ? (
        <p className="handover-standing" role="status">
          {t('handover:replace.standing', {
            count: standing.services,
            shown: number(standing.services),
            total: number(services.length),
          })}
        </p>
      ) : null}
    </>
  );
}
