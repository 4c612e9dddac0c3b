/** The record of one hand-over for a customer (`#/handovers/record/<group>`): as it will be printed, what it tells, whether it is whole. */
import i18next from 'i18next';
import { Download, FileDown, Printer, SearchX } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { isMine } from '../../shared/mine.ts';
import type { SavedTable } from '../../shared/saved-table.ts';
import type { Language } from '../../shared/settings.ts';
import { BelowHandovers } from '../handover/below-handovers.tsx';
import { onlyFrom } from '../handover/handover-progress.ts';
import type { HandoverRecord } from '../handover/handover-records.ts';
import { useFreshHandovers } from '../handover/use-handovers.ts';
import { saveTable } from '../list/save-table.ts';
import { useMineOf } from '../people/mine.ts';
import { companyOf, useCalled, useNames } from '../people/names.ts';
import { call } from '../store/bridge.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Empty } from '../ui/empty.tsx';
import { TextField } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { toast } from '../ui/toast.tsx';
import { useNumber } from '../words/format.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTranslation } from '../words/translation.ts';
import { CheckFile, type Proved, RecordCheck } from './record-check.tsx';
import { recordTable } from './record-file.ts';
import { onlyOne, periodOf, recordLines } from './record-lines.ts';
import { type PaperFacts, type Party, RecordPaper } from './record-paper.tsx';
import { type RecordLanguages, useRecordWords } from './record-words.ts';
import './record.css';
import './record-print.css';

export function RecordPage({ of }: { of: string }) {
  const { t } = useTranslation(['records', 'handovers']);
  const records = useFreshHandovers();
  const record = records?.find(({ group }) => group === of);
  if (record !== undefined) return <Told record={record} />;
  return (
    <BelowHandovers title={t('records:title')}>
      {records === null ? null : (
        <Empty
          icon={<SearchX aria-hidden="true" />}
          title={t('handovers:gone.title')}
          text={t('handovers:gone.text')}
          action={<Button onClick={() => go({ screen: 'handovers' })}>{t('handovers:gone.action')}</Button>}
        />
      )}
    </BelowHandovers>
  );
}

const TELLS = ['confirmed', 'requests', 'left', 'own', 'out'] as const;
type Tells = Record<(typeof TELLS)[number], boolean>;

function Told({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('records');
  const number = useNumber();
  const spoken = useLanguage();
  const now = useNow();
  const shell = useStore((state) => state.app?.shell);
  const [choice, setChoice] = useState<Language | 'both'>(spoken);
  const [tells, setTells] = useState<Tells>({
    confirmed: true,
    requests: true,
    left: true,
    own: false,
    out: false,
  });
  const [customer, setCustomer] = useState('');
  const [proved, prove] = useProof(record);
  const other: Language = spoken === 'en' ? 'es' : 'en';
  const languages: RecordLanguages = choice === 'both' ? [spoken, other] : [choice];
  const words = useRecordWords(languages);
  const facts = useFacts({ record, words, tells, customer: customer.trim(), proved, now });
  const out = facts.lines.filter(({ is }) => is === 'left-out').length;
  const proof = facts.proof;
  const names = useNames();
  const stem = `record-${proof?.number ?? record.group.slice(0, 8)}`;
  const exportCsv = () => {
    if (proof === null) return;
    const who = (nichandle: string) => {
      const name = names.get(nichandle.toLowerCase());
      if (facts.handleOf(nichandle) === null) return name ?? nichandle;
      return name === undefined ? nichandle : `${name} (${nichandle})`;
    };
    const lines = tells.out ? facts.lines : facts.lines.filter(({ is }) => is !== 'left-out');
    void saveTable({
      stem,
      table: recordTable({
        lines,
        proof,
        words: words[0],
        confirmed: tells.confirmed,
        who,
        called: facts.called,
        entriesTitle: t('entries'),
      }),
      what: t('what', { count: facts.services, shown: number(facts.services) }),
      now,
    });
  };
  return (
    <BelowHandovers
      title={customer.trim() === '' ? t('title') : t('titleFor', { who: customer.trim() })}
      actions={
        <>
          <Button icon={<Download aria-hidden="true" />} disabled={proof === null} onClick={exportCsv}>
            {t('export')}
          </Button>
          {shell === 'electron' ? (
            <Button
              icon={<FileDown aria-hidden="true" />}
              disabled={proof === null}
              onClick={() => void savePdf(`relevo-${stem}.pdf`)}
            >
              {t('pdf')}
            </Button>
          ) : null}
          <Button
            variant="primary"
            icon={<Printer aria-hidden="true" />}
            shortcut="mod+p"
            disabled={proof === null}
            onClick={() => window.print()}
          >
            {t(shell === 'electron' ? 'print' : 'printWeb')}
          </Button>
        </>
      }
    >
      <div className="record">
        <section className="record-desk" aria-label={t('paper')}>
          <RecordPaper {...facts} />
        </section>
        <aside className="record-choices" aria-label={t('choices')}>
          <div>
            <h2>{t('language')}</h2>
            <Segmented
              label={t('language')}
              value={choice}
              onChange={setChoice}
              items={(['en', 'es', 'both'] as const).map((value) => ({ value, label: t(value) }))}
            />
          </div>
          <fieldset className="record-tells">
            <legend>{t('tells')}</legend>
            {TELLS.map((tell) => (
              <label key={tell}>
                <Checkbox
                  label={t(`tell.${tell}`)}
                  checked={tells[tell]}
                  onChange={(checked) => setTells({ ...tells, [tell]: checked })}
                />
                <span>
                  {t(`tell.${tell}`)}
                  {tell === 'out' && out > 0 ? (
                    <small>{t('outCount', { count: out, shown: number(out) })}</small>
                  ) : null}
                </span>
              </label>
            ))}
          </fieldset>
          <TextField
            label={t('for')}
            hint={t('forHint')}
            value={customer}
            maxLength={80}
            onChange={(event) => setCustomer(event.currentTarget.value)}
          />
          <RecordCheck proved={proved} onAgain={prove} />
          <CheckFile />
          <p className="record-holds">{t('holds')}</p>
        </aside>
      </div>
    </BelowHandovers>
  );
}

/** Read anew whenever the ledger or a request of it has moved. */
function useProof({ group }: HandoverRecord): [Proved, () => void] {
  const activity = useStore((state) => state.activity);
  const [proved, setProved] = useState<Proved>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isAsked = true;
    void call('records:prove', { group }).then((answer) => {
      if (isAsked) setProved(answer.ok ? { proof: answer.value, at: Date.now() } : 'unread');
    });
    return () => {
      isAsked = false;
    };
  }, [group, activity, asked]);
  return [proved, () => setAsked(asked + 1)];
}

