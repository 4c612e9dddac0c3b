/** What seals the keys here, for the screens to say it in one way, and the way out where it does not answer. */
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { useTranslation } from '../words/translation.ts';

/** Names of the shell's key stores that have words of their own. */
const KNOWN = ['keychain', 'dpapi', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

export type KeyStore = {
  /** `away`: there is one to be had, and it gave no key at the start; it is asked again only at the next one. */
  state: 'sealing' | 'away' | 'none';
  /** In words, to stand within a sentence. */
  name: string;
};

/** `null` until the desk has answered. */
export function useKeyStore(): KeyStore | null {
  const { t } = useTranslation('common');
  const vault = useStore((state) => state.app?.vault);
  if (vault === undefined) return null;
  const isKnown = KNOWN.includes(vault.backend);
  const name = isKnown ? t(`keyStore.${vault.backend}`) : vault.backend;
  return { state: vault.persistent ? 'sealing' : isKnown ? 'away' : 'none', name };
}

/** Whether `restartApp` can do it. */
export function useCanRestart(): boolean {
  return useStore((state) => state.app?.shell === 'electron');
}

/** Ends the program and starts it again. What is in memory only goes with it. */
export async function restartApp(): Promise<void> {
  await call('app:restart', {});
}
