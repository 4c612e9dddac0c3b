/**
 * Finds and reads the administrator's file in the system's place, once, at the start. SECURITY: no environment of the user's
 * leads elsewhere; only a program run from its sources, which its user may change anyhow, takes another file for its tests.
 */
import { readFileSync, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import {
  type Administration,
  noAdministration,
  readAdministration,
  unreadAdministration,
} from '../../shared/administration.ts';

/** Bytes; a policy of five lines has 200. */
const LARGEST = 64 * 1024;
const NAME = 'policy.json';

/** Where the file may lie, in the order in which it is looked for. */
export function policyPlaces(
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
): string[] {
  if (platform === 'darwin') return ['/Library/Application Support/Relevo/policy.json'];
  if (platform !== 'win32') return ['/etc/relevo/policy.json'];
  // SECURITY: the variable is the user's to change. What it names is looked at only where the usual place has no file.
  const { ProgramData: told } = environment;
  const usual = win32.join('C:\\ProgramData', 'Relevo', NAME);
  return [...new Set([usual, ...(told === undefined ? [] : [win32.join(told, 'Relevo', NAME)])])];
}

/** @param instead a file of a test's; to be left out by a packed program */
export function findAdministration(
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
  instead?: string,
): Administration {
  const places = instead === undefined ? policyPlaces(platform, environment) : [instead];
  for (const file of places) {
    const found = readFile(file, platform);
    if (found !== null) return found;
  }
  return noAdministration(places[0] ?? NAME);
}

function readFile(file: string, platform: NodeJS.Platform): Administration | null {
  try {
    if (statSync(file).size > LARGEST) return unreadAdministration(file, 'broken');
    const text = readFileSync(file, 'utf8');
    const isOpen = platform !== 'win32' && [file, posix.dirname(file)].some(isUsers);
    return readAdministration(file, text, isOpen ? [{ why: 'writable', names: [] }] : []);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    return unreadAdministration(file, code === 'EISDIR' ? 'broken' : 'forbidden');
  }
}

/** Somebody else than the administrator may write it. It holds all the same, and that is told. */
function isUsers(path: string): boolean {
  const { uid, mode } = statSync(path);
  return uid !== 0 || (mode & 0o022) !== 0;
}
