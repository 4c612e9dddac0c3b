/** Which folder of the page may import which: arrows point down only, and no file goes round in a circle (lint sees to that). */
import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../../renderer', import.meta.url).pathname;
const SUBJECTS = [
  'accounts',
  'activity',
  'codes',
  'dates',
  'facts',
  'handover',
  'letters',
  'lock',
  'mail',
  'moves',
  'outbox',
  'people',
  'prepared',
  'record',
  'requests',
  'rules',
  'services',
  'settings',
  'today',
];
/** `slices`: the files of subjects that hold a type and a first value. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: [...SUBJECTS, 'list', 'ui', 'words', 'store'],
  ...Object.fromEntries(SUBJECTS.map((subject) => [subject, [...SUBJECTS, 'list', 'ui', 'words', 'store']])),
  list: ['ui', 'words', 'store'],
  // A failure, a moment and a role are words that are drawn; what draws them has no words of its own and reads no store.
  words: ['ui', 'store'],
  ui: [],
  store: ['slices'],
};

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

/** `app/rail.tsx → ui` for each import that leaves its folder. */
function arrowsOf(file: string): string[] {
  const [from = ''] = file.split(sep);
  const source = readFileSync(join(ROOT, file), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.tsx?)'/g)].flatMap(([, to = '']) => {
    const target = normalize(join(file, '..', to));
    if (target.startsWith('..')) return [];
    const [folder = ''] = target.split(sep);
    const part = from === 'store' && target.endsWith('-slice.ts') ? 'slices' : folder;
    return part === from || MAY_IMPORT[from]?.includes(part) ? [] : [`${file} → ${target}`];
  });
}

test('every file stands in a folder that the table names', () => {
  const folders = new Set(files.filter((file) => file.includes(sep)).map((file) => file.split(sep)[0]));
  expect([...folders].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
});

test('arrows point down only', () => {
  expect(files.filter((file) => file.includes(sep)).flatMap(arrowsOf)).toEqual([]);
});
