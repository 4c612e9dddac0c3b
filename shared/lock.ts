/** The app lock as both sides know it: its choices, its state, and the drawer a window leaves its work in. Holds no passphrase. */
import { z } from 'zod';
import { CONTACT_TYPES } from './contact.ts';
import { fileRecognitionSchema, recognitionSchema } from './found-code.ts';
import { LANGUAGES } from './settings.ts';

/** Minutes without activity; `null` beside them means never. */
export const LOCK_MINUTES = [1, 5, 15, 60] as const;
export const lockMinutesSchema = z.literal(LOCK_MINUTES).nullable();

export const SHORTEST_PASSPHRASE = 8;
const LONGEST_PASSPHRASE = 512;

/** One form for what keyboards write differently; blanks count. */
export function tidyPassphrase(text: string): string {
  return text.normalize('NFKC');
}

/** In letters as a person counts them, not in units of UTF-16. */
export function isLongEnough(text: string): boolean {
  return [...tidyPassphrase(text)].length >= SHORTEST_PASSPHRASE;
}

/** One that is given to be compared: any text may be tried. */
export const passphraseSchema = z.string().min(1).max(LONGEST_PASSPHRASE);
/** One that is set. */
export const newPassphraseSchema = passphraseSchema.refine(isLongEnough);

export const lockStateSchema = z.object({
  state: z.enum(['off', 'open', 'locked']),
  /**
   * Why no passphrase can open it: the file that holds the lock cannot be understood. Always locked then. `altered`: it is
   * not as it was written, and the passphrase may still be the one.
   */
  trouble: z.enum(['damaged', 'newer', 'altered']).nullable(),
  minutes: lockMinutesSchema,
  /** Locks with the computer's screen and before it sleeps. */
  onScreenLock: z.boolean(),
  /** The system's own authentication may open it as well. */
  system: z.boolean(),
  /** Locked because the administrator wants a lock and none is set: a new passphrase opens it. */
  owed: z.boolean(),
  /** What this shell can do. */
  can: z.object({ system: z.boolean(), screen: z.boolean() }),
  /** Milliseconds from now until a passphrase may be tried again; 0 = at once. */
  waitMs: z.number().int().min(0),
});
export type LockState = z.infer<typeof lockStateSchema>;

export const NO_LOCK: LockState = {
  state: 'off',
  trouble: null,
  minutes: null,
  onScreenLock: false,
  system: false,
  owed: false,
  can: { system: false, screen: false },
  waitMs: 0,
};

/** All that a locked window is told. */
export const lockedViewSchema = z.object({
  shell: z.enum(['electron', 'web']),
  version: z.string(),
  platform: z.string(),
  systemLocale: z.string(),
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  lock: lockStateSchema,
});

const text = z.string().max(200);
const choiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('me'), nichandle: text }),
  z.object({ kind: z.literal('named'), text }),
]);
const roleSchema = z.enum(CONTACT_TYPES);

/** What a hand-over asked for when its window was locked; its plan is made anew, as it rests on what was read then. */
const draftSchema = z.object({
  group: z.string().max(64),
  mode: z.enum(['roles', 'replace', 'table']),
  /** Everything of whoever is replaced. */
  whole: z.boolean(),
  selected: z.array(text).max(100_000),
  withTwins: z.boolean(),
  choices: z.object({ contactAdmin: choiceSchema, contactTech: choiceSchema, contactBilling: choiceSchema }),
  replacement: z.object({ from: text, to: text, roles: z.array(roleSchema).max(3) }),
  table: z.string().max(2_000_000),
});

const originSchema = z.enum(['paste', 'message', 'dragged', 'files', 'mail', 'arrived']);

/** Codes that were found and not decided with yet, and what was chosen for them: handles and verdicts, never a code. */
const traySchema = z.object({
  found: recognitionSchema.shape.codes,
  origins: z.array(originSchema).max(10),
  look: z
    .object({
      origin: originSchema,
      files: fileRecognitionSchema.pick({ unreadable: true, nothingIn: true, cut: true }).nullable(),
      /** More was given than is read at once. */
      cutShort: z.enum(['text', 'files']).nullable(),
    })
    .nullable(),
  choices: z.record(text, z.enum(['accept', 'refuse', 'later'])),
  chosen: z.record(text, z.object({ requestKey: text, accountId: text })),
  open: z.boolean(),
});

/** What a window was doing, so that it can go on after unlocking. SECURITY: no field takes a code or a key. */
export const drawerSchema = z.object({
  /** The address's hash: screen, opened row, filter. */
  hash: z.string().max(8000),
  /** Keys of the services that were ticked. */
  selected: z.array(text).max(100_000),
  /** Keys of the requests that were. */
  selectedRequests: z.array(text).max(100_000),
  draft: draftSchema.nullable(),
  tray: traySchema.nullable(),
  /** Ids of the sandbox's e-mails that were read. */
  mailRead: z.array(text).max(100_000),
  /** A validation page that was waited for, and the form it was asked for from. */
  validation: z.object({ id: text, form: text, renews: text.optional() }).nullable(),
  /** Something was being sent; the desk goes on with it. */
  sending: z.boolean(),
});
export type Drawer = z.infer<typeof drawerSchema>;
/** Chosen by the window at random; tells the drawers of several windows apart. */
export const drawerKeySchema = z.uuid();
