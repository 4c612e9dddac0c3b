/** A message to somebody about requests: shown to be looked over, and put away. Writes no text and sends nothing. */
import { useStore } from '../store/store.ts';

export function openLetter(nichandle: string, requestKeys: readonly string[]): void {
  useStore.setState({ letter: { nichandle, requestKeys } });
}

export function closeLetter(): void {
  useStore.setState({ letter: null });
}
