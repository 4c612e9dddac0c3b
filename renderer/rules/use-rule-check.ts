/** What rules find among the services, looked for between frames; the last answer stays until the next one is there. Draws nothing. */
import { useEffect, useMemo, useState } from 'react';
import { checkRule, checkRules, type RuleCounts, type RuleFound } from '../../shared/rule-check.ts';
import type { Rule } from '../../shared/rules.ts';
import { parseQuery } from '../../shared/service-query.ts';
import { inSlices } from '../list/between-frames.ts';
import type { SearchGround } from '../services/service-engine.ts';
import { useStore } from '../store/store.ts';

const HOUR_MS = 3_600_000;

/** Expiry in a search is counted in days: a finer moment would look for the same again. */
export function useHour(): number {
  return useStore(({ now }) => Math.floor(now / HOUR_MS) * HOUR_MS);
}

export function useRuleCounts(
  ground: SearchGround | null,
  rules: readonly Rule[],
): readonly RuleCounts[] | null {
  const now = useHour();
  const [counts, setCounts] = useState<readonly RuleCounts[] | null>(null);
  useEffect(() => {
    if (ground === null) return;
    return inSlices(checkRules(ground.search, rules, now), setCounts);
  }, [ground, rules, now]);
  // Of other rules than these it says nothing.
  return counts?.length === rules.length ? counts : null;
}

/** `of`: the search the places are of. */
export type Found = RuleFound & { of: SearchGround; rule: Pick<Rule, 'query' | 'expected' | 'kept'> };

export function useRuleFound(
  ground: SearchGround | null,
  rule: Pick<Rule, 'query' | 'expected' | 'kept'> | null,
  text = '',
): Found | null {
  const now = useHour();
  const [found, setFound] = useState<Found | null>(null);
  const also = useMemo(() => parseQuery(text), [text]);
  useEffect(() => {
    if (ground === null || rule === null) return;
    return inSlices(checkRule(ground.search, rule, now, also), (value) =>
      setFound({ ...value, of: ground, rule }),
    );
  }, [ground, rule, now, also]);
  return found;
}
