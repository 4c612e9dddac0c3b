/** Rules from a file: shown before they are taken over, bad lines and unknown handles named, and taken back as one. Nothing is sent. */
import { useState } from 'react';
import {
  MOST_RULES,
  type RulesInTable,
  readRules,
  titleOfRule,
  unknownIn,
  withImported,
} from '../../shared/rules.ts';
import { TableFileButton } from '../list/table-file-button.tsx';
import { useHolders } from '../people/use-people.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { RuleSentence } from './rule-sentence.tsx';
import { setRules } from './rules-state.ts';

/** Larger files are no list of rules. */
const LARGEST_FILE = 8_000_000;
/** Spelled out before the rest is only counted. */
const SHOWN = 50;

export function RulesImport() {
  const { t } = useTranslation('rules');
  const [found, setFound] = useState<RulesInTable | null>(null);
  const read = (text: string) => {
    const table = readRules(text);
    if (table.rules.length + table.bad.length === 0) toast(t('import.nothing'), { tone: 'bad' });
    else setFound(table);
  };
  return (
    <>
      <TableFileButton
        label={t('import.button')}
        largest={LARGEST_FILE}
        tooLarge={t('import.tooLarge')}
        onTable={read}
      />
      {found === null ? null : <Preview found={found} onEnd={() => setFound(null)} />}
    </>
  );
}

function Preview({ found, onEnd }: { found: RulesInTable; onEnd: () => void }) {
  const { t } = useTranslation(['rules', 'common']);
  const number = useNumber();
  const [busy, setBusy] = useState(false);
  // As they were when the file was read: what is shown does not move while it is looked at.
  const [made] = useState(() =>
    withImported(useStore.getState().rules ?? [], found.rules, () => crypto.randomUUID()),
  );
  const people = useStore((state) => state.people);
  const holders = useHolders(useStore((state) => state.services));
  const isKnown = (handle: string) => holders === null || holders.has(handle) || people.has(handle);
  const unknown = found.rules.flatMap((rule, index) =>
    unknownIn([rule], isKnown).map(({ handle }) => ({ handle, line: found.lines[index] ?? 0 })),
  );
  const count = made.added + made.replaced;
  const isTooMany = made.rules.length > MOST_RULES;
  async function take() {
    setBusy(true);
    const isDone = await setRules(made.rules, t('rules:import.done', { count, shown: number(count) }));
    setBusy(false);
    if (isDone) onEnd();
  }
  return (
    <Dialog
      open
      onClose={onEnd}
      title={t('rules:import.title', { count, shown: number(count) })}
      description={t('rules:import.text')}
      footer={
        <>
          <Button onClick={onEnd}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={count === 0 || isTooMany}
            onClick={() => void take()}
          >
            {t('rules:import.take', { count, shown: number(count) })}
          </Button>
        </>
      }
    >
      <ul className="import-counts">
        {(['added', 'replaced', 'same'] as const).map((kind) =>
          made[kind] === 0 ? null : (
            <li key={kind}>{t(`rules:import.${kind}`, { count: made[kind], shown: number(made[kind]) })}</li>
          ),
        )}
        {isTooMany ? (
          <li className="import-unusable">{t('rules:edit.full', { shown: number(MOST_RULES) })}</li>
        ) : null}
        {unknown.slice(0, SHOWN).map(({ handle, line }) => (
          <li key={`${line} ${handle}`} className="import-unusable">
            {t('rules:import.line', { line: number(line) })} <span className="handle">{handle}</span>{' '}
            {t('rules:import.unknown')}
          </li>
        ))}
        {unknown.length > SHOWN ? (
          <li className="import-unusable">
            {t('rules:import.more', { count: unknown.length - SHOWN, shown: number(unknown.length - SHOWN) })}
          </li>
        ) : null}
        {found.bad.slice(0, SHOWN).map(({ line, why, text }) => (
          <li key={line} className="import-unusable">
            {t(`rules:import.bad.${why}`, { line: number(line), text })}
          </li>
        ))}
      </ul>
      <ul className="rule-import-list">
        {found.rules.slice(0, SHOWN).map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no other identity.
          <li key={index}>
            <b>{titleOfRule(rule, t('rules:every'))}</b>
            <RuleSentence rule={rule} counts={null} />
          </li>
        ))}
      </ul>
      {found.rules.length > SHOWN ? (
        <p className="field-hint">
          {t('rules:import.more', {
            count: found.rules.length - SHOWN,
            shown: number(found.rules.length - SHOWN),
          })}
        </p>
      ) : null}
    </Dialog>
  );
}
