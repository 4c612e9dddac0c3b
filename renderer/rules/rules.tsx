/** The screen of expected contacts: which of its pages the address names. Holds nothing. */
import { ChangesScreen } from './changes.tsx';

export function RulesScreen() {
  return <ChangesScreen />;
}
