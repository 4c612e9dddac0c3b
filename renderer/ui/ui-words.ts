/** What the parts of the screens say by themselves, told to them from outside: none of them knows a language. */
import { createContext, useContext } from 'react';
import type { KeyNames } from './keys.ts';

export type UiWords = {
  close: string;
  dismiss: string;
  clearSearch: string;
  /** Name of the list below a search field. */
  suggestions: string;
  /** Name of the corner with the notes. */
  toasts: string;
  /** @param name of what is hidden */
  showSecret: (name: string) => string;
  hideSecret: (name: string) => string;
  /** Banners that are not in sight. */
  moreBanners: (count: number) => string;
  fewerBanners: string;
  keys: KeyNames;
  number: (value: number) => string;
};

/** Told once, around the whole window. */
export const UiWordsInUse = createContext<UiWords | null>(null);

export function useUiWords(): UiWords {
  const words = useContext(UiWordsInUse);
  if (words === null) throw new Error('nobody told the words');
  return words;
}
