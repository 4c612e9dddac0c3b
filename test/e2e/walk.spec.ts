/**
 * Somebody walks through the program at random and does whatever a person could: clicks, keys, texts, pastes, Back. After each
 * step the rules of walk-checks.ts must hold. `WALK_SEED` chooses the walk, `WALK_STEPS` how long it is.
 */
import { expect, test } from './app.ts';
import { callBeside } from './crossing.ts';
import { codeFor, connectLoopback, lettersWithCodes } from './people.ts';
import type { Secret } from './secret-search.ts';
import { deadEnd, hasNoFocus, keptSecrets, losesFocus, scrolledAway, wrongCounts } from './walk-checks.ts';
import { keysOfSheet, openWalker, rest } from './walker.ts';

const SEED = Number(process.env['WALK_SEED'] ?? 1);
const STEPS = Number(process.env['WALK_STEPS'] ?? 150);
/** Steps between two looks at the lists. */
const ROUND = 50;

// In Electron links lead into the system's browser, and menus out of the page.
test('whatever somebody does, the window stays whole', { tag: '@web-only' }, async ({
  app,
  page,
  sandbox,
}) => {
  test.setTimeout(60_000 + STEPS * 2_000);
  const me = await connectLoopback(page, sandbox, 0);
  await connectLoopback(page, sandbox, 1);
  const letters = await lettersWithCodes(sandbox, me);
  const codes = await Promise.all(letters.map(({ id }) => codeFor(sandbox, me, id)));
  const secrets: Secret[] = [
    ...codes.map((text) => ({ what: 'a code', text })),
    ...sandbox.accounts().flatMap(({ email, applicationSecret, consumerKey }) => [
      { what: 'an e-mail address', text: email },
      { what: 'an application secret', text: applicationSecret },
      { what: 'a consumer key', text: consumerKey },
    ]),
  ];
  // What leads out of the window is shut again, and what asks for a file gets a letter.
  page.context().on('page', (other) => void other.close().catch(() => {}));
  page.on('filechooser', (chooser) => {
    const buffer = Buffer.from(letters[0]?.raw ?? '');
    void chooser.setFiles([{ name: 'one.eml', mimeType: 'message/rfc822', buffer }]).catch(() => {});
  });
  page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
  // A code that was decided with, or one of another request, is answered with a refusal: that is no trouble.
  app.allow(/console: Failed to load resource/);

  const walker = openWalker(page, SEED, await keysOfSheet(page), {
    letters: letters.map(({ raw }) => raw),
    codes: [...codes, 'wr0ngC0deOfNobody9876543210abcdeY'],
  });
  const walked: string[] = [];
  for (let at = 1; at <= STEPS; at += 1) {
    await rest(page);
    // Whoever forgot the last account, or wiped everything, begins anew.
    const { value } = await callBeside(app, 'app:open', {});
    if ((value as { accounts: unknown[] } | undefined)?.accounts.length === 0) {
      const [keys] = sandbox.accounts();
      const own = { applicationKey: keys?.applicationKey, applicationSecret: keys?.applicationSecret };
      const where = { endpoint: 'loopback', url: sandbox.url() };
      await callBeside(app, 'accounts:connectKeys', { ...where, ...own, consumerKey: keys?.consumerKey });
      walked.push(`${at}. (an account is connected again)`);
      await rest(page);
    }
    const hadNoFocus = await hasNoFocus(page);
    const step = await walker.next();
    walked.push(`${at}. ${step?.words ?? 'nothing can be done'}`);
    const wrong: string[] = [];
    if (step === null) wrong.push('Nothing can be clicked');
    else {
      await step.run();
      await rest(page);
      if (!step.begins && (step.points || !hadNoFocus) && (await losesFocus(page)))
        wrong.push('The focus fell to the page');
    }
    wrong.push(
      ...app.problems(),
      ...(await scrolledAway(page)),
      ...(await deadEnd(page)),
      ...(await keptSecrets(page, secrets)),
    );
    if (at % ROUND === 0 || at === STEPS) wrong.push(...(await wrongCounts(app, page)));
    // What is wrong stands first: of a long message, the first line is what everybody sees.
    const again = `Again: WALK_SEED=${SEED} WALK_STEPS=${at} npm run walk`;
    expect(wrong, `${wrong.join('; ')}, after: ${step?.words}\n${again}\n${walked.join('\n')}\n`).toEqual([]);
  }
  console.log(`Walked ${STEPS} steps with seed ${SEED}: ${walker.done().size} different things done.`);
});
