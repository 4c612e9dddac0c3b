/**
 * Three hundred decisions and a hand-over of a hundred and fifty services over a line that strikes most of them: each POST
 * leaves once, and what the desk says is so at the server, or is said not to be known.
 */
import { afterEach, expect, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { FAULTS } from '../../fakes/bad-line.ts';
import { type Ask, keysFor, playRound, startWeather } from '../../fakes/bad-weather.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { expectTruth } from '../../fakes/truth.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

test('every POST leaves once, and every word is true', { timeout: 120_000 }, async () => {
  // The client's patience of 30 s is 1.5 s by the hurried clock.
  const weather = await startWeather(2_500, { waiting: 320, services: 900 });
  open.push(weather);
  const desk = await openDesk(fakePorts(await temporaryFolder()));
  open.push(desk);
  const ask: Ask = async (channel, input) => {
    const answer = await desk.handlers[channel](input);
    if (!answer.ok) throw new Error(`${channel}: ${answer.error.code} ${answer.error.message ?? ''}`);
    return answer.value;
  };
  desk.start();
  await ask('accounts:connectKeys', keysFor(weather));
  await ask('sync:now', {});

  const told = await playRound(ask, weather, { seed: 1, decisions: 300, services: 150, mostLate: 12 });
  expect(told).toHaveLength(450);
  expect(new Set(told.map(({ fault }) => fault))).toEqual(new Set([null, 'stale', ...FAULTS]));
  expectTruth(told);
});
