/** Whether the ledger's entries the record was drawn from are whole, and whether a kept file agrees with them. Changes nothing. */
import { CircleAlert, ShieldCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import type { RecordProof, RecordVerdict } from '../../shared/record.ts';
import { textOfTable } from '../list/table-file.ts';
import { call } from '../store/bridge.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';

const MOST_FAULTS = 3;

export type Proved = { proof: RecordProof; at: number } | 'unread' | null;

export function RecordCheck({ proved, onAgain }: { proved: Proved; onAgain: () => void }) {
  const { t } = useTranslation('records');
  const number = useNumber();
  if (proved === null) return <p className="record-check">{t('checking')}</p>;
  if (proved === 'unread') {
    return (
      <div className="record-check record-check-bad" role="alert">
        <CircleAlert aria-hidden="true" />
        <div>
          <p>{t('unread')}</p>
          <Button variant="link" onClick={onAgain}>
            {t('again')}
          </Button>
        </div>
      </div>
    );
  }
  const { entries, faults } = proved.proof;
  if (faults.length === 0) {
    return (
      <div className="record-check record-check-good" role="status">
        <ShieldCheck aria-hidden="true" />
        <div>
          <p className="record-check-title">{t('whole')}</p>
          <p>{t('wholeText', { count: entries.length, shown: number(entries.length) })}</p>
          <p>
            {t('checked')} <When at={proved.at} past />
          </p>
        </div>
      </div>
    );
  }
  return (
    <div className="record-check record-check-bad" role="alert">
      <CircleAlert aria-hidden="true" />
      <div>
        <p className="record-check-title">{t('broken')}</p>
        {faults.slice(0, MOST_FAULTS).map(({ kind, line }) => (
          <p key={`${kind} ${line}`}>{t(kind, { line })}</p>
        ))}
        {faults.length > MOST_FAULTS ? (
          <p>{t('brokenMore', { count: faults.length - MOST_FAULTS })}</p>
        ) : null}
      </div>
    </div>
  );
}

type Looked = { name: string; verdict: RecordVerdict | 'failed' };

/** Any record's file, of this hand-over or another. */
export function CheckFile() {
  const { t } = useTranslation('records');
  const input = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = async (file: File) => {
    const text = textOfTable(new Uint8Array(await file.arrayBuffer()));
    const answer = await call('records:verify', { text });
    setLooked({ name: file.name, verdict: answer.ok ? answer.value : 'failed' });
  };
  return (
    <div className="record-verify">
      <Button onClick={() => input.current?.click()}>{t('verify')}</Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={t('verify')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be looked at again.
          event.currentTarget.value = '';
          if (file !== undefined) void look(file);
        }}
      />
      <div role="status">{looked === null ? null : <Verdict {...looked} />}</div>
    </div>
  );
}

function Verdict({ name, verdict }: Looked) {
  const { t } = useTranslation('records');
  const number = useNumber();
  if (verdict === 'failed') return <p>{t('verdict.failed', { name })}</p>;
  if (verdict.is === 'no-record') return <p>{t('verdict.no-record', { name })}</p>;
  if (verdict.is === 'whole') {
    const { entries, rows } = verdict;
    return <p>{t('verdict.whole', { name, entries: number(entries), rows: number(rows) })}</p>;
  }
  return (
    <>
      <p>{t('verdict.differs', { name })}</p>
      <ul>
        {verdict.faults.slice(0, MOST_FAULTS).map(({ kind, at }) => (
          <li key={`${kind} ${at}`}>{t(`verdict.${kind}`, { at })}</li>
        ))}
        {verdict.faults.length > MOST_FAULTS ? (
          <li>{t('brokenMore', { count: verdict.faults.length - MOST_FAULTS })}</li>
        ) : null}
      </ul>
    </>
  );
}
