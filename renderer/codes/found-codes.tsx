/** What was found in a paste: each code beside the request it fits. Decides only on a press of Accept or Refuse. */

import { useMemo } from 'react';
import { orderedTypes } from '../../shared/contact.ts';
import { showName } from '../../shared/idn.ts';
import type { Decision } from '../../shared/request.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { KeepWhy } from '../outbox/outbox-here.tsx';
import { areOffline } from '../outbox/outbox-state.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pill } from '../ui/pill.tsx';
import { Progress } from '../ui/progress.tsx';
import { TwoLines } from '../ui/two-lines.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { OwnWords } from './code-outcome.tsx';
import { chooseRequest, closeCodes, setCodesJob, togglePick } from './codes.ts';
import { type CodesOrigin, type FoundCodes } from './codes-slice.ts';
import { decide, newJob, sideKey, stopDeciding } from './decisions.ts';
import { type DecisionJob } from './decisions-slice.ts';
import { ClearClipboard, ExportOutcomes } from './found-codes-after.tsx';
import { CutShortNote, FileNotesList } from './found-codes-files.tsx';
import { KeepForLater, KeepUnsent } from './found-codes-later.tsx';
import {
  type FoundRow,
  foundRows,
  isOpenToChoice,
  itemsOf,
  OUTCOME_TONES,
  saysAll,
  sentenceOf,
  VERDICT_TONES,
  wentThrough,
} from './found-codes-rows.ts';

const TITLES = {
  paste: 'title',
  dragged: 'titleDragged',
  files: 'titleFiles',
  mail: 'titleMail',
  arrived: 'titleArrived',
} as const satisfies Record<CodesOrigin, string>;

export function FoundCodesDialog({ found }: { found: FoundCodes }) {
  const { t } = useTranslation('codes');
  const requests = useStore((state) => state.requests);
  const byKey = useMemo(() => new Map(requests.map((request) => [request.key, request])), [requests]);
  const job = useStore((state) => (found.job === null ? undefined : state.decisions.jobs[found.job]));
  const { recognition, picked, chosen } = found;
  const rows = useMemo(() => foundRows(recognition, byKey, chosen), [recognition, byKey, chosen]);
  const items = itemsOf(rows, picked, 'accept');
  const count = items.length;
  const sync = useStore((state) => state.sync);
  const sides = items.map(({ accountId }) => accountId);
  const later = areOffline(sync, sides);

  const go = (decision: Decision) => {
    const items = itemsOf(rows, picked, decision);
    if (items.length === 0 || found.job !== null) return;
    const name = newJob();
    setCodesJob(name);
    void decide(items, name);
  };
  const close = () => {
    // What is on its way must be seen to its end; the rest can be stopped.
    if (job?.running === true && found.job !== null) stopDeciding(found.job);
    else closeCodes();
  };

  return (
    <Dialog
      open
      onClose={close}
      size="l"
      title={t(`dialog.${TITLES[found.origin]}`, { count: recognition.codes.length })}
      description={<Sum found={found} />}
      footer={
        job === undefined ? (
          <>
            <p className="dialog-note" id="codes-note">
              {count === 0 ? t('dialog.nothingToDo') : later ? <KeepWhy /> : t('dialog.conditions')}
            </p>
            <Button onClick={closeCodes}>{t('dialog.cancel')}</Button>
            {later ? (
              <KeepForLater items={(decision) => itemsOf(rows, picked, decision)} count={count} />
            ) : (
              <>
                <Button
                  variant="danger"
                  disabled={count === 0}
                  aria-describedby="codes-note"
                  onClick={() => go('refuse')}
                >
                  {t('dialog.refuse', { count })}
                </Button>
                <Button
                  variant="primary"
                  disabled={count === 0}
                  aria-describedby="codes-note"
                  onClick={() => go('accept')}
                >
                  {t('dialog.accept', { count })}
                </Button>
              </>
            )}
          </>
        ) : (
          <JobFoot found={found} rows={rows} job={job} onStop={close} />
        )
      }
    >
      <table className="codes">
        <caption className="visually-hidden">{t('dialog.table')}</caption>
        <thead>
          <tr>
            <th scope="col" className="codes-check">
              <span className="visually-hidden">{t('common:select')}</span>
            </th>
            <th scope="col">{t('dialog.service')}</th>
            <th scope="col">{t('dialog.request')}</th>
            <th scope="col">{t('dialog.handover')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('dialog.match')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.handle} row={row} picked={picked.has(row.handle)} job={job} />
          ))}
        </tbody>
      </table>
      <CutShortNote what={found.cutShort} />
      {found.files === null ? null : <FileNotesList files={found.files} />}
    </Dialog>
  );
}

