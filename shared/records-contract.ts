/** The channels of the record for a customer: what goes in and what comes out. A part of the contract. */
import { z } from 'zod';
import { recordProofSchema, recordVerdictSchema } from './record.ts';
import { savedTableSchema } from './saved-table.ts';

/** Characters; that of 300 services has about 200,000. */
const LONGEST_RECORD = 20_000_000;

export const recordsContract = {
  /** Reads the ledger from the disk anew: what proves the record of this hand-over. */
  'records:prove': { input: z.object({ group: z.string().min(1).max(64) }), output: recordProofSchema },
  /** Holds a record's CSV file against the ledger as it lies on the disk. */
  'records:verify': {
    input: z.object({ text: z.string().max(LONGEST_RECORD) }),
    output: recordVerdictSchema,
  },
  /** Prints the page as it is shown into a PDF file where the person says; `not-allowed` where the shell cannot. */
  'records:savePdf': {
    input: z.object({
      // SECURITY: a name, never a place.
      name: z
        .string()
        .max(100)
        .regex(/^[^\p{Cc}\\/:*?"<>|.][^\p{Cc}\\/:*?"<>|]*\.pdf$/u),
    }),
    output: savedTableSchema,
  },
} as const;
