/** The texts of the screens: both languages whole, every failure with its words, every key that is asked for there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAILURE_CODES, NEXT_STEPS } from '../../../shared/failure.ts';

const root = new URL('../../../renderer/', import.meta.url).pathname;
const folder = (language: string) => join(root, '..', 'shared', 'locales', language);
const namespaces = readdirSync(folder('en')).filter((file) => file.endsWith('.json'));

type Texts = { [key: string]: string | Texts };
function read(language: string, file: string): Texts {
  return JSON.parse(readFileSync(join(folder(language), file), 'utf8')) as Texts;
}
function flat(texts: Texts, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)],
    ),
  );
}
const SEVERAL_ONLY = new Set(['handover.json now.several']);
const PLURAL = /_(zero|one|two|few|many|other)$/;
const stems = (texts: Map<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();

describe('both languages', () => {
  it('have the same namespaces', () => {
    expect(readdirSync(folder('es')).sort()).toEqual(readdirSync(folder('en')).sort());
  });
  it.each(namespaces)('say the same things in %s', (file) => {
    expect(stems(flat(read('es', file)))).toEqual(stems(flat(read('en', file))));
  });
  it.each(namespaces)('put the same values into the words of %s', (file) => {
    const values = (text: string) => [...new Set(text.match(/\{\{\s*-?\s*(\w+)/g) ?? [])].sort().join();
    const spanish = flat(read('es', file));
    // Plural forms are left out: one for a single thing may do without the number.
    const different = [...flat(read('en', file))].filter(
      ([key, text]) => !PLURAL.test(key) && values(spanish.get(key) ?? '') !== values(text),
    );
    expect(different).toEqual([]);
  });
  it.each(namespaces)('name the parts of a sentence as <part/> alone in %s', (file) => {
    for (const language of ['en', 'es']) {
      const wrapped = [...flat(read(language, file))].filter(([, text]) => /<\/\w+>/.test(text));
      expect(wrapped).toEqual([]);
    }
  });
  it.each(['en', 'es'])('has every plural form %s needs', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const file of namespaces) {
      const texts = flat(read(language, file));
      const plurals = new Set(
        [...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')),
      );
      for (const stem of plurals) {
        for (const category of needed) {
          // What is only ever said of several needs no form for one; asking for it would show the bare key.
          if (category === 'one' && SEVERAL_ONLY.has(`${file} ${stem}`)) continue;
          expect(texts.has(`${stem}_${category}`), `${file} ${stem}_${category}`).toBe(true);
        }
      }
    }
  });
});

describe('failures', () => {
  it.each(['en', 'es'])('each have a sentence and a next step in %s', (language) => {
    const texts = flat(read(language, 'failures.json'));
    for (const code of FAILURE_CODES) expect(texts.get(`code.${code}`), code).toMatch(/\.$/);
    for (const step of NEXT_STEPS) expect(texts.get(`next.${step}`), step).toMatch(/\.$/);
  });
});

/** Keys that are written out in the sources, by the namespace their `t` belongs to. */
function askedFor(): { file: string; namespace: string; key: string }[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const found: { file: string; namespace: string; key: string }[] = [];
    const names = new Map<string, Set<string>>();
    for (const match of source.matchAll(/const \{ t(?:: (\w+))?(?:, \w+)? \} = useTranslation\(([^)]+)\)/g)) {
      const name = match[1] ?? 't';
      const own = names.get(name) ?? new Set();
      for (const [, namespace = ''] of (match[2] ?? '').matchAll(/'(\w+)'/g)) own.add(namespace);
      names.set(name, own);
    }
    for (const [name, own] of names) {
      // Where one file has two namespaces under one name, the key may be in either; told apart below.
      for (const match of source.matchAll(new RegExp(`\\b${name}\\('([\\w.-]+)'`, 'g'))) {
        found.push({ file, namespace: [...own].join('|'), key: match[1] ?? '' });
      }
    }
    // With its namespace, of a component's `t` or i18next's: `codes:tray.sum.conditions`.
    for (const name of new Set(['t', ...names.keys()])) {
      const whole = new RegExp(`\\b${name}\\('(\\w+):([\\w.-]+)'`, 'g');
      for (const [, namespace = '', key = ''] of source.matchAll(whole)) found.push({ file, namespace, key });
    }
    return found;
  });
}

describe('the sources', () => {
  it('ask for no text that is not there', () => {
    const texts = new Map(
      namespaces.map((file) => [file.replace('.json', ''), new Set(stems(flat(read('en', file))))]),
    );
    const asked = askedFor();
    expect(asked.length).toBeGreaterThan(100);
    const missing = asked.filter(
      ({ namespace, key }) => !namespace.split('|').some((name) => texts.get(name)?.has(key)),
    );
    expect(missing).toEqual([]);
  });
});
