/** What the kept pictures were made with, and whether letters are drawn alike here. Draws letters; compares no picture. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS } from '../e2e/chromium.ts';

/** As the screens are drawn, whatever the screen of this computer. */
export const DRAWING: readonly string[] = [
  ...CHROMIUM_ARGUMENTS,
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

export const PICTURES = join(import.meta.dirname, 'pictures');
const FILE = join(PICTURES, 'made-with.json');

type MadeWith = {
  /** Its major version. */
  chromium: string;
  /** A digest of how letters come out: fonts, their settings, and what draws them, all in one. */
  letters: string;
};

/** Run before the tests, which only read what is found here; `keeps`: pictures are being made, with what is here. */
export async function lookAtLetters(keeps: boolean): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'], args: [...DRAWING] });
  const page = await browser.newPage({ viewport: { width: 600, height: 200 } });
  await page.setContent(
    `<body style="font: 14px sans-serif">Relevo Añadir Łódź ✓ → … ⌘ ⇧<p style="font-family: monospace">ac21874-ovh 0123456789</p>
    <p style="font: 600 13px system-ui">Waiting for Luis Romero</p>`,
  );
  const drawn = await page.screenshot();
  const here: MadeWith = {
    chromium: browser.version().split('.')[0] ?? '',
    letters: createHash('sha256').update(drawn).digest('hex').slice(0, 16),
  };
  await browser.close();
  if (keeps) {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, `${JSON.stringify(here, null, 2)}\n`);
  }
  const why = keeps ? null : differenceOf(here);
  if (why === null) return;
  process.env['RELEVO_PICTURES_NOT'] = why;
  console.log(why);
}

function differenceOf(here: MadeWith): string | null {
  if (!existsSync(FILE)) return 'Pictures are not compared: none are kept. npm run pictures makes them.';
  const kept = JSON.parse(readFileSync(FILE, 'utf8')) as MadeWith;
  if (kept.chromium !== here.chromium)
    return `Pictures are not compared: they were made with Chromium ${kept.chromium}, here is ${here.chromium}.`;
  if (kept.letters !== here.letters)
    return 'Pictures are not compared: letters are drawn otherwise here than where they were made.';
  return null;
}

/** Why nothing is compared; `null` where it is. */
export function notCompared(): string | null {
  return process.env['RELEVO_PICTURES_NOT'] ?? null;
}
