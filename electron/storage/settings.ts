/**
 * Settings as the user set them: read tolerantly from the shell's store, written whole. Holds no secret.
 *
 * Their file is one that people edit by hand, so its digest is of what it says, not of its bytes, and where it differs what
 * stands there holds and is told of: it cannot be known whether a hand did it or a flipped bit. A value that is none is
 * told of by its name, never replaced in silence.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Damage } from '../../shared/damage.ts';
import type { Settings, SettingsChange } from '../../shared/settings.ts';
import { DEFAULT_SETTINGS, savedViewSchema, settingsSchema } from '../../shared/settings.ts';
import type { Ports } from '../desk/ports.ts';
import { digestOf } from './checked.ts';

export type SettingsKeeper = {
  get: () => Settings;
  /** Throws the system's error where it cannot be kept, and then nothing changed. */
  change: (change: SettingsChange & { calendarFile?: string | null }) => Settings;
};

type SettingsStore = Omit<Ports['settingsStore'], 'damage'>;

/** What the settings say, and nothing is told or written. */
export function readSettings(store: Pick<SettingsStore, 'read'>): Settings {
  return understand(store.read()).settings;
}

/** Each setting that does not fit falls back to its default on its own; the rest is kept. */
export function openSettings(store: SettingsStore, tell: (damage: Damage) => void): SettingsKeeper {
  const stored = store.read();
  const found = understand(stored);
  let { settings } = found;
  let isOwed = found.odd.length > 0;
  const write = (next: Settings): void => {
    // What could not be understood would be gone with the next write.
    if (isOwed) store.keepAside();
    isOwed = false;
    store.write({ ...next, sha256: digest(next) });
  };
  const say = (why: Damage['why'], names: string[]): void =>
    tell({ part: 'settings', why, file: 'settings.json', keptAs: null, count: null, names });

  if (found.odd.length > 0) say('values', found.odd);
  else if (found.digest !== null && found.digest !== digest(settings, found.names)) {
    say('changed', []);
    try {
      write(settings);
    } catch {
      // Then it is told again at the next start.
    }
  }

  return {
    get: () => settings,
    change(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const changed = { ...settings, ...given };
      write(changed);
      // Only now: what the disk refused must not look as if it were kept.
      settings = changed;
      return settings;
    },
  };
}

type Understood = {
  settings: Settings;
  /** Names of settings with a value that is none, and names that are none of a setting. */
  odd: string[];
  digest: string | null;
  /** Of the settings that stand there: an earlier version did not know them all. */
  names: ReadonlySet<string>;
};

function understand(stored: unknown): Understood {
  if (typeof stored !== 'object' || stored === null)
    return { settings: DEFAULT_SETTINGS, odd: [], digest: null, names: new Set() };
  const { sha256, ...values } = stored as Record<string, unknown>;
  const odd = Object.keys(values).filter((name) => !(name in settingsSchema.shape));
  const fields = Object.entries(settingsSchema.shape).map(([name, field]) => {
    const value = values[name];
    const parsed = field.safeParse(value);
    if (parsed.success) {
      // What a schema leaves out was written by somebody, too.
      if (value !== undefined && !isDeepStrictEqual(parsed.data, value)) odd.push(name);
      return [name, parsed.data];
    }
    odd.push(name);
    return [name, name === 'savedViews' ? viewsIn(value) : DEFAULT_SETTINGS[name as keyof Settings]];
  });
  const settings = settingsSchema.parse(Object.fromEntries(fields));
  const names = new Set(Object.keys(values));
  return { settings, odd, digest: sha256 === undefined ? null : String(sha256), names };
}

/** One view that is none costs itself alone. */
function viewsIn(value: unknown): unknown[] {
  const views = Array.isArray(value) ? value.filter((view) => savedViewSchema.safeParse(view).success) : [];
  return settingsSchema.shape.savedViews.safeParse(views).success ? views : [];
}

/** In the order of the schema, whatever order somebody wrote them in. */
function digest(settings: Settings, names?: ReadonlySet<string>): string {
  const entries = Object.entries(settingsSchema.parse(settings));
  const own = names === undefined ? entries : entries.filter(([name]) => names.has(name));
  return digestOf(JSON.stringify(Object.fromEntries(own)));
}
