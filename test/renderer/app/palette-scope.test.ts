/** What is typed into the palette, and what is found by it. */
import { describe, expect, it } from 'vitest';
import { findNamed, mostOf, readLooked } from '../../../renderer/app/palette-scope.ts';

describe('what is looked for', () => {
  it.each([
    ['mar', null, 'mar'],
    ['  mar ', null, 'mar'],
    ['@mar', 'people', 'mar'],
    ['# 2301404', 'requests', '2301404'],
    ['>theme', 'commands', 'theme'],
    ['a@b', null, 'a@b'],
  ])('«%s»', (typed, kind, text) => {
    expect(readLooked(typed)).toEqual({ kind, text });
  });

  it('shows few of each kind, many of one alone, and none of the others then', () => {
    const [all, one] = [readLooked('mar'), readLooked('@mar')];
    expect(mostOf('people', all)).toBeLessThan(mostOf('people', one));
    expect(mostOf('services', one)).toBe(0);
  });

  it('shows commands alone before anything is typed', () => {
    const nothing = readLooked('');
    expect(mostOf('commands', nothing)).toBeGreaterThan(20);
    expect(mostOf('people', nothing)).toBe(0);
  });
});

describe('names', () => {
  const names = ['arte-mare.it', 'marazul.es', 'olivar.fr', 'casa-marbella.com'];
  const find = (text: string, most: number) => findNamed(names, names, text, most);

  it('puts those that begin with it first, and counts all', () => {
    expect(find('mar', 2)).toEqual({ found: ['marazul.es', 'arte-mare.it'], total: 3 });
  });

  it('wants every word', () => {
    expect(find('mar casa', 3).found).toEqual(['casa-marbella.com']);
  });

  it('knows no accents and no case', () => {
    expect(find('MÁRAZUL', 3).found).toEqual(['marazul.es']);
  });
});