function Sum({ found }: { found: FoundCodes }) {
  const { t, i18n } = useTranslation('codes');
  const { emails, links, bare } = found.recognition;
  const counted = Object.entries({ emails, links, bare }).filter(([, count]) => count > 0);
  const counts = found.origin !== 'mail' && found.origin !== 'arrived';
  if (counted.length === 0 || !counts) return t('dialog.stay');
  const list = new Intl.ListFormat(i18n.language).format(
    counted.map(([kind, count]) => t(`dialog.${kind}`, { count })),
  );
  return t('dialog.sum', { list });
}

type JobFootProps = { found: FoundCodes; rows: FoundRow[]; job: DecisionJob; onStop: () => void };

function JobFoot({ found, rows, job, onStop }: JobFootProps) {
  const { t } = useTranslation('codes');
  const total = job.items.length;
  if (job.running)
    return (
      <>
        <div className="dialog-note">
          <Progress label={t('dialog.progress', { done: job.done, total })} done={job.done} total={total} />
        </div>
        <Button disabled={job.stopping} onClick={onStop}>
          {job.stopping ? t('dialog.stopping') : t('dialog.stop')}
        </Button>
      </>
    );
  const through = Object.values(job.outcomes).filter(wentThrough).length;
  return (
    <>
      <p className="dialog-note" role="status">
        {through === total
          ? t('dialog.finished', { count: total })
          : t('dialog.finishedSome', { done: through, total })}
      </p>
      {found.origin === 'paste' ? <ClearClipboard /> : null}
      <ExportOutcomes rows={rows} job={job} />
      <KeepUnsent job={job} />
      <Button onClick={closeCodes}>{t('dialog.close')}</Button>
    </>
  );
}

