/** What has happened is never told as still to come, however late the window's own clock goes. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { useStore } from '../../../renderer/store/store.ts';
import { startLanguage } from '../../../renderer/words/i18n.ts';
import { When } from '../../../renderer/words/moment.tsx';

test('a moment after the last look at the clock was just now, and its exact time is told as it is', async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await startLanguage('en');
  const at = useStore.getInitialState().now + 8_000;
  const exact = `dateTime="${new Date(at).toISOString()}"`;
  const past = renderToStaticMarkup(<When at={at} past />);
  expect(past).toContain('just now');
  expect(past).toContain(exact);
  expect(renderToStaticMarkup(<When at={at} />)).toContain('in 8 s');
});
