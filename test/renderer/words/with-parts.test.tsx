/** A part stands where the language puts it, and what is no part stays text. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { withParts } from '../../../renderer/words/with-parts.tsx';

const shown = (text: string): string =>
  renderToStaticMarkup(<p>{withParts(text, { people: <b>Marta</b>, request: <a href="#/1">1</a> })}</p>);

test('each part stands where the text has its place, as often as it has one', () => {
  expect(shown('Only <people/> must confirm')).toBe('<p>Only <b>Marta</b> must confirm</p>');
  expect(shown('<request/>: <people/>, <people/>')).toBe(
    '<p><a href="#/1">1</a>: <b>Marta</b>, <b>Marta</b></p>',
  );
  expect(shown('nothing')).toBe('<p>nothing</p>');
});

test('what looks like markup and is no part is shown as it stands', () => {
  expect(shown('<b>x</b> <toString/> <people>')).toBe(
    '<p>&lt;b&gt;x&lt;/b&gt; &lt;toString/&gt; &lt;people&gt;</p>',
  );
});
