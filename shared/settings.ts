/** What a person can set, with its defaults; nothing secret and nothing fetched. */
import { z } from 'zod';
import { quietHoursSchema } from './quiet.ts';

export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a table is set up; a column's name that is not known is passed over by whoever draws. */
const tableSchema = z.object({
  /** Shown ones, in order; empty = the usual ones. */
  columns: z.array(z.string().max(40)).max(40).default([]),
  /** Widths given by hand, in CSS pixels. */
  widths: z.record(z.string().max(40), z.number().int().min(40).max(2000)).default({}),
});

const changedTableSchema = z.object({
  columns: z.array(z.string().max(40)).max(40),
  widths: z.record(z.string().max(40), z.number().int().min(40).max(2000)),
});

/** Lists that can be set up. */
export const LISTS = ['services', 'requests'] as const;

/** A view of a list under a name: the query of its address, whole. */
export const savedViewSchema = z.object({
  id: z.string().min(1).max(64),
  /** Left out: of the services, which had views first. */
  list: z.enum(LISTS).optional(),
  name: z.string().trim().min(1).max(80),
  query: z.record(z.string().max(40), z.string().max(2000)),
});
export type SavedView = z.infer<typeof savedViewSchema>;
export const MOST_VIEWS = 100;

/** Of a week that Today looks back. */
export const MOST_SEEN = 500;

export const settingsSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  /** Id of the account the lists are narrowed to; `null` = all together. */
  account: z.string().nullable().default(null),
  notifications: z.boolean().default(true),
  /** An icon in the tray or the menu bar, where the system has one. */
  trayIcon: z.boolean().default(true),
  /** Closing the window leaves the program running behind that icon. */
  closeToTray: z.boolean().default(false),
  /** Somebody has read where the window goes then. */
  toldOfTray: z.boolean().default(false),
  /** Whether the project is asked, once a day, for its newest version. */
  updateCheck: z.boolean().default(true),
  /** A version that nobody wants to hear of any more. */
  hiddenVersion: z.string().max(40).nullable().default(null),
  /** When no notification is shown; `null` = always. */
  quietHours: quietHoursSchema.nullable().default(null),
  /** Ids of accounts nobody wants to hear of. */
  quietAccounts: z.array(z.string().max(200)).max(200).default([]),
  /** Where the calendar file is kept up to date; `null` = nowhere. Only the desk changes it: a page names no place. */
  calendarFile: z.string().max(4000).nullable().default(null),
  servicesTable: tableSchema.default({ columns: [], widths: {} }),
  requestsTable: tableSchema.default({ columns: [], widths: {} }),
  /** Segment, filters and order the requests were last looked at with. */
  requestsLook: z.record(z.string().max(40), z.string().max(200)).default({}),
  savedViews: z.array(savedViewSchema).max(MOST_VIEWS).default([]),
  /** Lines of the ledger that went wrong and were looked at, the newest first: Today tells them no more. */
  troublesSeen: z.array(z.string().max(64)).max(MOST_SEEN).default([]),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Written out without defaults, so that a change of one setting never resets the others. */
export const settingsChangeSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  account: z.string().nullable().optional(),
  notifications: z.boolean().optional(),
  trayIcon: z.boolean().optional(),
  closeToTray: z.boolean().optional(),
  toldOfTray: z.boolean().optional(),
  updateCheck: z.boolean().optional(),
  hiddenVersion: z.string().max(40).nullable().optional(),
  quietHours: quietHoursSchema.nullable().optional(),
  quietAccounts: z.array(z.string().max(200)).max(200).optional(),
  servicesTable: changedTableSchema.optional(),
  requestsTable: changedTableSchema.optional(),
  requestsLook: z.record(z.string().max(40), z.string().max(200)).optional(),
  savedViews: z.array(savedViewSchema).max(MOST_VIEWS).optional(),
  troublesSeen: z.array(z.string().max(64)).max(MOST_SEEN).optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
