/** All Spanish texts of the screens, one chunk. Texts of the menu and the notices belong to the other process. */
export const texts = import.meta.glob<Record<string, unknown>>(
  [
    '../../shared/locales/es/*.json',
    '!../../shared/locales/es/menu.json',
    '!../../shared/locales/es/tray.json',
  ],
  {
    eager: true,
    import: 'default',
  },
);
