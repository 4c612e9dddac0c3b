/** The tray while there is something to choose: every code in its group, with Accept, Refuse and Later. Sends nothing. */
import { Check, ChevronRight, Clock3, TriangleAlert, X } from 'lucide-react';
import { Fragment, type ReactNode, useId, useMemo } from 'react';
import type { FoundCode } from '../../shared/found-code.ts';
import { useAccountsById } from '../accounts/accounts.ts';
import { useCalled } from '../people/names.ts';
import { Button } from '../ui/button.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useTranslation } from '../words/translation.ts';
import { MailWhy } from './mail-why.tsx';
import { ResendCode } from './resend-code.tsx';
import { TakesOn } from './takes-on.tsx';
import { choose } from './tray.ts';
import { AccountCell, CodeCell, DeadlineCell, FoldCell, PartiesCell, ServiceCell } from './tray-cells.tsx';
import { foldRows, handoverKind } from './tray-folds.ts';
import { type Seen, type TrayKeys, useTrayKeys } from './tray-keys.ts';
import { type Choice, choiceOf, isOpenToChoice, type Over, type TrayRow } from './tray-rows.ts';
import { useServiceName } from './tray-words.ts';
import { WhichRequest } from './which-request.tsx';

const GROUPS = ['yours', 'others', 'over'] as const;
type Group = (typeof GROUPS)[number];
const COLUMNS = ['service', 'handover', 'account', 'code', 'runsOut', 'decision'] as const;

/** SECURITY: what comes of a forgery, or of a choice, stands alone: it is never taken along. */
function foldable(row: TrayRow) {
  const { request, code, side, handle } = row;
  const isPlain = request !== null && side !== null && code.verdict === 'fits' && row.over === null;
  return { id: handle, request, kind: isPlain ? handoverKind(request) : null };
}

