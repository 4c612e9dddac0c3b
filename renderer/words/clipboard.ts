/** Puts text on the clipboard and says so. Never reads it. */
import i18next from 'i18next';
import { toast } from '../ui/toast.tsx';

/** `said` is told when the copy was made; where the browser refuses, that is told instead. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(said, { tone: 'good' });
  } catch {
    toast(i18next.t('common:copyRefused'), { tone: 'bad' });
  }
}
