/** The program speaks the first of the system's languages that it knows, in the window and outside of it. */
import { afterEach, expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

let program: Program | null = null;
afterEach(async () => {
  await program?.end();
  program = null;
});

test.each([
  ['ca:es:en', 'es', 'Archivo', 'Conectar'],
  ['es_MX.UTF-8:en', 'es', 'Archivo', 'Conectar'],
  ['de:fr', 'en', 'File', 'Connect'],
  ['eu:en_US:es', 'en', 'File', 'Connect'],
])('of the languages %s it is %s', async (LANGUAGE, language, menu, word) => {
  const seen = await startProgram({ env: { LANGUAGE } });
  program = seen;
  await until(() => seen.page((text) => document.body.innerText.includes(text), word));
  expect(await seen.page(() => document.documentElement.lang)).toBe(language);
  const labels = await seen.main(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')),
  );
  expect(labels).toContain(menu);
});
