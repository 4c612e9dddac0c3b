/** The theme of the first paint, which comes before the desk answers. Imports nothing: it is the first thing that runs. */

/** Remembered from the last start. Nothing else is kept in the browser. */
export const THEME_KEY = 'theme';

/** Before anything is drawn. */
export function paintEarly(): void {
  const kept = localStorage.getItem(THEME_KEY);
  const dark =
    kept === 'dark' || (kept !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}
