/** What was found damaged in the data folder, as both sides know it: which file, what is wrong with it, where it lies now. No words, no content. */
import { z } from 'zod';

/** What is kept there, in the order in which its loss matters. */
export const DAMAGED_PARTS = [
  'folder',
  'accounts',
  'keys',
  'ledger',
  'outbox',
  'lock',
  'people',
  'rules',
  'moves',
  'prepared',
  'reminders',
  'history',
  'settings',
  'services',
  'requests',
] as const;
export type DamagedPart = (typeof DAMAGED_PARTS)[number];

export const DAMAGES = [
  /** Nothing of it can be understood. */
  'broken',
  /** A newer version of the program wrote it. */
  'newer',
  /** Something else lies in its place, as a folder. */
  'no-file',
  /** The system does not let it be read. */
  'forbidden',
  /** It was not as it was written; what it says can be understood, and is used. */
  'altered',
  /** As `altered`, but some of what it held (`count`) cannot be understood. */
  'partly',
  /** Its end is gone, with `count` lines at least. */
  'cut',
  /** Lines were taken out of it, or altered where it cannot be told which. */
  'gap',
  /** `count` lines say what this version does not know. */
  'unknown',
  /** Somebody else than the program changed it; what it says is used. */
  'changed',
  /** Values that are none (`names`): the usual ones are used. */
  'values',
  /** It can be read, and nothing can be written to it. */
  'unwritable',
  /** It was taken away, and the disk did not confirm that: a loss of power may bring it back. */
  'unconfirmed',
] as const;

export const damageSchema = z.object({
  part: z.enum(DAMAGED_PARTS),
  why: z.enum(DAMAGES),
  /** Its name in the data folder, with `/`. */
  file: z.string(),
  /** Name of what was kept aside, in the same folder; `null` where the file stays where it was. */
  keptAs: z.string().nullable(),
  /** How many entries or lines are lost; `null` where that is not known. */
  count: z.number().int().nullable(),
  /** Numbers of lines, names of settings. */
  names: z.array(z.string()),
});
export type Damage = z.infer<typeof damageSchema>;
