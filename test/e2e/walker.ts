/** What a person at the window could do next, and doing one of it, chosen by a seed. Judges nothing. */
import type { Page } from '@playwright/test';

/** Something that can be clicked where it is: nothing lies over it. */
type Chance = {
  kind: 'press' | 'row' | 'type';
  role: string;
  name: string;
  x: number;
  y: number;
  asks: string;
};

export type Step = {
  /** In words: `clicks the button "Accept"`. */
  words: string;
  /** The focus may be nowhere afterwards: a page that was loaded anew has none. */
  begins: boolean;
  /** It put the focus somewhere, wherever that was before. */
  points: boolean;
  run: () => Promise<void>;
};

/** The same seed, the same numbers from 0 to 1. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TEXTS = [
  'vps',
  'clinica',
  'ac21874-ovh',
  'mp40311-ovh',
  'admin:mp40311-ovh expires:<90d',
  'tag:production',
  'Élodie «Lumen» <b>&',
  'nothing is called so',
  ' ',
];
/** Whatever is asked for as a passphrase gets this one, so that what was locked can be unlocked. */
const PASSPHRASE = 'four green hens in the rain';

const KEY_NAMES: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  Esc: 'Escape',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  'Page up': 'PageUp',
  'Page down': 'PageDown',
  PgUp: 'PageUp',
  PgDn: 'PageDown',
};

/** The keys that the sheet of shortcuts tells, as they are pressed; in English. Pasting is a step of its own. */
export async function keysOfSheet(page: Page): Promise<string[]> {
  await page.keyboard.press('?');
  const sheet = page.locator('.dialog', { has: page.locator('kbd') });
  await sheet.locator('kbd').first().waitFor();
  const told = await sheet.locator('kbd').allInnerTexts();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  const keys = told
    .filter((text) => text !== '…' && text !== 'Ctrl V')
    .map((text) =>
      (KEY_NAMES[text] === undefined ? text.split(' ') : [text])
        .map((part) => KEY_NAMES[part] ?? (/^[A-Z]$/.test(part) ? part.toLowerCase() : part))
        .join('+'),
    );
  return [...new Set([...keys, 'Tab', 'Shift+Tab', 'Enter', 'Escape', 'Space'])];
}

/** Everything that can be clicked now, in the order of the page. Runs in the page. */
function lookAround(): Chance[] {
  const roles = 'button link tab menuitem menuitemradio menuitemcheckbox option checkbox radio switch';
  const selector = [
    'button, a[href], summary, input, textarea, select, [role="row"]',
    ...roles.split(' ').map((role) => `[role="${role}"]`),
  ].join(', ');
  const nameOf = (element: Element): string => {
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<Element>) ?? [])] : [];
    const byId = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '');
    const texts = [
      element.getAttribute('aria-label'),
      byId.join(' '),
      labels.map((label) => label.textContent).join(' '),
      element.textContent,
      element.getAttribute('title'),
      element.getAttribute('placeholder'),
    ];
    const name = texts.find((text) => text !== null && text.trim() !== '') ?? '';
    return name.replace(/\s+/g, ' ').trim().slice(0, 60);
  };
  const chances: Chance[] = [];
  for (const element of document.querySelectorAll(selector)) {
    if (element.matches(':disabled, [aria-disabled="true"], [aria-hidden="true"] *')) continue;
    const { left, top, width, height } = element.getBoundingClientRect();
    const x = left + width / 2;
    const y = top + height / 2;
    if (width < 2 || height < 2 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
    const hit = document.elementFromPoint(x, y);
    const label = hit?.closest('label');
    const isHit = hit !== null && (element.contains(hit) || label?.control === element);
    if (!isHit) continue;
    const role = element.getAttribute('role') ?? element.localName;
    const types =
      element instanceof HTMLTextAreaElement ||
      (element instanceof HTMLInputElement &&
        !['checkbox', 'radio', 'button', 'file'].includes(element.type));
    chances.push({
      kind: types ? 'type' : role === 'row' ? 'row' : 'press',
      role: types && element instanceof HTMLInputElement ? `${element.type} field` : role,
      name: nameOf(element),
      x,
      y,
      asks: element instanceof HTMLInputElement ? element.type : 'text',
    });
  }
  return chances;
}

/** What somebody who walks may bring along: letters to paste, and codes for the fields that ask for one. */
export type Luggage = { letters: readonly string[]; codes: readonly string[] };