type Given = Pick<PaperFacts, 'words' | 'customer' | 'now'> & {
  record: HandoverRecord;
  tells: Tells;
  proved: Proved;
};

function useFacts({ record, words, tells, customer, proved, now }: Given): PaperFacts {
  const mineOf = useMineOf();
  const called = useCalled();
  const people = useStore((state) => state.people);
  const accounts = useStore((state) => state.accounts);
  const lines = useMemo(() => recordLines(record, mineOf, now), [record, mineOf, now]);
  const mine = mineOf();
  const handleOf = (nichandle: string) => (tells.own || !isMine(nichandle, mine) ? nichandle : null);
  const party = (nichandle: string | null, count: number): Party => {
    const [first] = words;
    if (nichandle === null)
      return {
        name: count === 0 ? first.say('nobody') : first.say('several', { count, shown: first.number(count) }),
        company: null,
        nichandle: null,
      };
    const name = called(nichandle);
    const company = companyOf(nichandle, people, accounts);
    const shown = name === nichandle ? null : handleOf(nichandle);
    return { name, company: company === name ? null : company, nichandle: shown };
  };
  const froms = [...new Set(lines.flatMap(({ from }) => (from === null ? [] : [from.toLowerCase()])))];
  const tos = [...new Set(lines.flatMap(({ to }) => (to === null ? [] : [to.toLowerCase()])))];
  const askers = [...new Set(record.rows.map(({ entry }) => called(entry.nichandle)))];
  const shown = lines.filter(({ is }) => is !== 'left-out');
  return {
    words,
    lines,
    proof: proved === null || proved === 'unread' ? null : proved.proof,
    asker: words[0].list(askers),
    from: party(onlyFrom(record) ?? onlyOne(froms), froms.length),
    to: party(onlyOne(tos), tos.length),
    customer,
    services: new Set(shown.map(({ serviceKey }) => serviceKey)).size,
    period: periodOf(record, lines),
    now,
    tells,
    handleOf,
    called,
  };
}

async function savePdf(name: string): Promise<void> {
  const answer = await call('records:savePdf', { name });
  const saved: SavedTable = answer.ok ? answer.value : { saved: false, why: 'failed' };
  if (saved.saved) toast(i18next.t('records:saved', saved), { tone: 'good' });
  else if (saved.why !== 'called-off')
    toast(i18next.t(`common:save.not.${saved.why}`, { name }), { tone: 'bad' });
}
