/**
 * People: what a person calls the NIC handles that stand on services, and reading such labels from a table. Labels are
 * kept on this computer alone; OVHcloud is told nothing of them.
 */
import { z } from 'zod';
import { parseNichandle } from './contact.ts';
import { readCsv, unguarded } from './csv.ts';

export const LONGEST_LABEL = 80;
/** More at once are cut into several calls by whoever imports them. */
export const MOST_LABELS = 5000;

export const personLabelSchema = z.object({
  /** In lower case: handles are written both ways. One label for a handle, whichever API it is of. */
  nichandle: z.string().min(1).max(64),
  /** `Marta, Cobalto`; empty takes it away. */
  label: z.string().max(LONGEST_LABEL),
});
export type PersonLabel = z.infer<typeof personLabelSchema>;

/** White space made plain, and no longer than is kept. */
export function tidyLabel(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_LABEL).trim();
}

export type LabelsInTable = {
  labels: PersonLabel[];
  /** Lines (counted from 1) whose first cell cannot be a NIC handle. */
  unusable: number[];
};

/**
 * Labels of a table with the NIC handle first and the label second; a head is known by its first cell being no handle
 * with a digit in it. A handle told twice has the last label. Lines without a label are passed over, never taken as
 * "take its label away". An apostrophe that guards a spreadsheet is taken off.
 */
export function readLabels(csv: string): LabelsInTable {
  const labels = new Map<string, string>();
  const unusable: number[] = [];
  const records = readCsv(csv);
  const head = records.findIndex((record) => record.some((cell) => cell.trim() !== ''));
  for (const [index, [first = '', second = '']] of records.entries()) {
    if (index === head && !/\d/.test(first)) continue;
    const nichandle = parseNichandle(first);
    const label = tidyLabel(unguarded(second));
    if (nichandle === null) {
      if (first.trim() !== '' || label !== '') unusable.push(index + 1);
    } else if (label !== '') labels.set(nichandle, label);
  }
  return { labels: [...labels].map(([nichandle, label]) => ({ nichandle, label })), unusable };
}
