/** The sheet of all shortcuts: those of the command list, and the keys every list understands. */

import { useStore } from '../store/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcutText } from '../ui/shortcut.tsx';
import { useTranslation } from '../words/translation.ts';
import { COMMANDS, titleKey } from './commands.ts';
import { showOverlay } from './open.ts';

export function ShortcutSheet() {
  const { t } = useTranslation('commands');
  const shortcutText = useShortcutText();
  const open = useStore((state) => state.overlay === 'shortcuts');
  const listKeys: [string, string[]][] = [
    ['move', ['↑', '↓']],
    ['page', [t('key.pgUp'), t('key.pgDn')]],
    ['ends', [t('key.home'), t('key.end')]],
    ['open', [shortcutText('enter')]],
    ['select', [shortcutText('space')]],
    ['range', [shortcutText('shift+↑'), shortcutText('shift+↓')]],
    ['all', [shortcutText('mod+a')]],
    ['invert', [shortcutText('mod+i')]],
    ['cell', ['←', '→']],
    ['copy', [shortcutText('mod+c')]],
    ['width', [shortcutText('alt+←'), shortcutText('alt+→')]],
    ['order', [shortcutText('alt+shift+←'), shortcutText('alt+shift+→')]],
    ['menu', [shortcutText('shift+F10')]],
    ['close', [shortcutText('escape')]],
  ];
  return (
    <Dialog open={open} onClose={() => showOverlay(null)} title={t('sheet')} size="m">
      <div className="shortcut-groups">
        <section className="shortcut-group">
          <h3>{t('group.do')}</h3>
          <dl>
            {COMMANDS.flatMap((command) =>
              command.shortcut === undefined
                ? []
                : [
                    <Line
                      key={command.id}
                      name={t(titleKey(command))}
                      keys={[shortcutText(command.shortcut)]}
                    />,
                  ],
            )}
            <Line
              name={t('key.account')}
              keys={[shortcutText('mod+shift+1'), '…', shortcutText('mod+shift+9')]}
            />
          </dl>
        </section>
        <section className="shortcut-group">
          <h3>{t('group.list')}</h3>
          <dl>
            {listKeys.map(([name, keys]) => (
              <Line key={name} name={t(`key.${name}`)} keys={keys} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Line({ name, keys }: { name: string; keys: readonly string[] }) {
  return (
    <div className="shortcut-line">
      <dt>{name}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key} className="shortcut">
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  );
}
