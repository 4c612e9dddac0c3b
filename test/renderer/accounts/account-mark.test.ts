/** The marks of accounts can be read in both themes. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACCOUNT_COLOURS } from '../../../shared/account.ts';

const css = readFileSync(new URL('../../../renderer/accounts/accounts.css', import.meta.url), 'utf8');

/** Relative luminance as WCAG 2.2 has it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it.each(['light', 'dark'])('with 4.5 to 1 at least, every one, in the %s theme', (theme) => {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  const colourOf = (name: string): string =>
    new RegExp(`--mark-${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? 'none';
  const ink = luminance(colourOf('ink'));
  for (const name of ACCOUNT_COLOURS) {
    const [light = 0, dark = 0] = [ink, luminance(colourOf(name))].sort((a, b) => b - a);
    expect((light + 0.05) / (dark + 0.05), name).toBeGreaterThanOrEqual(4.5);
    expect(css).toContain(`.account-mark[data-colour="${name}"]`);
  }
});
