/** Every contact that changed, newest first: those that wait for a word, or the whole history; as a file too. Decides nothing by itself. */
import { History, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type ContactChange, MOST_CHANGES } from '../../shared/contact-change.ts';
import { fold, matchesIndex, splitQuery } from '../../shared/search.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { useWordsOf } from '../people/names.ts';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { changeQuery, go, useQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { ChangeWays, WhoBecame } from './change-line.tsx';
import { isOf, keepChanges } from './changes-state.ts';
import { By } from './contact-history.tsx';
import { exportHistory, useHistory } from './use-history.ts';
import './changes.css';

/** Drawn at once; more when asked for. */
const STEP = 100;

export function ChangesScreen() {
  const { t } = useTranslation('changes');
  const [query, setQuery] = useQuery('q');
  const [show] = useQuery('show');
  const chosen = useChosenAccount();
  const { changes, failure, again } = useHistory({ most: MOST_CHANGES });
  const open = useStore((state) => state.changes);
  const wordsOf = useWordsOf();
  const typeName = useTypeName();
  const openIds = useMemo(() => new Set((open ?? []).map(({ id }) => id)), [open]);
  const found = useMemo(() => {
    const words = splitQuery(query);
    return (changes ?? []).filter(
      (change) =>
        isOf(change, chosen?.id ?? null) &&
        (words.length === 0 || matchesIndex(indexOf(change, wordsOf, typeName), words)),
    );
  }, [changes, chosen, query, wordsOf, typeName]);
  const waiting = useMemo(() => found.filter(({ id }) => openIds.has(id)), [found, openIds]);
  const isAll = show === 'all';
  const shown = isAll ? found : waiting;
  return (
    <Screen
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <Button disabled={shown.length === 0} onClick={() => exportHistory(shown)}>
            {t('export')}
          </Button>
          {isAll || waiting.length < 2 ? null : (
            <Button onClick={() => void keepChanges(waiting)}>
              {t('keepAll', { count: waiting.length })}
            </Button>
          )}
        </>
      }
      filters={
        <Segmented
          label={t('which')}
          value={isAll ? 'all' : 'open'}
          onChange={(value) => changeQuery({ show: value === 'all' ? 'all' : '' })}
          items={[
            { value: 'open', label: t('segment.open'), count: waiting.length },
            { value: 'all', label: t('segment.all'), count: found.length },
          ]}
        />
      }
      search={<SearchField label={t('search')} placeholder={t('search')} value={query} onChange={setQuery} />}
    >
      <div className="changes-place">
        {failure === null ? null : <FailureNote failure={failure} onNext={again} />}
        {shown.length > 0 ? (
          <Lines key={isAll ? 'all' : 'open'} changes={shown} openIds={openIds} />
        ) : changes === null ? null : (
          <Nothing isSearched={query !== ''} isAll={isAll} any={found.length > 0} />
        )}
      </div>
    </Screen>
  );
}

function indexOf(
  { serviceName, family, from, to }: ContactChange,
  wordsOf: (nichandle: string) => string,
  typeName: (family: string | null) => string,
): string {
  return fold(
    [serviceName, typeName(family), from, to ?? '', wordsOf(from), to === null ? '' : wordsOf(to)].join('\n'),
  );
}

function Lines({ changes, openIds }: { changes: readonly ContactChange[]; openIds: ReadonlySet<string> }) {
  const { t } = useTranslation('changes');
  const typeName = useTypeName();
  const [drawn, setDrawn] = useState(STEP);
  return (
    <>
      <ul className="changes-lines" aria-label={t('title')}>
        {changes.slice(0, drawn).map((change) => (
          <li key={change.id} className="changes-line">
            <span className="changes-when">
              <When at={change.at} style="short" />
            </span>
            <span className="changes-what">
              <ServiceName change={change} type={typeName(change.family)} />
              <WhoBecame change={change} />
              <By change={change} />
            </span>
            {openIds.has(change.id) ? (
              <ChangeWays change={change} />
            ) : (
              <span className="changes-by">{change.kept === null ? '' : t('isKept')}</span>
            )}
          </li>
        ))}
      </ul>
      {changes.length > drawn ? (
        <p className="changes-more">
          <Button onClick={() => setDrawn(drawn + STEP)}>{t('showMore')}</Button>
        </p>
      ) : null}
    </>
  );
}

function ServiceName({ change, type }: { change: ContactChange; type: string }) {
  const name = <ShownName name={change.serviceName === '' ? '?' : change.serviceName} />;
  const under = <span className="changes-by">{type}</span>;
  if (change.serviceKey === '' || change.to === null) {
    return (
      <span>
        <b>{name}</b> {under}
      </span>
    );
  }
  return (
    <span>
      <button
        type="button"
        className="changes-name"
        onClick={() => go({ screen: 'services', key: change.serviceKey })}
      >
        {name}
      </button>{' '}
      {under}
    </span>
  );
}

function Nothing({ isSearched, isAll, any }: { isSearched: boolean; isAll: boolean; any: boolean }) {
  const { t } = useTranslation('changes');
  if (isSearched)
    return (
      <Empty
        icon={<SearchX aria-hidden="true" />}
        title={t('nothing.title')}
        text={t('nothing.text')}
        action={<Button onClick={() => changeQuery({ q: '' })}>{t('nothing.action')}</Button>}
      />
    );
  return (
    <Empty
      icon={<History aria-hidden="true" />}
      title={t(isAll ? 'empty.title' : 'quiet.title')}
      text={t(isAll ? 'empty.text' : 'quiet.text')}
      action={
        !isAll && any ? (
          <Button onClick={() => changeQuery({ show: 'all' })}>{t('quiet.action')}</Button>
        ) : undefined
      }
    />
  );
}
