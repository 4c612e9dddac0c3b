/**
 * The program on a real Electron, over a line that strikes most of its calls: three hundred decisions and a hand-over of a
 * hundred and fifty services, asked for over the page's own bridge. The server counts one POST each, and what the program
 * says is so, or is said not to be known.
 */
import { afterEach, expect, test } from 'vitest';
import { FAULTS } from '../fakes/bad-line.ts';
import { type Ask, keysFor, playRound, startWeather } from '../fakes/bad-weather.ts';
import { expectTruth } from '../fakes/truth.ts';
import { type Program, startProgram } from './program.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});

async function start(
  options: Parameters<typeof startProgram>[0] = {},
): Promise<{ program: Program; ask: Ask }> {
  const program = await startProgram(options);
  open.push(program.end);
  const ask: Ask = async (channel, input) => {
    const answer = await program.ask(channel, input);
    if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
    return answer.value as never;
  };
  return { program, ask };
}

test('every POST leaves once, and every word is true', { timeout: 600_000 }, async () => {
  const weather = await startWeather(32_000, { waiting: 320, services: 900 });
  open.push(weather.close);
  const { url, applicationKey, applicationSecret, consumerKey } = keysFor(weather);
  const { ask } = await start({
    env: {
      OVH_ENDPOINT: url,
      OVH_APPLICATION_KEY: applicationKey,
      OVH_APPLICATION_SECRET: applicationSecret,
      OVH_CONSUMER_KEY: consumerKey,
    },
  });
  const [offer] = await ask('accounts:offers', {});
  await ask('accounts:takeOffer', { offer: offer?.id ?? '' });
  await ask('sync:now', {});

  // A late one costs the program's whole patience of half a minute; four of them wait beside each other.
  const told = await playRound(ask, weather, { seed: 1, decisions: 300, services: 150, mostLate: 4 });
  expect(told).toHaveLength(450);
  expect(new Set(told.map(({ fault }) => fault))).toEqual(new Set([null, 'stale', ...FAULTS]));
  expectTruth(told);
});
