/** The text of the file by which Linux desktops start a program with the session: written, and read back. Touches no disk. */

/** Only a file with this line is ours to change. */
const OURS = 'X-Relevo-Autostart';

/** `program`: its path. Throws where no such file can name it. */
export function autostartText(program: string, argument: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Relevo',
    `Exec=${quoted(program)} ${argument}`,
    'Icon=relevo',
    'Terminal=false',
    'StartupWMClass=relevo',
    'X-GNOME-Autostart-enabled=true',
    `${OURS}=1`,
    '',
  ].join('\n');
}

/**
 * `null`: it is not ours, or is one no longer. `runs`: no desktop was told to leave it out. `program`: what it would start;
 * `null` where that cannot be read.
 */
export function readAutostart(text: string): { runs: boolean; program: string | null } | null {
  const lines = text.split(/\r?\n/);
  const begin = lines.indexOf('[Desktop Entry]');
  if (begin === -1) return null;
  const entries = new Map<string, string>();
  for (const line of lines.slice(begin + 1)) {
    if (line.startsWith('[')) break;
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) entries.set(key, value.trim());
  }
  if (entries.get(OURS) !== '1') return null;
  const isOff = entries.get('Hidden') === 'true' || entries.get('X-GNOME-Autostart-enabled') === 'false';
  return { runs: !isOff, program: unquoted(entries.get('Exec') ?? '') };
}

/**
 * By the specification of desktop entries: quotes, the four signs that mean something within them escaped, a percent sign
 * doubled, and the backslashes of all that doubled once more, because the value is a string of the file's.
 */
function quoted(program: string): string {
  // oxlint-disable-next-line no-control-regex -- none of these can stand in such a file
  if (/[\u0000-\u001f]/.test(program))
    throw new Error('a program whose path has no place in a desktop entry');
  const escaped = program.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  return `"${escaped}"`.replaceAll('\\', '\\\\');
}

function unquoted(value: string): string | null {
  const [, inner] = /^"((?:[^"\\]|\\.)*)"/.exec(value.replaceAll('\\\\', '\\')) ?? [];
  return inner?.replaceAll(/\\(["`$\\])/g, '$1').replaceAll('%%', '%') ?? null;
}
