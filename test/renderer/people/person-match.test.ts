/** Who is meant by what is typed. */
import { describe, expect, it } from 'vitest';
import { countMatches, markOf, matchPeople } from '../../../renderer/people/person-match.ts';

const one = (nichandle: string, name: string | null = null, company: string | null = null) => ({
  nichandle,
  name,
  company,
});
const known = [
  one('fv7-ovh', 'Francesca Saluri', 'Vitale'),
  one('lr8-ovh', 'Luis Romero', 'Romero Web'),
  one('el3-ovh', 'Élodie Lumen', 'Estudio Lumen'),
  one('lu4-ovh'),
];
const handles = (text: string) => matchPeople(text, known).map(({ nichandle }) => nichandle);

describe('typing somebody', () => {
  it('finds by name, company and handle, accents aside, those that begin with it first', () => {
    expect(handles('lu')).toEqual(['lr8-ovh', 'el3-ovh', 'lu4-ovh', 'fv7-ovh']);
    expect(handles('elodie')).toEqual(['el3-ovh']);
    expect(handles('romero web')).toEqual(['lr8-ovh']);
    expect(countMatches('lu', known)).toBe(4);
  });
  it('offers the likeliest for nothing typed, and nobody for what nobody is called', () => {
    expect(handles('')).toHaveLength(4);
    expect(handles('mar')).toEqual([]);
  });
  it('marks what was typed where it stands, with its accents', () => {
    const marked = (text: string, typed: string) => {
      const mark = markOf(text, typed);
      return mark === null ? null : text.slice(...mark);
    };
    expect(marked('Élodie Lumen', 'elo')).toBe('Élo');
    expect(marked('Groß & Sohn', 'gross')).toBe('Groß');
    expect(marked('Luis', 'x')).toBeNull();
  });
});
