/** A NIC handle in the code face; mine stands out, and what the user calls it is told beside it or on hover. A click leads to what it is contact of. */
import { useContext } from 'react';
import { HandlesLead } from '../ui/handle-place.ts';
import { useTip } from '../ui/tip.ts';
import { useTranslation } from '../words/translation.ts';
import { showPerson, useLabel } from './people-state.ts';

type HandleProps = {
  nichandle: string | null;
  mine?: boolean;
  /** Its label stands beside it, not only in its tooltip. */
  labelled?: boolean;
  /** Whether a click opens its menu; by default as the place says (`HandlesLead`). */
  leads?: boolean;
  /** Out of the order of Tab, where rows are gone through with the arrows. */
  inRow?: boolean;
};

export function Handle({ nichandle, mine = false, labelled = false, leads, inRow = false }: HandleProps) {
  const { t } = useTranslation('common');
  const label = useLabel(nichandle);
  const byPlace = useContext(HandlesLead);
  const tip = useTip(nichandle ?? undefined);
  if (nichandle === null) return <span className="handle handle-unknown">{t('notKnownYet')}</span>;
  const className = mine ? 'handle handle-mine' : 'handle';
  const title = label === null ? nichandle : `${label}\n${nichandle}`;
  const beside =
    label === null || !labelled ? null : (
      <>
        {' '}
        <span className="handle-label ellipsis">{label}</span>
      </>
    );
  if (!(leads ?? byPlace)) {
    return (
      <>
        <span className={className} title={label === null ? undefined : title}>
          {nichandle}
        </span>
        {beside}
      </>
    );
  }
  return (
    <button
      type="button"
      // One element where one will do: long lists are full of them.
      className={beside === null ? `handle-lead ${className}` : 'handle-lead'}
      // What it is called is told to everybody; its own letters, which may be cut, to who points at it.
      title={label === null ? tip.title : title}
      onPointerMove={tip.onPointerMove}
      aria-haspopup="menu"
      tabIndex={inRow ? -1 : undefined}
      onClick={(event) => showPerson({ nichandle, anchor: event.currentTarget })}
    >
      {beside === null ? nichandle : <span className={className}>{nichandle}</span>}
      {beside}
    </button>
  );
}
