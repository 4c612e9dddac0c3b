/** CSV that every spreadsheet reads the same way, and that none runs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv, separatorFor, writeCsv } from '../../shared/csv.ts';

/** A plain reader of RFC 4180, for comparison. */
function readPlainly(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let index = 1; index < csv.length; index += 1) {
    const character = csv[index] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (csv[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && csv[index + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      index += 1;
    } else cell += character;
  }
  return rows;
}

describe('writeCsv', () => {
  it('quotes what needs it, ends every record, marks the encoding', () => {
    const csv = writeCsv(
      ['Service', 'Note'],
      [
        ['a,b', 'say "no"'],
        ['peña.es', null],
      ],
    );
    expect(csv).toBe('\ufeffService,Note\r\n"a,b","say ""no"""\r\npeña.es,\r\n');
  });
  it('disarms what a spreadsheet would run as a formula', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\ufeff=1', '|cmd', '\uff1d1']) {
      expect(readPlainly(writeCsv(['x'], [[formula]]))[1]).toEqual([`'${formula}`]);
    }
  });
  it('parts cells as the spreadsheets of a region do, and reads the same back', () => {
    expect(separatorFor('en-GB')).toBe(',');
    expect(separatorFor('es-ES')).toBe(';');
    expect(separatorFor('es-MX')).toBe(',');
    const table = [
      ['Servicio', 'Nota'],
      ['a;b', 'c,d "e"'],
    ];
    const [head = [], ...rows] = table;
    const csv = writeCsv(head, rows, separatorFor('es-ES'));
    expect(csv).toBe('\ufeffServicio;Nota\r\n"a;b";"c,d ""e"""\r\n');
    expect(readCsv(csv)).toEqual(table);
  });
  it('leaves numbers numbers', () => {
    expect(writeCsv(['x'], [[-5]])).toBe('\ufeffx\r\n-5\r\n');
  });
  it('gives back every text, whole, but for the apostrophe before formulas', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', 'a', ' ') })),
        ),
        (rows) => {
          const read = readPlainly(writeCsv(['a', 'b'], rows)).slice(1);
          expect(read.map((row) => row.length)).toEqual(rows.map(() => 2));
          expect(read.flat().map((cell) => cell.replace(/^'/, ''))).toEqual(
            rows.flat().map((cell) => cell.replace(/^'/, '')),
          );
          for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
        },
      ),
    );
  });
});

describe('reading a table', () => {
  it('takes commas, semicolons and tabs, whichever its first line is parted by', () => {
    expect(readCsv('a,b;c,d\n1,2,3')).toEqual([
      ['a', 'b;c', 'd'],
      ['1', '2', '3'],
    ]);
    expect(readCsv('a;"b;,,,";c')).toEqual([['a', 'b;,,,', 'c']]);
    expect(readCsv('a, b\tc')).toEqual([['a, b', 'c']]);
  });
  it('takes every line end, keeps empty lines in their place and a line break within quotes', () => {
    expect(readCsv('a\r\n\r\n"b\n""c"""\rd,\n')).toEqual([['a'], [''], ['b\n"c"'], ['d', '']]);
  });
  it('reads back what was written', () => {
    const word = fc.stringMatching(/^[a-z",;\t\r\n ]{0,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1 }), (rows) => {
        fc.pre(rows.every((row) => row.every((cell) => !/^\s*[\t\r\n]/.test(cell))));
        const head = ['first', 'second'];
        expect(readCsv(writeCsv(head, rows))).toEqual([head, ...rows]);
      }),
    );
  });
});
