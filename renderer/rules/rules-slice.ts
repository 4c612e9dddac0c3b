/** Expected contacts, and contacts that changed without a request of mine. First values only: what changes them is beside it. */
import type { ContactChange } from '../../shared/contact-change.ts';
import type { Rule } from '../../shared/rules.ts';

export type RulesSlice = {
  /** In their order; `null` until they were asked for. */
  rules: readonly Rule[] | null;
  /** Those not yet taken as known, newest first; `null` until they were asked for. */
  changes: readonly ContactChange[] | null;
};

export function rulesSlice(): RulesSlice {
  return { rules: null, changes: null };
}
