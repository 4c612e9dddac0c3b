/** Contacts that changed without a request of mine. First values only: what changes them is beside it. */
import type { ContactChange } from '../../shared/contact-change.ts';

export type RulesSlice = {
  /** Those not yet taken as known, newest first; `null` until they were asked for. */
  changes: readonly ContactChange[] | null;
};

export function rulesSlice(): RulesSlice {
  return { changes: null };
}
