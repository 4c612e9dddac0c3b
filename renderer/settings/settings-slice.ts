/** What a person has set. First values only: what changes them is beside it. */
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';

export type SettingsSlice = { settings: Settings };

export function settingsSlice(): SettingsSlice {
  return { settings: DEFAULT_SETTINGS };
}
