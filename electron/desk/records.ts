/** Reads the ledger as it lies on the disk for the record of a hand-over, and keeps its page as a PDF file. Holds no rule of what proves what. */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/failure.ts';
import type { RecordProof, RecordVerdict } from '../../shared/record.ts';
import type { SavedTable } from '../../shared/saved-table.ts';
import type { Log } from './dispatch.ts';
import type { Ports } from './ports.ts';
import { proveRecord, verifyRecord } from './record-proof.ts';
import { saveDocument } from './table-files.ts';

export type Records = {
  prove: (group: string) => Promise<Result<RecordProof>>;
  verify: (text: string) => Promise<Result<RecordVerdict>>;
  savePdf: (name: string) => Promise<Result<SavedTable>>;
};

export function openRecords(given: {
  ports: Pick<Ports, 'disk' | 'dataFolder' | 'askWhereToSave' | 'printPage'>;
  ledgerFile: string;
  isLocked: () => boolean;
  log: Log;
}): Records {
  const { ports, ledgerFile, isLocked, log } = given;
  const withLedger = async <T>(work: (ledger: string) => T): Promise<Result<T>> => {
    try {
      const bytes = await ports.disk.readFile(join(ports.dataFolder, ledgerFile));
      return ok(work(bytes.toString('utf8')));
    } catch (error) {
      log(`record: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
      return fail('storage', 'check-disk');
    }
  };
  return {
    prove: (group) => withLedger((ledger) => proveRecord(ledger, group)),
    verify: (text) => withLedger((ledger) => verifyRecord(text, ledger)),
    async savePdf(name) {
      const { printPage, askWhereToSave: ask } = ports;
      if (printPage === null) return fail('not-allowed', 'report');
      // Printed before the dialog: what is shown when the person asks is what is kept.
      const content = await printPage().catch((error: unknown) => {
        log(`record: not printed (${error instanceof Error ? error.name : typeof error})`);
        return null;
      });
      if (content === null) return ok({ saved: false, why: 'failed' });
      return saveDocument({ name, content, ask, isLocked, log });
    },
  };
}
