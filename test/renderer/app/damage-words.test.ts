/** Whatever was damaged has its sentences in each language, with the file's name and where it lies now. */
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { damageItems } from '../../../renderer/app/damage-words.ts';
import { DAMAGED_PARTS, DAMAGES, type Damage } from '../../../shared/damage.ts';
import en from '../../../shared/locales/en/damage.json' with { type: 'json' };
import es from '../../../shared/locales/es/damage.json' with { type: 'json' };

const broken: Damage = {
  part: 'accounts',
  why: 'broken',
  file: 'accounts.json',
  keptAs: 'aside',
  count: null,
  names: [],
};
const WHOLE = ['broken', 'newer', 'no-file', 'forbidden'] as const;

/** What each part can come to. */
function kindsOf(part: Damage['part']): readonly Damage['why'][] {
  switch (part) {
    case 'folder':
      return ['unwritable'];
    case 'lock':
      return ['altered', 'unconfirmed'];
    case 'ledger':
      return [...WHOLE, 'partly', 'cut', 'gap', 'unknown', 'unwritable'];
    case 'history':
      return [...WHOLE, 'partly', 'cut', 'gap', 'unknown', 'unwritable'];
    case 'settings':
      return ['broken', 'no-file', 'forbidden', 'changed', 'values'];
    case 'services':
    case 'requests':
      return WHOLE;
    case 'accounts':
    case 'keys':
    case 'outbox':
    case 'people':
    case 'rules':
    case 'moves':
    case 'prepared':
    case 'reminders':
      return [...WHOLE, 'altered', 'partly'];
  }
}

async function speaker(language: 'en' | 'es') {
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    resources: { en: { damage: en }, es: { damage: es } },
    defaultNS: 'damage',
  });
  return i18n;
}

const list = (names: string[]): string => names.join(', ');

test.each(['en', 'es'] as const)('in %s each has words of its own, to their last', async (language) => {
  const i18n = await speaker(language);
  const seen = new Set<Damage['why']>();
  for (const part of DAMAGED_PARTS) {
    for (const why of kindsOf(part)) {
      seen.add(why);
      for (const keptAs of ['x.damaged-7', null]) {
        const [item] = damageItems([{ part, why, file: 'x', keptAs, count: 2, names: ['N'] }], list);
        const missing = item?.words.filter(({ key, options }) => !i18n.exists(key, options));
        expect(missing, `${part} ${why}`).toEqual([]);
        const text = item?.words.map(({ key, options }) => i18n.t(key, options)).join(' ') ?? '';
        expect(text).toContain(keptAs ?? 'x');
        expect(text).not.toMatch(/\{\{|undefined/);
      }
    }
  }
  expect([...seen].sort()).toEqual([...DAMAGES].sort());
});

test('says what is damaged, where it lies, what is lost and what to do', async () => {
  const i18n = await speaker('en');
  const [item] = damageItems([broken], list);
  expect(item?.words.map(({ key, options }) => i18n.t(key, options)).join(' ')).toBe(
    'Your accounts: accounts.json is damaged and cannot be understood. It lies in the data folder as aside: nothing was deleted. ' +
      'No account is known without it; Activity and settings are still here. Put a good copy back as accounts.json and start again, or connect your accounts again.',
  );
});

test('the same trouble of many files is one sentence, and a cache weighs less than an account', () => {
  const files = Array.from({ length: 9 }, (_, n): Damage => ({ ...broken, part: 'services', file: `s${n}` }));
  const items = damageItems([broken, ...files], list);
  expect(items.map(({ tone }) => tone)).toEqual(['bad', 'mute']);
  expect(items[1]?.words[1]?.options['file']).toBe('s0, s1, s2, s3, s4, …');
});
