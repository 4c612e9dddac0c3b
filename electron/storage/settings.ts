/** Settings as the user set them: read tolerantly from the shell's store, written whole. Holds no secret. */
import type { Settings, SettingsChange } from '../../shared/settings.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../shared/settings.ts';

export type SettingsKeeper = {
  get: () => Settings;
  /** Throws the system's error where it cannot be kept, and then nothing changed. */
  change: (change: SettingsChange) => Settings;
};

/** Each setting that does not fit falls back to its default on its own; the rest is kept. */
export function openSettings(store: {
  read: () => unknown;
  write: (settings: Settings) => void;
}): SettingsKeeper {
  let settings = understand(store.read());
  return {
    get: () => settings,
    change(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const changed = { ...settings, ...given };
      store.write(changed);
      // Only now: what the disk refused must not look as if it were kept.
      settings = changed;
      return settings;
    },
  };
}

function understand(stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_SETTINGS;
  const fields = Object.entries(settingsSchema.shape).map(([name, field]) => {
    const parsed = field.safeParse((stored as Record<string, unknown>)[name]);
    return [name, parsed.success ? parsed.data : DEFAULT_SETTINGS[name as keyof Settings]];
  });
  return settingsSchema.parse(Object.fromEntries(fields));
}
