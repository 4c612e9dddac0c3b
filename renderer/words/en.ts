/** All English texts of the screens, one chunk. The menu's texts belong to the other process. */
export const texts = import.meta.glob<Record<string, unknown>>(
  [
    '../../shared/locales/en/*.json',
    '!../../shared/locales/en/menu.json',
    '!../../shared/locales/en/tray.json',
  ],
  {
    eager: true,
    import: 'default',
  },
);
