/** The message to somebody that is being looked over. First values only: what changes them is beside it. */

export type LettersSlice = {
  /** Whom it is for, and of which requests it tells. */
  letter: { nichandle: string; requestKeys: readonly string[] } | null;
};

export function lettersSlice(): LettersSlice {
  return { letter: null };
}
