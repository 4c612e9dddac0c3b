/**
 * `npm run verify-record -- FILE LEDGER`: holds the CSV file of a record against a ledger, without the program and its window.
 * Reads two files, writes none, asks nobody. Exit code 0: whole; 1: it differs; 2: it could not be looked at.
 */
import { readFileSync } from 'node:fs';
import type { RecordVerdict } from '../shared/record.ts';
import { verifyRecord } from './desk/record-proof.ts';

const FAULTS: Record<Extract<RecordVerdict, { is: 'differs' }>['faults'][number]['kind'], string> = {
  digest: 'The SHA-256 is not that of the entries the file names.',
  'not-there': 'Not in the ledger, or in another order there: entry',
  row: 'Does not say what its entries in the ledger say: row',
  altered: 'Altered in the ledger: line',
  missing: 'Lines of the ledger are missing before line',
};

function main(file: string | undefined, ledger: string | undefined): number {
  if (file === undefined || ledger === undefined) {
    console.error('Usage: npm run verify-record -- RECORD.csv LEDGER.jsonl');
    return 2;
  }
  let verdict: RecordVerdict;
  try {
    verdict = verifyRecord(readFileSync(file, 'utf8'), readFileSync(ledger, 'utf8'));
  } catch (error) {
    console.error(`Cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  switch (verdict.is) {
    case 'no-record':
      console.error(`${file} is no CSV file of a record.`);
      return 2;
    case 'whole':
      console.log(
        `Whole: ${verdict.entries} of ${verdict.entries} entries follow one another, and ${verdict.rows} rows say what they say.`,
      );
      return 0;
    case 'differs':
      for (const { kind, at } of verdict.faults)
        console.log(at === 0 ? FAULTS[kind] : `${FAULTS[kind]} ${at}`);
      return 1;
  }
}

process.exitCode = main(process.argv[2], process.argv[3]);
