/** What is offered once all is decided: to clear the clipboard the codes came from, to keep the outcomes, to keep for later what met no network. Decides nothing. */
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { saveTable } from '../list/save-table.ts';
import { keepForLater } from '../outbox/outbox-state.ts';
import { useRequestTypeName } from '../services/type-name.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { outcomeTable, saysAll, sentenceOf, type Told } from './outcomes.ts';
import { closeTray, dropCodes, forgetHandles } from './tray.ts';
import { useStandingName } from './tray-outcome.tsx';
import type { DecideItem } from './tray-rows.ts';
import { useRoles } from './tray-words.ts';

/** SECURITY: writes an empty text and never reads: what is on the clipboard now may be none of this program's business. */
export function ClearClipboard() {
  const { t } = useTranslation('codes');
  const [said, setSaid] = useState<'cleared' | 'refused' | null>(null);
  const clear = async () => {
    try {
      await navigator.clipboard.writeText('');
      setSaid('cleared');
    } catch {
      // Not allowed in this window, or there is no clipboard.
      setSaid('refused');
    }
  };
  return said === 'cleared' ? (
    <span role="status" className="codes-cleared">
      {t('clipboard.cleared')}
    </span>
  ) : (
    <>
      {said === null ? null : (
        <p role="alert" className="codes-cleared">
          {t('clipboard.refused')}
        </p>
      )}
      <Button variant="quiet" title={t('clipboard.what')} onClick={() => void clear()}>
        {t('clipboard.clear')}
      </Button>
    </>
  );
}

export function ExportOutcomes({ told }: { told: readonly Told[] }) {
  const { t } = useTranslation('codes');
  const typeName = useRequestTypeName();
  const roles = useRoles();
  const outcome = useStandingName();
  const write = () => {
    const head = [
      t('dialog.request'),
      t('dialog.service'),
      t('dialog.csv.type'),
      t('dialog.csv.roles'),
      t('dialog.csv.from'),
      t('dialog.csv.to'),
      t('dialog.csv.decision'),
      t('dialog.csv.outcome'),
      t('dialog.csv.why'),
      t('dialog.csv.queryId'),
    ];
    const table = outcomeTable(told, {
      type: typeName,
      roles,
      decision: (decision) => t(`dialog.csv.${decision}`),
      outcome,
      why: (given) => {
        const { failure } = given;
        if (given.outcome !== 'unknown' && failure === null) return '';
        const own = saysAll(given)
          ? t(`outcome.${sentenceOf(given)}`)
          : failure === null
            ? ''
            : t(`failures:code.${failure.code}`);
        const theirs =
          failure?.message === undefined ? '' : t('failures:words', { message: failure.message });
        return [own, theirs].filter((words) => words !== '').join(' ');
      },
    });
    void saveTable({
      stem: t('dialog.exportFile'),
      table: [head, ...table],
      what: t('dialog.exported', { count: table.length }),
      now: Date.now(),
    });
  };
  return <Button onClick={write}>{t('dialog.export')}</Button>;
}

/** Keeps decisions until there is a connection, and takes their codes out of the tray; says why where it could not. */
function useKeep() {
  const { t } = useTranslation('outbox');
  const [failure, setFailure] = useState<Failure | null>(null);
  const keep = async (items: readonly DecideItem[]) => {
    if (items.length === 0) return;
    const answer = await keepForLater({ decisions: [...items] });
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    // The outbox has the codes now.
    const handles = items.map(({ handle }) => handle);
    dropCodes(handles);
    forgetHandles(handles);
    closeTray();
    toast(t('keep.done', { count: items.length }), { tone: 'good' });
  };
  return { keep, failure };
}

/** In the place of Send while nothing can be sent. */
export function KeepForLater({ items }: { items: readonly DecideItem[] }) {
  const { t } = useTranslation('outbox');
  const { keep, failure } = useKeep();
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} compact />}
      <Button
        variant="primary"
        disabled={items.length === 0}
        aria-describedby="tray-note"
        onClick={() => void keep(items)}
      >
        {t('keep.count', { count: items.length })}
      </Button>
    </>
  );
}

/** After a job that met no network: what was not sent can be kept. */
export function KeepUnsent({ told }: { told: readonly Told[] }) {
  const { t } = useTranslation('outbox');
  const { keep, failure } = useKeep();
  const unsent = told.flatMap(({ item, outcome }) =>
    outcome?.outcome === 'failed' && outcome.failure?.code === 'offline' ? [item] : [],
  );
  if (unsent.length === 0) return null;
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} compact />}
      <Button onClick={() => void keep(unsent)}>{t('keep.unsent', { count: unsent.length })}</Button>
    </>
  );
}