export function openWalker(page: Page, seed: number, keys: readonly string[], luggage: Luggage) {
  const roll = dice(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
  /** How often each was done: what is new is done first. */
  const done = new Map<string, number>();

  function chosen(chances: readonly Chance[]): Chance {
    const weights = chances.map(({ role, name, kind }) => {
      const times = done.get(`${role} ${name.replace(/\d+/g, '#')}`) ?? 0;
      return (kind === 'row' ? 0.3 : 1) / (1 + times) ** 1.5;
    });
    let left = roll() * weights.reduce((sum, weight) => sum + weight, 0);
    const at = weights.findIndex((weight) => (left -= weight) < 0);
    return chances[Math.max(0, at)] as Chance;
  }

  function textFor({ asks, name }: Chance): string {
    if (asks === 'password') return PASSPHRASE;
    if (asks === 'date') return '12312033';
    if (/WIPE|BORRAR/.test(name)) return roll() < 0.3 ? 'WIPE' : 'WIP';
    if (/code|código/i.test(name)) return pick(luggage.codes);
    return pick(TEXTS);
  }

  function click(chance: Chance): Step {
    const { role, name, x, y, kind } = chance;
    const modifier = kind === 'row' && roll() < 0.25 ? pick(['Shift', 'Control'] as const) : null;
    const button = kind === 'row' && roll() < 0.15 ? ('right' as const) : ('left' as const);
    const how = button === 'right' ? 'right-clicks' : modifier === null ? 'clicks' : `${modifier}-clicks`;
    return {
      words: `${how} the ${role} "${name}"`,
      begins: false,
      points: true,
      async run() {
        if (modifier !== null) await page.keyboard.down(modifier);
        await page.mouse.click(x, y, { button });
        if (modifier !== null) await page.keyboard.up(modifier);
      },
    };
  }

  function write(chance: Chance): Step {
    const text = textFor(chance);
    const ends = roll() < 0.4;
    return {
      words: `writes "${text}" into the ${chance.role} "${chance.name}"${ends ? ' and presses Enter' : ''}`,
      begins: false,
      points: true,
      async run() {
        await page.mouse.click(chance.x, chance.y);
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type(text);
        if (ends) await page.keyboard.press('Enter');
      },
    };
  }

  const key = (name: string): Step => ({
    words: `presses ${name}`,
    begins: false,
    points: false,
    run: () => page.keyboard.press(name),
  });

  function elsewhere(how: 'back' | 'forward' | 'anew'): Step {
    const words = { back: 'goes back', forward: 'goes forward', anew: 'loads the page anew' }[how];
    return {
      words,
      begins: how === 'anew',
      points: false,
      async run() {
        if (how === 'anew') await page.reload();
        // Never out of the program.
        else
          await page.evaluate(
            (by) => {
              const { navigation } = window;
              const to = navigation.entries()[(navigation.currentEntry?.index ?? 0) + by];
              if (to?.sameDocument) history.go(by);
            },
            how === 'back' ? -1 : 1,
          );
      },
    };
  }

  function paste(): Step {
    const few = luggage.letters.slice(0, 1 + Math.floor(roll() * 4));
    const text = roll() < 0.7 ? few.join('\n\n') : 'a shopping list';
    return {
      words: text === few.join('\n\n') ? `pastes ${few.length} e-mails` : `pastes "${text}"`,
      begins: false,
      points: false,
      run: () =>
        page.evaluate((pasted) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', pasted);
          const target = document.activeElement ?? document.body;
          target.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
          );
        }, text),
    };
  }

  return {
    /** What is done next; `null` where nothing can be. */
    async next(): Promise<Step | null> {
      const luck = roll();
      if (luck < 0.2) return key(pick(keys));
      if (luck < 0.23) return paste();
      if (luck < 0.27) return elsewhere(luck < 0.26 ? 'back' : 'forward');
      if (luck < 0.275) return elsewhere('anew');
      const chances = await page.evaluate(lookAround);
      if (chances.length === 0) return null;
      const chance = chosen(chances);
      const about = `${chance.role} ${chance.name.replace(/\d+/g, '#')}`;
      done.set(about, (done.get(about) ?? 0) + 1);
      return chance.kind === 'type' ? write(chance) : click(chance);
    },
    /** What was done of it, by kind and name. */
    done: () => done,
  };
}

/** Until nothing of the page has changed for a moment and nothing moves, three seconds at most: some lines count seconds. */
export async function rest(page: Page): Promise<void> {
  const quiet = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const end = () => {
            observer.disconnect();
            clearTimeout(most);
            const moving = document.getAnimations().map((each) => each.finished.catch(() => {}));
            void Promise.race([Promise.all(moving), new Promise((wait) => setTimeout(wait, 500))]).then(() =>
              resolve(),
            );
          };
          let still = setTimeout(end, 120);
          const most = setTimeout(end, 3000);
          const observer = new MutationObserver(() => {
            clearTimeout(still);
            still = setTimeout(end, 120);
          });
          observer.observe(document, {
            subtree: true,
            childList: true,
            attributes: true,
            characterData: true,
          });
        }),
    );
  // A page that is loaded anew takes its promise along; a lock loads it anew once more.
  for (let again = 0; ; again += 1) {
    try {
      await quiet();
      return;
    } catch (error) {
      if (again === 3) throw error;
      await page.waitForLoadState();
    }
  }
}
