/** Names of NIC handles as they come from a table, and that they come back as they went. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../shared/csv.ts';
import {
  compareImport,
  firstNameOf,
  indexPerson,
  initialsOf,
  isEmail,
  LONGEST_NAME,
  nobody,
  personChangeSchema,
  readPeople,
  tidyName,
} from '../../shared/people.ts';

describe('names in a table', () => {
  it('are read with or without a head, whatever the separator', () => {
    const marta = { nichandle: 'mp40311-ovh', name: 'Marta, Cobalto' };
    for (const table of [
      'NIC handle,Label\r\nMP40311-ovh,"Marta, Cobalto"\r\n',
      'mp40311-ovh;Marta, Cobalto',
      '\ufeff\r\n;\r\nNIC handle;Etiqueta\r\nmp40311-ovh;Marta, Cobalto',
      'sep=;\r\nNIC handle;Name\r\nmp40311-ovh;Marta, Cobalto\r\n',
      'identificador\tnombre\nmp40311-ovh\tMarta, Cobalto\n',
    ]) {
      expect(readPeople(table)).toEqual({ people: [marta], unusable: [] });
    }
  });
  it('without words take nothing away, and a handle told twice has the last', () => {
    expect(readPeople('aa1-ovh,First\naa1-ovh,\naa1-ovh,Second\nbb2-ovh,').people).toEqual([
      { nichandle: 'aa1-ovh', name: 'Second' },
    ]);
  });
  it('beside what cannot be a handle are told by their line, not guessed', () => {
    expect(readPeople('aa1-ovh,A\n\ntwo words 1,B\n<b>,C')).toEqual({
      people: [{ nichandle: 'aa1-ovh', name: 'A' }],
      unusable: [3, 4],
    });
  });
  it('come back from the file they were written to, formulas guarded on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        const people = words
          .map(tidyName)
          .filter((name) => name !== '' && !name.startsWith("'"))
          .map((name, index) => ({ nichandle: `aa${index}-ovh`, name }));
        const csv = writeCsv(
          ['NIC handle', 'Label'],
          people.map(({ nichandle, name }) => [nichandle, name]),
        );
        expect(readPeople(csv)).toEqual({ people, unusable: [] });
      }),
      // As they stand in the columns of a spreadsheet in East Asia.
      { examples: [[['\uff1d', '\uff0b1', '\uff0d', '\uff20x']]] },
    );
  });
  it('always fit what is kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (table) => {
        for (const person of readPeople(table).people) {
          expect(personChangeSchema.safeParse(person).success).toBe(true);
        }
      }),
    );
    expect(tidyName(`  a\n b ${'x'.repeat(200)}`)).toHaveLength(LONGEST_NAME);
  });
});

describe('an import', () => {
  it('takes the company where the head says that there is one, and never figures for it', () => {
    expect(readPeople('NIC handle,Name,Company\naa1-ovh,Ana,Bau').people).toEqual([
      { nichandle: 'aa1-ovh', name: 'Ana', company: 'Bau' },
    ]);
    expect(readPeople('NIC handle;Nombre;Empresa\naa1-ovh;Ana;').people).toEqual([
      { nichandle: 'aa1-ovh', name: 'Ana' },
    ]);
    expect(readPeople('NIC handle,Name,Administrator\naa1-ovh,Ana,12').people).toEqual([
      { nichandle: 'aa1-ovh', name: 'Ana' },
    ]);
  });
  it('says who is new, who is called otherwise and who stays as they are', () => {
    const known = new Map([
      ['aa1-ovh', { ...nobody('aa1-ovh'), name: 'Ana' }],
      ['bb2-ovh', { ...nobody('bb2-ovh'), name: 'Bea', company: 'Bau' }],
      ['dd4-ovh', { ...nobody('dd4-ovh'), note: 'no name yet' }],
    ]);
    const told = compareImport(
      [
        { nichandle: 'aa1-ovh', name: 'Ana' },
        { nichandle: 'bb2-ovh', name: 'Bea', company: 'Haus' },
        { nichandle: 'cc3-ovh', name: 'Cleo' },
        { nichandle: 'dd4-ovh', name: 'Dan' },
      ],
      known,
    );
    expect(told.added.map(({ nichandle }) => nichandle)).toEqual(['cc3-ovh', 'dd4-ovh']);
    expect(told.renamed.map(({ change }) => change.nichandle)).toEqual(['bb2-ovh']);
    expect(told.same).toBe(1);
  });
});

describe('somebody', () => {
  it('is found by name, company and handle, accents and case aside', () => {
    const index = indexPerson('KW21008-ovh', 'Katarzyna Wiśniewska', 'Wiśnia Büro');
    for (const text of ['wisniewska', 'buro', 'kw21008']) expect(index).toContain(text);
  });
  it('has initials of the first and the last name', () => {
    expect(['Marta Prieto', 'Élodie', 'Jean-Luc de la Tour', '', '· ·'].map(initialsOf)).toEqual([
      'MP',
      'É',
      'JT',
      '?',
      '?',
    ]);
    expect(firstNameOf('Marta Prieto')).toBe('Marta');
    expect(firstNameOf('Marta, Cobalto')).toBe('Marta');
  });
  it('can be written to at what looks like an address', () => {
    expect(['a@b.es', ' marta@prieto.es '].every(isEmail)).toBe(true);
    expect(['', 'marta', 'a@b', 'a b@c.es', '<a@b.es>', 'a@b.es\nbcc:x@y.es'].some(isEmail)).toBe(false);
  });
});
