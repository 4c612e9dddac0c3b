/** The palette: one field that finds people, requests, services and commands by name, and opens or runs what is chosen. Finds nothing itself. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useStore } from '../store/store.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { showOverlay } from './open.ts';
import { PaletteEntry } from './palette-entry.tsx';
import { type Entry, type Group, useFound } from './palette-found.ts';
import { readLooked } from './palette-scope.ts';
import './palette.css';

export function Palette() {
  const open = useStore((state) => state.overlay === 'palette');
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => showOverlay(next ? 'palette' : null)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="backdrop" />
        <BaseDialog.Viewport className="dialog-viewport">
          <PalettePopup />
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function PalettePopup() {
  const { t } = useTranslation('commands');
  const { t: tc } = useTranslation('common');
  const { number } = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(false);
  const highlighted = useRef<Entry | null>(null);
  const looked = readLooked(typed);
  const { groups, total } = useFound(looked);

  const end = (run: () => void): void => {
    setChosen(true);
    showOverlay(null);
    // After the palette is gone, so that a dialog the command opens keeps the focus it takes.
    requestAnimationFrame(run);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const handOver = highlighted.current?.handOver;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || handOver === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    end(handOver);
  };
  return (
    <BaseDialog.Popup
      className="dialog dialog-m palette"
      aria-label={t('palette')}
      initialFocus={input}
      // What is chosen may open something of its own: the focus goes back only where nothing was.
      finalFocus={() => !chosen}
      onKeyDownCapture={onKeyDown}
    >
      <Autocomplete.Root
        open
        inline
        items={groups.map(({ kind, items }) => ({ value: kind, items }))}
        value={typed}
        onValueChange={(next, { reason }) => {
          if (reason !== 'item-press') setTyped(next);
        }}
        onItemHighlighted={(entry) => {
          highlighted.current = entry ?? null;
        }}
        itemToStringValue={(entry: Entry) => entry.value}
        mode="none"
        autoHighlight="always"
        keepHighlight
      >
        <div className="palette-field">
          <Search aria-hidden="true" />
          <Autocomplete.Input
            ref={input}
            className="palette-input"
            aria-label={t('search')}
            placeholder={t('search')}
            spellCheck={false}
            autoCapitalize="off"
          />
          <span className="palette-count" role="status">
            {looked.text === '' ? null : t('find.found', { count: total, shown: number(total) })}
          </span>
        </div>
        <BaseDialog.Close className="visually-hidden">{tc('close')}</BaseDialog.Close>
        {groups.length > 0 ? null : <p className="palette-empty">{t('nothing')}</p>}
        <Autocomplete.List className="palette-list" aria-label={t('palette')}>
          {groups.map((group) => (
            <PaletteGroup key={group.kind} group={group} typed={looked.text} onChoose={end} />
          ))}
        </Autocomplete.List>
      </Autocomplete.Root>
      <PaletteKeys />
    </BaseDialog.Popup>
  );
}

type PaletteGroupProps = { group: Group; typed: string; onChoose: (run: () => void) => void };

function PaletteGroup({ group: { kind, items, total }, typed, onChoose }: PaletteGroupProps) {
  const { t } = useTranslation('commands');
  const { number } = useFormats();
  return (
    <Autocomplete.Group items={items} className="palette-group">
      <Autocomplete.GroupLabel className="palette-group-label">
        <span>{t(`find.${kind}`)}</span>
        {total > items.length ? <span>{t('find.all', { shown: number(total) })}</span> : null}
      </Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(entry: Entry) => (
          <Autocomplete.Item
            key={entry.value}
            value={entry}
            className="menu-item palette-item"
            onClick={() => onChoose(entry.run)}
          >
            <PaletteEntry entry={entry} typed={typed} />
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  );
}

/** Signs are letters of no language, so they are the same in all. */
const ONLY = [
  ['@', 'onlyPeople'],
  ['#', 'onlyRequests'],
  ['>', 'onlyCommands'],
] as const;

function PaletteKeys() {
  const { t } = useTranslation('commands');
  return (
    <footer className="palette-keys">
      <span>
        <span className="shortcut" aria-hidden="true">
          ↑ ↓
        </span>{' '}
        {t('find.move')}
      </span>
      <span>
        <Shortcut keys="enter" /> {t('find.open')}
      </span>
      <span>
        <Shortcut keys="mod+enter" /> {t('find.handOver')}
      </span>
      <span className="palette-only">
        {ONLY.map(([sign, key]) => (
          <span key={sign}>
            <span className="shortcut">{sign}</span> {t(`find.${key}`)}
          </span>
        ))}
      </span>
    </footer>
  );
}
