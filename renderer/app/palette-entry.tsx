/** One line of the palette: what it is called, what tells it from others, and at the end what is asked first about it. */
import { Inbox, MoveHorizontal, Server, Zap } from 'lucide-react';
import { useCalled } from '../people/names.ts';
import { Initials, Marked } from '../people/person-field.tsx';
import { endingOf, stateLabel } from '../requests/requests-view.ts';
import { stateText } from '../requests/state-pill.tsx';
import { useNow } from '../store/now.ts';
import { Pill } from '../ui/pill.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { useFormats } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import type { Entry } from './palette-found.ts';

type Of<K extends Entry['kind']> = { entry: Extract<Entry, { kind: K }>; typed: string };

export function PaletteEntry({ entry, typed }: { entry: Entry; typed: string }) {
  switch (entry.kind) {
    case 'people':
      return <PersonEntry entry={entry} typed={typed} />;
    case 'requests':
      return <RequestEntry entry={entry} typed={typed} />;
    case 'services':
      return <ServiceEntry entry={entry} typed={typed} />;
    case 'commands':
      return <CommandEntry entry={entry} typed={typed} />;
    default:
      return entry satisfies never;
  }
}

function PersonEntry({ entry: { candidate, row }, typed }: Of<'people'>) {
  const { t } = useTranslation('commands');
  const { number } = useFormats();
  const { nichandle, name, company } = candidate;
  const waits = row?.mine === true ? 0 : (row?.waiting?.yours.count ?? 0);
  const services = row?.services ?? 0;
  return (
    <>
      <Initials of={candidate} />
      <span className="palette-text">
        {name === null ? null : (
          <b>
            <Marked text={name} typed={typed} />
          </b>
        )}
        {name === null || company === null || company === name ? null : (
          <span className="palette-quiet">
            <Marked text={company} typed={typed} /> ·
          </span>
        )}
        <span className={name === null ? 'handle' : 'handle palette-quiet'}>
          <Marked text={nichandle} typed={typed} />
        </span>
      </span>
      {waits > 0 ? (
        <Pill tone="you">{t('find.waits', { count: waits, shown: number(waits) })}</Pill>
      ) : (
        <span className="palette-note">
          {services === 0
            ? t('find.noServices')
            : t('find.services', { count: services, shown: number(services) })}
        </span>
      )}
    </>
  );
}

function RequestEntry({ entry: { row, type }, typed }: Of<'requests'>) {
  const { t } = useTranslation('commands');
  const { t: tr } = useTranslation('requests');
  const called = useCalled();
  const { id, serviceDomain, fromAccount, toAccount } = row.request;
  const people =
    fromAccount === null || toAccount === null
      ? null
      : t('find.fromTo', { from: called(fromAccount), to: called(toAccount) });
  const ending = row.segment === 'closed' ? null : endingOf(row);
  const quiet = [type, t('find.request', { id }), people].filter((part) => part !== null && part !== '');
  return (
    <>
      <Inbox aria-hidden="true" />
      <span className="palette-text">
        <b>
          <Marked text={serviceDomain ?? String(id)} typed={typed} />
        </b>
        <span className="palette-quiet">
          <Marked text={quiet.join(' · ')} typed={typed} />
        </span>
      </span>
      <span className="palette-note">
        <span className={`palette-dot palette-dot-${stateLabel(row).tone}`} aria-hidden="true" />
        {row.segment === 'yours' ? t('find.yours') : stateText(tr, row, called)}
        {ending?.kind === 'in' ? (
          <>
            , <When at={ending.at} style="in" />
          </>
        ) : null}
      </span>
    </>
  );
}

function ServiceEntry({ entry: { service, name, type }, typed }: Of<'services'>) {
  const { t } = useTranslation('commands');
  const formats = useFormats();
  const now = useNow();
  const end = service.expires === null ? null : Date.parse(service.expires);
  return (
    <>
      <Server aria-hidden="true" />
      <span className="palette-text">
        <b>
          <Marked text={name} typed={typed} />
        </b>
        <span className="palette-quiet">{type}</span>
      </span>
      {end === null || Number.isNaN(end) ? null : (
        <span className="palette-note">
          {t(end < now ? 'find.expired' : 'find.expires', { date: formats.date(end) })}
        </span>
      )}
    </>
  );
}

function CommandEntry({ entry: { label, group, command }, typed }: Of<'commands'>) {
  return (
    <>
      {command === null ? <MoveHorizontal aria-hidden="true" /> : <Zap aria-hidden="true" />}
      <span className="palette-text">
        <b>
          <Marked text={label} typed={typed} />
        </b>
      </span>
      {command?.shortcut === undefined ? (
        <span className="palette-note">{group}</span>
      ) : (
        <Shortcut keys={command.shortcut} />
      )}
    </>
  );
}
