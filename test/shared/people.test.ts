/** Labels of NIC handles as they come from a table, and that they come back as they went. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../shared/csv.ts';
import { LONGEST_LABEL, personLabelSchema, readLabels, tidyLabel } from '../../shared/people.ts';

describe('labels in a table', () => {
  it('are read with or without a head, whatever the separator', () => {
    const marta = { nichandle: 'mp40311-ovh', label: 'Marta, Cobalto' };
    for (const table of [
      'NIC handle,Label\r\nMP40311-ovh,"Marta, Cobalto"\r\n',
      'mp40311-ovh;Marta, Cobalto',
      '\ufeff\r\n;\r\nNIC handle;Etiqueta\r\nmp40311-ovh;Marta, Cobalto',
      'sep=;\r\nNIC handle;Name\r\nmp40311-ovh;Marta, Cobalto\r\n',
      'identificador\tnombre\nmp40311-ovh\tMarta, Cobalto\n',
    ]) {
      expect(readLabels(table)).toEqual({ labels: [marta], unusable: [] });
    }
  });
  it('without words take nothing away, and a handle told twice has the last', () => {
    expect(readLabels('aa1-ovh,First\naa1-ovh,\naa1-ovh,Second\nbb2-ovh,').labels).toEqual([
      { nichandle: 'aa1-ovh', label: 'Second' },
    ]);
  });
  it('beside what cannot be a handle are told by their line, not guessed', () => {
    expect(readLabels('aa1-ovh,A\n\ntwo words 1,B\n<b>,C')).toEqual({
      labels: [{ nichandle: 'aa1-ovh', label: 'A' }],
      unusable: [3, 4],
    });
  });
  it('come back from the file they were written to, formulas guarded on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        const labels = words
          .map(tidyLabel)
          .filter((label) => label !== '' && !label.startsWith("'"))
          .map((label, index) => ({ nichandle: `aa${index}-ovh`, label }));
        const csv = writeCsv(
          ['NIC handle', 'Label'],
          labels.map(({ nichandle, label }) => [nichandle, label]),
        );
        expect(readLabels(csv)).toEqual({ labels, unusable: [] });
      }),
      // As they stand in the columns of a spreadsheet in East Asia.
      { examples: [[['\uff1d', '\uff0b1', '\uff0d', '\uff20x']]] },
    );
  });
  it('always fit what is kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (table) => {
        for (const label of readLabels(table).labels) {
          expect(personLabelSchema.safeParse(label).success).toBe(true);
        }
      }),
    );
    expect(tidyLabel(`  a\n b ${'x'.repeat(200)}`)).toHaveLength(LONGEST_LABEL);
  });
});
