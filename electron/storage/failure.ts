/** Tells the disk's troubles from the program's own mistakes. Reads an error and nothing else. */
import type { Failure } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';

/** What a file system refuses with: full, over the quota, read-only, not allowed, broken, or something else in its place. */
const CODES = new Set([
  'EACCES',
  'EBUSY',
  'EDQUOT',
  'EEXIST',
  'EFBIG',
  'EIO',
  'EISDIR',
  'EMFILE',
  'ENAMETOOLONG',
  'ENFILE',
  'ENODEV',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'ENOTEMPTY',
  'ENXIO',
  'EPERM',
  'EROFS',
  'ESTALE',
  'EXDEV',
]);
/** The same words where no file is concerned. */
const NO_FILE = new Set(['connect', 'bind', 'listen', 'accept', 'getaddrinfo', 'kill']);
/** What `writeText` and conf add to the name of what they then rename. */
const TEMPORARY = /\.(?:\d{1,10}|tmp-[0-9a-f]+)$/;

/** `storage`, with the file where the system names it; `null` where the error is none of a file. */
export function storageFailure(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return null;
  if (!CODES.has(code) || NO_FILE.has(syscall) || syscall.startsWith('spawn')) return null;
  const detail = typeof path === 'string' ? { detail: `${path.replace(TEMPORARY, '')} (${code})` } : {};
  return fail('storage', 'check-disk', detail).error;
}
