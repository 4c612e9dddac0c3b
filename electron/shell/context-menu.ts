/** The menu of a right click on text: what the system's own fields offer, and nothing else. The page has its own for its rows. */
import { type ContextMenuParams, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import { entryWords } from './menu.ts';
import type { Texts } from './texts.ts';

type Where = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>;

/** Empty where there is nothing to offer. `inspect` is left out of a packed program. */
export function contextTemplate(
  { isEditable, selectionText, editFlags }: Where,
  options: { texts: Texts; platform: NodeJS.Platform; inspect: (() => void) | null },
): MenuItemConstructorOptions[] {
  const words = entryWords(options.texts, options.platform);
  const copy = { label: words('copy'), role: 'copy' as const, enabled: editFlags.canCopy };
  const { inspect } = options;
  const entries: MenuItemConstructorOptions[] = isEditable
    ? [
        { label: words('cut'), role: 'cut', enabled: editFlags.canCut },
        copy,
        { label: words('paste'), role: 'paste', enabled: editFlags.canPaste },
        { type: 'separator' },
        { label: words('selectAll'), role: 'selectAll', enabled: editFlags.canSelectAll },
      ]
    : selectionText.trim() === ''
      ? []
      : [copy];
  if (inspect === null) return entries;
  return [...entries, { label: words('inspect'), click: inspect }];
}

/** Shows it at each right click that the page leaves to the system. `texts`: in the language then in use. */
export function offerContextMenu(contents: WebContents, texts: () => Texts, development: boolean): void {
  contents.on('context-menu', (_event, where) => {
    const inspect = development ? () => contents.inspectElement(where.x, where.y) : null;
    const template = contextTemplate(where, { texts: texts(), platform: process.platform, inspect });
    if (template.length > 0) Menu.buildFromTemplate(template).popup();
  });
}
