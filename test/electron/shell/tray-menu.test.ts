/** What the icon in the tray says: figures and dates while the program is open, nothing of either while it is locked. */
import { expect, test } from 'vitest';
import { badgeCounter, type WaitingForMe } from '../../../electron/shell/badge.ts';
import { textsIn } from '../../../electron/shell/texts.ts';
import {
  type Standing,
  TRAY_COMMANDS,
  trayTemplate,
  trayTooltip,
} from '../../../electron/shell/tray-menu.ts';
import { COMMANDS } from '../../../renderer/app/commands.ts';
import { smallWorld } from '../../fakes/world.ts';

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();
const NOON = at(28, 12);
const open = (count: number, next: number | null): Standing => ({ is: 'open', waiting: { count, next } });
const english = textsIn('en', 'en-GB');
const spanish = textsIn('es', 'es-ES');
const nothing = { show: () => {}, run: () => {}, quit: () => {} };
const labels = (standing: Standing, texts = english) =>
  trayTemplate(standing, NOON, texts, nothing).flatMap(({ label }) => (label === undefined ? [] : [label]));

test('it says how many wait and when the next one ends, as the day is called', () => {
  expect(trayTooltip(open(3, at(29, 14)), NOON, english)).toBe(
    'Relevo · 3 wait for you · next ends tomorrow 14:00',
  );
  expect(trayTooltip(open(1, at(28, 23, 5)), NOON, english)).toBe(
    'Relevo · 1 waits for you · next ends today 23:05',
  );
  expect(trayTooltip(open(2, at(30, 0)), NOON, english)).toContain('Mon');
  expect(trayTooltip(open(3, at(29, 14)), NOON, spanish)).toBe(
    'Relevo · 3 esperan por usted · la próxima expira mañana a las 14:00',
  );
  expect(trayTooltip(open(0, null), NOON, english)).toBe('Relevo · nothing waits for you');
});

test('a locked program says no figure, and offers the window and the end alone', () => {
  expect(trayTooltip({ is: 'locked' }, NOON, english)).toBe('Relevo · locked');
  expect(labels({ is: 'locked' })).toEqual(['Locked', 'Show Relevo', 'Quit Relevo']);
  expect(labels({ is: 'starting' })).toEqual(['Show Relevo', 'Quit Relevo']);
});

test('the menu begins with what waits, and its entries run commands that the page has', () => {
  expect(labels(open(3, at(29, 14)))).toEqual([
    '3 wait for you',
    'Next ends tomorrow 14:00',
    'Show Relevo',
    'Get codes…',
    'Today',
    'Requests',
    'Quit Relevo',
  ]);
  const known = new Set(COMMANDS.map(({ id }) => id));
  expect(TRAY_COMMANDS.filter((id) => !known.has(id))).toEqual([]);
  for (const label of labels(open(1, null), spanish)) expect(label).toMatch(/^\p{Lu}|^\d/u);
});

test('what waits is counted as the screens count it, and the next end is the soonest that is still to come', () => {
  const world = smallWorld(NOON);
  const shown: WaitingForMe[] = [];
  const count = badgeCounter(
    () => NOON,
    (waiting) => shown.push(waiting),
  );
  count('accounts:changed', world.accounts);
  expect(shown).toEqual([]);
  count('requests:changed', world.requests);
  const told = shown.at(-1);
  expect(told?.count).toBeGreaterThan(1);
  expect(told?.next).toBeGreaterThan(NOON);
  count('requests:changed', world.requests);
  expect(shown).toHaveLength(1);
  count('requests:changed', []);
  expect(shown.at(-1)).toEqual({ count: 0, next: null });
});
