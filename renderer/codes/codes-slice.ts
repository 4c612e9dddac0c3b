/** Codes that were found: handles and verdicts, never a code. First values only: what changes them is beside it. */
import { type Failure } from '../../shared/failure.ts';
import { type FileRecognition, type Recognition } from '../../shared/found-code.ts';
import { type Candidate } from './found-codes-rows.ts';

/** `dragged`: text that was dropped; `files`: files that were dropped or chosen. */
export type CodesOrigin = 'paste' | 'dragged' | 'files' | 'mail' | 'arrived';

/** What is told of files beside their codes. */
export type FileNotes = Pick<FileRecognition, 'unreadable' | 'nothingIn' | 'cut'>;

/** More text, or more files, than are read at once: the rest was left out. */
export type CutShort = 'text' | 'files' | null;

export type FoundCodes = {
  origin: CodesOrigin;
  recognition: Recognition;
  /** `null` where no files were given. */
  files: FileNotes | null;
  cutShort: CutShort;
  /** Handles that are ticked. */
  picked: ReadonlySet<string>;
  /** What was chosen where a code could belong to several requests, by handle. */
  chosen: Readonly<Record<string, Candidate>>;
  /** The running or finished job of `decisions.ts` for these codes. */
  job: string | null;
};

export type CodesSlice = {
  codes: {
    found: FoundCodes | null;
    /** The dialog that asks for text is open. */
    asking: boolean;
    looking: CodesOrigin | null;
    failure: { origin: CodesOrigin; failure: Failure } | null;
    /** Codes that came by a link while something else of codes was open: shown with what comes of it, or after it. */
    waiting: Recognition | null;
  };
};

export function codesSlice(): CodesSlice {
  return { codes: { found: null, asking: false, looking: null, failure: null, waiting: null } };
}
