/** The command palette: every command by name. It offers what makes sense now and runs what is chosen. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useMemo, useRef } from 'react';
import { useStore } from '../store/store.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import { useTranslation } from '../words/translation.ts';
import { availableCommands, type Command, titleKey } from './commands.ts';
import { showOverlay } from './open.ts';

type Entry = { value: string; label: string; group: string; command: Command };

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
  const input = useRef<HTMLInputElement>(null);
  const chosen = useRef<Command | null>(null);
  const entries = useMemo<Entry[]>(
    () =>
      availableCommands(useStore.getState())
        .filter((command) => command.hidden !== true)
        .map((command) => ({
          value: command.id,
          label:
            command.name === undefined
              ? t(titleKey(command))
              : t(command.id.startsWith('view:') ? 'view' : 'account', { name: command.name }),
          group: t(`group.${command.group}`),
          command,
        })),
    [t],
  );
  return (
    <BaseDialog.Popup
      className="dialog dialog-m palette"
      aria-label={t('palette')}
      initialFocus={input}
      // The command may open something of its own: the focus goes back only where nothing was chosen.
      finalFocus={() => chosen.current === null}
    >
      <Autocomplete.Root
        open
        inline
        items={entries}
        itemToStringValue={(entry: Entry) => `${entry.label} ${entry.group}`}
        autoHighlight="always"
        keepHighlight
      >
        <Autocomplete.Input
          ref={input}
          className="palette-input"
          aria-label={t('search')}
          placeholder={t('search')}
        />
        <BaseDialog.Close className="visually-hidden">{tc('close')}</BaseDialog.Close>
        <Autocomplete.Empty className="palette-empty">{t('nothing')}</Autocomplete.Empty>
        <Autocomplete.List className="palette-list" aria-label={t('palette')}>
          {(entry: Entry) => (
            <Autocomplete.Item
              key={entry.value}
              value={entry}
              className="menu-item"
              onClick={() => {
                chosen.current = entry.command;
                showOverlay(null);
                // After the palette is gone, so that a dialog the command opens keeps the focus it takes.
                requestAnimationFrame(() => entry.command.run());
              }}
            >
              <span className="menu-item-label">{entry.label}</span>
              {entry.command.shortcut ? (
                <Shortcut keys={entry.command.shortcut} />
              ) : (
                <span className="menu-item-count">{entry.group}</span>
              )}
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </BaseDialog.Popup>
  );
}
