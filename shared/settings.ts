/** What a person can set, with its defaults; nothing secret and nothing fetched. */
import { z } from 'zod';

export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export const settingsSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  /** Id of the account the lists are narrowed to; `null` = all together. */
  account: z.string().nullable().default(null),
  notifications: z.boolean().default(true),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Written out without defaults, so that a change of one setting never resets the others. */
export const settingsChangeSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  account: z.string().nullable().optional(),
  notifications: z.boolean().optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
