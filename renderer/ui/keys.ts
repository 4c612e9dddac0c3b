/** Shortcuts as text (`mod+k`, `shift+?`, `a`): matching them with key events and writing them for people. Knows no command. */

const isMac =
  typeof navigator !== 'undefined' && /mac/i.test(navigator.platform || navigator.userAgent || '');

export type KeyNames = Readonly<Record<string, string>>;

const MAC_NAMES: KeyNames = {
  mod: '⌘',
  shift: '⇧',
  alt: '⌥',
  enter: '↵',
  escape: 'esc',
  space: 'space',
};
const OTHER_NAMES: KeyNames = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
};

/** `mod+v` → `Ctrl V`, on a Mac `⌘ V`. `names`: what the keys are called where this is no Mac. */
export function shortcutText(keys: string, names: KeyNames = OTHER_NAMES, mac = isMac): string {
  const known = mac ? MAC_NAMES : names;
  return keys
    .split('+')
    .map((part) => known[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> &
  Partial<Pick<KeyboardEvent, 'code'>>;

/** Letters are compared without case; digits, `?` and `/` whatever keys they need on this layout. */
export function matchesShortcut(event: KeyPress, keys: string, mac = isMac): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1);
  if (key === undefined) return false;
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  if (mod !== parts.includes('mod') || otherMod || event.altKey !== parts.includes('alt')) return false;
  const pressed = event.key === ' ' ? 'space' : event.key.toLowerCase();
  // Where digits need Shift (French keyboards), and where Shift makes signs of them, the key itself counts.
  if (/^\d$/.test(key))
    return (pressed === key || event.code === `Digit${key}`) && event.shiftKey === parts.includes('shift');
  if (pressed !== key) return false;
  return /^[a-z]$/.test(key) || key.length > 1 ? event.shiftKey === parts.includes('shift') : true;
}

const TYPED_IN = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'number', 'date', 'time']);

/** `true` where a letter would be typed: shortcuts leave such places alone. */
export function isTyping(target: EventTarget | null): boolean {
  if (typeof HTMLElement === 'undefined' || !(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return TYPED_IN.has(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
