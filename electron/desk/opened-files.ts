/**
 * E-mails that the system opened the program with. SECURITY: they wait while it is locked, are told to the page as they came, and
 * there they fill in as dropped ones do; none is read here, and none starts anything.
 */
import type { OpenedFile } from '../../shared/opened-file.ts';

/** More than these nobody meant to open at once. */
const MOST_WAITING = 50;

export type OpenedFiles = {
  take: (files: readonly OpenedFile[]) => void;
  /** Tells of those that wait, unless it is locked. */
  tell: () => void;
  forgetAll: () => void;
};

export function openOpenedFiles(desk: {
  isLocked: () => boolean;
  arrived: (files: OpenedFile[]) => void;
}): OpenedFiles {
  const waiting: OpenedFile[] = [];
  const tell = (): void => {
    if (!desk.isLocked() && waiting.length > 0) desk.arrived(waiting.splice(0));
  };
  return {
    take(files) {
      waiting.push(...files.slice(0, MOST_WAITING - waiting.length));
      tell();
    },
    tell,
    forgetAll() {
      waiting.length = 0;
    },
  };
}
