/** Hand-over, step 2: what will happen to each service, or why not, and which of the ready ones go. Sends nothing. */
import { type ReactNode, useMemo } from 'react';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { myPartOf, type PlanRow } from '../../shared/handover.ts';
import { showName } from '../../shared/idn.ts';
import { isMine } from '../../shared/mine.ts';
import type { Service } from '../../shared/service.ts';
import { TextSet } from '../../shared/text-set.ts';
import { StandingLines } from '../facts/standing-lines.tsx';
import { Handle } from '../people/handle.tsx';
import { useMine } from '../people/mine.ts';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { useStore } from '../store/store.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Pill } from '../ui/pill.tsx';
import { TwoLines } from '../ui/two-lines.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { RoleChip, RoleChips } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { HandoverList } from './handover-list.tsx';
import { groupPlan, type PlanGroup, type PlanSummary, verdictTone } from './handover-plan.ts';
import { type Handover, type HandoverPlan } from './handover-slice.ts';
import { checkMyPart, toggleAllServices, toggleService } from './handover-state.ts';
import { HandoverStory } from './handover-story.tsx';

/** Those of these services that are known here, by key. */
export function useServicesByKey(keys: readonly string[]): ReadonlyMap<string, Service> {
  const services = useStore((state) => state.services);
  return useMemo(() => {
    const wanted = new TextSet(keys);
    const own = (services ?? []).filter(({ key }) => wanted.has(key));
    return new Map(own.map((service) => [service.key, service]));
  }, [keys, services]);
}

/** A row of the list: a service, or the heading over those of one verdict. */
type Line = { group: PlanGroup; row: null } | { group: null; row: PlanRow };

const keyOf = ({ group, row }: Line) => (row === null ? group.verdict : row.serviceKey);

type HandoverCheckProps = { handover: Handover; plan: HandoverPlan; summary: PlanSummary };

export function HandoverCheck({ handover, plan, summary }: HandoverCheckProps) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const services = useServicesByKey(
    useMemo(() => plan.rows.map(({ serviceKey }) => serviceKey), [plan.rows]),
  );
  const lines = useMemo(
    () =>
      groupPlan(plan.rows).flatMap((group): Line[] => [
        { group, row: null },
        ...group.rows.map((row): Line => ({ group: null, row })),
      ]),
    [plan.rows],
  );
  const ready = plan.rows.filter((row) => row.verdict === 'ready').length;
  const apart = new Set(plan.asked.targets?.map(({ serviceKey }) => serviceKey));
  const all = ready > 0 && summary.keys.length === ready ? true : summary.keys.length > 0 ? 'mixed' : false;
  return (
    <>
      <div className="handover-summary">
        <Target plan={plan} />
        <p className="handover-counts">
          {t('handover:ready', { count: summary.keys.length, shown: number(summary.keys.length) })}
          {' · '}
          {t('handover:leftOut', { count: summary.leftOut, shown: number(summary.leftOut) })}
        </p>
      </div>
      {plan.fresh ? null : (
        <p className="handover-stale" role="status">
          {t('handover:notFresh')}
        </p>
      )}
      {handover.failure === null ? null : <FailureNote failure={handover.failure} />}
      <StandingLines
        api={plan.rows[0]?.serviceKey.replace(/\/[^/]*$/, '') ?? ''}
        rows={plan.rows}
        services={services}
      />
      <HandoverList
        label={t('handover:table.label')}
        className="handover-plan"
        rows={lines}
        rowKey={keyOf}
        heading={({ group }) => (group === null ? null : <Heading group={group} />)}
        head={[
          {
            id: 'check',
            name: t('common:select'),
            title: (
              <Checkbox
                label={t('handover:selectReady')}
                checked={all}
                disabled={ready === 0}
                onChange={() => toggleAllServices(all !== true)}
              />
            ),
          },
          { id: 'service', title: t('handover:table.service') },
          { id: 'roles', title: t('handover:table.roles') },
          { id: 'story', title: t('handover:table.story') },
          { id: 'verdict', title: '', name: t('handover:table.verdict') },
        ]}
        cells={({ row }) => {
          if (row === null) return [];
          const service = services.get(row.serviceKey);
          const name = service === undefined ? row.serviceKey : showName(service.name);
          const isReady = row.verdict === 'ready';
          return [
            <Checkbox
              key="check"
              label={t('common:selectRow', { name })}
              checked={isReady && !handover.left.has(row.serviceKey)}
              disabled={!isReady}
              // The box over them is one stop of Tab, arrows go on from there: else Send is hundreds of stops away.
              tabIndex={-1}
              onChange={() => toggleService(row.serviceKey)}
            />,
            <ServiceName key="service" service={service} fallback={row.serviceKey} />,
            <RoleChips key="roles" types={row.changes.map((change) => change.contactType)} />,
            <HandoverStory key="story" row={row} service={service} named={apart.has(row.serviceKey)} />,
            <Pill key="verdict" tone={verdictTone(row)}>
              {t(`handover:verdict.${row.verdict}`)}
            </Pill>,
          ];
        }}
      />
    </>
  );
}

