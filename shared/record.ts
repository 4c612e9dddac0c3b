/** The record of one hand-over for a customer: what its proof is made of, and what a look at a kept file says. No words, no names. */
import { z } from 'zod';

export const sealedEntrySchema = z.object({
  /** What closes its line of the ledger: a digest of the line and of the one before it. */
  seal: z.string(),
  /** The intent it is of; a line of an outcome has that of its intent. */
  intent: z.string(),
  /** The request it decided on; `null` for what asked for contacts. */
  requestKey: z.string().nullable(),
});
export type SealedEntry = z.infer<typeof sealedEntrySchema>;

/** What is wrong between the first and the last entry. `line`: of `ledger.jsonl`, from 1. */
export const recordFaultSchema = z.object({ kind: z.enum(['altered', 'missing']), line: z.number().int() });
export type RecordFault = z.infer<typeof recordFaultSchema>;

export const recordProofSchema = z.object({
  /** `2026-0117`: the how manieth hand-over of that year the ledger tells of; `null` where it tells of none such. */
  number: z.string().nullable(),
  /** In the ledger's order. */
  entries: z.array(sealedEntrySchema),
  /** Of their seals in that order, each with a line end between; hexadecimal. */
  sha256: z.string(),
  faults: z.array(recordFaultSchema),
});
export type RecordProof = z.infer<typeof recordProofSchema>;

/** What a kept file says, held against the ledger. */
export const recordVerdictSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('whole'), entries: z.number().int(), rows: z.number().int() }),
  /** It is no file of a record that this version can read. */
  z.object({ is: z.literal('no-record') }),
  z.object({
    is: z.literal('differs'),
    faults: z.array(
      z.object({
        /**
         * `digest`: not that of the entries the file names. `not-there`: this entry of the file (`at`, from 1) is not in the
         * ledger, or in another order. `row`: what this row (`at`, from 1) says is not what its entries say. `altered`,
         * `missing`: as of the ledger itself, `at` its line.
         */
        kind: z.enum(['digest', 'not-there', 'row', 'altered', 'missing']),
        at: z.number().int(),
      }),
    ),
  }),
]);
export type RecordVerdict = z.infer<typeof recordVerdictSchema>;

/** First cells of the lines below the table. The same in each language, so that any version can read them. */
export const RECORD_MARKS = { digest: 'SHA-256', entry: 'Entry' } as const;
/** Cells of a row that are checked, from 0, and how many a row has. */
export const RECORD_CELLS = { service: 0, request: 5, entries: 8, all: 9 } as const;