function Row({ row, picked, job }: { row: FoundRow; picked: boolean; job: DecisionJob | undefined }) {
  const { t } = useTranslation('codes');
  const accounts = useAccounts();
  const typeName = useTypeName();
  const { request, code, side } = row;
  const requestId = request?.id ?? code.requestId;
  const isIn = job?.items.some((item) => item.handle === row.handle) ?? false;
  const outcome = isIn && side !== null ? job?.outcomes[sideKey(side)] : undefined;
  const roles = request === null ? [] : orderedTypes(request.contactTypes);
  const sub = [
    request === null ? '' : typeName(request.family),
    roles.map((type) => t(`common:role.${type}.short`, { defaultValue: type })).join(', '),
  ]
    .filter((part) => part !== '')
    .join(' · ');
  const explained = outcome !== undefined && (outcome.failure !== null || outcome.outcome === 'unknown');
  const isOthers = code.verdict === 'other-account';
  const note = isIn
    ? null
    : code.verdict === 'suspicious'
      ? t(code.host === undefined ? 'dialog.suspiciousWhy' : 'dialog.suspiciousHost', { host: code.host })
      : isOthers
        ? t(isOpenToChoice(code) ? 'dialog.otherAccountTry' : 'dialog.otherAccountWhy')
        : null;
  return (
    <>
      <tr className={explained || note !== null ? 'codes-explained' : undefined} data-verdict={code.verdict}>
        <td className="codes-check">
          <Checkbox
            label={t('dialog.check', { id: requestId ?? '?' })}
            checked={picked && row.usable}
            disabled={!row.usable || job !== undefined}
            onChange={() => togglePick(row.handle)}
          />
        </td>
        <td className="codes-service">
          {request !== null ? (
            <TwoLines
              title={request.serviceDomain ?? undefined}
              main={
                request.serviceDomain === null ? (
                  t('requests:unknownService')
                ) : (
                  <ShownName name={request.serviceDomain} />
                )
              }
              sub={sub}
            />
          ) : code.verdict === 'choose' ? (
            <TwoLines main={t('dialog.several')} />
          ) : code.verdict === 'suspicious' ? (
            <TwoLines main={t('dialog.suspicious')} />
          ) : isOthers ? (
            <TwoLines main={t('dialog.otherAccount')} />
          ) : (
            <TwoLines main={t('dialog.unknown')} sub={t('dialog.unknownWhy', { count: accounts.length })} />
          )}
          {isOpenToChoice(code) && job === undefined ? <Choose row={row} /> : null}
        </td>
        <td className="codes-number">{requestId === null ? '' : <code>{requestId}</code>}</td>
        <td className="codes-handover">{request === null ? null : <Handover row={row} />}</td>
        <td className="codes-verdict">
          {isIn ? (
            outcome === undefined ? (
              <Pill tone="wait">
                {t(job?.stopping === true ? 'dialog.outcome.waiting' : 'dialog.outcome.working')}
              </Pill>
            ) : (
              <Pill tone={OUTCOME_TONES[outcome.outcome]}>{t(`dialog.outcome.${outcome.outcome}`)}</Pill>
            )
          ) : (
            <Pill tone={VERDICT_TONES[code.verdict]}>{t(`dialog.verdict.${code.verdict}`)}</Pill>
          )}
        </td>
      </tr>
      {note === null ? null : (
        <tr>
          <td colSpan={5} className="codes-why">
            <p>{note}</p>
          </td>
        </tr>
      )}
      {explained ? (
        <tr>
          <td colSpan={5} className="codes-why">
            {saysAll(outcome) ? <p>{t(`outcome.${sentenceOf(outcome)}`)}</p> : null}
            {outcome.failure === null ? null : saysAll(outcome) ? (
              <OwnWords failure={outcome.failure} />
            ) : (
              <FailureNote failure={outcome.failure} compact />
            )}
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Handover({ row }: { row: FoundRow }) {
  const { t } = useTranslation('codes');
  const mineOf = useMineOf();
  const request = row.request;
  if (request === null) return null;
  const mine = mineOf(request.api);
  const isMine = (nichandle: string | null) => nichandle !== null && mine.has(nichandle.toLowerCase());
  // With both sides mine, "you" would say nothing.
  const both = isMine(request.fromAccount) && isMine(request.toAccount);
  const name = (nichandle: string | null) =>
    isMine(nichandle) && !both ? t('dialog.you') : <Handle nichandle={nichandle} mine={isMine(nichandle)} />;
  return (
    <>
      {name(request.fromAccount)} <span aria-hidden="true">→</span>
      <span className="visually-hidden">{t('requests:table.to')}</span> {name(request.toAccount)}
    </>
  );
}

/** A code that could be for several requests: the person says for which. */
function Choose({ row }: { row: FoundRow }) {
  const { t } = useTranslation('codes');
  const requests = useStore((state) => state.requests);
  const accounts = useAccounts();
  const typeName = useTypeName();
  const { candidates } = row.code;
  return (
    <select
      className="input codes-choose"
      aria-label={t('dialog.chooseWhich')}
      value={row.side === null ? '' : sideKey(row.side)}
      onChange={(event) =>
        chooseRequest(
          row.handle,
          candidates.find((candidate) => sideKey(candidate) === event.currentTarget.value) ?? null,
        )
      }
    >
      <option value="">{t('dialog.chooseNone')}</option>
      {candidates.map((candidate) => {
        const request = requests.find((each) => each.key === candidate.requestKey);
        const account = accounts.find((each) => each.id === candidate.accountId);
        const words = [
          request?.serviceDomain == null ? '' : showName(request.serviceDomain),
          typeName(request?.family ?? null),
          String(request?.id ?? candidate.requestKey),
          account?.nichandle ?? '',
        ];
        return (
          <option key={sideKey(candidate)} value={sideKey(candidate)}>
            {words.filter((word) => word !== '').join(' · ')}
          </option>
        );
      })}
    </select>
  );
}
