/** The record as a CSV file that can be held against the ledger later: its table, its digest, its entries. Pure; no place and no dialog. */
import { RECORD_CELLS, RECORD_MARKS, type RecordProof } from '../../shared/record.ts';
import type { RecordLine } from './record-lines.ts';
import { rolesOf, sidesIn, stateIn } from './record-paper.tsx';
import type { RecordWords } from './record-words.ts';

/**
 * Its head first. A row's last cell tells by number which entries it was drawn from. What the paper leaves out of choice is
 * left out here too, but for the request's number, by which a row is found in the ledger.
 */
export function recordTable(given: {
  lines: readonly RecordLine[];
  proof: RecordProof;
  words: RecordWords;
  confirmed: boolean;
  who: (nichandle: string) => string;
  called: (nichandle: string) => string;
  entriesTitle: string;
}): string[][] {
  const { lines, proof, words, who, called } = given;
  const head = ['service', 'contact', 'before', 'after', 'request', 'state', 'confirmed'].map((column) =>
    words.say(`head.${column}`),
  );
  head.splice(1, 0, words.say('head.service'));
  const handle = (nichandle: string | null) => (nichandle === null ? words.say('nobody') : who(nichandle));
  const rows = lines.map((line) => {
    const entries = proof.entries.flatMap(({ intent, requestKey }, index) =>
      intent === line.intent || (requestKey !== null && requestKey === line.key) ? [index + 1] : [],
    );
    return [
      line.serviceName ?? '',
      words.type(line.family),
      words.list(rolesOf(line, words)),
      handle(line.from),
      handle(line.to),
      line.requestId === null ? '' : String(line.requestId),
      `${stateIn(line, words)}${line.at === null ? '' : ` ${line.at}`}`,
      given.confirmed ? sidesIn(line, words, called) : '',
      entries.join(' '),
    ];
  });
  head.push(given.entriesTitle);
  if (head.length !== RECORD_CELLS.all) throw new Error('a head of another table');
  return [
    head,
    ...rows,
    [],
    [RECORD_MARKS.digest, proof.sha256],
    ...proof.entries.map(({ seal }, index) => [RECORD_MARKS.entry, String(index + 1), seal]),
  ];
}
