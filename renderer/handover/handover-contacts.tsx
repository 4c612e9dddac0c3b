/** Hand-over, step 1: what is to become of each contact, and whether twins come along. Asks nothing of the desk. */

import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useMemo } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import type { CheckedLine } from '../../shared/handover-table.ts';
import { showName } from '../../shared/idn.ts';
import { isMine } from '../../shared/mine.ts';
import type { Service } from '../../shared/service.ts';
import { TextSet } from '../../shared/text-set.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { listActivity } from '../activity/activity-state.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { calledInFull, useNames } from '../people/names.ts';
import { knownHandles } from '../services/service-view.ts';
import { useTypeName } from '../services/type-name.ts';
import { useStore } from '../store/store.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { FilterMenu } from '../ui/filter-menu.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { RoleChip } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { useDeadEnd } from './handover-dead-end.ts';
import { NichandleField } from './handover-nichandle.tsx';
import { HandoverPaste } from './handover-paste.tsx';
import { accountsFor, type Choice, missingTwins } from './handover-plan.ts';
import { HandoverReplace } from './handover-replace.tsx';
import { type Handover } from './handover-slice.ts';
import { choose, MOST_SERVICES, setMode, setWithTwins } from './handover-state.ts';
import { zoneOfAll } from './handover-target.ts';

const NO_SERVICES: readonly Service[] = [];
/** Names spelled out before the rest is only counted. */
const NAMES_SHOWN = 3;

type HandoverContactsProps = {
  handover: Handover;
  /** Of the pasted table. */
  lines: readonly CheckedLine[];
  /** Say what is missing: the person tried to go on. */
  demanded: boolean;
};

export function HandoverContacts({ handover, lines, demanded }: HandoverContactsProps) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const services = useStore((state) => state.services) ?? NO_SERVICES;
  const requests = useStore((state) => state.requests);
  const mineOf = useMineOf();
  const { mode, withTwins } = handover;
  // What OVHcloud refused before is told while typing.
  useEffect(() => void listActivity(), []);
  const selected = useMemo(() => {
    const keys = new TextSet(handover.selected);
    return services.filter((service) => keys.has(service.key));
  }, [services, handover.selected]);
  const twins = useMemo(() => missingTwins(handover.selected, services), [handover.selected, services]);
  const taken = useMemo(() => (withTwins ? [...selected, ...twins] : selected), [withTwins, selected, twins]);
  const known = useMemo(() => knownHandles(services, requests, mineOf()), [services, requests, mineOf]);
  return (
    <>
      {selected.length === 0 ? null : (
        <>
          {mode === 'table' ? null : (
            <p className="handover-lead">
              <Names services={selected} />
            </p>
          )}
          <Segmented
            label={t('handover:mode.label')}
            value={mode}
            onChange={setMode}
            items={(['roles', 'replace', 'table'] as const).map((value) => ({
              value,
              label: t(`handover:mode.${value}`),
            }))}
          />
        </>
      )}
      {mode === 'roles'
        ? CONTACT_TYPES.map((type) => (
            <RoleChoice
              key={type}
              type={type}
              choice={handover.choices[type]}
              services={selected}
              known={known}
              demanded={demanded}
            />
          ))
        : null}
      {mode === 'replace' ? (
        <HandoverReplace
          replacement={handover.replacement}
          services={taken}
          known={known}
          demanded={demanded}
        />
      ) : null}
      {mode === 'table' ? <HandoverPaste table={handover.table} lines={lines} demanded={demanded} /> : null}
      {mode === 'table' ? (
        <TableTwins taken={withTwins} />
      ) : twins.length === 0 ? null : (
        <Twins twins={twins} taken={withTwins} />
      )}
      {mode === 'roles' &&
      demanded &&
      CONTACT_TYPES.every((type) => handover.choices[type].kind === 'keep') ? (
        <p className="handover-demand" role="alert">
          {t('handover:nothingChosen')}
        </p>
      ) : null}
      {handover.tooMany === null ? null : (
        <p className="handover-demand" role="alert">
          {t('handover:tooMany', { shown: number(handover.tooMany), most: number(MOST_SERVICES) })}
        </p>
      )}
      {handover.failure === null ? null : <FailureNote failure={handover.failure} />}
    </>
  );
}

/** "3 services: a, b and c." or "40 services: a, b, c and 37 more."; `alone`: the names without their count. */
function Names({ services, alone = false }: { services: readonly Service[]; alone?: boolean }) {
  const { t, i18n } = useTranslation('handover');
  const number = useNumber();
  const typeName = useTypeName();
  const shown = services
    .slice(0, NAMES_SHOWN)
    .map((service) => `${showName(service.name)} (${typeName(service.family) || t('unknownType')})`);
  const more = services.length - shown.length;
  const parts = more > 0 ? [...shown, t('more', { count: more, shown: number(more) })] : shown;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(parts);
  if (alone) return `${list}.`;
  return t('lead', { count: services.length, shown: number(services.length), list });
}

