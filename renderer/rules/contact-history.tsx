/** The history of contacts of one service or one person, in a pane; leads to requests and to a file. Changes nothing. */
import type { ContactChange } from '../../shared/contact-change.ts';
import { openRequest } from '../requests/open-request.ts';
import { ShownName } from '../services/services-name.tsx';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { ChangeWays, WhoBecame } from './change-line.tsx';
import { exportHistory, useHistory } from './use-history.ts';
import './changes.css';

/** More than these are looked for in the file. */
const SHOWN = 6;
const MOST = 1000;

export function ContactHistory(of: { serviceKey?: string; nichandle?: string }) {
  const { t } = useTranslation('changes');
  const number = useNumber();
  const { changes, failure, again } = useHistory({ ...of, most: MOST });
  if (failure !== null) return <FailureNote failure={failure} onNext={again} />;
  // Nothing is said of an empty one: most contacts never change.
  if (changes === null || changes.length === 0) return null;
  return (
    <section className="history" aria-label={t('history')}>
      <h3>
        {t('history')} <span className="changes-by">{number(changes.length)}</span>
        <Button variant="link" onClick={() => exportHistory(changes)}>
          {t('export')}
        </Button>
      </h3>
      <ul className="history-lines">
        {changes.slice(0, SHOWN).map((change) => (
          <li key={change.id}>
            <span className="history-line-head">
              {of.serviceKey === undefined ? (
                <b>
                  <ShownName name={change.serviceName} />
                </b>
              ) : (
                <By change={change} />
              )}
              <span className="changes-when">
                <When at={change.at} style="date" />
              </span>
            </span>
            <WhoBecame change={change} />
            {of.serviceKey === undefined ? <By change={change} /> : null}
            {change.by !== 'ours' && change.kept === null ? <OpenWays change={change} /> : null}
          </li>
        ))}
      </ul>
      {changes.length > SHOWN ? (
        <p className="changes-by">
          {t('more', { count: changes.length - SHOWN, shown: number(changes.length - SHOWN) })}
        </p>
      ) : null}
    </section>
  );
}

/** Only the last word on a contact can be decided on. */
function OpenWays({ change }: { change: ContactChange }) {
  const isOpen = useStore(({ changes }) => changes?.some(({ id }) => id === change.id) ?? false);
  return isOpen ? <ChangeWays change={change} /> : null;
}

/** By which request it came, as far as that is known. */
export function By({ change }: { change: ContactChange }) {
  const { t } = useTranslation('changes');
  const isKnown = useStore(({ requests }) => requests.some(({ key }) => key === change.requestKey));
  const { requestKey, by } = change;
  const id = requestKey?.slice(requestKey.lastIndexOf('/') + 1) ?? null;
  const text = id === null ? t(`by.${by}`) : t(`byRequest.${by}`, { id });
  if (requestKey === null || !isKnown) return <span className="changes-by">{text}</span>;
  return (
    <span className="changes-by">
      <Button variant="link" onClick={() => openRequest(requestKey)}>
        {text}
      </Button>
    </span>
  );
}
