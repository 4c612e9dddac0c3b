/**
 * Three hundred decisions and a hand-over of a hundred and fifty services over a line that strikes most of them: each POST
 * leaves once, and what the desk says is so at the server, or is said not to be known.
 */
import { afterEach, expect, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import { FAULTS } from '../../fakes/bad-line.ts';
import {
  type Ask,
  keysFor,
  playRound,
  startWeather,
  type Told,
  type Weather,
} from '../../fakes/bad-weather.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { expectTruth } from '../../fakes/truth.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A desk whose account is reached over a bad line. */
async function start(size: Parameters<typeof startWeather>[1]): Promise<{ weather: Weather; ask: Ask }> {
  // The client's patience of 30 s is 1.5 s by the hurried clock.
  const weather = await startWeather(2_500, size);
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
  return { weather, ask };
}

test('every POST leaves once, and every word is true', { timeout: 120_000 }, async () => {
  const { weather, ask } = await start({ waiting: 230, services: 600 });
  const told = await playRound(ask, weather, {
    seed: 1,
    decisions: 150,
    services: 80,
    outbox: 60,
    mostLate: { decisions: 8, services: 6 },
  });
  expect(told).toHaveLength(290);
  expect(new Set(told.map(({ fault }) => fault))).toEqual(new Set([null, 'stale', ...FAULTS]));
  expectTruth(told);
});

test('where somebody on the way sends each call twice, nothing that worked is told as wrong or refused', async () => {
  const { weather, ask } = await start({ waiting: 60, services: 400 });
  const round = {
    seed: 3,
    decisions: 40,
    services: 20,
    mostLate: { decisions: 0, services: 0 },
    always: 'sent twice' as const,
  };
  const told = await playRound(ask, weather, round);
  expect(told.filter(({ sent, arrived }) => sent !== 1 || arrived !== 2)).toEqual([]);
  expect(told.filter(({ happened }) => !happened)).toEqual([]);
  const well = ['accepted', 'already-confirmed', 'refused', 'unknown', 'found'];
  expect(told.filter(({ outcome }) => !well.includes(outcome))).toEqual([]);
  // Of an accept that was answered twice no more is known than that this side has confirmed.
  const isTrue = ({ said, outcome }: Told) =>
    ['done', 'unknown'].includes(said) || (said === 'failed' && outcome === 'already-confirmed');
  expect(told.filter((one) => !isTrue(one))).toEqual([]);
});
