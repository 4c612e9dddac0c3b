/** What is offered once all is decided: to clear the clipboard the codes came from, and to keep the outcomes. Decides nothing. */

import { useState } from 'react';
import { orderedTypes } from '../../shared/contact.ts';
import { saveTable } from '../list/save-table.ts';
import { useTypeName } from '../services/type-name.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import type { DecisionJob } from './decisions-slice.ts';
import { type FoundRow, outcomeTable, saysAll, sentenceOf } from './found-codes-rows.ts';

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

export function ExportOutcomes({ rows, job }: { rows: readonly FoundRow[]; job: DecisionJob }) {
  const { t } = useTranslation('codes');
  const typeName = useTypeName();
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
    const table = outcomeTable(rows, job, {
      type: typeName,
      roles: (request) =>
        orderedTypes(request.contactTypes)
          .map((type) => t(`common:role.${type}.short`, { defaultValue: type }))
          .join(', '),
      decision: (decision) => t(`dialog.csv.${decision}`),
      outcome: ({ outcome }) => t(`dialog.outcome.${outcome}`),
      verdict: (verdict) => t(`dialog.verdict.${verdict}`),
      why: (outcome) => {
        const { failure } = outcome;
        if (outcome.outcome !== 'unknown' && failure === null) return '';
        const own = saysAll(outcome)
          ? t(`outcome.${sentenceOf(outcome)}`)
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
