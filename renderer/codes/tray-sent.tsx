/** The tray once its decisions were given: first what is to be sent, then what came of each, worst first. Only shows. */
import { Check, ChevronRight, X } from 'lucide-react';
import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { deadlineOf } from '../../shared/deadline.ts';
import { type ContactRequest, sideKey } from '../../shared/request.ts';
import { cancels } from '../../shared/turn.ts';
import { useMineOf } from '../people/mine.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import type { DecisionJob } from './decisions-slice.ts';
import { groupOf, OUTCOME_GROUPS, type Told, toldOf } from './outcomes.ts';
import { showJob } from './tray.ts';
import { AccountCell, DeadlineCell, FoldCell, PartiesCell, ServiceCell } from './tray-cells.tsx';
import { foldRows, handoverKind, type TrayLine } from './tray-folds.ts';
import { OutcomePill, OutcomeStep, OutcomeWords } from './tray-outcome.tsx';
import type { TrayRow } from './tray-rows.ts';
import { useConsequence } from './tray-words.ts';

/** Each decision of a job, what runs out next first. */
export function useTold(job: DecisionJob | null): Told[] {
  const requests = useStore((state) => state.requests);
  const mineOf = useMineOf();
  const now = useNow();
  return useMemo(() => {
    if (job === null) return [];
    const byKey = new Map(requests.map((request) => [request.key, request]));
    const end = ({ request }: Told) =>
      (request === null ? null : deadlineOf(request)?.at) ?? Number.MAX_SAFE_INTEGER;
    return job.items
      .map((item) => {
        const request = byKey.get(item.requestKey) ?? null;
        const mine = mineOf(request?.api ?? '');
        return toldOf(item, job, request, mine, request !== null && cancels(request, mine), now);
      })
      .sort((a, b) => end(a) - end(b));
  }, [job, requests, mineOf, now]);
}

type TraySentProps = { job: DecisionJob; told: Told[]; left: readonly TrayRow[] };

export function TraySent({ job, told, left }: TraySentProps) {
  const { t } = useTranslation('codes');
  const isWaiting = job.phase === 'waiting';
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  };
  const groups = useMemo(
    () =>
      (isWaiting ? (['to-send'] as const) : OUTCOME_GROUPS)
        .map((group) => {
          const own = told.filter(({ standing }) => group === 'to-send' || groupOf(standing) === group);
          const lines = foldRows(own, (each) => ({
            id: sideKey(each.item),
            request: each.request,
            kind:
              each.request === null || (group === 'look' && each.standing !== 'not-taken')
                ? null
                : `${each.item.decision} ${each.standing} ${handoverKind(each.request)}`,
          }));
          return { group, own, lines };
        })
        .filter(({ own }) => own.length > 0),
    [told, isWaiting],
  );
  const columns = isWaiting
    ? (['service', 'handover', 'account', 'runsOut', 'choice', 'comes'] as const)
    : (['service', 'handover', 'account', 'outcome', 'words', 'step'] as const);
  return (
    <table className={isWaiting ? 'tray tray-waiting' : 'tray tray-told'} aria-label={t('tray.sentTable')}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={`tray-col-${column}`}>
              {column === 'words' || column === 'step' ? (
                <span className="visually-hidden">{t(`tray.column.${column}`)}</span>
              ) : (
                <span>{t(`tray.column.${column}`)}</span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ group, own, lines }) => (
        <tbody key={group}>
          <tr className="tray-group">
            <th colSpan={columns.length} scope="rowgroup">
              <span className="tray-group-name">
                {t(`tray.group.${group === 'others' ? 'others-told' : group}`)} {own.length}
              </span>
              {group === 'others' || group === 'to-send' ? (
                <span className="tray-group-note">
                  {t(`tray.groupNote.${group === 'others' ? 'others-told' : group}`)}
                </span>
              ) : null}
            </th>
          </tr>
          {lines.map((line) => (
            <Fragment key={line.key}>
              <Line
                line={line}
                isWaiting={isWaiting}
                isOpen={opened.has(line.key)}
                onToggle={() => toggle(line.key)}
              />
              {line.rows.length > 1 && opened.has(line.key)
                ? line.rows.map((each) => (
                    <Line
                      key={sideKey(each.item)}
                      line={{ key: line.key, rows: [each] }}
                      isWaiting={isWaiting}
                      child
                    />
                  ))
                : null}
            </Fragment>
          ))}
        </tbody>
      ))}
      <LeftForLater job={job} left={left} columns={columns.length} />
    </table>
  );
}

