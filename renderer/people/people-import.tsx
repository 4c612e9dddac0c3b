/** Names from a file: shown before they are taken over, and taken back as one. Reads the file here; nothing is sent. */
import { useState } from 'react';
import { compareImport, nobody, type PersonChange, readPeople } from '../../shared/people.ts';
import { TableFileButton } from '../list/table-file-button.tsx';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { useNumber } from '../words/format.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTranslation } from '../words/translation.ts';
import { changePeople } from './people-state.ts';

/** Larger files are not a list of names. */
const LARGEST_FILE = 4_000_000;
/** Names spelled out before the rest is only counted. */
const SHOWN = 100;

type Found = { changes: PersonChange[]; unusable: number[] };

export function PeopleImport() {
  const { t } = useTranslation('people');
  const [found, setFound] = useState<Found | null>(null);
  const read = (text: string) => {
    const { people, unusable } = readPeople(text);
    if (people.length === 0) toast(t('import.nothing'), { tone: 'bad' });
    else setFound({ changes: people, unusable });
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

function Preview({ found, onEnd }: { found: Found; onEnd: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const number = useNumber();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  // As it was when the file was read: what is shown does not move while it is looked at.
  const [known] = useState(() => useStore.getState().people);
  const { added, renamed, same } = compareImport(found.changes, known);
  const changes = [...added, ...renamed.map(({ change }) => change)];
  const lines = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    found.unusable.slice(0, 5).map((line) => number(line)),
  );

  async function takeOver() {
    const before = changes.map(({ nichandle }) => {
      const { name, company } = known.get(nichandle) ?? nobody(nichandle);
      return { nichandle, name, company };
    });
    setBusy(true);
    const failure = await changePeople(changes);
    setBusy(false);
    if (failure !== null) {
      toast(t('people:import.failed'), { tone: 'bad' });
      return;
    }
    onEnd();
    toast(t('people:import.done', { count: changes.length, shown: number(changes.length) }), {
      tone: 'good',
      action: {
        label: t('people:import.undo'),
        run: () =>
          void changePeople(before).then((failed) =>
            toast(t(failed === null ? 'people:import.undone' : 'people:import.failed'), {
              tone: failed === null ? 'mute' : 'bad',
            }),
          ),
      },
    });
  }

  return (
    <Dialog
      open
      onClose={onEnd}
      title={t('people:import.title', { count: changes.length, shown: number(changes.length) })}
      description={t('people:import.text')}
      footer={
        <>
          <Button onClick={onEnd}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={changes.length === 0}
            onClick={() => void takeOver()}
          >
            {t('people:import.take', { count: changes.length, shown: number(changes.length) })}
          </Button>
        </>
      }
    >
      <ul className="import-counts">
        {added.length > 0 ? (
          <li>{t('people:import.added', { count: added.length, shown: number(added.length) })}</li>
        ) : null}
        {renamed.length > 0 ? (
          <li>{t('people:import.renamed', { count: renamed.length, shown: number(renamed.length) })}</li>
        ) : null}
        {same > 0 ? <li>{t('people:import.same', { count: same, shown: number(same) })}</li> : null}
        {found.unusable.length > 0 ? (
          <li className="import-unusable">
            {t('people:import.unusable', {
              count: found.unusable.length,
              shown: number(found.unusable.length),
              lines,
            })}
          </li>
        ) : null}
      </ul>
      <ul className="import-list">
        {changes.slice(0, SHOWN).map(({ nichandle, name, company }) => {
          const before = known.get(nichandle)?.name ?? '';
          return (
            <li key={nichandle}>
              <span className="handle">{nichandle}</span>
              <span>
                {before === '' || before === name ? null : (
                  <>
                    <s>{before}</s> <span aria-hidden="true">→</span>{' '}
                  </>
                )}
                <b>{name}</b>
                {company === undefined ? null : ` · ${company}`}
              </span>
            </li>
          );
        })}
      </ul>
      {changes.length > SHOWN ? (
        <p className="field-hint">
          {t('people:import.more', { count: changes.length - SHOWN, shown: number(changes.length - SHOWN) })}
        </p>
      ) : null}
    </Dialog>
  );
}
