/** Texts for components: in the language that is drawn, the same function while it is the same. */
import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import { LanguageInUse, useTranslation } from '../../../renderer/words/translation.ts';

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    fallbackLng: false,
    resources: {
      en: { common: { hello: 'Hello', of: '{{name}} here' }, other: { hello: 'Hi' } },
      es: { common: { hello: 'Hola' } },
    },
  });
});

const seen: unknown[] = [];

function Texts({ of }: { of: string[] }) {
  const { t } = useTranslation(['common', 'other']);
  seen.push(t);
  return of.map((key) => t(key as 'common:app')).join(' ');
}

const drawn = (of: string[], language: string | null): string =>
  renderToStaticMarkup(createElement(LanguageInUse, { value: language }, createElement(Texts, { of })));

it('speaks the language that is drawn, the first namespace without its name', () => {
  expect(drawn(['hello', 'other:hello'], 'en')).toBe('Hello Hi');
  expect(drawn(['hello'], 'es')).toBe('Hola');
  expect(drawn(['hello'], null)).toBe('Hello');
});
it('gives the same function as long as the language is the same', () => {
  seen.length = 0;
  drawn(['hello'], 'en');
  drawn(['hello'], 'en');
  drawn(['hello'], 'es');
  expect(seen[0]).toBe(seen[1]);
  expect(seen[2]).not.toBe(seen[0]);
});
it('asks again for a text that was missing', () => {
  expect(drawn(['late'], 'es')).toBe('late');
  i18next.addResource('es', 'common', 'late', 'tarde');
  expect(drawn(['late'], 'es')).toBe('tarde');
});
