/** Codes that were found: handles and verdicts, never a code; and what is to become of each. First values only: what changes them is beside it. */
import type { Failure } from '../../shared/failure.ts';
import type { FileRecognition, FoundCode } from '../../shared/found-code.ts';
import type { Candidate, Choice } from './tray-rows.ts';

/** `message`: one e-mail that stood open here; `dragged`: text that was dropped; `files`: files that were dropped or chosen. */
export type CodesOrigin = 'paste' | 'message' | 'dragged' | 'files' | 'mail' | 'arrived';

/** What is told of files beside their codes. */
export type FileNotes = Pick<FileRecognition, 'unreadable' | 'nothingIn' | 'cut'>;

/** More text, or more files, than are read at once: the rest was left out. */
export type CutShort = 'text' | 'files' | null;

/** What one look brought beside its codes. */
export type Look = {
  origin: CodesOrigin;
  /** `null` where no files were given. */
  files: FileNotes | null;
  cutShort: CutShort;
};

export type CodesSlice = {
  codes: {
    /** Every code that was found and not decided with, wherever it came from. */
    found: readonly FoundCode[];
    /** Where they came from, each once. */
    origins: readonly CodesOrigin[];
    /** Of the last look; `null` where the codes were there before this window. */
    look: Look | null;
    /** What the person chose, by handle; the rest is as it is from the start. */
    choices: Readonly<Record<string, Choice>>;
    /** What was chosen where a code could belong to several requests, by handle. */
    chosen: Readonly<Record<string, Candidate>>;
    /** The tray is open. */
    open: boolean;
    /** The decisions the tray shows: in their ten seconds, on their way, or through. */
    job: string | null;
    /** The dialog that asks for text is open. */
    asking: boolean;
    looking: CodesOrigin | null;
    failure: { origin: CodesOrigin; failure: Failure } | null;
    /** A look that brought no code. */
    nothing: Look | null;
  };
};

export function codesSlice(): CodesSlice {
  return {
    codes: {
      found: [],
      origins: [],
      look: null,
      choices: {},
      chosen: {},
      open: false,
      job: null,
      asking: false,
      looking: null,
      failure: null,
      nothing: null,
    },
  };
}
