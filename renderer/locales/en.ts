/** All English texts of the screens, one chunk. Texts of the menu and the notices belong to the other process. */
export const texts = import.meta.glob<Record<string, unknown>>(
  ['./en/*.json', '!./en/menu.json', '!./en/notices.json'],
  { eager: true, import: 'default' },
);
