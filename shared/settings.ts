/** What a person can set, with its defaults; nothing secret and nothing fetched. */
import { z } from 'zod';

export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How the table of services is set up; a column's name that is not known is passed over by whoever draws. */
export const servicesTableSchema = z.object({
  /** Shown ones, in order; empty = the usual ones. */
  columns: z.array(z.string().max(40)).max(40).default([]),
  /** Widths given by hand, in CSS pixels. */
  widths: z.record(z.string().max(40), z.number().int().min(40).max(2000)).default({}),
});

/** A view of the services under a name: the query of its address, whole. */
export const savedViewSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(80),
  query: z.record(z.string().max(40), z.string().max(2000)),
});
export type SavedView = z.infer<typeof savedViewSchema>;
export const MOST_VIEWS = 100;

export const settingsSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  /** Id of the account the lists are narrowed to; `null` = all together. */
  account: z.string().nullable().default(null),
  notifications: z.boolean().default(true),
  servicesTable: servicesTableSchema.default({ columns: [], widths: {} }),
  savedViews: z.array(savedViewSchema).max(MOST_VIEWS).default([]),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Written out without defaults, so that a change of one setting never resets the others. */
export const settingsChangeSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  account: z.string().nullable().optional(),
  notifications: z.boolean().optional(),
  servicesTable: z
    .object({
      columns: z.array(z.string().max(40)).max(40),
      widths: z.record(z.string().max(40), z.number().int().min(40).max(2000)),
    })
    .optional(),
  savedViews: z.array(savedViewSchema).max(MOST_VIEWS).optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
