/** What a person expects of contacts: one file, read once and replaced whole. It knows no service and asks nobody. */
import { z } from 'zod';
import { type Rule, ruleSchema, rulesSchema } from '../../shared/rules.ts';
import { openJsonFile, type Place } from './json-file.ts';
import { openTurns } from './turns.ts';

export type RuleKeeper = {
  list: () => Rule[];
  /** Rejects where they cannot be kept, and then nothing changed. */
  set: (rules: Rule[]) => Promise<Rule[]>;
  /** Forgets all of them, on the disk as well. */
  wipe: () => Promise<void>;
};

const fileSchema = z.object({ version: z.literal(1), rules: rulesSchema });

/** A file that cannot be understood is kept aside, never overwritten. */
export async function openRules(place: Place): Promise<RuleKeeper> {
  const file = await openJsonFile(place, 'rules.json', 'rules', fileSchema, {
    key: 'rules',
    entry: ruleSchema,
  });
  let rules: Rule[] = file.found?.rules ?? [];
  const turns = openTurns();
  return {
    list: () => rules,
    set: (next) =>
      turns.next(async () => {
        await file.write({ version: 1, rules: next });
        rules = next;
        return rules;
      }),
    wipe: () =>
      turns.next(async () => {
        await file.remove();
        rules = [];
      }),
  };
}
