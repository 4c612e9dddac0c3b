/** The file that starts the program with the session: what is written is read back, and what is not ours is never taken for it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { autostartText, readAutostart } from '../../../electron/storage/autostart-text.ts';

test('whatever the program is called, it is read back', () => {
  const path = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).map((name) => `/opt/${name}`);
  fc.assert(
    fc.property(path, (program) => {
      expect(readAutostart(autostartText(program, '--hidden'))).toEqual({ runs: true, program });
    }),
  );
  expect(autostartText('/opt/a "b" $c%/relevo', '--hidden')).toContain(
    'Exec="/opt/a \\\\"b\\\\" \\\\$c%%/relevo" --hidden\n',
  );
  expect(() => autostartText('/opt/a\nExec=evil', '--hidden')).toThrow('no place in a desktop entry');
});

test('a desktop that was told to leave it out does not start it', () => {
  const text = autostartText('/opt/relevo', '--hidden');
  expect(readAutostart(`${text}Hidden=true\n`)?.runs).toBe(false);
  expect(readAutostart(text.replace('enabled=true', 'enabled=false'))?.runs).toBe(false);
});

test('another one’s file, and a damaged one, are not ours', () => {
  expect(readAutostart('[Desktop Entry]\nType=Application\nExec=/usr/bin/other\n')).toBeNull();
  expect(readAutostart('')).toBeNull();
  expect(readAutostart('\u0000\u0000X-Relevo-Autostart=1')).toBeNull();
  expect(readAutostart(`[Other]\nX-Relevo-Autostart=1\n[Desktop Entry]\nName=x\n`)).toBeNull();
  expect(readAutostart('[Desktop Entry]\nX-Relevo-Autostart=1\n')).toEqual({ runs: true, program: null });
});