/** Name and type of a service, as everywhere; its key where it is not known any more. */
export function ServiceName({ service, fallback }: { service: Service | undefined; fallback: ReactNode }) {
  const typeName = useTypeName();
  if (service === undefined) return <TwoLines main={fallback} />;
  return (
    <TwoLines main={<ShownName name={service.name} />} sub={typeName(service.family)} title={service.name} />
  );
}

/** "Blocked · 20" and what stands in their way, counted. */
function Heading({ group }: { group: PlanGroup }) {
  const { t } = useTranslation('handover');
  const number = useNumber();
  const { verdict, rows, reasons } = group;
  // One reason alone is told by every row.
  const told = reasons.length < 2 ? [] : reasons;
  const inPart = rows.filter((row) => myPartOf(row).length > 0);
  return (
    <p>
      <strong>{t(`group.${verdict}`, { count: rows.length })}</strong>{' '}
      <span className="handover-heading-count">{number(rows.length)}</span>
      {told.map(({ kind, count }) => (
        <span key={kind} className="handover-heading-reason">
          {t('reasonCount', { reason: t(`reasonName.${kind}`), shown: number(count) })}
        </span>
      ))}
      {inPart.length < 2 ? null : (
        <button
          type="button"
          className="handover-link handover-heading-part"
          onClick={() => void checkMyPart(inPart)}
        >
          {t('part.takeAll', { count: inPart.length, shown: number(inPart.length) })}
        </button>
      )}
    </p>
  );
}

/** "Technical contact → mp40311-ovh", one line per contact that changes; who is replaced by whom; or that each has its own. */
function Target({ plan }: { plan: HandoverPlan }) {
  const { t } = useTranslation(['handover', 'common']);
  const mine = useMine();
  const { target, targets } = plan.asked;
  if (targets !== undefined && Object.keys(target).length === 0)
    return <p className="handover-target">{t('handover:ownTargets')}</p>;
  const types = CONTACT_TYPES.filter((type) => target[type] !== undefined);
  const { replaces } = target;
  const successor = types[0] === undefined ? undefined : target[types[0]];
  if (replaces !== undefined && successor !== undefined) {
    return (
      <p className="handover-target handover-target-replace">
        <Handle nichandle={replaces} mine={isMine(replaces, mine)} />
        <span aria-hidden="true">→</span>
        <span className="visually-hidden">{t('handover:becomes')}</span>
        <Handle nichandle={successor} mine={isMine(successor, mine)} />
        <RoleChips types={types} />
      </p>
    );
  }
  return (
    <ul className="handover-target">
      {types.map((type) => {
        const to = target[type] ?? null;
        return (
          <li key={type}>
            <RoleChip type={type} />
            <span>
              {t(`common:role.${type}.full`)} <span aria-hidden="true">→</span>
              <span className="visually-hidden">{t('handover:becomes')}</span>
            </span>
            <Handle nichandle={to} mine={isMine(to, mine)} />
          </li>
        );
      })}
    </ul>
  );
}