export function TrayChoose({ rows }: { rows: readonly TrayRow[] }) {
  const { t } = useTranslation('codes');
  const legend = useId();
  const groups = useMemo(
    () =>
      GROUPS.map((group) => {
        const own = rows.filter((row) => row.group === group);
        return { group, own, lines: foldRows(own, foldable) };
      }).filter(({ own }) => own.length > 0),
    [rows],
  );
  const keys = useTrayKeys((opened) =>
    groups.flatMap(({ lines }) =>
      lines.flatMap(({ key, rows: own }): Seen[] => {
        const isFold = own.length > 1;
        const children = own.map((row) => ({ id: row.handle, rows: [row], isFold: false, parent: key }));
        return [{ id: key, rows: own, isFold, parent: null }, ...(isFold && opened.has(key) ? children : [])];
      }),
    ),
  );
  const seen = new Map(keys.seen.map((each) => [each.id, each]));
  return (
    <table
      className="tray tray-choosing"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its rows are gone through with the arrows, ticked and opened
      role="treegrid"
      aria-label={t('tray.table')}
      aria-multiselectable="true"
      aria-describedby={legend}
      onKeyDown={keys.onKeyDown}
    >
      <caption className="visually-hidden" id={legend}>
        {t('tray.keys')}
      </caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={`tray-col-${column}`}>
              <span>{t(`tray.column.${column}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ group, own, lines }) => (
        <tbody key={group}>
          <GroupHead group={group} rows={own} />
          {lines.map(({ key, rows: lineRows }) => (
            <Fragment key={key}>
              <Row seen={seen.get(key)} keys={keys} />
              {lineRows.length > 1 && keys.opened.has(key)
                ? lineRows.map(({ handle }) => <Row key={handle} seen={seen.get(handle)} keys={keys} />)
                : null}
            </Fragment>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function GroupHead({ group, rows }: { group: Group; rows: readonly TrayRow[] }) {
  const { t } = useTranslation('codes');
  const open = rows.filter(({ side }) => side !== null);
  const next: Choice = open.some(({ choice }) => choice === 'accept') ? 'later' : 'accept';
  return (
    <tr className="tray-group">
      <th colSpan={COLUMNS.length} scope="rowgroup">
        <span className="tray-group-name">
          {t(`tray.group.${group}`)} {rows.length}
        </span>
        <span className="tray-group-note">{t(`tray.groupNote.${group}`)}</span>
        {/* Nothing of somebody else's is accepted by a heap. */}
        {group === 'yours' && open.length > 1 ? (
          <Button
            variant="link"
            onClick={() =>
              choose(
                open.map(({ handle }) => handle),
                next,
              )
            }
          >
            {t(next === 'later' ? 'tray.allLater' : 'tray.allAccept')}
          </Button>
        ) : null}
      </th>
    </tr>
  );
}

function Row({ seen, keys }: { seen: Seen | undefined; keys: TrayKeys }) {
  const { t } = useTranslation('codes');
  const serviceName = useServiceName();
  const [first] = seen?.rows ?? [];
  if (seen === undefined || first === undefined) return null;
  const { id, rows, isFold, parent } = seen;
  const { request, code } = first;
  const requests = rows.flatMap((row) => row.request ?? []);
  const isOpen = keys.opened.has(id);
  const notes = isFold || parent === null ? <Notes rows={rows} /> : null;
  const name = isFold ? t('tray.services', { count: rows.length }) : serviceName(request);
  return (
    <tr
      className={`tray-row${parent === null ? '' : ' tray-row-child'}`}
      data-row={id}
      data-verdict={code.verdict}
      tabIndex={keys.cursor === id ? 0 : -1}
      aria-level={parent === null ? 1 : 2}
      aria-selected={keys.selected.has(id)}
      aria-expanded={isFold ? isOpen : undefined}
      onFocus={() => keys.focus(id)}
      onClick={(event) => keys.onClick(id, event)}
    >
      <td className="tray-col-service">
        {isFold ? (
          <button
            type="button"
            className="tray-open"
            tabIndex={-1}
            aria-label={t(isOpen ? 'tray.close' : 'tray.open', { count: rows.length })}
            onClick={() => keys.toggle(id)}
          >
            <ChevronRight aria-hidden="true" />
          </button>
        ) : null}
        {isFold ? (
          <FoldCell requests={requests} mine={first.cancels} />
        ) : request === null ? (
          <Unplaced row={first} />
        ) : (
          <ServiceCell request={request} child={parent !== null} />
        )}
        {!isFold && isOpenToChoice(code) && first.over === null ? <WhichRequest row={first} /> : null}
      </td>
      <td className="tray-col-handover">
        {request === null || parent !== null ? null : <PartiesCell request={request} />}
        {notes}
      </td>
      <td className="tray-col-account">
        <AccountCell accountIds={rows.map(({ side }) => side?.accountId ?? code.accountId)} />
      </td>
      <td className="tray-col-code">
        <CodeCell codes={rows.map((row) => row.code)} />
        {isFold || code.verdict === 'suspicious' ? null : <MailWhy code={code} />}
      </td>
      <td className="tray-col-runsOut">
        <DeadlineCell request={request} deadline={first.over === null ? first.deadline : null} />
      </td>
      <td className="tray-col-decision">
        {first.over === null ? <Choices rows={rows} name={name} /> : <OverPill over={first.over} />}
      </td>
    </tr>
  );
}

/** No request is known for it, or not yet. */
function Unplaced({ row }: { row: TrayRow }) {
  const { t } = useTranslation('codes');
  const { verdict, requestId } = row.code;
  const what =
    verdict === 'choose'
      ? t('tray.several')
      : verdict === 'other-account'
        ? t('tray.otherAccount')
        : t('tray.noRequest');
  return (
    <div className="tray-service">
      <span className="tray-name">{what}</span>
      {requestId === null ? null : <span className="tray-sub">{t('tray.number', { id: requestId })}</span>}
    </div>
  );
}

function ForgedWhy({ code }: { code: FoundCode }): ReactNode {
  const { t } = useTranslation('codes');
  const sender = code.mail?.reasons.find(({ why }) => why === 'sender-pretends')?.what;
  if (code.host !== undefined) return t('tray.forgedHost', { host: code.host });
  return sender ? t('tray.forgedSender', { domain: sender }) : t('tray.forgedWhy');
}

/** What accepting takes on, and why a code is not to be trusted. */
function Notes({ rows }: { rows: readonly TrayRow[] }): ReactNode {
  const { t } = useTranslation('codes');
  const byId = useAccountsById();
  const called = useCalled();
  const [first] = rows;
  if (first === undefined) return null;
  const { code, request, side, over } = first;
  if (over === null && code.verdict === 'suspicious') {
    const account = byId.get(side?.accountId ?? '');
    return (
      <div className="tray-note tray-note-bad">
        <TriangleAlert aria-hidden="true" />
        <div>
          <ForgedWhy code={code} />{' '}
          {request === null || account === undefined ? null : (
            <ResendCode request={request} account={account} onSent={() => {}} words={t('tray.forgedNew')} />
          )}
          <MailWhy code={code} />
        </div>
      </div>
    );
  }
  if (over === 'suspicious' || over === 'other-account' || over === 'unknown') {
    return (
      <div className="tray-note">
        {over === 'suspicious' ? (
          <>
            <ForgedWhy code={code} />
            <MailWhy code={code} />
          </>
        ) : (
          t(over === 'unknown' ? 'tray.unknownWhy' : 'dialog.otherAccountWhy')
        )}
      </div>
    );
  }
  if (over !== null) return null;
  if (side === null)
    return code.verdict === 'other-account' ? (
      <div className="tray-note">{t('dialog.otherAccountTry')}</div>
    ) : null;
  const admin = rows.some(({ takesOn }) => takesOn.admin);
  const billing = rows.some(({ takesOn }) => takesOn.billing);
  const account = byId.get(side.accountId);
  if (account === undefined) return null;
  return <TakesOn takesOn={{ admin, billing }} name={called(account.nichandle)} />;
}

const CHOICES = [
  ['accept', Check],
  ['refuse', X],
  ['later', Clock3],
] as const;

function Choices({ rows, name }: { rows: readonly TrayRow[]; name: string }) {
  const { t } = useTranslation('codes');
  const choice = choiceOf(rows);
  const isUnplaced = rows.some(({ side }) => side === null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons in a row, gone through with the keys A, R and L.
    <div className="tray-choices" role="radiogroup" aria-label={t('tray.decisionFor', { name })}>
      {CHOICES.map(([value, Icon]) => {
        const isBarred =
          value !== 'later' &&
          (isUnplaced || (value === 'accept' && rows.some(({ mayAccept }) => !mayAccept)));
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button that takes its place among three.
          <button
            key={value}
            type="button"
            role="radio"
            className={`tray-choice tray-choice-${value}`}
            aria-checked={choice === value}
            disabled={isBarred}
            tabIndex={-1}
            onClick={() =>
              choose(
                rows.map(({ handle }) => handle),
                value,
              )
            }
          >
            {choice === value ? <Icon aria-hidden="true" /> : null}
            {t(`tray.choice.${value}`)}
          </button>
        );
      })}
    </div>
  );
}

const OVER_TONES = {
  elsewhere: 'good',
  used: 'mute',
  'on-its-way': 'wait',
  done: 'mute',
  refused: 'mute',
  aborted: 'mute',
  expired: 'mute',
  closed: 'mute',
  'other-account': 'mute',
  suspicious: 'bad',
  unknown: 'bad',
} as const satisfies Record<Over, Tone>;

function OverPill({ over }: { over: Over }) {
  const { t } = useTranslation('codes');
  return <Pill tone={OVER_TONES[over]}>{t(`tray.over.${over}`)}</Pill>;
}
