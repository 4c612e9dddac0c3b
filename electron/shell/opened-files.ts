/** Takes e-mails that the system opens with the program: by its arguments, a second start, or macOS's own event. Understands nothing of them. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, resolve } from 'node:path';
import type { App } from 'electron';
import { LARGEST_FILE } from '../../shared/mail-file.ts';
import type { OpenedFile } from '../../shared/opened-file.ts';
import type { Log } from '../desk/dispatch.ts';

/** What a double click on an e-mail brings; anything else is dropped on the window or chosen there. */
const ENDINGS: readonly string[] = ['.eml', '.msg'];
/** More are not meant. */
const MOST = 50;

/** Of a program's arguments, resolved where they were given. */
export function mailsAmong(given: readonly string[], folder: string): string[] {
  return given
    .filter((text) => !text.startsWith('-') && ENDINGS.includes(extname(text).toLowerCase()))
    .slice(0, MOST)
    .map((path) => (isAbsolute(path) ? path : resolve(folder, path)));
}

/** What can be read of them. SECURITY: names of files alone go on, and the log names none. */
export async function readMails(paths: readonly string[], log: Log): Promise<OpenedFile[]> {
  const files: OpenedFile[] = [];
  for (const path of paths) {
    try {
      const { size } = await stat(path);
      if (size > LARGEST_FILE) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
      files.push({ name: basename(path).slice(0, 255), content: (await readFile(path)).toString('base64') });
    } catch (error) {
      log(
        `opened file: not read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`,
      );
    }
  }
  return files;
}

/** Must run before `app` is ready, or macOS's first file is lost. */
export function takeMails(
  app: App,
  given: readonly string[],
  open: (files: OpenedFile[]) => void,
  log: Log,
): void {
  const take = (paths: readonly string[]): void => {
    if (paths.length > 0)
      void readMails(paths, log).then((files) => (files.length > 0 ? open(files) : undefined));
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    take(mailsAmong([path], '/'));
  });
  app.on('second-instance', (_event, theirs, folder) => take(mailsAmong(theirs.slice(1), folder)));
  take(mailsAmong(given.slice(1), process.cwd()));
}