type LineProps = {
  line: TrayLine<Told>;
  isWaiting: boolean;
  child?: boolean;
  isOpen?: boolean;
  onToggle?: () => void;
};

function Line({ line, isWaiting, child = false, isOpen = false, onToggle }: LineProps): ReactNode {
  const { t } = useTranslation('codes');
  const mineOf = useMineOf();
  const consequence = useConsequence();
  const { rows } = line;
  const [first] = rows;
  if (first === undefined) return null;
  const { item, request } = first;
  const isFold = rows.length > 1;
  const requests = rows.flatMap((each): ContactRequest[] => (each.request === null ? [] : [each.request]));
  const Icon = item.decision === 'accept' ? Check : X;
  const deadline = request === null ? null : (deadlineOf(request)?.at ?? null);
  return (
    <tr className={child ? 'tray-row tray-row-child' : 'tray-row'}>
      <td className="tray-col-service">
        {isFold ? (
          <button
            type="button"
            className="tray-open"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'tray.close' : 'tray.open', { count: rows.length })}
            onClick={onToggle}
          >
            <ChevronRight aria-hidden="true" />
          </button>
        ) : null}
        {isFold ? (
          <FoldCell requests={requests} mine={request !== null && cancels(request, mineOf(request.api))} />
        ) : request === null ? (
          t('requests:unknownService')
        ) : (
          <ServiceCell request={request} numbered={!isWaiting} child={child} />
        )}
      </td>
      <td className="tray-col-handover">
        {request === null || child ? null : <PartiesCell request={request} />}
      </td>
      <td className="tray-col-account">
        <AccountCell accountIds={rows.map((each) => each.item.accountId)} />
      </td>
      {isWaiting ? (
        <>
          <td className="tray-col-runsOut">
            {child ? null : <DeadlineCell request={request} deadline={deadline} />}
          </td>
          <td className="tray-col-choice">
            <span className={`tray-decided tray-decided-${item.decision}`}>
              <Icon aria-hidden="true" /> {t(`tray.choice.${item.decision}`)}
            </span>
          </td>
          <td className="tray-col-comes">
            {child || request === null ? null : consequence(request, item.accountId, item.decision)}
          </td>
        </>
      ) : (
        <>
          <td className="tray-col-outcome">
            <OutcomePill told={first} plain={child} />
          </td>
          <td className="tray-col-words">{child ? null : <OutcomeWords told={first} />}</td>
          <td className="tray-col-step">
            <OutcomeStep told={rows} />
          </td>
        </>
      )}
    </tr>
  );
}

function LeftForLater({
  job,
  left,
  columns,
}: {
  job: DecisionJob;
  left: readonly TrayRow[];
  columns: number;
}) {
  const { t } = useTranslation('codes');
  const formats = useFormats();
  const now = useNow();
  const [isShown, show] = useState(false);
  const waiting = left.filter(({ over }) => over === null);
  if (waiting.length === 0) return null;
  const [next] = waiting.flatMap(({ deadline }) => deadline ?? []);
  const note = [
    ...(job.phase === 'over' ? [] : [t('tray.laterStay')]),
    ...(next === undefined ? [] : [t('tray.laterNext', { when: formats.span(next, now) })]),
  ].join('; ');
  return (
    <tbody>
      <tr className="tray-group">
        <th colSpan={columns} scope="rowgroup">
          <span className="tray-group-name">
            {t('tray.group.later')} {waiting.length}
          </span>
          <span className="tray-group-note">{note}</span>
          {job.phase === 'over' ? (
            <Button variant="link" onClick={() => showJob(null)}>
              {t('tray.decideOnThem')}
            </Button>
          ) : (
            <Button variant="link" aria-expanded={isShown} onClick={() => show(!isShown)}>
              {t(isShown ? 'tray.hide' : 'tray.show')}
            </Button>
          )}
        </th>
      </tr>
      {isShown && job.phase !== 'over'
        ? waiting.map(({ handle, request, side }) => (
            <tr key={handle} className="tray-row">
              <td className="tray-col-service">
                {request === null ? t('requests:unknownService') : <ServiceCell request={request} />}
              </td>
              <td className="tray-col-handover">
                {request === null ? null : <PartiesCell request={request} />}
              </td>
              <td className="tray-col-account">
                <AccountCell accountIds={[side?.accountId ?? null]} />
              </td>
              <td colSpan={columns - 3}>
                <DeadlineCell
                  request={request}
                  deadline={request === null ? null : (deadlineOf(request)?.at ?? null)}
                />
              </td>
            </tr>
          ))
        : null}
    </tbody>
  );
}