function Twins({ twins, taken }: { twins: readonly Service[]; taken: boolean }) {
  const { t } = useTranslation('handover');
  const number = useNumber();
  const label = t('twins', { count: twins.length, shown: number(twins.length) });
  return (
    <div className="handover-twins">
      <Checkbox label={label} checked={taken} onChange={setWithTwins} />
      <div>
        <p>{label}</p>
        <p className="field-hint">
          <Names services={twins} alone /> {t('twinsWhy')}
        </p>
      </div>
    </div>
  );
}

function TableTwins({ taken }: { taken: boolean }) {
  const { t } = useTranslation('handover');
  return (
    <div className="handover-twins">
      <Checkbox label={t('paste.twins')} checked={taken} onChange={setWithTwins} />
      <div>
        <p>{t('paste.twins')}</p>
        <p className="field-hint">{t('twinsWhy')}</p>
      </div>
    </div>
  );
}

type RoleChoiceProps = {
  type: ContactType;
  choice: Choice;
  services: readonly Service[];
  known: readonly string[];
  demanded: boolean;
};

function RoleChoice({ type, choice, services, known, demanded }: RoleChoiceProps) {
  const { t } = useTranslation(['handover', 'common']);
  const id = useId();
  const all = useAccounts();
  const accounts = accountsFor(services, all);
  const names = useNames();
  const name = t(`common:role.${type}.full`);
  const [first] = accounts;
  const types = useMemo(() => [type], [type]);
  const deadEnd = useDeadEnd(
    choice.kind === 'named' ? choice.text : choice.kind === 'me' ? choice.nichandle : '',
    types,
    services,
  );
  return (
    <div className="handover-role" role="group" aria-labelledby={id}>
      <div>
        <p className="handover-role-name" id={id}>
          <RoleChip type={type} /> {name}
        </p>
        <p className="handover-role-now">
          <Holders type={type} services={services} />
        </p>
      </div>
      <div className="handover-role-new">
        <div className="handover-role-choice">
          <Segmented
            label={name}
            value={choice.kind}
            onChange={(kind) =>
              choose(
                type,
                kind === 'named'
                  ? { kind, text: '' }
                  : kind === 'me' && first !== undefined
                    ? { kind, nichandle: first.nichandle }
                    : { kind: 'keep' },
              )
            }
            items={[
              { value: 'keep', label: t('handover:choice.keep') },
              ...(first === undefined ? [] : [{ value: 'me' as const, label: t('handover:choice.me') }]),
              { value: 'named', label: t('handover:choice.named') },
            ]}
          />
          {choice.kind === 'me' && accounts.length > 1 ? (
            <FilterMenu
              label={t('handover:choice.account')}
              value={choice.nichandle}
              anyValue=""
              onChange={(nichandle) => choose(type, { kind: 'me', nichandle })}
              items={accounts.map((account) => ({
                value: account.nichandle,
                label: calledInFull(account.nichandle, names),
              }))}
            />
          ) : null}
          {choice.kind === 'me' && accounts.length === 1 ? (
            <Handle nichandle={choice.nichandle} mine />
          ) : null}
        </div>
        {choice.kind === 'named' ? (
          <NichandleField
            label={t('handover:nichandle.label')}
            value={choice.text}
            onChange={(text) => choose(type, { kind: 'named', text })}
            known={known}
            demanded={demanded}
            deadEnd={deadEnd}
            takesEmail={zoneOfAll(services, all) === 'CA'}
          />
        ) : null}
        {choice.kind === 'me' && deadEnd !== undefined ? (
          <p className="field-warning" role="status">
            <TriangleAlert aria-hidden="true" />
            <span>{deadEnd}</span>
          </p>
        ) : null}
        {choice.kind === 'keep' ? null : (
          <p className="field-hint">{t(`handover:hint.${choice.kind}.${type}`)}</p>
        )}
      </div>
    </div>
  );
}

/** Who holds the role now: one handle, or how many different ones. */
function Holders({ type, services }: { type: ContactType; services: readonly Service[] }) {
  const { t } = useTranslation('handover');
  const mineOf = useMineOf();
  const holders = new Set(services.map((service) => service.contacts?.[type] ?? null));
  const [only] = holders;
  if (holders.size > 1) return t('now.several', { count: holders.size });
  if (only === undefined || only === null) return t('now.unknown');
  const isYou = isMine(only, mineOf(services[0]?.api));
  return (
    <>
      {t('now.one')} <Handle nichandle={only} mine={isYou} />
    </>
  );
}
