/** Theme and density on the page's root element, where the styles find them. */
import { useEffect } from 'react';
import { useStore } from '../store/store.ts';
import { useMediaQuery } from '../ui/media-query.ts';
import { THEME_KEY } from './early.ts';

export function useAppearance(): void {
  const theme = useStore((state) => state.settings.theme);
  const density = useStore((state) => state.settings.density);
  const ready = useStore((state) => state.app !== null || state.locked !== null);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)');
  const shown = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
  useEffect(() => {
    if (!ready) return;
    document.documentElement.dataset['theme'] = shown;
    document.documentElement.dataset['density'] = density;
    localStorage.setItem(THEME_KEY, theme);
  }, [shown, density, ready, theme]);
}
