/** Somebody, by name where there is one and by NIC handle else; mine stands out. A click leads to what they are contact of. */
import { type MouseEvent, useContext } from 'react';
import { HandlesLead } from '../ui/handle-place.ts';
import { useTip } from '../ui/tip.ts';
import { useTranslation } from '../words/translation.ts';
import { useName } from './names.ts';
import { showPerson } from './people-state.ts';

type HandleProps = {
  nichandle: string | null;
  mine?: boolean;
  /** In a cell or a place of its own: the name stands over the handle. In a sentence the name stands alone. */
  labelled?: boolean;
  /** Whether a click opens its menu; by default as the place says (`HandlesLead`). */
  leads?: boolean;
  /** Out of the order of Tab, where rows are gone through with the arrows. */
  inRow?: boolean;
};

export function Handle({ nichandle, mine = false, labelled = false, leads, inRow = false }: HandleProps) {
  const { t } = useTranslation('common');
  const name = useName(nichandle);
  const byPlace = useContext(HandlesLead);
  const tip = useTip(nichandle ?? undefined);
  if (nichandle === null) return <span className="handle handle-unknown">{t('notKnownYet')}</span>;
  const className = `${name === null ? 'handle' : 'person-called'}${mine ? ' handle-mine' : ''}`;
  const title = name === null ? undefined : `${name}\n${nichandle}`;
  const below =
    name === null || !labelled ? null : (
      <>
        {' '}
        <span className="handle-below">{nichandle}</span>
      </>
    );
  if (!(leads ?? byPlace)) {
    return (
      <>
        <span className={className} title={title}>
          {name ?? nichandle}
        </span>
        {below}
      </>
    );
  }
  const lead = {
    // Who is meant is told to everybody; the handle's own letters, which may be cut, to who points at it.
    title: title ?? tip.title,
    onPointerMove: tip.onPointerMove,
    'aria-haspopup': 'menu',
    onClick: (event: MouseEvent<HTMLElement>) => showPerson({ nichandle, anchor: event.currentTarget }),
  } as const;
  if (labelled) {
    return (
      <button
        type="button"
        {...lead}
        // One element where one will do: long lists are full of them.
        className={below === null ? `handle-lead ${className}` : 'handle-lead'}
        tabIndex={inRow ? -1 : undefined}
      >
        {below === null ? (name ?? nichandle) : <span className={className}>{name}</span>}
        {below}
      </button>
    );
  }
  return (
    // A button is a box whatever its style says: after a name of two lines the sentence went on at the far end of the box.
    <span
      role="button"
      {...lead}
      className={`handle-lead ${className}`}
      tabIndex={inRow ? -1 : 0}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        // Neither the page nor a list around it takes the key too.
        event.preventDefault();
        event.stopPropagation();
        showPerson({ nichandle, anchor: event.currentTarget });
      }}
    >
      {name ?? nichandle}
    </span>
  );
}
